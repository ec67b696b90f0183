//! Lessons.

use gradus_content::Block;
use gradus_diagnostics::{Span, Spanned};

use super::Id;

/// A lesson.
#[derive(Debug, Clone)]
pub struct Lesson {
    /// Its id.
    pub id: Spanned<Id>,
    /// Its file.
    pub span: Span,
    /// Path of its file in the catalogue.
    pub path: String,
    /// 1 for the first of its module.
    pub number: usize,
    /// Its title.
    pub title: String,
    /// One sentence for lists and search.
    pub summary: String,
    /// Domains of the exam it belongs to; the first is its main one.
    pub domains: Vec<Spanned<Id>>,
    /// How long it takes.
    pub minutes: Minutes,
    /// Where they stand.
    pub minutes_span: Span,
    /// Lessons it builds on.
    pub after: Vec<Spanned<Id>>,
    /// What a learner can do afterwards.
    pub objectives: Vec<Objective>,
    /// The prose.
    pub body: Vec<Block>,
}

/// Minutes a learner needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Minutes {
    /// To read.
    pub read: u32,
    /// For the lab.
    pub lab: u32,
    /// For questions and cards.
    pub practise: u32,
}

impl Minutes {
    /// All together.
    pub fn total(self) -> u32 {
        self.read + self.lab + self.practise
    }
}

/// What a learner can do after a lesson.
#[derive(Debug, Clone)]
pub struct Objective {
    /// Its id.
    pub id: Spanned<Id>,
    /// "Write a default-deny policy".
    pub text: String,
    /// The competency of the exam it serves.
    pub competency: Option<Spanned<Id>>,
}
