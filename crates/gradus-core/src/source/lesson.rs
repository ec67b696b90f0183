//! The front matter of a lesson.

use gradus_diagnostics::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;

use super::ID;

/// The front matter of a lesson.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Front matter of a lesson")]
pub struct LessonSource {
    /// The id that links, plans and questions name.
    #[schemars(with = "String", regex(pattern = ID))]
    pub id: Spanned<String>,
    /// What learners read.
    #[schemars(length(min = 1))]
    pub title: String,
    /// One sentence of plain text for lists and search.
    pub summary: String,
    /// Ids of exam domains; the first is the main one.
    #[schemars(length(min = 1))]
    pub domains: Vec<Spanned<String>>,
    /// Minutes that a learner needs.
    #[schemars(with = "MinutesSource")]
    pub minutes: Spanned<MinutesSource>,
    /// Ids of lessons it builds on.
    #[serde(default)]
    pub after: Vec<Spanned<String>>,
    /// What a learner can do afterwards.
    #[schemars(length(min = 1))]
    pub objectives: Vec<ObjectiveSource>,
}

/// Minutes that a learner needs.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MinutesSource {
    /// Minutes to read it, a whole number.
    #[schemars(range(max = 1440))]
    pub read: u32,
    /// Minutes for the lab, a whole number.
    #[serde(default)]
    #[schemars(range(max = 1440))]
    pub lab: u32,
    /// Minutes for questions and cards, a whole number.
    #[serde(default)]
    #[schemars(range(max = 1440))]
    pub practise: u32,
}

/// What a learner can do after the lesson.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ObjectiveSource {
    /// The id that questions name in `assesses`.
    #[schemars(with = "String", regex(pattern = ID))]
    pub id: Spanned<String>,
    /// Begins with a verb: "Write a default-deny policy".
    pub text: String,
    /// Id of the exam's competency it serves.
    #[serde(default)]
    pub competency: Option<Spanned<String>>,
}
