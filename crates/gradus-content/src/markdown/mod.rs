//! Markdown → tree, over pulldown-cmark.
//!
//! What is read: CommonMark with tables, strikethrough, task lists and GitHub's alerts; beside that, syntax of our own:
//! trailing attributes, clozes, blanks, words after a fence's language, links by scheme, words for the index. Everything an author may be
//! surprised by is a finding with its place. The text is read twice: once for the leaves, in which our own syntax is found
//! and set aside ([`marks`]), and once for the tree ([`blocks`], [`inlines`]).
//!
//! Left to others: what attributes mean, what an item of a bank is, whether a link's target or an asset exists.

mod attributes;
mod blocks;
mod callout;
mod cloze;
mod comment;
mod fence;
mod front_matter;
mod html;
mod indexed;
mod inlines;
mod leaf;
mod link;
mod marks;
mod slug;
mod table;
mod torn;
mod unread;
mod words;

use gradus_diagnostics::{Diagnostic, Span, Spanned, TextMap};

use crate::Block;

pub use crate::Attributes;
pub use comment::{Allow, allow};
pub use front_matter::{FrontMatter, front_matter};

/// What the place of a text allows beside prose. Nothing by default.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// `{{c1::text}}`: the text of a cloze card.
    pub clozes: bool,
    /// `___[name]`: the stem of a fill-in question.
    pub blanks: bool,
    /// `{key=value}` on headings and options: a bank. Without it a heading takes an id and nothing else.
    pub attributes: bool,
    /// `[words](index:)`: a text of the book, which has an index.
    pub index: bool,
}

/// A text as a tree.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Parsed {
    /// The top level.
    pub blocks: Vec<Block>,
    /// The comments that silence a rule, in order.
    pub silences: Vec<Silence>,
}

/// `<!-- allow RULE: reason -->`, or `# allow RULE: reason` in YAML.
#[derive(Debug, Clone, PartialEq)]
pub struct Silence {
    /// The rule's name as written; whether there is such a rule is not known here.
    pub rule: Spanned<String>,
    /// Why; empty only together with an error.
    pub reason: String,
    /// The comment.
    pub span: Span,
    /// What the rule is silenced in: the block after the comment; `None` only together with an error.
    pub next: Option<Span>,
}

/// Reads Markdown. `map` says where the bytes of `text` stand in the file: [`TextMap::identity`] for a slice of it.
pub fn parse(text: &str, map: &TextMap, options: Options, diagnostics: &mut Vec<Diagnostic>) -> Parsed {
    let marked = marks::Marked::new(text, map, options, diagnostics);
    blocks::Reader::new(&marked, options, diagnostics).document()
}

/// The extensions, one by one. No mathematics (`$` is text), no footnotes, no attributes (we read them ourselves).
fn syntax() -> pulldown_cmark::Options {
    use pulldown_cmark::Options;
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_GFM
}
