//! `module.yaml`.

use gradus_diagnostics::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;

use super::ID;

/// A module; its lessons' Markdown files stand beside it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "module.yaml")]
pub struct ModuleSource {
    /// The id that `course.yaml` and links name.
    #[schemars(with = "String", regex(pattern = ID))]
    pub id: Spanned<String>,
    /// What learners read.
    pub title: String,
    /// One or two sentences of plain text.
    pub summary: String,
    /// Ids of the lessons, in order.
    pub lessons: Vec<Spanned<String>>,
}
