//! Notes: key concepts, mistakes, glossary terms.

use gradus_diagnostics::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{ID, ListOrOne};

/// A bank of notes (key concepts, mistakes, glossary) as one YAML file.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "A YAML bank of notes")]
pub struct NotesSource {
    /// The notes.
    pub notes: Vec<NoteSource>,
}

/// A note.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "A note")]
pub struct NoteSource {
    /// Unique in the course.
    #[schemars(with = "String", regex(pattern = ID))]
    pub id: Spanned<String>,
    /// Its heading.
    #[schemars(with = "String", length(min = 1))]
    pub title: Spanned<String>,
    /// Ids of lessons it belongs to.
    #[serde(default)]
    pub lesson: Option<ListOrOne>,
    /// The prose.
    pub text: Spanned<String>,
}
