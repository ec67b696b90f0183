//! The command line from outside: exit statuses, places of findings, what a failed build leaves, what the binary needs.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

use std::fmt::Write;
use std::fs;
use std::process::Command;

use gradus_tests::{Catalogue, Ended, binary, differences, picture};
use serde_json::Value;
use sha2::{Digest, Sha256};

const LESSON: &str = "course/cks/modules/02-setup/network-policy.md";

/// Points one link of the lesson at nothing; returns the line.
fn break_a_link(catalogue: &Catalogue) -> usize {
    catalogue.replace(LESSON, "\n## ", "\n[Nowhere](lesson:no-such-lesson)\n\n## ") + 1
}

#[test]
fn the_first_course_checks_clean() {
    let ended = Catalogue::copy().gradus(&["check", "--format", "json"]).with_code(0);
    let report: Value = serde_json::from_str(&ended.stdout).expect("standard output is one document");
    let findings = report["diagnostics"].as_array().expect("a list of findings");
    // A draft may say that its bank is not complete, and nothing else; a complete course says nothing.
    let others: Vec<&Value> = findings.iter().filter(|finding| finding["rule"] != "bank-off-weights").collect();
    assert!(others.is_empty(), "findings in the first course: {others:#?}");
}

#[test]
fn a_finding_names_its_place_and_fails_the_check() {
    let catalogue = Catalogue::copy();
    let line = break_a_link(&catalogue);
    let ended = catalogue.gradus(&["check", "--format", "json"]).with_code(1);
    let report: Value = serde_json::from_str(&ended.stdout).expect("standard output is one document");
    let findings = report["diagnostics"].as_array().expect("a list of findings");
    let errors: Vec<&Value> = findings.iter().filter(|finding| finding["severity"] == "error").collect();
    assert_eq!(errors.len(), 1, "{findings:#?}");
    assert!(errors[0]["message"].as_str().expect("a message").contains("no-such-lesson"), "{findings:#?}");
    let place = &errors[0]["primary"];
    assert!(place["file"].as_str().expect("a file").ends_with("network-policy.md"), "{place}");
    assert_eq!(place["line"], line, "{place}");
}

#[test]
fn every_format_tells_the_same_place() {
    let catalogue = Catalogue::copy();
    let line = break_a_link(&catalogue);
    let human = catalogue.gradus(&["check"]).with_code(1);
    assert!(human.stderr.contains(&format!("network-policy.md:{line}:")), "{}", human.stderr);
    assert_eq!(human.stdout, "", "findings for people go to standard error");
    let github = catalogue.gradus(&["check", "--format", "github"]).with_code(1);
    assert!(github.stdout.contains(&format!("line={line},")), "{}", github.stdout);
    let sarif = catalogue.gradus(&["check", "--format", "sarif"]).with_code(1);
    let sarif: Value = serde_json::from_str(&sarif.stdout).expect("standard output is one document");
    let results = sarif["runs"][0]["results"].as_array().expect("a list of results");
    let error = results.iter().find(|result| result["level"] == "error").expect("an error");
    assert_eq!(error["locations"][0]["physicalLocation"]["region"]["startLine"], line, "{error:#}");
}

#[test]
fn a_failed_build_leaves_the_last_good_output() {
    let catalogue = Catalogue::copy();
    catalogue.gradus(&["build", "--only", "site,anki,json"]).with_code(0);
    let good = picture(&catalogue.path("output"));
    assert!(good.contains_key("site/index.html") && good.contains_key("cks/cks.apkg"), "{:?}", good.keys());
    break_a_link(&catalogue);
    let ended = catalogue.gradus(&["build", "--only", "site,anki,json"]).with_code(1);
    assert!(ended.stderr.contains("no-such-lesson"), "{}", ended.stderr);
    assert_eq!(differences(&good, &picture(&catalogue.path("output"))), Vec::<String>::new());
}

