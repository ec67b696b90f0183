//! YAML 1.2 with the byte span of every key and value.
//!
//! [`parse`] turns a text into a [`Node`] under the core schema; whatever is wrong becomes a diagnostic under one of
//! [`rules`]. [`from_node`] reads a node into Rust types, places included ([`gradus_diagnostics::Spanned`]). [`text_map`]
//! leads from the inside of a string back to the file, which Markdown in literal blocks needs.
//!
//! The dialect is smaller than YAML: one document, text as keys, no anchors, aliases, merge keys, directives or tags beyond
//! the core schema's, at most [`MAX_DEPTH`] levels. What a document must contain is for its readers to say.

mod de;
mod granit;
mod loader;
mod map;
mod node;
pub mod rules;
mod scalar;
mod syntax;
mod text_map;

use std::ops::Range;

use gradus_diagnostics::{Diagnostic, SourceId, TextMap};

pub use de::{Error, ErrorKind, from_node};
pub use loader::MAX_DEPTH;
pub use map::Map;
pub use node::{Data, Entry, Node};
pub use rules::RULES;
pub use text_map::text_map;

/// Parses the YAML document in a byte range of a source file: the whole file, or its front matter.
///
/// A text without content is null. `None` if something was found that leaves no tree worth reading; a duplicate key and a
/// second document do leave one: the first wins.
pub fn parse(source: SourceId, text: &str, range: Range<usize>, diagnostics: &mut Vec<Diagnostic>) -> Option<Node> {
    let start = text.floor_char_boundary(range.start);
    let end = text.floor_char_boundary(range.end).max(start);
    parse_with_map(&text[start..end], &TextMap::identity(source, start), diagnostics)
}

/// Where the comments of a document stand, as ranges of `text`, each from its `#` to the end of its line.
pub fn comments(text: &str) -> Vec<Range<usize>> {
    granit::Events::comments(text)
}

/// Parses a document that was cut out of a source file, for example from a Markdown fence; `map` leads back to the file.
pub fn parse_with_map(text: &str, map: &TextMap, diagnostics: &mut Vec<Diagnostic>) -> Option<Node> {
    loader::load(text, map, diagnostics)
}
