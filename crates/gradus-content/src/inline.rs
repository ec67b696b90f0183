//! Inlines.

use std::fmt;

use gradus_diagnostics::{Span, Spanned};

/// An inline and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Inline {
    /// Where it stands in the sources.
    pub span: Span,
    /// What it is.
    pub kind: InlineKind,
}

/// Every kind of inline there is. What is rare and large is boxed: most inlines are short texts.
#[derive(Debug, Clone, PartialEq)]
pub enum InlineKind {
    /// Text, entities resolved.
    Text(String),
    /// Inline code. Blanks and clozes inside backticks split the code around them.
    Code(String),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Struck out.
    Strikethrough(Vec<Inline>),
    /// A link.
    Link {
        /// Where it leads.
        link: Box<Link>,
        /// The link's text.
        content: Vec<Inline>,
    },
    /// Words that the index of a book names: `[words](index:)`. Everywhere else they are text like any other.
    Indexed {
        /// What the index calls them.
        entry: String,
        /// The words.
        content: Vec<Inline>,
    },
    /// An image inside a line.
    Image {
        /// The path as written.
        path: Box<Spanned<String>>,
        /// The alternative text.
        alt: String,
    },
    /// A line break in the source that is a space in the output.
    SoftBreak,
    /// A line break that stays.
    HardBreak,
    /// A cloze deletion (cards only).
    Cloze {
        /// The number after `c`.
        ordinal: u16,
        /// The hidden inlines.
        content: Vec<Inline>,
        /// What to show in their place.
        hint: Option<String>,
    },
    /// A blank of a fill-in (question stems only).
    Blank {
        /// Its name.
        name: String,
        /// Whether it stands inside inline code.
        code: bool,
    },
}

/// The target of a link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub target: LinkTarget,
    /// The target as written.
    pub written: Spanned<String>,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// A part of the course: `lesson:network-policy#dns`.
    Part(PartRef),
    /// Another heading of the same text: `#dns`.
    Anchor(String),
    /// A page elsewhere: `https:`, `http:` or `mailto:`.
    External(String),
    /// A file of the course, `assets/…`.
    Asset(String),
}

/// The kinds of part that a link can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartKind {
    /// `module:`
    Module,
    /// `lesson:`
    Lesson,
    /// `question:`
    Question,
    /// `task:`
    Task,
    /// `card:`
    Card,
    /// `term:`
    Term,
}

impl PartKind {
    /// All of them with their schemes.
    pub const ALL: [PartKind; 6] =
        [PartKind::Module, PartKind::Lesson, PartKind::Question, PartKind::Task, PartKind::Card, PartKind::Term];

    /// The scheme in a link, without the colon.
    pub fn scheme(self) -> &'static str {
        match self {
            PartKind::Module => "module",
            PartKind::Lesson => "lesson",
            PartKind::Question => "question",
            PartKind::Task => "task",
            PartKind::Card => "card",
            PartKind::Term => "term",
        }
    }
}

impl fmt::Display for PartKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.scheme())
    }
}

/// A part of the course, named by kind and id, and perhaps a heading in it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartRef {
    /// Which kind of part.
    pub kind: PartKind,
    /// Its id.
    pub id: String,
    /// The anchor of a heading in it.
    pub anchor: Option<String>,
}
