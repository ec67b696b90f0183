//! Tasks: an answer is files, and a rubric judges them.

use std::collections::BTreeMap;

use gradus_content::Block;
use gradus_diagnostics::{Span, Spanned, TextMap};

use super::Id;

/// What a task has beyond a question.
#[derive(Debug, Clone)]
pub struct Task {
    /// Creates the broken state.
    pub setup: Vec<Block>,
    /// What the learner starts from.
    pub starter: Attempt,
    /// The model answer.
    pub solution: Attempt,
    /// Other right answers.
    pub rights: Vec<Attempt>,
    /// Common wrong turns.
    pub wrongs: Vec<Attempt>,
    /// The criteria.
    pub rubric: Vec<Criterion>,
    /// Proves the repair on a cluster.
    pub verify: Vec<Block>,
}

/// An answer: named files and the prose around them.
#[derive(Debug, Clone)]
pub struct Attempt {
    /// The section's heading.
    pub span: Span,
    /// What a `Right` or `Wrong` is called; empty otherwise.
    pub title: String,
    /// Everything in the section, its files included.
    pub blocks: Vec<Block>,
    /// The files, in order.
    pub files: Vec<AnswerFile>,
    /// Criteria that it fails (`Wrong` only).
    pub fails: Vec<Spanned<Id>>,
}

impl Attempt {
    /// The files as the grader takes them.
    pub fn answer(&self) -> BTreeMap<String, String> {
        self.files.iter().map(|file| (file.name.value.clone(), file.text.clone())).collect()
    }
}

/// A named file of an answer.
#[derive(Debug, Clone)]
pub struct AnswerFile {
    /// Its name.
    pub name: Spanned<String>,
    /// The fence's language.
    pub language: Option<String>,
    /// Its text.
    pub text: String,
    /// Where each line stands.
    pub map: TextMap,
}

/// A criterion of a rubric.
#[derive(Debug, Clone)]
pub struct Criterion {
    /// Its id in the rubric.
    pub id: Spanned<Id>,
    /// The criterion in the source.
    pub span: Span,
    /// What it is worth.
    pub points: u32,
    /// What it asks, for learners.
    pub text: String,
    /// Whether the grader judges it; otherwise the learner does.
    pub computed: bool,
    /// Where each entry of its judge's list stands, such as a connection of `reach`.
    pub entries: Vec<Span>,
    /// Its JSON Schema, with places.
    pub schema: Option<gradus_yaml::Node>,
    /// The criterion as the grader takes it.
    pub test: serde_json::Value,
}
