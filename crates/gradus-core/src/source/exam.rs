//! `exam.yaml`.

use gradus_diagnostics::Spanned;
use gradus_yaml::Map;
use schemars::JsonSchema;
use serde::Deserialize;

use super::ID;

/// A day as authors write it.
const DAY: &str = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$";

/// The exam that a course prepares for, with the sources of its facts.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "exam.yaml")]
pub struct ExamSource {
    /// The exam's full name.
    pub title: String,
    /// Who holds it.
    pub vendor: String,
    /// What it is like, in a phrase.
    pub format: String,
    /// How long it takes.
    #[schemars(range(min = 1, max = 1440))]
    pub minutes: u32,
    /// How many tasks it has, for exams made of tasks.
    #[serde(default)]
    pub tasks: Option<TaskRangeSource>,
    /// Per cent needed to pass.
    #[schemars(range(min = 1, max = 100))]
    pub pass_mark: u8,
    /// How long the certificate holds.
    #[schemars(range(min = 1))]
    pub validity_months: u32,
    /// What one must hold to sit it.
    #[serde(default)]
    pub prerequisite: Option<String>,
    /// Version of the curriculum.
    #[serde(default)]
    pub curriculum: Option<String>,
    /// Software in the exam and its version: `{kubernetes: "1.36"}`.
    #[serde(default = "nothing")]
    #[schemars(with = "std::collections::BTreeMap<String, String>")]
    pub software: Map<String>,
    /// The day the facts of this file were checked, `YYYY-MM-DD`.
    #[schemars(with = "String", regex(pattern = DAY), example = &"2026-11-20")]
    pub verified_on: Spanned<String>,
    /// Where the facts come from.
    #[schemars(length(min = 1))]
    pub sources: Vec<ReferenceSource>,
    /// Domains with their weights, which sum to 100.
    #[schemars(with = "Vec<DomainSource>", length(min = 1))]
    pub domains: Spanned<Vec<DomainSource>>,
    /// Weights that held before, newest first.
    #[serde(default)]
    pub earlier_weights: Vec<EarlierWeightsSource>,
    /// What the question bank shall hold once complete.
    #[serde(default)]
    pub blueprint: Option<BlueprintSource>,
    /// Size of a mock exam.
    pub mock: MockSource,
}

/// From how many to how many tasks.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TaskRangeSource {
    /// At least.
    #[schemars(range(min = 1))]
    pub min: u32,
    /// At most.
    #[schemars(with = "u32", range(min = 1))]
    pub max: Spanned<u32>,
}

/// A document elsewhere.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReferenceSource {
    /// Its name.
    pub title: String,
    /// Its address.
    #[schemars(regex(pattern = "^https?://"))]
    pub url: String,
}

/// A domain of the exam.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DomainSource {
    /// The id that lessons and questions name.
    #[schemars(with = "String", regex(pattern = ID))]
    pub id: Spanned<String>,
    /// What learners read.
    pub title: String,
    /// Share of the exam in per cent.
    #[schemars(with = "u8", range(min = 0, max = 100))]
    pub weight: Spanned<u8>,
    /// What the domain asks for.
    #[serde(default)]
    pub competencies: Vec<CompetencySource>,
}

/// Something the exam expects a candidate to do.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CompetencySource {
    /// The id that objectives name.
    #[schemars(with = "String", regex(pattern = ID))]
    pub id: Spanned<String>,
    /// What, in the course's own words.
    pub text: String,
}

/// Weights that held until a day.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EarlierWeightsSource {
    /// The day they ended, `YYYY-MM-DD`.
    #[schemars(with = "String", regex(pattern = DAY))]
    pub until: Spanned<String>,
    /// Per cent by domain id; they sum to 100.
    #[schemars(with = "std::collections::BTreeMap<String, u8>")]
    pub weights: Map<Spanned<u8>>,
}

/// What the question bank shall hold.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BlueprintSource {
    /// Questions and tasks together, shared out over the domains by weight.
    #[schemars(with = "u32", range(min = 1))]
    pub questions: Spanned<u32>,
    /// How many of each difficulty.
    #[serde(default = "no_difficulty")]
    #[schemars(with = "DifficultyCounts")]
    pub difficulty: Map<u32>,
}

/// How many questions of each difficulty.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "read as a mapping, which keeps the order; here for the schema")]
struct DifficultyCounts {
    /// Recall.
    #[serde(default)]
    easy: u32,
    /// Application.
    #[serde(default)]
    medium: u32,
    /// Several steps or a trap.
    #[serde(default)]
    hard: u32,
}

/// How hard a question is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum DifficultySource {
    /// Recall.
    Easy,
    /// Application.
    Medium,
    /// Several steps or a trap.
    Hard,
}

/// Size of a mock exam.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MockSource {
    /// Questions, shared out over the domains by weight.
    #[schemars(with = "u32", range(min = 1))]
    pub questions: Spanned<u32>,
    /// Minutes.
    #[schemars(range(min = 1))]
    pub minutes: u32,
}

fn nothing() -> Map<String> {
    Map(Vec::new())
}

fn no_difficulty() -> Map<u32> {
    Map(Vec::new())
}
