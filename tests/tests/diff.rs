//! `gradus diff` on the real course: each way to name a side, each format, and the ways it fails.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

use std::fs;
use std::process::Command;

use gradus_tests::Catalogue;

const LESSON: &str = "course/cks/modules/02-setup/network-policy.md";

fn git(catalogue: &Catalogue, arguments: &[&str]) {
    let identity = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"];
    let mut git = Command::new("git");
    let ended = git.arg("-C").arg(catalogue.root()).args(identity).args(arguments).output().expect("git runs");
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
}

#[test]
fn a_revision_a_folder_and_a_file_name_the_same_side() {
    let catalogue = Catalogue::copy();
    git(&catalogue, &["init", "--quiet"]);
    git(&catalogue, &["add", "."]);
    git(&catalogue, &["commit", "--quiet", "-m", "First"]);
    catalogue.gradus(&["build", "--only", "json", "--out", "old"]).with_code(0);
    let same = catalogue.gradus(&["diff", "HEAD"]).with_code(0);
    assert!(same.stdout.starts_with("Nothing that learners see differs between HEAD and the catalogue now."));

    let text = fs::read_to_string(catalogue.path(LESSON)).unwrap();
    fs::write(catalogue.path(LESSON), format!("{text}\nA sentence nobody had read before.\n")).unwrap();
    let by_revision = catalogue.gradus(&["diff", "HEAD"]).with_code(0).stdout;
    assert!(by_revision.contains("{+") && by_revision.contains("A sentence nobody had read before."), "{by_revision}");
    assert!(by_revision.contains("1 lesson has new text."), "{by_revision}");
    for side in ["old", "old/cks/cks.json"] {
        let by_side = catalogue.gradus(&["diff", side]).with_code(0).stdout;
        assert_eq!(by_side.replacen(side, "HEAD", 1), by_revision, "{side}");
    }
    let both = catalogue.gradus(&["diff", "HEAD", "course", "--course", "cks"]).with_code(0).stdout;
    assert_eq!(both.replacen("→ course", "→ the catalogue now", 1), by_revision);
}

#[test]
fn machine_forms_are_one_document() {
    let catalogue = Catalogue::copy();
    catalogue.gradus(&["build", "--only", "json", "--out", "old"]).with_code(0);
    catalogue.replace("course/cks/exam.yaml", "minutes: 120", "minutes: 90");
    let json = catalogue.gradus(&["diff", "old", "--format", "json"]).with_code(0);
    let document: serde_json::Value = serde_json::from_str(&json.stdout).expect("one JSON document");
    assert_eq!(document["courses"][0]["changes"][0]["part"], "exam");
    let page = catalogue.gradus(&["diff", "old", "--format", "html"]).with_code(0).stdout;
    assert!(page.starts_with("<!doctype html>") && page.contains("<ins>90"), "{page}");
    let markdown = catalogue.gradus(&["diff", "old", "--format", "markdown"]).with_code(0).stdout;
    assert!(markdown.contains("## Exam") && markdown.contains("**90**"), "{markdown}");
}

#[test]
fn what_cannot_be_compared_is_said_with_a_way_out() {
    let catalogue = Catalogue::copy();
    fs::create_dir(catalogue.path("empty")).unwrap();
    fs::write(catalogue.path("other.json"), "{}").unwrap();
    for (arguments, code, says) in [
        (&["diff", "empty"][..], 2, "holds neither a catalogue nor a compiled course"),
        (&["diff", "other.json"], 2, "it is not a course compiled by Gradus"),
        (&["diff", "v9"], 2, "the catalogue is in no git repository"),
        (&["diff", "course", "--course", "ckx"], 2, "neither side has a course `ckx`"),
    ] {
        let ended = catalogue.gradus(arguments).with_code(code);
        assert!(ended.stderr.contains(says) && ended.stderr.contains("help:"), "{}", ended.stderr);
        assert!(ended.stdout.is_empty());
    }
    catalogue.replace(LESSON, "id: network-policy", "idd: network-policy");
    let broken = catalogue.gradus(&["diff", "course"]).with_code(1);
    assert!(broken.stderr.contains("Nothing was compared"), "{}", broken.stderr);
}
