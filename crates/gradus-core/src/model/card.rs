//! Flashcards.

use gradus_content::{Block, Inline};
use gradus_diagnostics::{Span, Spanned};

use super::Id;

/// A flashcard, as its author wrote it: one note in Anki, one or several faces.
#[derive(Debug, Clone)]
pub struct Card {
    /// The id it was first released under; until then its id.
    pub key: Id,
    /// Its id.
    pub id: Spanned<Id>,
    /// Its heading.
    pub span: Span,
    /// The lesson it belongs to.
    pub lesson: Spanned<Id>,
    /// The exam domain: its own or the lesson's first.
    pub domain: Spanned<Id>,
    /// What is asked.
    pub body: CardBody,
    /// Earlier ids.
    pub was: Vec<Spanned<Id>>,
    /// The release that retired it.
    pub retired: Option<String>,
    /// Not for learners yet.
    pub draft: bool,
}

/// The two kinds of card.
#[derive(Debug, Clone)]
pub enum CardBody {
    /// A question and its answer.
    Basic {
        /// What is asked.
        front: Vec<Block>,
        /// The answer.
        back: Vec<Block>,
    },
    /// A text with deletions.
    Cloze {
        /// Shown above the text.
        prompt: Vec<Inline>,
        /// The text.
        text: Vec<Block>,
        /// The ordinals that occur, rising, each once.
        ordinals: Vec<u16>,
    },
}
