//! Prose as the templates get it: one JSON object for each block and inline. `themes/default/print/prose.typ` draws them.

use serde::Serialize;

use crate::links::Destination;

/// A block.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(crate) enum Node {
    /// A heading; `level` never skips one.
    Heading { level: u8, label: Option<String>, content: Vec<Piece> },
    /// A paragraph.
    Paragraph { content: Vec<Piece> },
    /// A list; `start` is the first number of a numbered one.
    List { start: Option<u64>, loose: bool, items: Vec<Item> },
    /// A quotation.
    Quote { blocks: Vec<Node> },
    /// A call-out; `sort` is tip, pitfall, concept, note or caution.
    Callout { sort: &'static str, title: Option<Vec<Piece>>, blocks: Vec<Node> },
    /// Code, a console or output.
    Code { look: Look, language: Option<String>, file: Option<String>, fragment: bool, invalid: bool, lines: Vec<Line> },
    /// A table.
    Table { alignments: Vec<&'static str>, head: Vec<Vec<Piece>>, rows: Vec<Vec<Vec<Piece>>> },
    /// A picture.
    Figure { path: String, alt: String, caption: Option<String> },
    /// A thematic break.
    Rule,
}

/// An item of a list; `checked` only in a task list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Item {
    pub(crate) checked: Option<bool>,
    pub(crate) blocks: Vec<Node>,
}

/// How a block of code is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Look {
    /// A file or a part of one.
    Source,
    /// A session: what one types and what comes back.
    Console,
    /// What a command prints.
    Output,
}

/// A line of code, without its end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Line {
    /// What a `console` fence marks as typed.
    pub(crate) input: bool,
    /// The text, with the stretches that stand out.
    pub(crate) runs: Vec<Run>,
}

/// A stretch of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Run {
    pub(crate) text: String,
    /// A blank to fill in or a word that a cloze card asks for.
    pub(crate) marked: bool,
}

/// An inline.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(crate) enum Piece {
    /// Words.
    Text { text: String },
    /// Inline code.
    Code { text: String },
    /// Emphasis.
    Emphasis { content: Vec<Piece> },
    /// Strong emphasis.
    Strong { content: Vec<Piece> },
    /// Struck out.
    Strikethrough { content: Vec<Piece> },
    /// A link that leads somewhere in this document or outside.
    Link { to: Destination, content: Vec<Piece> },
    /// Words for the index. The guide makes a place of their beginning; elsewhere they are words like any other.
    Indexed { entry: String, content: Vec<Piece> },
    /// A picture in a line.
    Image { path: String, alt: String },
    /// A place that the index names; it draws nothing.
    Place { label: String },
    /// A line break that stays.
    Break,
    /// What a cloze card asks for, revealed.
    Answer { content: Vec<Piece> },
    /// What a cloze card asks for, hidden.
    Hidden { hint: Option<String> },
    /// A blank of a fill-in, numbered if there are several.
    Blank { number: Option<usize>, code: bool },
}
