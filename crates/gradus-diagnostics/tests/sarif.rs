//! SARIF logs satisfy the standard's own schema.
#![allow(clippy::unwrap_used, reason = "tests may panic")]

use gradus_diagnostics::sarif::{self, About};
use gradus_diagnostics::{Diagnostic, Fix, RuleId, Severity, SourceMap, Span};
use serde_json::{Value, json};

fn errors(log: &Value) -> Vec<String> {
    // Two of its patterns close a bracket that they never open. Regular expressions of 2020-12 refuse that; meant is a bracket.
    let text = include_str!("sarif/sarif-schema-2.1.0.json").replace("{2}]?$", r"{2}\\]?$");
    let schema: Value = serde_json::from_str(&text).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    validator.iter_errors(log).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

const DOC: &str = "# a-rule\n\n## What it does\nFinds `what`\nis wrong. Says it.\n\n## How to fix\nDo right.\n";

fn log() -> Value {
    let mut sources = SourceMap::new();
    let (one, two) = (sources.add("course/a b/100%.md", "é one\ntwo\n"), sources.add("course/empty.yaml", ""));
    let place = Span::new(one, 3, 6);
    let findings = [
        Diagnostic::error(RuleId("a-rule"), place, "wrong")
            .label("here")
            .also(Span::file(two), "")
            .fix(Fix::replace(place, "one", "two")),
        Diagnostic::warning(RuleId("b-rule"), Span::file(two), "an empty file"),
        Diagnostic::warning(RuleId("a-rule"), Span::new(one, 0, 11), "several lines \"quoted\"")
            .help("one")
            .help("two"),
    ];
    let about = |id: &str| (id == "a-rule").then_some(About { level: Severity::Error, doc: DOC });
    sarif::log(&sources, &findings, "1.2.3", about)
}

#[test]
fn a_log_satisfies_the_schema() {
    assert_eq!(errors(&log()), [""; 0]);
    assert_eq!(errors(&sarif::log(&SourceMap::new(), &[], "1.2.3", |_| None)), [""; 0]);
}

#[test]
fn a_log_says_what_its_rules_are_about() {
    let log = log();
    let rules = &log["runs"][0]["tool"]["driver"]["rules"];
    assert_eq!(rules[0]["shortDescription"]["text"], "Finds what is wrong.");
    assert_eq!(rules[0]["fullDescription"]["text"], "Finds what is wrong. Says it.");
    assert_eq!(
        (&rules[0]["help"]["markdown"], &rules[0]["defaultConfiguration"]["level"]),
        (&json!(DOC), &json!("error"))
    );
    assert_eq!(rules[1], json!({"id": "b-rule"}));
}

#[test]
fn the_schema_would_refuse_another_log() {
    let mut log = log();
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = json!(0);
    log["runs"][0]["results"][1]["level"] = json!("fatal");
    assert_eq!(errors(&log).len(), 2, "{:?}", errors(&log));
}
