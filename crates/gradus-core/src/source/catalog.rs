//! `catalog.yaml`.

use gradus_diagnostics::Spanned;
use gradus_yaml::Map;
use schemars::JsonSchema;
use serde::Deserialize;

use super::ID;

/// A catalogue: its name, its tracks and the order of its courses.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "catalog.yaml")]
pub struct CatalogSource {
    /// The name of the catalogue; the site's name.
    #[schemars(length(min = 1), example = &"Gradus")]
    pub title: String,
    /// One or two sentences of plain text.
    pub summary: String,
    /// BCP 47 tag of the interface's language.
    #[serde(default = "english")]
    #[schemars(pattern(r"^[a-zA-Z]{2,3}(-[A-Za-z0-9]{2,8})*$"))]
    pub locale: String,
    /// Groups of courses, in order.
    #[serde(default)]
    pub tracks: Vec<TrackSource>,
    /// The folders of the courses, in order.
    #[schemars(inner(pattern(r"^[a-z][a-z0-9-]*$")))]
    pub courses: Vec<Spanned<String>>,
    /// Levels of rules: `allow`, `warn` or `deny` by rule id.
    #[serde(default = "no_rules")]
    #[schemars(with = "std::collections::BTreeMap<String, RuleLevelSource>")]
    pub rules: Map<Spanned<RuleLevelSource>>,
}

/// A group of courses.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TrackSource {
    /// The id that courses name as their `track`.
    #[schemars(with = "String", regex(pattern = ID))]
    pub id: Spanned<String>,
    /// What learners read.
    pub title: String,
    /// One sentence of plain text.
    #[serde(default)]
    pub summary: String,
}

/// How a rule is treated.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RuleLevelSource {
    /// Not reported.
    Allow,
    /// A warning.
    Warn,
    /// An error: nothing is built.
    Deny,
}

pub(crate) fn english() -> String {
    "en".to_owned()
}

fn no_rules() -> Map<Spanned<RuleLevelSource>> {
    Map(Vec::new())
}
