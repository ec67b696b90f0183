//! Flashcards.

use gradus_diagnostics::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Defaults, ID, ListOrOne};

/// A bank of flashcards as one YAML file.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "A YAML bank of flashcards")]
pub struct CardsSource {
    /// Defaults for the cards.
    #[serde(default)]
    pub defaults: Defaults,
    /// The cards.
    pub cards: Vec<CardSource>,
}

/// A flashcard.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "A flashcard")]
pub struct CardSource {
    /// Unique in the course, never changed after a release.
    #[schemars(with = "String", regex(pattern = ID))]
    pub id: Spanned<String>,
    /// The front in one line, or the prompt above a cloze.
    #[schemars(with = "String", length(min = 1))]
    pub title: Spanned<String>,
    /// `basic` if left out.
    #[serde(default)]
    pub kind: Option<CardKind>,
    /// Id of the lesson it belongs to.
    #[serde(default)]
    pub lesson: Option<Spanned<String>>,
    /// Id of the exam domain; by default the lesson's first.
    #[serde(default)]
    pub domain: Option<Spanned<String>>,
    /// Earlier ids.
    #[serde(default)]
    pub was: Option<ListOrOne>,
    /// The release that retired it.
    #[serde(default)]
    pub retired: Option<String>,
    /// Keeps it out of builds without `--drafts`.
    #[serde(default)]
    pub draft: Option<bool>,
    /// More of the front, below the title.
    #[serde(default)]
    pub front: Option<Spanned<String>>,
    /// The answer; for a cloze, the text with its deletions.
    pub back: Spanned<String>,
}

/// The two kinds of card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CardKind {
    /// A question and its answer.
    Basic,
    /// A text with deletions.
    Cloze,
}
