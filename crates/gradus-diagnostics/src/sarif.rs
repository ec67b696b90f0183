//! SARIF 2.1.0, the format that code-scanning services read.
//!
//! Specification: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>. Only what a static analyser needs.

use serde_json::{Value, json};

use crate::{Diagnostic, Label, Severity, SourceMap};

/// The log of one run. `version` is the tool's own.
pub fn log(sources: &SourceMap, diagnostics: &[Diagnostic], version: &str) -> Value {
    let mut rules: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.rule.0).collect();
    rules.sort_unstable();
    rules.dedup();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "gradus",
                "version": version,
                "rules": rules.iter().map(|rule| json!({"id": rule})).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": diagnostics.iter().map(|diagnostic| result(sources, diagnostic)).collect::<Vec<_>>(),
        }],
    })
}

fn result(sources: &SourceMap, diagnostic: &Diagnostic) -> Value {
    let mut text = diagnostic.message.clone();
    for help in &diagnostic.help {
        text.push_str("\nhelp: ");
        text.push_str(help);
    }
    let mut result = json!({
        "ruleId": diagnostic.rule.0,
        "level": match diagnostic.severity { Severity::Error => "error", Severity::Warning => "warning" },
        "message": {"text": text},
        "locations": [location(sources, &diagnostic.primary)],
    });
    if !diagnostic.secondary.is_empty() {
        result["relatedLocations"] = diagnostic.secondary.iter().map(|label| location(sources, label)).collect();
    }
    result
}

fn location(sources: &SourceMap, label: &Label) -> Value {
    let file = sources.file(label.span.source);
    let (start, end) = (file.position(label.span.start), file.position(label.span.end));
    let mut location = json!({"physicalLocation": {
        "artifactLocation": {"uri": file.path},
        "region": {
            "startLine": start.line, "startColumn": start.column,
            "endLine": end.line, "endColumn": end.column,
        },
    }});
    if !label.text.is_empty() {
        location["message"] = json!({"text": label.text});
    }
    location
}
