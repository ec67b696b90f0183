//! `course.yaml`.

use gradus_diagnostics::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;

use super::catalog::english;

/// What a course is.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "course.yaml")]
pub struct CourseSource {
    /// A UUID, chosen once and never changed: learners' progress and Anki's ids hang on it.
    #[schemars(with = "String", regex(pattern = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"))]
    pub uid: Spanned<String>,
    /// Short name in lower case; names the output folder and files.
    #[schemars(with = "String", regex(pattern = r"^[a-z][a-z0-9-]{0,31}$"), example = &"cks")]
    pub code: Spanned<String>,
    /// The full name.
    #[schemars(length(min = 1))]
    pub title: String,
    /// Id of a track in `catalog.yaml`.
    pub track: Spanned<String>,
    /// For whom the course is.
    pub level: LevelSource,
    /// One paragraph of plain text.
    pub summary: String,
    /// BCP 47 tag of the content's language.
    #[serde(default = "english")]
    pub locale: String,
    /// `draft` while parts are missing: gaps are warnings. `complete`: gaps are errors.
    pub status: Spanned<StatusSource>,
    /// SPDX expression of the content's licence.
    #[serde(default = "cc_by")]
    #[schemars(example = &"CC-BY-4.0")]
    pub license: String,
    /// What a learner needs before.
    #[serde(default)]
    pub prerequisites: Vec<PrerequisiteSource>,
    /// Sample topics named beside the call to practise.
    #[serde(default)]
    pub practice: Vec<String>,
    /// A podcast that goes with the course. Leave it out and no page mentions one.
    #[serde(default)]
    pub podcast: Option<PodcastSource>,
    /// A comparison with another course or exam, in columns.
    #[serde(default)]
    pub comparison: Option<ComparisonSource>,
    /// Ids of the modules, in order.
    pub modules: Vec<Spanned<String>>,
}

/// For whom a course is.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LevelSource {
    /// No experience needed.
    Beginner,
    /// Some experience.
    Intermediate,
    /// Much experience.
    Advanced,
}

/// How far the authors are.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum StatusSource {
    /// Gaps are warnings.
    Draft,
    /// Gaps are errors.
    Complete,
}

/// Something to have before the course.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PrerequisiteSource {
    /// What.
    pub text: String,
    /// Where to get it.
    #[serde(default)]
    #[schemars(extend("pattern" = "^https?://"))]
    pub url: Option<String>,
}

/// A podcast.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PodcastSource {
    /// Its name.
    pub title: String,
    /// What it is about.
    pub text: String,
    /// Where it is.
    #[schemars(regex(pattern = "^https?://"))]
    pub url: String,
}

/// A comparison in columns.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ComparisonSource {
    /// The table's title.
    pub title: String,
    /// At least two.
    #[schemars(length(min = 2))]
    pub columns: Vec<ColumnSource>,
}

/// A column of a comparison.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ColumnSource {
    /// Its head.
    pub title: String,
    /// Its cells.
    #[schemars(length(min = 1))]
    pub points: Vec<String>,
}

fn cc_by() -> String {
    "CC-BY-4.0".to_owned()
}
