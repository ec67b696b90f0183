//! The machine form, version 1: one document with every finding. `docs/diagnostics.md` describes it for readers.

use serde::Serialize;

use crate::{Diagnostic, Label, Severity, SourceMap, Summary};

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
}

/// A place: 1-based lines and columns (code points), half-open byte offsets.
#[derive(Debug, Serialize)]
pub struct Place<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    byte_start: u32,
    byte_end: u32,
    label: &'a str,
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
    };
    Report {
        version: VERSION,
        diagnostics: diagnostics.iter().map(finding).collect(),
        summary: Summary::of(diagnostics),
    }
}

fn place<'a>(sources: &'a SourceMap, label: &'a Label) -> Place<'a> {
    let file = sources.file(label.span.source);
    let (start, end) = (file.position(label.span.start), file.position(label.span.end));
    Place {
        file: &file.path,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        byte_start: label.span.start,
        byte_end: label.span.end,
        label: &label.text,
    }
}
