//! `gradus check --fix` and `--diff`.

use serde_json::Value;

use crate::Place;

const LESSON: &str = "course/demo/modules/basics/next-steps.md";
const BANK: &str = "course/demo/questions/next-steps.md";
const COURSE: &str = "course/demo/course.yaml";

/// A course with a misspelt field, a misspelt reference and an item without an id; in one file a BOM and CRLF.
fn broken() -> Place {
    let place = Place::project();
    place.edit(COURSE, "level: beginner", "level: beginer");
    place.edit(LESSON, "after: [first-steps]", "after: [frist-steps]");
    let bank =
        format!("{}\n## Half a question\n\n- [x] Yes\n- [ ] No\n\n### Explanation\n\nSo it is.\n", place.read(BANK));
    place.write(BANK, &bank.replace('\n', "\r\n"));
    place
}

#[test]
fn shows_the_changes_and_makes_none() {
    let place = broken();
    let before = place.read(BANK);
    // Without course.yaml nothing is known of the ids in the course; fixing goes on once it can be read.
    let ran = place.run(&["check", "--diff"]);
    assert_eq!(ran.status, 1);
    assert!(ran.out.contains("--- course/demo/course.yaml\n+++ course/demo/course.yaml\n@@ "), "{}", ran.out);
    assert!(ran.out.contains("-level: beginer\n+level: beginner\n"), "{}", ran.out);
    assert!(ran.error.ends_with("; `gradus check --fix` mends 1 of them\n"), "{}", ran.error);
    assert_eq!(place.read(BANK), before);
    assert_eq!(place.run(&["check", "--diff", "--fix"]).out, ran.out, "--diff alone decides");
    assert_eq!(place.read(BANK), before);
    assert!(place.fails(2, &["check", "--diff", "--format", "json"]).contains("--diff goes to standard output"));
}

#[test]
fn mends_what_can_only_be_meant() {
    let place = broken();
    let shown = place.run(&["check", "--diff"]).out;
    let ran = place.ok(&["check", "--fix"]);
    assert_eq!(ran.error, format!("{shown}Fixed 3 findings in 3 files\ncourse: no findings\n"));
    assert_eq!(ran.out, "");
    assert!(place.read(BANK).contains("\r\n## Half a question {#half-a-question}\r\n"), "{}", place.read(BANK));
    assert!(!place.read(BANK).replace("\r\n", "").contains('\n'), "line endings stay");
    let (bank, lesson) = (place.read(BANK), place.read(LESSON));
    assert_eq!(place.ok(&["check", "--fix"]).error, "course: no findings\n");
    assert_eq!((place.read(BANK), place.read(LESSON)), (bank, lesson), "fixing what is fixed changes nothing");
}

#[test]
fn leaves_what_it_cannot_mend() {
    let place = broken();
    place.break_weights();
    let error = place.fails(1, &["check", "--fix"]);
    assert!(error.contains("Fixed 3 findings in 3 files\n"), "{error}");
    assert!(error.contains("error[weights-not-100]") && error.ends_with("course: 1 error\n"), "{error}");
    let quiet = broken();
    assert_eq!(quiet.ok(&["check", "--fix", "-q"]).error, "");
}

#[test]
fn machine_forms_hold_the_changes() {
    let place = broken();
    let json: Value = serde_json::from_str(&place.run(&["check", "--format", "json"]).out).unwrap();
    let findings = json["diagnostics"].as_array().unwrap();
    let level = findings.iter().find(|it| it["rule"] == "schema-violation").unwrap();
    let fix = &level["fix"];
    assert_eq!(
        (fix["applicability"].as_str(), fix["title"].as_str()),
        (Some("safe"), Some("replace `beginer` by `beginner`"))
    );
    assert_eq!(
        (fix["edits"][0]["replacement"].as_str(), fix["edits"][0]["file"].as_str()),
        (Some("beginner"), Some(COURSE))
    );
    assert_eq!(fix["edits"][0]["line"], level["primary"]["line"]);
    let sarif: Value = serde_json::from_str(&place.run(&["check", "--format", "sarif"]).out).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let change =
        &results.iter().find(|it| it["ruleId"] == "schema-violation").unwrap()["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], COURSE);
    assert_eq!(change["replacements"][0]["insertedContent"]["text"], "beginner");
    let fixed: Value = serde_json::from_str(&place.ok(&["check", "--fix", "--format", "json"]).out).unwrap();
    assert_eq!(fixed["summary"]["errors"], 0, "what is left is reported");
}

#[test]
#[cfg(unix)]
fn never_writes_outside_the_catalogue() {
    let (place, outside) = (Place::project(), Place::empty());
    outside.write("bank.md", "## One\n\n- [x] a\n- [ ] b\n");
    std::os::unix::fs::symlink(outside.path("bank.md"), place.path("course/demo/questions/linked.md")).unwrap();
    place.fails(1, &["check", "--fix"]);
    assert_eq!(outside.read("bank.md"), "## One\n\n- [x] a\n- [ ] b\n");
}
