//! The examples in the rules' docs do what the docs say.
//!
//! A `## Fails` or `## Passes` section may hold fences that change the scaffold's catalogue: `patch=FILE` with lines
//! `old -> new` (`\n` is a line break), `append=FILE`, `file=FILE`, `remove=FILE`; all of a section go together. What fails has findings of that
//! rule and of no other; what passes has none at all.

use gradus_core::rules;

use crate::support::{Fixture, rendered, rules as found};

/// Rules about bytes, links, networks and sizes, whose examples are code in `bad_input.rs`, about whole banks, in `bank_rules.rs`, and
/// about a way to build, in `lock.rs`.
const IN_CODE: [&str; 7] = [
    "dead-link",
    "invalid-utf8",
    "outdated-lock",
    "outside-catalog",
    "telling-length",
    "telling-position",
    "unreadable-file",
];

const SECTIONS: [&str; 5] = ["What it does", "Why this is bad", "Fails", "Passes", "How to fix"];

/// Rules of the crates below have their own examples there.
pub(crate) fn own_rules() -> Vec<rules::Rule> {
    let below: Vec<&str> = gradus_yaml::RULES.iter().chain(gradus_content::RULES).map(|(id, ..)| id.0).collect();
    rules::all().into_iter().filter(|rule| !below.contains(&rule.id.0)).collect()
}

#[test]
fn every_doc_has_its_sections() {
    for rule in own_rules() {
        let heads: Vec<&str> = sections(rule.doc).into_iter().map(|(head, _)| head).collect();
        assert!(rule.doc.starts_with(&format!("# {}\n", rule.id)), "{}", rule.id);
        assert_eq!(heads, SECTIONS, "{}", rule.id);
        for head in SECTIONS {
            assert!(!section(rule.doc, head).trim().is_empty(), "{}: {head}", rule.id);
        }
    }
}

#[test]
fn ids_are_sorted_and_given_once() {
    let ids: Vec<&str> = rules::all().iter().map(|rule| rule.id.0).collect();
    assert!(ids.is_sorted_by(|a, b| a < b), "{ids:?}");
}

#[test]
fn what_a_doc_calls_failing_fails_by_that_rule_alone() {
    for rule in own_rules() {
        let Some(fixture) = example(&rule, "Fails") else { continue };
        let compiled = fixture.compile();
        assert_eq!(found(&compiled), [rule.id.0], "{}:\n{}", rule.id, rendered(&compiled));
        for finding in &compiled.diagnostics {
            assert!(!finding.help.is_empty(), "{}: {} has no help", rule.id, finding.message);
        }
    }
}

#[test]
fn what_a_doc_calls_passing_passes() {
    for rule in own_rules() {
        let Some(fixture) = example(&rule, "Passes") else { continue };
        let compiled = fixture.compile();
        assert!(compiled.diagnostics.is_empty(), "{}:\n{}", rule.id, rendered(&compiled));
    }
}

/// The scaffold with a section's changes; `None` for the rules whose examples are code.
pub(crate) fn example(rule: &rules::Rule, head: &str) -> Option<Fixture> {
    let text = section(rule.doc, head);
    let changes = fences(&text);
    if changes.is_empty() {
        assert!(IN_CODE.contains(&rule.id.0), "{} has no example under {head}", rule.id);
        return None;
    }
    Some(changes.into_iter().fold(Fixture::new(), apply))
}

/// The catalogue with what one fence says.
pub(crate) fn apply(fixture: Fixture, (info, body): (&str, String)) -> Fixture {
    let (verb, path) = info.rsplit(' ').next().unwrap().split_once('=').unwrap_or_else(|| panic!("{info:?}"));
    match verb {
        "file" => fixture.with(path, body),
        "append" => fixture.append(path, &body),
        "remove" => fixture.without(path),
        "patch" => body.lines().fold(fixture, |fixture, line| {
            let (old, new) = line.split_once(" ->").unwrap_or_else(|| panic!("{line:?} has no arrow"));
            let text = |text: &str| text.replace("\\n", "\n");
            fixture.patch(path, &text(old), &text(new.strip_prefix(' ').unwrap_or(new)))
        }),
        _ => panic!("{info:?}"),
    }
}

/// What stands below a heading.
fn section(doc: &str, head: &str) -> String {
    let found = sections(doc).into_iter().find(|(name, _)| *name == head);
    found.unwrap_or_else(|| panic!("no {head} in {doc}")).1
}

/// Headings and what stands below each; a heading in a fence is none.
fn sections(doc: &str) -> Vec<(&str, String)> {
    let mut sections: Vec<(&str, String)> = Vec::new();
    let mut fence = None;
    for line in doc.lines() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        match fence {
            None if ticks >= 3 => fence = Some(ticks),
            Some(open) if ticks == open && line.len() == open => fence = None,
            _ => {}
        }
        match (line.strip_prefix("## "), sections.last_mut()) {
            (Some(head), _) if fence.is_none() => sections.push((head, String::new())),
            (_, Some((_, text))) => {
                text.push_str(line);
                text.push('\n');
            }
            (_, None) => {}
        }
    }
    sections
}

/// Info string and text of each fence.
pub(crate) fn fences(section: &str) -> Vec<(&str, String)> {
    let mut fences = Vec::new();
    let mut lines = section.lines();
    while let Some(line) = lines.next() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        if ticks >= 3 {
            let body = lines.by_ref().take_while(|line| *line != &"`".repeat(ticks)[..]);
            fences.push((line[ticks..].trim(), body.map(|line| format!("{line}\n")).collect()));
        }
    }
    fences
}
