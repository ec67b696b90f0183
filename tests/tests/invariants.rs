//! The invariants of ARCHITECTURE.md that the compiler cannot hold: each test is named after what it holds.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use gradus_tests::{files, root};

/// Which crates of ours a crate may use. Arrows point one way; no generator is in another's list.
const MAY_USE: [(&str, &[&str]); 15] = [
    ("gradus-diagnostics", &[]),
    ("gradus-grade", &[]),
    ("gradus-yaml", &["gradus-diagnostics"]),
    ("gradus-content", &["gradus-diagnostics"]),
    ("gradus-core", &["gradus-diagnostics", "gradus-yaml", "gradus-content", "gradus-grade"]),
    ("gradus-theme", &["gradus-diagnostics", "gradus-yaml"]),
    ("gradus-site", &["gradus-diagnostics", "gradus-content", "gradus-core", "gradus-theme", "gradus-grade"]),
    ("gradus-anki", &["gradus-diagnostics", "gradus-content", "gradus-core", "gradus-theme"]),
    ("gradus-print", &["gradus-diagnostics", "gradus-content", "gradus-core", "gradus-theme", "gradus-grade"]),
    ("gradus-json", &["gradus-diagnostics", "gradus-content", "gradus-core"]),
    ("gradus-diff", &[]),
    ("gradus-driver", &["gradus-diagnostics", "gradus-content", "gradus-core"]),
    (
        "gradus-cli",
        &[
            "gradus-diagnostics",
            "gradus-yaml",
            "gradus-content",
            "gradus-grade",
            "gradus-core",
            "gradus-theme",
            "gradus-site",
            "gradus-anki",
            "gradus-print",
            "gradus-json",
            "gradus-diff",
            "gradus-driver",
        ],
    ),
    ("gradus-tests", &[]),
    ("xtask", &[]),
];

/// The lines of a file; lists of cases in a crate's `tests/` may be longer.
const LINES: usize = 400;

/// Folders that are not ours, or not committed.
fn foreign(folder: &str) -> bool {
    matches!(folder, ".git" | "target" | "node_modules" | "vendor" | "output" | "__pycache__")
}

fn committed() -> Vec<PathBuf> {
    let files = files(&root(), &foreign);
    assert!(files.len() > 100, "{} files", files.len());
    files
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    path.extension().and_then(|extension| extension.to_str()).is_some_and(|extension| extensions.contains(&extension))
}

fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The packages of the workspace: name, folder and manifest.
fn packages() -> Vec<(String, PathBuf, String)> {
    let manifests =
        committed().into_iter().filter(|path| path.ends_with("Cargo.toml") && *path != root().join("Cargo.toml"));
    let packages: Vec<_> = manifests
        .map(|path| {
            let text = read(&path);
            let name = text
                .lines()
                .find_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'))
                .expect("a package has a name");
            (name.to_owned(), path.parent().unwrap().to_owned(), text)
        })
        .collect();
    assert!(packages.len() > 10, "{} packages", packages.len());
    packages
}

#[track_caller]
fn none(findings: Vec<String>) {
    assert!(findings.is_empty(), "{} findings\n{}", findings.len(), findings.join("\n"));
}

#[test]
fn files_stay_readable() {
    let code = |path: &PathBuf| has_extension(path, &["rs", "js"]) && !shown(path).contains("/tests/");
    let lines = committed().into_iter().filter(code).map(|path| (shown(&path), read(&path).lines().count()));
    none(lines.filter(|(_, lines)| *lines > LINES).map(|(path, lines)| format!("{path}: {lines} lines")).collect());
}

#[test]
fn every_module_says_what_it_is_for() {
    let rust = committed().into_iter().filter(|path| has_extension(path, &["rs"]));
    none(rust.filter(|path| !read(path).starts_with("//! ")).map(|path| shown(&path)).collect());
}

#[test]
fn names_are_the_fields_own() {
    let vague = ["util", "utils", "helper", "helpers", "common", "manager", "misc"];
    let sources = committed().into_iter().filter(|path| has_extension(path, &["rs", "js", "mjs", "py", "typ"]));
    let is_vague = |path: &PathBuf| {
        let parts = shown(path);
        parts.split(['/', '.']).any(|part| vague.contains(&part.to_lowercase().as_str()))
    };
    none(sources.filter(is_vague).map(|path| shown(&path)).collect());
}

#[test]
fn every_crate_inherits_the_lints() {
    let inherits = |manifest: &str| manifest.contains("[lints]\nworkspace = true");
    none(packages().into_iter().filter(|(_, _, manifest)| !inherits(manifest)).map(|(name, ..)| name).collect());
}

