//! Notes: key concepts, mistakes, glossary terms.

use gradus_content::{Block, Inline};
use gradus_diagnostics::{Span, Spanned};

use super::Id;

/// A titled piece of prose.
#[derive(Debug, Clone)]
pub struct Note {
    /// Its id.
    pub id: Spanned<Id>,
    /// Its heading.
    pub span: Span,
    /// The heading's text.
    pub title: Vec<Inline>,
    /// Lessons it belongs to.
    pub lessons: Vec<Spanned<Id>>,
    /// The prose.
    pub blocks: Vec<Block>,
}
