//! SARIF logs satisfy the standard's own schema.
#![allow(clippy::unwrap_used, reason = "tests may panic")]

use gradus_diagnostics::{Diagnostic, Fix, RuleId, SourceMap, Span, sarif};
use serde_json::{Value, json};

fn errors(log: &Value) -> Vec<String> {
    // Two of its patterns close a bracket that they never open. Regular expressions of 2020-12 refuse that; meant is a bracket.
    let text = include_str!("sarif/sarif-schema-2.1.0.json").replace("{2}]?$", r"{2}\\]?$");
    let schema: Value = serde_json::from_str(&text).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    validator.iter_errors(log).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

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
    sarif::log(&sources, &findings, "1.2.3")
}

#[test]
fn a_log_satisfies_the_schema() {
    assert_eq!(errors(&log()), [""; 0]);
    assert_eq!(errors(&sarif::log(&SourceMap::new(), &[], "1.2.3")), [""; 0]);
}

#[test]
fn the_schema_would_refuse_another_log() {
    let mut log = log();
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = json!(0);
    log["runs"][0]["results"][1]["level"] = json!("fatal");
    assert_eq!(errors(&log).len(), 2, "{:?}", errors(&log));
}
