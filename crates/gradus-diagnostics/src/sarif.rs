//! SARIF 2.1.0, the format that code-scanning services read.
//!
//! Specification: <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>. Only what a static analyser needs.

use serde_json::{Value, json};

use crate::{Diagnostic, Fix, Label, Severity, SourceMap, Span};

/// What a log says of a rule: its level and its doc, in Markdown, under the headings of `gradus explain`.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// How much the rule weighs by default.
    pub level: Severity,
    /// Its doc.
    pub doc: &'a str,
}

/// The log of one run. `version` is the tool's own; `about` knows the rules.
pub fn log<'a>(
    sources: &SourceMap,
    diagnostics: &[Diagnostic],
    version: &str,
    about: impl Fn(&str) -> Option<About<'a>>,
) -> Value {
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
                "rules": rules.iter().map(|id| rule(id, about(id))).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": diagnostics.iter().map(|diagnostic| result(sources, diagnostic)).collect::<Vec<_>>(),
        }],
    })
}

fn rule(id: &str, about: Option<About<'_>>) -> Value {
    let Some(About { level: severity, doc }) = about else { return json!({"id": id}) };
    let plain =
        section(doc, "What it does").unwrap_or(id).split_whitespace().collect::<Vec<_>>().join(" ").replace('`', "");
    let short = plain.split_inclusive(". ").next().unwrap_or_default().trim_end();
    json!({
        "id": id,
        "shortDescription": {"text": short},
        "fullDescription": {"text": plain},
        "help": {"text": doc, "markdown": doc},
        "defaultConfiguration": {"level": level(severity)},
    })
}

/// The text below a heading of a doc.
fn section<'a>(doc: &'a str, head: &str) -> Option<&'a str> {
    let rest = doc.split_once(&format!("\n## {head}\n"))?.1;
    Some(rest.split_once("\n## ").map_or(rest, |(text, _)| text).trim())
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn result(sources: &SourceMap, diagnostic: &Diagnostic) -> Value {
    let mut text = diagnostic.message.clone();
    for help in &diagnostic.help {
        text.push_str("\nhelp: ");
        text.push_str(help);
    }
    let mut result = json!({
        "ruleId": diagnostic.rule.0,
        "level": level(diagnostic.severity),
        "message": {"text": text},
        "locations": [location(sources, &diagnostic.primary)],
    });
    if !diagnostic.secondary.is_empty() {
        result["relatedLocations"] = diagnostic.secondary.iter().map(|label| location(sources, label)).collect();
    }
    if let Some(fix) = &diagnostic.fix {
        result["fixes"] = json!([change(sources, fix)]);
    }
    result
}

fn change(sources: &SourceMap, fix: &Fix) -> Value {
    let mut files: Vec<_> = fix.edits.iter().map(|edit| edit.span.source).collect();
    files.dedup();
    let replacements = |source| {
        let edits = fix.edits.iter().filter(move |edit| edit.span.source == source);
        edits.map(|edit| json!({"deletedRegion": region(sources, edit.span), "insertedContent": {"text": edit.new}}))
    };
    let changes = files.into_iter().map(|source| {
        json!({
            "artifactLocation": {"uri": reference(&sources.file(source).path)},
            "replacements": replacements(source).collect::<Vec<_>>(),
        })
    });
    json!({"description": {"text": fix.title}, "artifactChanges": changes.collect::<Vec<_>>()})
}

fn region(sources: &SourceMap, span: Span) -> Value {
    let file = sources.file(span.source);
    let (start, end) = (file.position(span.start), file.position(span.end));
    json!({"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column})
}

fn location(sources: &SourceMap, label: &Label) -> Value {
    let mut location = json!({"physicalLocation": {
        "artifactLocation": {"uri": reference(&sources.file(label.span.source).path)},
        "region": region(sources, label.span),
    }});
    if !label.text.is_empty() {
        location["message"] = json!({"text": label.text});
    }
    location
}

/// A path as a relative reference (RFC 3986): a space or a per cent sign in it would make another address of it.
fn reference(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::{Diagnostic, RuleId, SourceMap, Span};

    #[test]
    fn a_path_is_a_reference() {
        let mut sources = SourceMap::new();
        let id = sources.add("course/a b/100%.md", "x");
        let log = super::log(&sources, &[Diagnostic::error(RuleId("a-rule"), Span::file(id), "wrong")], "1", |_| None);
        let location = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        assert_eq!(location["artifactLocation"]["uri"], "course/a%20b/100%25.md");
    }
}
