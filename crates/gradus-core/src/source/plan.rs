//! `plan.yaml`.

use gradus_diagnostics::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;

/// The study plan by weeks.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "plan.yaml")]
pub struct PlanSource {
    /// Its title.
    pub title: String,
    /// In order.
    pub weeks: Spanned<Vec<WeekSource>>,
}

/// A week.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WeekSource {
    /// What it is about.
    pub theme: String,
    /// A few sentences of plain text.
    pub text: String,
    /// Ids of the lessons it covers.
    #[serde(default)]
    pub lessons: Vec<Spanned<String>>,
}