#[test]
fn a_build_deletes_only_what_it_made() {
    let catalogue = Catalogue::copy();
    catalogue.gradus(&["build", "--only", "site"]).with_code(0);
    fs::write(catalogue.path("output/site/CNAME"), "example.org\n").unwrap();
    fs::write(catalogue.path("output/notes.txt"), "mine\n").unwrap();
    let page = catalogue.path("output/site/cks/lessons/network-policy.html");
    assert!(page.is_file());
    for file in gradus_tests::files(&catalogue.path("course"), &|_| false) {
        if matches!(file.extension().and_then(|name| name.to_str()), Some("md" | "yaml")) {
            let text = fs::read_to_string(&file).unwrap();
            // The page's address is the lesson's id.
            let renamed = text.replace("lesson:network-policy", "lesson:policy-of-networks");
            let renamed = renamed.replace("id: network-policy\n", "id: policy-of-networks\n");
            let renamed = renamed.replace("lesson=network-policy", "lesson=policy-of-networks");
            let renamed = renamed.replace("lesson: network-policy\n", "lesson: policy-of-networks\n");
            let renamed =
                renamed.replace("lesson=cis-benchmark,network-policy", "lesson=cis-benchmark,policy-of-networks");
            let renamed = match file.file_name().and_then(|name| name.to_str()) {
                Some("module.yaml" | "plan.yaml") => renamed.replace("network-policy", "policy-of-networks"),
                _ => renamed.replace("after: [network-policy", "after: [policy-of-networks"),
            };
            fs::write(&file, renamed).unwrap();
        }
    }
    catalogue.gradus(&["build", "--only", "site"]).with_code(0);
    assert!(!page.exists(), "the page of a lesson that is gone");
    assert!(catalogue.path("output/site/cks/lessons/policy-of-networks.html").is_file());
    assert_eq!(fs::read_to_string(catalogue.path("output/site/CNAME")).unwrap(), "example.org\n");
    assert_eq!(fs::read_to_string(catalogue.path("output/notes.txt")).unwrap(), "mine\n");
}

#[test]
fn the_manifest_lists_every_artifact() {
    let catalogue = Catalogue::copy();
    catalogue.gradus(&["build"]).with_code(0);
    let built = picture(&catalogue.path("output"));
    let manifest: Value = serde_json::from_slice(&built["manifest.json"]).expect("the manifest is JSON");
    let artifacts = manifest["artifacts"].as_array().expect("a list of artifacts");
    for artifact in artifacts {
        let bytes = &built[artifact["path"].as_str().expect("a path")];
        let digest = Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
            write!(hex, "{byte:02x}").unwrap();
            hex
        });
        assert_eq!(artifact["sha256"], digest, "{artifact}");
        assert_eq!(artifact["bytes"], bytes.len(), "{artifact}");
    }
    assert_eq!(artifacts.len(), built.len() - 1, "every file but the manifest itself");
    for path in ["cks/cks.apkg", "cks/cks-study-guide.pdf", "cks/cks-flashcards.pdf", "cks/cks.json", "site/index.html"]
    {
        assert!(built.contains_key(path), "no {path}");
    }
}

#[test]
fn usage_and_faults_exit_with_two() {
    let catalogue = Catalogue::copy();
    for arguments in [
        &["frobnicate"][..],
        &["check", "--format", "interpretive-dance"],
        &["build", "--only", "hologram"],
        &["explain", "no-such-rule"],
        &["-C", "no-such-folder", "check"],
    ] {
        let ended = catalogue.gradus(arguments).with_code(2);
        assert!(ended.stderr.contains("error"), "{arguments:?}: {}", ended.stderr);
        assert_eq!(ended.stdout, "", "{arguments:?}");
    }
}

#[test]
fn a_new_catalogue_builds_far_from_any_checkout() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let program = folder.path().join("gradus-on-its-own");
    fs::copy(binary(), &program).expect("the binary can be copied");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(&program);
        Ended::of(command.env_clear().current_dir(folder.path()).args(arguments)).with_code(0)
    };
    run(&["init", "mine"]);
    run(&["-C", "mine", "check", "--deny", "warnings"]);
    run(&["-C", "mine", "build"]);
    let built = picture(&folder.path().join("mine/output"));
    for ending in ["site/index.html", ".apkg", "-study-guide.pdf", "-flashcards.pdf", "manifest.json"] {
        assert!(built.keys().any(|path| path.ends_with(ending)), "no {ending} in {:?}", built.keys());
    }
}
