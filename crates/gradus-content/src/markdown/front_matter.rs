//! Where a file's front matter ends and its prose begins. What the YAML says is for others.

use std::ops::Range;

use gradus_diagnostics::{Diagnostic, SourceId, Span};

use crate::rules;

/// The two parts of a file, as byte ranges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontMatter {
    /// The YAML between the two lines of `---`, without them; `None` if the file does not begin with one.
    pub yaml: Option<Range<usize>>,
    /// The Markdown after it; empty when the front matter is not closed.
    pub body: Range<usize>,
}

/// Splits front matter from prose. The first line must be `---`, and so must the line after the YAML.
pub fn front_matter(text: &str, source: SourceId, diagnostics: &mut Vec<Diagnostic>) -> FrontMatter {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = text[start..].split_inclusive('\n');
    let Some(opening) = lines.next().filter(|line| line.trim_end() == "---") else {
        return FrontMatter { yaml: None, body: start..text.len() };
    };
    let yaml = start + opening.len();
    let mut at = yaml;
    for line in lines {
        if line.trim_end() == "---" {
            return FrontMatter { yaml: Some(yaml..at), body: at + line.len()..text.len() };
        }
        at += line.len();
    }
    diagnostics.push(
        Diagnostic::error(
            rules::UNCLOSED_FRONT_MATTER,
            Span::new(source, start, start + 3),
            "front matter is never closed",
        )
        .label("opened here")
        .help("put a line `---` between the front matter and the prose"),
    );
    FrontMatter { yaml: None, body: text.len()..text.len() }
}
