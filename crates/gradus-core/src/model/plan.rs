//! The study plan.

use gradus_diagnostics::{Span, Spanned};

use super::Id;

/// A plan by weeks.
#[derive(Debug, Clone)]
pub struct Plan {
    /// `plan.yaml`.
    pub span: Span,
    /// Its title.
    pub title: String,
    /// In order.
    pub weeks: Vec<Week>,
    /// The list of the weeks.
    pub weeks_span: Span,
}

/// A week.
#[derive(Debug, Clone)]
pub struct Week {
    /// 1 for the first.
    pub number: usize,
    /// What it is about.
    pub theme: String,
    /// A few sentences of plain text.
    pub text: String,
    /// The lessons it covers.
    pub lessons: Vec<Spanned<Id>>,
}
