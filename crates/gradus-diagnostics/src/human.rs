//! The compiler's style: headline, source line, caret, help. Drawn by annotate-snippets, rustc's own renderer.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::{Diagnostic, Label, Severity, SourceMap, Span};

/// One finding as text of several lines, with ANSI colours if asked.
pub fn render(sources: &SourceMap, diagnostic: &Diagnostic, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.rule.0);
    let mut group = Group::with_title(title).element(snippet(sources, diagnostic, diagnostic.primary.span));
    let mut seen = vec![diagnostic.primary.span.source];
    for label in &diagnostic.secondary {
        if !seen.contains(&label.span.source) {
            seen.push(label.span.source);
            group = group.element(snippet(sources, diagnostic, label.span));
        }
    }
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    renderer.render(&[group])
}

/// All findings, a blank line after each.
pub fn render_all(sources: &SourceMap, diagnostics: &[Diagnostic], colour: bool) -> String {
    diagnostics.iter().map(|diagnostic| render(sources, diagnostic, colour) + "\n\n").collect()
}

/// The snippet of one file with every label that falls into it.
fn snippet<'a>(
    sources: &'a SourceMap,
    diagnostic: &'a Diagnostic,
    at: Span,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let file = sources.file(at.source);
    let mut snippet = Snippet::source(file.text.as_ref()).path(file.path.as_str()).fold(true);
    let labels = std::iter::once((AnnotationKind::Primary, &diagnostic.primary))
        .chain(diagnostic.secondary.iter().map(|label| (AnnotationKind::Context, label)));
    for (kind, label) in labels.filter(|(_, label)| label.span.source == at.source) {
        snippet = snippet.annotation(annotation(kind, label, &file.text));
    }
    snippet
}

fn annotation<'a>(kind: AnnotationKind, label: &'a Label, text: &str) -> annotate_snippets::Annotation<'a> {
    let annotation = kind.span(visible(label.span, text));
    if label.text.is_empty() { annotation } else { annotation.label(label.text.as_str()) }
}

/// A span clipped to the text and to its first line when it covers many, so that a finding about a whole section shows
/// its head instead of a page.
fn visible(span: Span, text: &str) -> std::ops::Range<usize> {
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (start, end) = (floor(span.range().start), floor(span.range().end));
    let slice = text[start..end].trim_end();
    match slice.match_indices('\n').nth(5) {
        Some(_) => start..start + slice.find('\n').unwrap_or(slice.len()),
        None => start..start + slice.len(),
    }
}
