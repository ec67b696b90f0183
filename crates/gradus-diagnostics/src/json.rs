//! The machine form, version 1: one document with every finding. `docs/diagnostics.md` describes it for readers.

use serde::Serialize;

use crate::{Applicability, Diagnostic, Fix, Label, Severity, SourceMap, Span, Summary};

/// The version of the form; it changes when a field changes its meaning.
pub const VERSION: u32 = 1;

/// The whole document.
#[derive(Debug, Serialize)]
pub struct Report<'a> {
    /// [`VERSION`].
    pub version: u32,
    /// Findings, sorted.
    pub diagnostics: Vec<Finding<'a>>,
    /// Counts.
    pub summary: Summary,
}

/// One finding.
#[derive(Debug, Serialize)]
pub struct Finding<'a> {
    rule: &'a str,
    severity: Severity,
    message: &'a str,
    primary: Place<'a>,
    secondary: Vec<Place<'a>>,
    help: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Change<'a>>,
}

/// A change that mends a finding.
#[derive(Debug, Serialize)]
pub struct Change<'a> {
    title: &'a str,
    applicability: Applicability,
    edits: Vec<Replacement<'a>>,
}

/// A text in the place of another.
#[derive(Debug, Serialize)]
pub struct Replacement<'a> {
    #[serde(flatten)]
    region: Region<'a>,
    replacement: &'a str,
}

/// A place and what it has to do with the finding.
#[derive(Debug, Serialize)]
pub struct Place<'a> {
    #[serde(flatten)]
    region: Region<'a>,
    label: &'a str,
}

/// 1-based lines and columns (code points), half-open byte offsets.
#[derive(Debug, Serialize)]
pub struct Region<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    byte_start: u32,
    byte_end: u32,
}

/// The report of a list of sorted findings.
pub fn report<'a>(sources: &'a SourceMap, diagnostics: &'a [Diagnostic]) -> Report<'a> {
    let finding = |diagnostic: &'a Diagnostic| Finding {
        rule: diagnostic.rule.0,
        severity: diagnostic.severity,
        message: &diagnostic.message,
        primary: place(sources, &diagnostic.primary),
        secondary: diagnostic.secondary.iter().map(|label| place(sources, label)).collect(),
        help: &diagnostic.help,
        fix: diagnostic.fix.as_ref().map(|fix| change(sources, fix)),
    };
    Report {
        version: VERSION,
        diagnostics: diagnostics.iter().map(finding).collect(),
        summary: Summary::of(diagnostics),
    }
}

fn change<'a>(sources: &'a SourceMap, fix: &'a Fix) -> Change<'a> {
    let edits = fix.edits.iter().map(|edit| Replacement { region: region(sources, edit.span), replacement: &edit.new });
    Change { title: &fix.title, applicability: fix.applicability, edits: edits.collect() }
}

fn place<'a>(sources: &'a SourceMap, label: &'a Label) -> Place<'a> {
    Place { region: region(sources, label.span), label: &label.text }
}

fn region(sources: &SourceMap, span: Span) -> Region<'_> {
    let file = sources.file(span.source);
    let (start, end) = (file.position(span.start), file.position(span.end));
    Region {
        file: &file.path,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        byte_start: span.start,
        byte_end: span.end,
    }
}
