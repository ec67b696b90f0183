//! Blocks.

use gradus_diagnostics::{Span, Spanned, TextMap};

use crate::{Attributes, Inline};

/// A block and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// Where it stands in the sources.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// Every kind of block there is. A new kind breaks every generator at compile time, on purpose. What is rare and large is
/// boxed: a course has many paragraphs.
#[derive(Debug, Clone, PartialEq)]
pub enum BlockKind {
    /// A section heading.
    Heading(Box<Heading>),
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A bulleted, numbered or task list.
    List(List),
    /// A block quotation.
    Quote(Vec<Block>),
    /// A tip, pitfall, concept, note or caution.
    Callout(Box<Callout>),
    /// A fenced block of code or output.
    Code(Box<Code>),
    /// A table.
    Table(Box<Table>),
    /// An image alone in its paragraph.
    Figure(Box<Figure>),
    /// A thematic break.
    Rule,
}

/// A heading. Level 1 is the page's title and never occurs inside prose.
#[derive(Debug, Clone, PartialEq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// The anchor: the author's `{#id}`, or a slug of the text.
    pub anchor: String,
    /// The `{#id}` as written, if there is one.
    pub id: Option<Spanned<String>>,
    /// Everything between the trailing braces, the id included.
    pub attributes: Option<Attributes>,
    /// The text without its trailing attributes.
    pub content: Vec<Inline>,
}

/// A list.
#[derive(Debug, Clone, PartialEq)]
pub struct List {
    /// The first number of a numbered list; `None` for bullets.
    pub start: Option<u64>,
    /// Whether items are separated by blank lines.
    pub loose: bool,
    /// The items.
    pub items: Vec<ListItem>,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct ListItem {
    /// Where the item stands, marker included.
    pub span: Span,
    /// `[x]` or `[ ]`; `None` in a plain list.
    pub checked: Option<bool>,
    /// `{key=value}` at the end of its first paragraph (banks only).
    pub attributes: Option<Attributes>,
    /// What it holds. A tight item's text is a paragraph too.
    pub blocks: Vec<Block>,
}

/// The five kinds of call-out, from GitHub's alerts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CalloutKind {
    /// `[!TIP]`: a tip for the exam.
    Tip,
    /// `[!WARNING]`: a pitfall.
    Pitfall,
    /// `[!IMPORTANT]`: a concept box.
    Concept,
    /// `[!NOTE]`: an aside.
    Note,
    /// `[!CAUTION]`: a danger.
    Caution,
}

/// A call-out.
#[derive(Debug, Clone, PartialEq)]
pub struct Callout {
    /// Which.
    pub kind: CalloutKind,
    /// The bold first line, if there is one.
    pub title: Option<Vec<Inline>>,
    /// The rest.
    pub blocks: Vec<Block>,
}

/// A fenced block.
#[derive(Debug, Clone, PartialEq)]
pub struct Code {
    /// The first word after the fence, lower case; `None` without one.
    pub language: Option<Spanned<String>>,
    /// `file=name`.
    pub file: Option<Spanned<String>>,
    /// `fragment`: not a whole manifest.
    pub fragment: bool,
    /// `invalid`: wrong on purpose.
    pub invalid: bool,
    /// `output`: what a command prints.
    pub output: bool,
    /// The text, each line ended by `\n`. Clozes in it are listed in `clozes` and already replaced by their text.
    pub text: String,
    /// Where each line of the text stands.
    pub map: TextMap,
    /// Cloze deletions: byte ranges of `text`, in order (cards only).
    pub clozes: Vec<CodeCloze>,
    /// Blanks of a fill-in: byte offsets of `text` where a blank stands, with its name (question stems only).
    pub blanks: Vec<(usize, String)>,
}

/// A cloze deletion inside a fence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeCloze {
    /// The number after `c`.
    pub ordinal: u16,
    /// The hidden bytes of the text.
    pub range: std::ops::Range<usize>,
    /// What to show in their place.
    pub hint: Option<String>,
}

/// Alignment of a table's column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// Not said.
    None,
    /// `:--`
    Left,
    /// `:-:`
    Centre,
    /// `--:`
    Right,
}

/// A table. Rows have as many cells as the head.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// One for each column.
    pub alignments: Vec<Alignment>,
    /// The head's cells.
    pub head: Vec<Vec<Inline>>,
    /// The body's rows of cells.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// A picture with its caption.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// The path as written, relative to the course (`assets/…`).
    pub path: Spanned<String>,
    /// The alternative text.
    pub alt: String,
    /// The caption.
    pub caption: Option<String>,
}
