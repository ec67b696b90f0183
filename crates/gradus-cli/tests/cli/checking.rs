//! `gradus check`.

use serde_json::Value;

use crate::Place;

#[test]
fn a_clean_course_is_clean() {
    let place = Place::project();
    let ran = place.ok(&["check"]);
    assert_eq!((ran.out.as_str(), ran.error.as_str()), ("", "course: no findings\n"));
    let quiet = place.ok(&["check", "-q"]);
    assert_eq!((quiet.out.as_str(), quiet.error.as_str()), ("", ""));
}

#[test]
fn an_error_has_its_place_and_status_1() {
    let place = Place::project();
    place.break_weights();
    let error = place.fails(1, &["check"]);
    assert!(error.contains("error[weights-not-100]"), "{error}");
    assert!(error.contains("--> course/demo/exam.yaml:"), "{error}");
    assert!(error.ends_with("course: 1 error\n"), "{error}");
    assert!(!error.contains('\x1b'), "no colours where there is no terminal");
    assert!(place.fails(1, &["check", "--color", "always"]).contains('\x1b'));
}

#[test]
fn warnings_do_not_fail_unless_denied() {
    let place = Place::project();
    place.add_stray_file();
    let ran = place.ok(&["check"]);
    assert!(ran.error.contains("warning[stray-file]") && ran.error.ends_with("course: 1 warning\n"), "{}", ran.error);
    assert!(place.fails(1, &["check", "--deny", "warnings"]).ends_with("course: 1 error\n"));
    assert!(place.fails(1, &["check", "--deny", "stray-file"]).contains("error[stray-file]"));
    assert_eq!(place.ok(&["check", "--deny", "warnings", "--allow", "stray-file"]).error, "course: no findings\n");
}

#[test]
fn machine_forms_are_alone_on_standard_output() {
    let place = Place::project();
    place.break_weights();

    let json = place.run(&["check", "--format", "json"]);
    assert_eq!(json.status, 1);
    let document: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(document["version"], 1);
    assert_eq!(document["summary"]["errors"], 1);
    let finding = &document["diagnostics"][0];
    assert_eq!(finding["rule"], "weights-not-100");
    assert_eq!(finding["primary"]["file"], "course/demo/exam.yaml");
    assert!(finding["primary"]["line"].as_u64().unwrap() > 1);

    let sarif = place.run(&["check", "--format", "sarif", "-q"]);
    assert_eq!((sarif.status, sarif.error.as_str()), (1, ""));
    let document: Value = serde_json::from_str(&sarif.out).unwrap();
    assert_eq!(document["version"], "2.1.0");
    let rule = &document["runs"][0]["tool"]["driver"]["rules"][0];
    assert_eq!((&rule["id"], &rule["defaultConfiguration"]["level"]), (&"weights-not-100".into(), &"error".into()));
    assert!(rule["help"]["markdown"].as_str().unwrap().contains("## How to fix"), "{rule}");
    let location = &document["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(location["artifactLocation"]["uri"], "course/demo/exam.yaml");

    let github = place.run(&["check", "--format", "github"]);
    assert!(github.out.starts_with("::error file=course/demo/exam.yaml,line="), "{}", github.out);
    assert_eq!(github.out.lines().count(), 1);
}

#[test]
fn a_clean_course_is_a_document_too() {
    let place = Place::project();
    let document: Value = serde_json::from_str(&place.ok(&["check", "--format", "json"]).out).unwrap();
    assert_eq!(document["diagnostics"], Value::Array(Vec::new()));
    assert_eq!(place.ok(&["check", "--format", "github"]).out, "");
}

#[test]
fn paths_lead_from_where_the_reader_stands() {
    let place = Place::project();
    place.break_weights();
    let outer = Place { dir: place.dir };
    // `-C` runs elsewhere, but a reader, and a workflow, still finds the file.
    let ran = outer.run(&["-C", "course/demo", "check", "--format", "github"]);
    assert!(ran.out.starts_with("::error file=course/demo/exam.yaml,"), "{}", ran.out);
}

#[test]
fn an_unknown_rule_is_wrong_usage() {
    let place = Place::project();
    let error = place.fails(2, &["check", "--deny", "stray-fiel"]);
    assert_eq!(error, "error: there is no rule `stray-fiel`\n  help: did you mean `stray-file`?\n");
    assert!(place.fails(2, &["check", "--allow", "warnings"]).contains("there is no rule `warnings`"));
    assert!(
        place.fails(2, &["check", "--deny", "stray-file", "--allow", "stray-file"]).contains("is given two levels")
    );
}

#[test]
fn findings_of_one_cause_are_folded_unless_all_are_asked_for() {
    let place = Place::project();
    let lesson = "course/demo/modules/basics/next-steps.md";
    place.write(lesson, &format!("{}\n{}", place.read(lesson), "```\na\n```\n\n".repeat(5)));
    let shown = |error: &str| error.matches("warning[fence-without-language]").count();
    let folded = place.ok(&["check"]).error;
    assert_eq!(shown(&folded), 3, "{folded}");
    assert!(folded.contains("2 more") && folded.contains("--all"), "{folded}");
    assert!(folded.ends_with("course: 5 warnings\n"), "{folded}");
    let all = place.ok(&["check", "--all"]).error;
    assert_eq!(shown(&all), 5, "{all}");
    assert!(!all.contains("more") && all.ends_with("course: 5 warnings\n"), "{all}");
}

#[test]
fn warn_turns_on_a_matter_of_taste_and_keeps_it_a_warning() {
    let place = Place::project();
    let lesson = "course/demo/modules/basics/next-steps.md";
    place.write(lesson, &format!("{}\nThe the word stands twice.\n", place.read(lesson)));
    assert_eq!(place.ok(&["check"]).error, "course: no findings\n");
    let warned = place.ok(&["check", "--warn", "repeated-word"]).error;
    assert!(warned.contains("warning[repeated-word]") && warned.ends_with("course: 1 warning\n"), "{warned}");
    let denied = place.ok(&["check", "--warn", "repeated-word", "--deny", "warnings"]).error;
    assert!(denied.contains("warning[repeated-word]"), "{denied}");
    assert!(place.fails(1, &["check", "--deny", "repeated-word"]).contains("error[repeated-word]"));
}

#[test]
fn the_count_says_when_more_may_follow() {
    let place = Place::project();
    place.break_weights();
    let ran = place.run(&["check"]);
    assert!(!ran.error.contains("more may follow"), "{}", ran.error);
    place.write("course/demo/plan.yaml", "title: [\n");
    let ran = place.run(&["check"]);
    assert!(ran.error.contains("; more may follow: what could not be read was not checked\n"), "{}", ran.error);
}