#[test]
fn dependencies_point_one_way() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_USE.into_iter().collect();
    let mut findings = Vec::new();
    for (name, _, manifest) in packages() {
        let Some(allowed) = allowed.get(name.as_str()) else {
            findings.push(format!("{name}: not in the list of this test"));
            continue;
        };
        let used = section(&manifest, "[dependencies]").into_iter().chain(section(&manifest, "[build-dependencies]"));
        let ours = used.filter(|dependency| dependency.starts_with("gradus-"));
        findings
            .extend(ours.filter(|used| !allowed.contains(&used.as_str())).map(|used| format!("{name} uses {used}")));
    }
    none(findings);
}

/// The names in a section of a manifest.
fn section(manifest: &str, header: &str) -> Vec<String> {
    let lines = manifest.lines().skip_while(|line| *line != header).skip(1).take_while(|line| !line.starts_with('['));
    lines
        .filter_map(|line| Some(line.split_once(['.', ' ', '='])?.0.to_owned()))
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn core_knows_no_output() {
    let lock = read(&root().join("Cargo.lock"));
    let graph: BTreeMap<&str, Vec<&str>> = lock.split("[[package]]").filter_map(package).collect();
    let mut reached = BTreeSet::new();
    let mut open = vec!["gradus-core"];
    while let Some(name) = open.pop() {
        if reached.insert(name) {
            open.extend(graph.get(name).into_iter().flatten());
        }
    }
    assert!(reached.contains("gradus-content") && reached.contains("serde"), "{reached:?}");
    let outputs = ["tera", "typst", "rusqlite", "syntect", "zip", "axum", "notify", "clap"];
    none(
        outputs
            .iter()
            .filter(|output| reached.contains(**output))
            .map(|output| format!("gradus-core reaches {output}"))
            .collect(),
    );
}

/// A package of the lock file with the names it depends on; versions do not matter here.
fn package(text: &str) -> Option<(&str, Vec<&str>)> {
    let name = text.lines().find_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'))?;
    let dependencies = text.lines().filter_map(|line| line.strip_prefix(" \"")?.split(['"', ' ']).next());
    Some((name, dependencies.collect()))
}

#[test]
fn anyhow_stays_with_the_programs() {
    let uses = packages()
        .into_iter()
        .filter(|(_, _, manifest)| section(manifest, "[dependencies]").contains(&"anyhow".to_owned()));
    none(uses.map(|(name, ..)| name).filter(|name| !["gradus-cli", "xtask"].contains(&name.as_str())).collect());
}

#[test]
fn only_the_writer_writes() {
    let writes = [
        "fs::write",
        "fs::create_dir",
        "fs::remove_",
        "fs::rename",
        "fs::copy",
        "fs::hard_link",
        "File::create",
        "OpenOptions",
    ];
    let is_writer = |path: &str| path.starts_with("crates/gradus-driver/src/writer");
    assert!(!mentions(&writes, is_writer).is_empty(), "the writer writes");
    none(mentions(&writes, |path| path.contains("/src/") && !is_writer(path)));
}

#[test]
fn no_clock_and_no_environment_reach_an_output() {
    let sources = ["SystemTime", "Instant::now", "env::var", "env::vars", "thread_rng", "RandomState", "process::id"];
    let programs = ["crates/gradus-cli/", "crates/gradus-driver/"];
    none(mentions(&sources, |path| {
        path.contains("/src/") && !programs.iter().any(|program| path.starts_with(program))
    }));
}

/// The lines of code of the product, tests aside, that mention one of these; comments do not count.
fn mentions(needles: &[&str], looked_at: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    let rust = committed().into_iter().filter(|path| has_extension(path, &["rs"]));
    for path in rust.filter(|path| shown(path).starts_with("crates/") && looked_at(&shown(path))) {
        let is_test = path.file_stem().is_some_and(|stem| stem == "tests" || stem == "testing");
        let text = read(&path);
        let product = text.split("#[cfg(test)]").next().unwrap_or_default();
        let code = product.lines().enumerate().filter(|(_, line)| !is_test && !line.trim_start().starts_with("//"));
        let hits = code.filter(|(_, line)| needles.iter().any(|needle| line.contains(needle)));
        found.extend(hits.map(|(number, line)| format!("{}:{}: {}", shown(&path), number + 1, line.trim())));
    }
    found
}

#[test]
fn nothing_committed_names_a_machine() {
    // Written apart, so that this file does not name them.
    let machine =
        [["/work", "/main"], ["/work", "/shared"], ["/root/", ".cache"], ["/root/", ".cargo"], ["/root/", ".pyenv"]];
    let needles: Vec<String> = machine.iter().map(|parts| parts.concat()).collect();
    let mut findings = Vec::new();
    for path in committed() {
        // Fonts, images and other bytes have no text to look at.
        let Ok(text) = fs::read_to_string(&path) else { continue };
        findings.extend(
            needles.iter().filter(|needle| text.contains(*needle)).map(|needle| format!("{}: {needle}", shown(&path))),
        );
        if path.ends_with("package-lock.json") && text.contains("\"resolved\"") {
            findings.push(format!("{}: addresses of a registry", shown(&path)));
        }
    }
    none(findings);
}
