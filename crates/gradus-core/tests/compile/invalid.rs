//! The broken courses under `tests/invalid`: what an author reads of each mistake, and what `--fix` makes of it.
//!
//! A file is a title, fences that change the scaffold's catalogue (as in the docs of rules), and one fence `expected` with a line for
//! every finding: `file:line:column-column rule: message`, with `[mended]` behind it if `--fix` makes it go. `GRADUS_UPDATE=1`
//! writes that fence; read the difference. A mistake is one finding unless its title says that there are two.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use gradus_core::{Compiled, Options, rules};
use gradus_diagnostics::{Applicability, Diagnostic};

use crate::docs::{apply, fences};
use crate::support::{Fixture, rendered};

/// A broken course.
struct Case {
    path: PathBuf,
    /// Everything before the expectation.
    head: String,
    expected: String,
    fixture: Fixture,
}

fn cases() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/invalid");
    let folders = fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let files = folders.flat_map(|folder| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
    let mut paths: Vec<PathBuf> = files.collect();
    paths.sort();
    paths.into_iter().map(case).collect()
}

fn case(path: PathBuf) -> Case {
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("# "), "{} has no title", path.display());
    let (head, expected) = text.split_once("```expected\n").unwrap_or_else(|| panic!("{}", path.display()));
    let changes = fences(head);
    assert!(!changes.is_empty(), "{} changes nothing", path.display());
    let fixture = changes.into_iter().fold(Fixture::new(), apply);
    Case { head: head.to_owned(), expected: expected.strip_suffix("```\n").unwrap().to_owned(), fixture, path }
}

/// A line for every finding.
fn lines(compiled: &Compiled) -> String {
    compiled.diagnostics.iter().map(|finding| line(compiled, finding)).collect()
}

fn line(compiled: &Compiled, finding: &Diagnostic) -> String {
    let span = finding.primary.span;
    let file = compiled.sources.file(span.source);
    let (start, end) = (file.position(span.start), file.position(span.end));
    let end = if end.line == start.line { end.column.to_string() } else { format!("{}:{}", end.line, end.column) };
    let mended = if is_mended(finding) { " [mended]" } else { "" };
    format!("{}:{}:{}-{end} {}: {}{mended}\n", file.path, start.line, start.column, finding.rule, finding.message)
}

fn is_mended(finding: &Diagnostic) -> bool {
    finding.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe)
}

#[test]
fn each_has_exactly_its_findings() {
    let update = std::env::var_os("GRADUS_UPDATE").is_some();
    let mut wrong = Vec::new();
    for case in cases() {
        let compiled = case.fixture.compile();
        let found = lines(&compiled);
        let name = case.path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")).unwrap().display();
        if compiled.diagnostics.is_empty() {
            wrong.push(format!("{name}: nothing is found"));
        }
        let wanted = if case.head.starts_with("# Two ") { 2 } else { 1 };
        if compiled.diagnostics.len() > wanted {
            wrong.push(format!("{name}: more than {wanted} for one mistake:\n{}", rendered(&compiled)));
        }
        if compiled.diagnostics.iter().any(|finding| finding.help.is_empty()) {
            wrong.push(format!("{name}: no way out:\n{}", rendered(&compiled)));
        }
        if found != case.expected {
            if update {
                fs::write(&case.path, format!("{}```expected\n{found}```\n", case.head)).unwrap();
            } else {
                wrong.push(format!("{name}:\nexpected:\n{}found:\n{found}", case.expected));
            }
        }
    }
    assert!(wrong.is_empty(), "{} are wrong\n\n{}", wrong.len(), wrong.join("\n"));
}

/// Rules that no change of texts breaks, and where they are tested.
const ELSEWHERE: [(&str, &str); 5] = [
    ("dead-link", "asks the network, and only with `--links`"),
    ("invalid-utf8", "about bytes that a case here, a text, cannot hold: `bad_input.rs`"),
    ("outdated-lock", "only with `--locked`: `lock.rs`"),
    ("outside-catalog", "about links between folders: `bad_input.rs`"),
    ("unreadable-file", "about sizes and folders: `bad_input.rs`"),
];

#[test]
fn every_rule_has_a_case_or_a_reason_to_have_none() {
    let cases = cases();
    let findings = cases.iter().flat_map(|case| case.expected.lines());
    let broken: BTreeSet<&str> = findings.filter_map(|line| line.split(' ').nth(1)?.strip_suffix(':')).collect();
    let rules = rules::all();
    let known: BTreeSet<&str> = rules.iter().map(|rule| rule.id.0).collect();
    let without: Vec<&str> = known.difference(&broken).copied().collect();
    assert_eq!(without, ELSEWHERE.map(|(rule, _)| rule));
    assert!(broken.is_subset(&known) && cases.len() >= 300, "{} cases of {broken:?}", cases.len());
}

/// Mending twice is mending once, nothing safe is left to mend, and no course is worse for it.
#[test]
fn mending_ends_and_never_makes_it_worse() {
    let mut mended_courses = 0;
    for case in cases() {
        let before = case.fixture.compile();
        let mended = gradus_core::mend(&case.fixture.files(), &Options::default());
        let text = rendered(&mended.compiled);
        assert!(!mended.compiled.diagnostics.iter().any(is_mended), "{}:\n{text}", case.path.display());
        assert!(mended.compiled.diagnostics.len() <= before.diagnostics.len(), "{}:\n{text}", case.path.display());
        assert_eq!(mended.findings > 0, before.diagnostics.iter().any(is_mended), "{}", case.path.display());
        if mended.findings == 0 {
            assert!(mended.changes.is_empty());
            continue;
        }
        mended_courses += 1;
        let fixed = mended.changes.iter().fold(case.fixture.clone(), |fixture, change| {
            assert_eq!(fixture.text(&change.path), &*change.old);
            fixture.with(&change.path, change.new.clone())
        });
        assert_eq!(lines(&fixed.compile()), lines(&mended.compiled), "what is promised is what is there afterwards");
        assert!(gradus_core::mend(&fixed.files(), &Options::default()).changes.is_empty(), "{}", case.path.display());
    }
    assert!(mended_courses > 30, "{mended_courses}");
}
