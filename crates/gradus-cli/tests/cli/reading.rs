//! Commands that only tell: explain, stats, schema, completions, help.

use std::process::Stdio;

use serde_json::Value;

use crate::Place;

#[test]
fn explain_lists_all_rules_and_explains_one() {
    let place = Place::empty();
    let list = place.ok(&["explain"]).out;
    assert!(list.lines().any(|line| line.starts_with("weights-not-100") && line.contains("error")), "{list}");
    assert!(list.lines().count() > 40);
    let one = place.ok(&["explain", "weights-not-100"]).out;
    assert!(one.starts_with("# weights-not-100\n") && one.ends_with("By default: error\n"), "{one}");
    let error = place.fails(2, &["explain", "weights-not-10"]);
    assert_eq!(error, "error: there is no rule `weights-not-10`\n  help: did you mean `weights-not-100`?\n");
}

#[test]
fn stats_count_the_course() {
    let place = Place::project();
    let human = place.ok(&["stats"]);
    assert_eq!(human.error, "");
    assert!(human.out.starts_with("Demo (demo)\n\n  modules        1\n  lessons        2 "), "{}", human.out);

    let document: Value = serde_json::from_str(&place.ok(&["stats", "--format", "json"]).out).unwrap();
    let course = &document["courses"][0];
    assert_eq!((&document["version"], &course["code"]), (&Value::from(1), &Value::from("demo")));
    let sum = |counts: &Value| counts.as_object().unwrap().values().map(|n| n.as_u64().unwrap()).sum::<u64>();
    let domains = course["questions"]["domains"].as_array().unwrap();
    for domain in domains {
        let kinds = domain["kinds"].as_object().unwrap();
        assert_eq!(kinds.len(), 5);
        assert_eq!(kinds.values().map(sum).sum::<u64>(), domain["total"].as_u64().unwrap());
    }
    let total: u64 = domains.iter().map(|domain| domain["total"].as_u64().unwrap()).sum();
    assert_eq!(total, course["questions"]["total"].as_u64().unwrap());
    let minutes = &course["minutes"];
    let parts = ["read", "lab", "practise"].map(|part| minutes[part].as_u64().unwrap());
    assert_eq!(parts.iter().sum::<u64>(), minutes["total"].as_u64().unwrap());
}

#[test]
fn stats_of_a_broken_course_are_its_findings() {
    let place = Place::project();
    place.break_weights();
    assert!(place.fails(1, &["stats", "--format", "json"]).contains("weights-not-100"));
}

#[test]
fn schemas_are_listed_printed_and_written() {
    let place = Place::empty();
    let list = place.ok(&["schema"]).out;
    assert!(list.lines().any(|name| name == "course") && list.lines().any(|name| name == "compiled-course"));
    let one = place.ok(&["schema", "course"]).out;
    assert!(serde_json::from_str::<Value>(&one).unwrap()["properties"]["uid"].is_object());
    place.ok(&["schema", "--write", "schemas"]);
    assert_eq!(place.files("schemas").len(), list.lines().count());
    assert_eq!(place.read("schemas/course.schema.json"), one);
    assert!(place.ok(&["schema", "--write", "schemas"]).error.ends_with(": 0 changed\n"));
    assert!(place.fails(2, &["schema", "coarse"]).contains("did you mean `course`?"));
}

#[test]
fn completions_are_scripts() {
    let place = Place::empty();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(place.ok(&["completions", shell]).out.contains("gradus"), "{shell}");
    }
    place.fails(2, &["completions", "cmd"]);
}

#[test]
fn help_and_version_are_results() {
    let place = Place::empty();
    assert_eq!(place.ok(&["--version"]).out, concat!("gradus ", env!("CARGO_PKG_VERSION"), "\n"));
    let help = place.ok(&["--help"]).out;
    for command in
        ["init", "new", "check", "build", "watch", "serve", "explain", "stats", "schema", "clean", "completions"]
    {
        assert!(help.contains(command), "{command}");
    }
    assert!(place.fails(2, &["biuld"]).contains("build"));
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let place = Place::empty();
    let mut child = place.command(&["schema", "course"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn without_a_catalogue_there_is_a_way_out() {
    let place = Place::empty();
    for command in [&["check"][..], &["build"], &["stats"], &["clean"], &["watch"], &["serve"]] {
        let error = place.fails(2, command);
        assert!(error.contains("there is no catalogue in") && error.contains("gradus init"), "{error}");
    }
    assert!(place.fails(2, &["-C", "nowhere", "check"]).contains("cannot run in `nowhere`"));
}
