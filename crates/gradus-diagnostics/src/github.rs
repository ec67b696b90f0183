//! GitHub's workflow commands, which annotate the lines of a pull request.
//!
//! Form: <https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands>.

use crate::{Diagnostic, Severity, SourceMap};

/// One line a finding: `::error file=…,line=…,col=…,title=…::message`.
pub fn render(sources: &SourceMap, diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(|diagnostic| line(sources, diagnostic) + "\n").collect()
}

fn line(sources: &SourceMap, diagnostic: &Diagnostic) -> String {
    let file = sources.file(diagnostic.primary.span.source);
    let start = file.position(diagnostic.primary.span.start);
    let end = file.position(diagnostic.primary.span.end);
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    // GitHub ignores columns when a finding spans several lines.
    let end_column = if end.line == start.line { format!(",endColumn={}", end.column) } else { String::new() };
    let mut text = diagnostic.message.clone();
    for help in &diagnostic.help {
        text.push_str("\nhelp: ");
        text.push_str(help);
    }
    format!(
        "::{level} file={},line={},col={},endLine={}{end_column},title={}::{}",
        property(&file.path),
        start.line,
        start.column,
        end.line,
        property(diagnostic.rule.0),
        data(&text)
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
