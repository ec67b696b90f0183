//! The first course, broken in ways that are drawn from its own files: keys, ids, references and types, lines, fences,
//! bytes. Nothing panics. Whatever is done, there is a finding at a place or another compiled course; and where a required key, an
//! id, a reference or a type is gone, always a finding.
//!
//! The ways are drawn by a seed, so that a failure comes again. `GRADUS_MUTATIONS` sets how many of each kind are drawn.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use gradus_core::files::MemoryFiles;
use gradus_core::{Artifacts, Compiled, Generator, Options, compile};
use gradus_diagnostics::human;
use gradus_json::Json;

/// How many of each kind, unless the environment says otherwise.
const EACH: usize = 3;

type Files = BTreeMap<String, Vec<u8>>;

/// The repository's catalogue, by path.
fn catalogue() -> Files {
    fn walk(folder: &Path, below: &str, into: &mut Files) {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let name = format!("{below}{}", entry.file_name().to_string_lossy());
            match entry.path() {
                path if path.is_dir() => walk(&path, &format!("{name}/"), into),
                path => drop(into.insert(name, fs::read(path).unwrap())),
            }
        }
    }
    let mut files = Files::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../course"), "", &mut files);
    files
}

fn compiled(files: &Files, path: &str, bytes: &[u8]) -> Compiled {
    let changed = |name: &str, old: &[u8]| if name == path { bytes.to_vec() } else { old.to_vec() };
    let memory = files.iter().fold(MemoryFiles::new(), |all, (name, old)| all.with(name, changed(name, old)));
    compile(&memory, &Options::default())
}

fn json(compiled: &Compiled) -> Vec<u8> {
    let edition = compiled.edition.as_ref().expect("no errors");
    Json.generate(edition, &Artifacts::new()).unwrap().artifacts.get("cks/cks.json").unwrap().to_vec()
}

/// A small generator of numbers (SplitMix64): the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) as usize % limit
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// A text of the course, and where something stands in it.
struct Target {
    path: String,
    text: String,
    at: std::ops::Range<usize>,
}

impl Target {
    /// The text with something else there.
    fn with(&self, new: &str) -> Vec<u8> {
        format!("{}{new}{}", &self.text[..self.at.start], &self.text[self.at.end..]).into_bytes()
    }

    fn old(&self) -> &str {
        &self.text[self.at.clone()]
    }
}

/// Texts that authors write: no assets, no lock.
fn texts(files: &Files) -> Vec<(&String, &str)> {
    let written = files.iter().filter(|(path, _)| path.ends_with(".md") || path.ends_with(".yaml"));
    let written = written.filter(|(path, _)| !path.contains("/assets/") && !path.contains("/releases/"));
    written.map(|(path, bytes)| (path, std::str::from_utf8(bytes).unwrap())).collect()
}

/// Every place that `find` names in the lines of the texts that `wanted` accepts; it gets a line and says what part of it.
fn targets(
    files: &Files,
    wanted: impl Fn(&str) -> bool,
    find: impl Fn(&str) -> Option<std::ops::Range<usize>>,
) -> Vec<Target> {
    let mut found = Vec::new();
    for (path, text) in texts(files).into_iter().filter(|(path, _)| wanted(path)) {
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            if let Some(part) = find(line.trim_end_matches('\n')) {
                let at = start + part.start..start + part.end;
                found.push(Target { path: path.clone(), text: text.to_owned(), at });
            }
            start += line.len();
        }
    }
    assert!(found.len() > 5, "nothing to break");
    found
}

/// What stands behind a prefix, as far as it is an id.
fn id_behind(line: &str, prefix: &str) -> Option<std::ops::Range<usize>> {
    let start = line.find(prefix)? + prefix.len();
    let length = line[start..].find(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit() && c != '-');
    let end = start + length.unwrap_or(line.len() - start);
    (end > start).then_some(start..end)
}

/// A key at the start of a line of the front matter or file, which every file of that name needs.
fn required_key(path: &str, line: &str) -> Option<std::ops::Range<usize>> {
    let keys: &[&str] = match path.rsplit('/').next().unwrap() {
        "catalog.yaml" => &["title", "summary", "courses"],
        "course.yaml" => &["uid", "code", "title", "track", "level", "summary", "status", "modules"],
        "exam.yaml" => &["title", "vendor", "format", "minutes", "pass_mark", "validity_months", "verified_on", "mock"],
        "plan.yaml" => &["title"],
        "module.yaml" => &["id", "title", "summary", "lessons"],
        _ if path.contains("/modules/") => &["id", "title", "summary", "domains", "minutes"],
        _ => &[],
    };
    let (key, value) = line.split_once(':')?;
    (keys.contains(&key) && value.starts_with(' ')).then_some(0..key.len())
}

