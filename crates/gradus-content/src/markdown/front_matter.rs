//! Where a file's front matter ends and its prose begins. What the YAML says is for others.

use std::ops::Range;

use gradus_diagnostics::{Diagnostic, Edit, Fix, SourceId, Span};

use crate::rules;

/// The two parts of a file, as byte ranges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontMatter {
    /// The YAML between the two lines of `---`, without them; `None` if the file does not begin with one.
    pub yaml: Option<Range<usize>>,
    /// The Markdown after it; empty when the front matter is not closed and nobody can tell where it should be.
    pub body: Range<usize>,
}

/// Splits front matter from prose. The first line must be `---`, and so must the line after the YAML. Where that is missing, the
/// prose begins with the first line that can only be Markdown, so that both are read as they were meant.
pub fn front_matter(text: &str, source: SourceId, diagnostics: &mut Vec<Diagnostic>) -> FrontMatter {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = text[start..].split_inclusive('\n');
    let Some(opening) = lines.next().filter(|line| line.trim_end() == "---") else {
        return match unopened(text, start) {
            Some((split, finding)) => {
                diagnostics.push(finding(source));
                split
            }
            None => FrontMatter { yaml: None, body: start..text.len() },
        };
    };
    let yaml = start + opening.len();
    let mut end = yaml;
    let mut closing = None;
    for line in lines {
        if line.trim_end() == "---" {
            closing = Some(end + line.len());
            break;
        }
        end += line.len();
    }
    let prose = prose(&text[yaml..end]).map(|range| yaml + range.start..yaml + range.end);
    if let (Some(body), None) = (closing, &prose) {
        return FrontMatter { yaml: Some(yaml..end), body: body..text.len() };
    }
    if let Some(line) = nearly_dashes(text, yaml..prose.as_ref().map_or(end, |prose| prose.start)) {
        let at = Span::new(source, line.start, line.end);
        let finding = Diagnostic::error(rules::UNCLOSED_FRONT_MATTER, at, "front matter ends with a line `---`");
        let fix = Fix::replace(at, &text[line.clone()], "---");
        diagnostics.push(finding.help("write three dashes and nothing else").fix(fix));
        let behind = text[line.end..].find('\n').map_or(text.len(), |newline| line.end + newline + 1);
        return FrontMatter { yaml: Some(yaml..line.start), body: behind..text.len() };
    }
    let finding = Diagnostic::error(
        rules::UNCLOSED_FRONT_MATTER,
        Span::new(source, start, start + 3),
        "front matter is never closed",
    )
    .label("opened here")
    .help("put a line `---` between the front matter and the prose");
    let Some(prose) = prose else {
        diagnostics.push(finding);
        return FrontMatter { yaml: None, body: text.len()..text.len() };
    };
    let (end, first) = (prose.start, prose.end);
    let line = text[first..].lines().next().unwrap_or_default().trim_end();
    let close = if opening.ends_with("\r\n") { "---\r\n" } else { "---\n" };
    diagnostics.push(
        finding
            .also(Span::new(source, first, first + line.len()), "this is prose")
            .fix(Fix::insert(Span::new(source, end, end), close)),
    );
    FrontMatter { yaml: Some(yaml..end), body: end..text.len() }
}

/// Front matter whose first line is missing, or not the first of its file.
fn unopened(text: &str, start: usize) -> Option<(FrontMatter, impl FnOnce(SourceId) -> Diagnostic)> {
    let blank = text[start..].len() - text[start..].trim_start().len();
    let first = text[start + blank..].lines().next().unwrap_or_default();
    let written = first.trim_end();
    let near = written != "---" && (is_dashes(written) || written == "+++");
    let opened = near || written == "---";
    let begin = start + blank + if opened { text[start + blank..].find('\n')? + 1 } else { 0 };
    let mut end = begin;
    let mut keys = 0;
    for line in text[begin..].split_inclusive('\n') {
        let close = line.trim_end();
        // As wrong at its end as at its beginning.
        if close == "---" || (near && close == written) {
            let split = FrontMatter { yaml: Some(begin..end), body: end + line.len()..text.len() };
            let newline = if line.ends_with("\r\n") { "---\r\n" } else { "---\n" };
            let last = end..end + close.len();
            return (keys > 0).then_some((split, move |source| {
                let span = |range: Range<usize>| Span::new(source, range.start, range.end);
                let replace = |range: Range<usize>, new: &str| Edit {
                    old: text[range.clone()].to_owned(),
                    new: new.to_owned(),
                    span: span(range),
                };
                let at = start + blank..start + blank + written.len();
                let (message, help) = match (near, opened) {
                    (true, _) => ("front matter begins with a line `---`", "write three dashes and nothing else"),
                    (false, true) => {
                        ("front matter begins on the first line of its file", "delete the empty lines before it")
                    }
                    (false, false) => {
                        ("the first line `---` of the front matter is missing", "put a line `---` before this one")
                    }
                };
                let mut edits = match (near, opened) {
                    (true, _) => vec![replace(start..at.end, "---")],
                    (false, true) => vec![replace(start..at.start, "")],
                    (false, false) => vec![Edit::insert(span(at.clone()), newline)],
                };
                if close != "---" {
                    edits.push(replace(last, "---"));
                }
                let finding = Diagnostic::error(rules::UNCLOSED_FRONT_MATTER, span(at), message).help(help);
                finding.fix(Fix::safe(help, edits))
            }));
        }
        match key(line.trim_end()) {
            true => keys += 1,
            false if keys == 0 || !(line.trim().is_empty() || line.starts_with([' ', '#', '-', ']', '}'])) => {
                return None;
            }
            false => {}
        }
        end += line.len();
    }
    None
}

/// Whether a line is dashes, two or more.
fn is_dashes(line: &str) -> bool {
    line.len() >= 2 && line.bytes().all(|byte| byte == b'-')
}

/// The first line of a range that is dashes, but not three.
fn nearly_dashes(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let mut at = range.start;
    text[range].split_inclusive('\n').find_map(|line| {
        let start = at;
        at += line.len();
        let line = line.trim_end();
        (is_dashes(line) && line != "---").then_some(start..start + line.len())
    })
}

/// Whether a line begins with a key of front matter: they are lower-case.
fn key(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, rest)| {
        !key.is_empty()
            && key.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '_' | '-'))
            && (rest.is_empty() || rest.starts_with(' '))
    })
}

/// Where prose begins in what should be YAML: the end of the YAML, and the first line behind it that is none. Front matter is a
/// mapping of lower-case keys; what stands at the margin and is no part of one can only be Markdown if it comes after a blank line
/// or a heading. A line of `##` alone may be a comment.
fn prose(yaml: &str) -> Option<Range<usize>> {
    let (mut at, mut end, mut heading, mut blank) = (0, 0, None, false);
    for line in yaml.split_inclusive('\n') {
        let text = line.trim_end();
        let hashes = text.len() - text.trim_start_matches('#').len();
        let fence = text.starts_with("```") || text.starts_with("~~~");
        let inner =
            text.starts_with([' ', '\t', '#', ']', '}', ',', '"', '\'']) || text == "-" || text.starts_with("- ");
        if text.is_empty() {
            // It may part the YAML from the prose.
        } else if key(text) {
            (end, heading) = (at + line.len(), None);
        } else if hashes >= 2 && text[hashes..].starts_with(' ') {
            heading.get_or_insert(at);
        } else if fence || (!inner && (blank || heading.is_some())) {
            return Some(end..heading.unwrap_or(at));
        } else if heading.is_none() {
            end = at + line.len();
        }
        blank = text.is_empty();
        at += line.len();
    }
    None
}
