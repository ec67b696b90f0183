//! The first course, broken in hundreds of ways that are drawn from its own files: keys, ids, references and types, lines, fences,
//! bytes. Nothing panics. Whatever is done, there is a finding at a place or another compiled course; and where a required key, an
//! id, a reference or a type is gone, always a finding.
//!
//! A compilation takes several ways at once, each in a file of its own; a way that no finding names, or has on its line, is then
//! tried alone. The ways are drawn by a seed, so that a failure comes again. `GRADUS_MUTATIONS` sets how many of each kind are
//! drawn.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod targets;
mod trial;

use crate::targets::{Target, id_behind, places, required_keys, targets, texts};
use crate::trial::{EACH, Must, Trial};

#[test]
fn a_required_key_that_is_gone_or_misspelt_is_found() {
    let mut trial = Trial::new(1);
    for target in trial.draw(required_keys(trial.files)) {
        let line = target.text[target.at.start..].find('\n').unwrap() + 1;
        let all = target.at.start..target.at.start + line;
        let twice = format!("{}: twice\n{}", target.old(), target.old());
        trial.put(Must::Fail, "a key is misspelt", &target, &format!("{}x", target.old()));
        trial.put(Must::Fail, "a key stands twice", &target, &twice);
        let bytes = Target { at: all.clone(), ..target.clone() }.with("");
        trial.push(Must::Fail, "a key is gone", &target.path, bytes, [target.old(), ""]);
        let value = Target { at: target.at.end + 2..all.end - 1, ..target };
        for wrong in ["{a: [b]}", ""] {
            trial.put(Must::Fail, "a value of another type", &value, wrong);
        }
    }
    trial.judge(5 * EACH);
}

#[test]
fn an_id_that_is_gone_or_taken_is_found() {
    let mut trial = Trial::new(2);
    let bank = |path: &str| ["/questions/", "/cards/", "/notes/"].iter().any(|folder| path.contains(folder));
    let heads = targets(trial.files, bank, |line| line.starts_with("## ").then(|| id_behind(line, " {#")).flatten());
    for target in trial.draw(heads) {
        trial.put(Must::Fail, "an id is none", &target, "Not_An_Id");
        trial.put(Must::Fail, "an id is a lesson's", &target, "network-policy");
        let braces = target.text[target.at.start..].find('}').unwrap();
        let all = Target { at: target.at.start - 3..target.at.start + braces + 1, ..target };
        trial.put(Must::Fail, "an item has no id", &all, "");
    }
    let parts = targets(trial.files, |path| !bank(path), |line| id_behind(line, "id: ").filter(|at| at.start < 12));
    for target in trial.draw(parts) {
        trial.put(Must::Fail, "an id is none", &target, "Not_An_Id");
        trial.put(Must::Matter, "an id is another", &target, "zz-another-id");
    }
    trial.judge(5 * EACH);
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
        let paths = trial.files.keys().filter(|path| path.starts_with("cks/") && !path.contains("/assets/"));
        let found = paths.flat_map(|path| places(trial.files, path, |line| id_behind(line, prefix))).collect();
        for target in trial.draw(found) {
            let what = format!("a reference behind {prefix:?}");
            trial.put(Must::Fail, &what, &target, "zz-nowhere-at-all");
        }
    }
    trial.judge(5 * EACH);
}

#[test]
fn lines_that_go_come_twice_or_change_places_matter() {
    let mut trial = Trial::new(4);
    // White space, comments and marks that Markdown may write otherwise are no part of the course.
    let says = |line: &str| {
        let text = line.trim();
        text.chars().any(char::is_alphanumeric) && !text.starts_with("# ") && !text.starts_with("<!--")
    };
    let lines = targets(trial.files, |path| path.starts_with("cks/"), |line| says(line).then_some(0..line.len()));
    for target in trial.draw(lines) {
        let end = (target.at.end + 1).min(target.text.len());
        let gone = Target { at: target.at.start..end, ..target.clone() }.with("");
        trial.push(Must::Matter, "a line is gone", &target.path, gone, ["", ""]);
        trial.put(Must::Matter, "a line stands twice", &target, &format!("{}\n{}", target.old(), target.old()));
        let cut = target.at.start + target.old().len() / 2;
        let cut = (0..=cut).rev().find(|at| target.text.is_char_boundary(*at)).unwrap();
        if target.text[cut..].chars().any(char::is_alphanumeric) {
            let bytes = target.text.as_bytes()[..cut].to_vec();
            trial.push(Must::Matter, "the file ends here", &target.path, bytes, ["", ""]);
        }
    }
    trial.judge(2 * EACH);
}

#[test]
fn fences_that_are_damaged_matter() {
    let mut trial = Trial::new(5);
    let fence = |line: &str| {
        let start = line.len() - line.trim_start().len();
        line.trim_start().starts_with("```").then_some(start..start + 3)
    };
    let fences = targets(trial.files, |path| path.starts_with("cks/") && path.ends_with(".md"), fence);
    for target in trial.draw(fences) {
        for (what, new) in [("a fence is gone", ""), ("a fence is short", "``"), ("a fence is text", "x```")] {
            trial.push(Must::Matter, what, &target.path, target.with(new), ["", ""]);
        }
    }
    trial.judge(3 * EACH);
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
    let paths: Vec<&String> =
        texts(trial.files).into_iter().map(|(path, _)| path).filter(|path| path.starts_with("cks/")).collect();
    for _ in 0..5 * EACH {
        let path = *trial.random.pick(&paths);
        let mut bytes = trial.files[path].clone();
        for _ in 0..=trial.random.below(3) {
            let at = trial.random.below(bytes.len());
            let until = at + trial.random.below(3).min(bytes.len() - at);
            let new = *trial.random.pick(&odd);
            bytes.splice(at..until, new.iter().copied());
        }
        trial.push(Must::End, "bytes", path, bytes, ["", ""]);
    }
    trial.judge(5 * EACH);
}