/// The places of required keys. In a lesson they end with the front matter, where prose could look the same.
fn required_keys(files: &Files) -> Vec<Target> {
    let mut found = Vec::new();
    for path in files.keys() {
        let of_path = |line: &str| required_key(path, line);
        if texts(files).iter().any(|(name, text)| *name == path && text.lines().any(|line| of_path(line).is_some())) {
            found.extend(places(files, path, of_path));
        }
    }
    let in_front = |target: &Target| {
        !target.path.ends_with(".md") || target.text.find("\n---").is_some_and(|end| target.at.end < end)
    };
    found.retain(in_front);
    found
}

fn places(files: &Files, path: &str, find: impl Fn(&str) -> Option<std::ops::Range<usize>>) -> Vec<Target> {
    let text = std::str::from_utf8(&files[path]).unwrap();
    let mut start = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        if let Some(part) = find(line.trim_end_matches('\n')) {
            let at = start + part.start..start + part.end;
            found.push(Target { path: path.to_owned(), text: text.to_owned(), at });
        }
        start += line.len();
    }
    found
}

/// Draws some of the targets, breaks each and says what must come of it.
struct Trial {
    files: Files,
    random: Random,
    sound: Vec<u8>,
}

impl Trial {
    fn new(seed: u64) -> Self {
        let files = catalogue();
        let sound = json(&compiled(&files, "", &[]));
        Trial { files, random: Random(seed), sound }
    }

    fn draw(&mut self, mut targets: Vec<Target>) -> Vec<Target> {
        let each = std::env::var("GRADUS_MUTATIONS").ok().and_then(|each| each.parse().ok()).unwrap_or(EACH);
        let mut drawn = Vec::new();
        while drawn.len() < each && !targets.is_empty() {
            drawn.push(targets.swap_remove(self.random.below(targets.len())));
        }
        drawn
    }

    /// There must be a finding, in the file that was broken or about what it takes along.
    fn must_be_found(&self, what: &str, target: &Target, bytes: &[u8]) {
        let compiled = compiled(&self.files, &target.path, bytes);
        located(&compiled);
        let line = target.text[..target.at.start].matches('\n').count() + 1;
        assert!(compiled.edition.is_none(), "{what}, {}:{line}, {:?}: nothing is found", target.path, target.old());
    }

    /// There must be a finding, or another course.
    fn must_matter(&self, what: &str, path: &str, bytes: &[u8]) {
        let compiled = compiled(&self.files, path, bytes);
        located(&compiled);
        if compiled.diagnostics.is_empty() && json(&compiled) == self.sound {
            let (old, new) = (String::from_utf8_lossy(&self.files[path]), String::from_utf8_lossy(bytes));
            let line = old.lines().zip(new.lines()).position(|(a, b)| a != b);
            let at = line.map(|at| format!("{at}: {:?} -> {:?}", old.lines().nth(at), new.lines().nth(at)));
            panic!("{what}, {path}, {at:?}: neither a finding nor another course");
        }
    }
}

/// Every finding stands inside its file, can be shown and says a way out.
fn located(compiled: &Compiled) {
    for finding in &compiled.diagnostics {
        let file = compiled.sources.file(finding.primary.span.source);
        assert!(!file.path.is_empty() && finding.primary.span.range().end <= file.text.len(), "{finding:?}");
        assert!(!finding.help.is_empty(), "{finding:?}");
        human::render(&compiled.sources, finding, false);
    }
}

#[test]
fn a_required_key_that_is_gone_or_misspelt_is_found() {
    let mut trial = Trial::new(1);
    for target in {
        let keys = required_keys(&trial.files);
        trial.draw(keys)
    } {
        let line = target.text[target.at.start..].find('\n').unwrap() + 1;
        let mut gone = target.text.clone().into_bytes();
        gone.drain(target.at.start..target.at.start + line);
        trial.must_be_found("a key is gone", &target, &gone);
        trial.must_be_found("a key is misspelt", &target, &target.with(&format!("{}x", target.old())));
        let twice = target.with(&format!("{}: twice\n{}", target.old(), target.old()));
        trial.must_be_found("a key stands twice", &target, &twice);
        let (start, end) = (target.at.end + 2, target.at.start + line - 1);
        let value = Target { at: start..end, ..target };
        for wrong in ["{a: [b]}", ""] {
            trial.must_be_found("a value of another type", &value, &value.with(wrong));
        }
    }
}

