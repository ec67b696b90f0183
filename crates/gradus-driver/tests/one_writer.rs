//! Only the writer writes, and no clock reaches an output: held for the code of all crates.
#![allow(clippy::unwrap_used, reason = "tests may panic")]

use std::fs;
use std::path::{Path, PathBuf};

/// What changes files or folders.
const WRITES: &[&str] = &[
    "fs::write",
    "fs::rename",
    "fs::copy",
    "fs::remove_",
    "fs::create_dir",
    "fs::set_permissions",
    "File::create",
    "OpenOptions",
    "NamedTempFile",
];

/// What tells the time of day. Measuring how long something took is another matter.
const CLOCKS: &[&str] = &["SystemTime::now", "Local::now", "Utc::now", "OffsetDateTime::now"];

#[test]
fn only_the_writer_writes() {
    let found = uses(WRITES, |file| file.starts_with("gradus-driver/src/writer"));
    assert_eq!(found, Vec::<String>::new());
    assert!(!uses(WRITES, |_| false).is_empty(), "the writer itself was not seen");
}

/// What an author wrote is changed only by commands that are asked for just that.
#[test]
fn sources_are_written_where_it_is_said() {
    let callers = |word: &str| {
        let found = uses(&[word], |file| file.starts_with("gradus-driver/src/writer"));
        let mut files: Vec<String> = found
            .iter()
            .filter(|line| !line.contains(": use ") && line.contains('('))
            .map(|line| line.split(':').next().unwrap().to_owned())
            .collect();
        files.dedup();
        files
    };
    assert_eq!(callers("change_sources"), ["gradus-cli/src/mending.rs"]);
    assert_eq!(callers("stage_sources"), ["gradus-cli/src/commands/release.rs"]);
    assert_eq!(callers("add_files"), ["gradus-cli/src/commands/init.rs", "gradus-cli/src/commands/new.rs"]);
    assert_eq!(callers("replace_file"), ["gradus-cli/src/commands/new.rs", "gradus-cli/src/commands/schema.rs"]);
}

/// A release has its date, `check` its warnings and a new course one line; nothing that is built depends on the day.
#[test]
fn two_places_read_the_clock_and_no_build_asks_them() {
    // A release is dated when it is made; outputs have the date from the lock.
    const PLACES: [&str; 2] = ["gradus-cli/src/commands/release.rs", "gradus-cli/src/today.rs"];
    assert_eq!(uses(CLOCKS, |file| PLACES.contains(&file)), Vec::<String>::new());
    assert_eq!(uses(CLOCKS, |_| false).len(), PLACES.len());
    let asks = ["check", "init", "new"].map(|command| format!("gradus-cli/src/commands/{command}.rs"));
    let allowed = |file: &str| file == PLACES[1] || asks.iter().any(|asks| asks == file);
    assert_eq!(uses(&["by_the_clock()", "today: Some", ".today = "], allowed), Vec::<String>::new());
}

/// The lines of all crates, tests in them aside, that use one of `words`.
fn uses(words: &[&str], allowed: impl Fn(&str) -> bool) -> Vec<String> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut sources = Vec::new();
    for entry in fs::read_dir(crates).unwrap() {
        walk(&entry.unwrap().path().join("src"), &mut sources);
    }
    assert!(sources.len() > 50, "the sources were not found");
    let mut found = Vec::new();
    for path in sources {
        let name = path.strip_prefix(crates).unwrap().to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(&path).unwrap();
        // Tests stand last in a file.
        let code = text.split("mod tests {").next().unwrap();
        let lines = code.lines().enumerate().filter(|(_, line)| words.iter().any(|word| line.contains(word)));
        found.extend(lines.filter(|_| !allowed(&name)).map(|(at, line)| format!("{name}:{}: {}", at + 1, line.trim())));
    }
    found
}

fn walk(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}