#[test]
fn an_id_that_is_gone_or_taken_is_found() {
    let mut trial = Trial::new(2);
    let bank = |path: &str| ["/questions/", "/cards/", "/notes/"].iter().any(|folder| path.contains(folder));
    let heads = targets(&trial.files, bank, |line| line.starts_with("## ").then(|| id_behind(line, " {#")).flatten());
    for target in trial.draw(heads) {
        trial.must_be_found("an id is none", &target, &target.with("Not_An_Id"));
        trial.must_be_found("an id is a lesson's", &target, &target.with("network-policy"));
        let braces = target.text[target.at.start..].find('}').unwrap();
        let all = Target { at: target.at.start - 3..target.at.start + braces + 1, ..target };
        trial.must_be_found("an item has no id", &all, &all.with(""));
    }
    let parts = targets(&trial.files, |path| !bank(path), |line| id_behind(line, "id: ").filter(|at| at.start < 12));
    for target in trial.draw(parts) {
        trial.must_be_found("an id is none", &target, &target.with("Not_An_Id"));
        trial.must_matter("an id is another", &target.path, &target.with("zz-another-id"));
    }
}

#[test]
fn a_reference_that_leads_nowhere_is_found() {
    let mut trial = Trial::new(3);
    let prefixes = [
        "](lesson:",
        "](term:",
        "](question:",
        "](task:",
        "](card:",
        "](module:",
        "assesses=",
        "fails=",
        "lesson=",
        "competency: ",
        "domains: [",
        "after: [",
        "lessons: [",
        "track: ",
    ];
    for prefix in prefixes {
        let places = texts(&trial.files)
            .into_iter()
            .filter(|(path, _)| path.as_str() != "catalog.yaml" && !path.starts_with("schemas/"))
            .map(|(path, _)| path.clone())
            .collect::<Vec<_>>();
        let found = places.iter().flat_map(|path| places_of(&trial.files, path, prefix)).collect::<Vec<_>>();
        for target in trial.draw(found).into_iter().take(8) {
            trial.must_be_found(&format!("a reference behind {prefix:?}"), &target, &target.with("zz-nowhere-at-all"));
        }
    }
}

fn places_of(files: &Files, path: &str, prefix: &str) -> Vec<Target> {
    places(files, path, |line| id_behind(line, prefix))
}

#[test]
fn lines_that_go_come_twice_or_change_places_matter() {
    let mut trial = Trial::new(4);
    // White space, comments and marks that Markdown may write otherwise are no part of the course.
    let says = |line: &str| {
        let text = line.trim();
        text.chars().any(char::is_alphanumeric) && !text.starts_with("# ") && !text.starts_with("<!--")
    };
    let lines = targets(&trial.files, |path| path.starts_with("cks/"), |line| says(line).then_some(0..line.len()));
    for target in trial.draw(lines) {
        let mut gone = target.text.clone();
        gone.replace_range(target.at.start..(target.at.end + 1).min(target.text.len()), "");
        trial.must_matter("a line is gone", &target.path, gone.as_bytes());
        let twice = target.with(&format!("{}\n{}", target.old(), target.old()));
        trial.must_matter("a line stands twice", &target.path, &twice);
        let cut = target.at.start + target.old().len() / 2;
        let cut = (0..=cut).rev().find(|at| target.text.is_char_boundary(*at)).unwrap();
        if target.text[cut..].chars().any(char::is_alphanumeric) {
            trial.must_matter("the file ends here", &target.path, &target.text.as_bytes()[..cut]);
        }
    }
}

#[test]
fn fences_that_are_damaged_matter() {
    let mut trial = Trial::new(5);
    let fence = |line: &str| {
        let start = line.len() - line.trim_start().len();
        line.trim_start().starts_with("```").then_some(start..start + 3)
    };
    let fences = targets(&trial.files, |path| path.starts_with("cks/") && path.ends_with(".md"), fence);
    for target in trial.draw(fences) {
        trial.must_matter("a fence is gone", &target.path, &target.with(""));
        trial.must_matter("a fence is short", &target.path, &target.with("``"));
        trial.must_matter("a fence is text", &target.path, &target.with("x```"));
    }
}

#[test]
fn bytes_that_are_damaged_never_panic() {
    let mut trial = Trial::new(6);
    let odd: [&[u8]; 16] = [
        b"\xff",
        b"\0",
        b"\t",
        b"{",
        b"}",
        b"[",
        b"`",
        b"\"",
        b"\n",
        b"\r",
        b": ",
        b"- ",
        b"{{c1::",
        b"___[a]",
        b"<!--",
        "é\u{feff}".as_bytes(),
    ];
    let paths: Vec<String> =
        texts(&trial.files).into_iter().map(|(path, _)| path.clone()).filter(|path| path.starts_with("cks/")).collect();
    for _ in 0..EACH * 2 {
        let path = trial.random.pick(&paths).clone();
        let mut bytes = trial.files[&path].clone();
        for _ in 0..=trial.random.below(3) {
            let at = trial.random.below(bytes.len());
            let until = at + trial.random.below(3).min(bytes.len() - at);
            let new = *trial.random.pick(&odd);
            bytes.splice(at..until, new.iter().copied());
        }
        located(&compiled(&trial.files, &path, &bytes));
    }
}
