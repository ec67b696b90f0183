//! Questions and tasks.

use gradus_diagnostics::Spanned;
use schemars::JsonSchema;
use serde::Deserialize;

use super::exam::DifficultySource;
use super::{CriterionSource, Defaults, ID, ListOrOne};

/// A bank of questions and tasks as one YAML file; prose is Markdown in literal blocks.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "A YAML bank of questions and tasks")]
pub struct BankSource {
    /// Defaults for the items.
    #[serde(default)]
    pub defaults: Defaults,
    /// The items.
    pub items: Vec<ItemSource>,
}

/// A question or a task.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "A question or a task")]
pub struct ItemSource {
    /// Unique in the course, never changed after a release.
    #[schemars(with = "String", regex(pattern = ID))]
    pub id: Spanned<String>,
    /// Short title (Markdown on one line).
    #[schemars(with = "String", length(min = 1))]
    pub title: Spanned<String>,
    /// What answers it; `single` if left out.
    #[serde(default)]
    pub kind: Option<Spanned<ItemKind>>,
    /// Id of the lesson that teaches it.
    #[serde(default)]
    pub lesson: Option<Spanned<String>>,
    /// Id of the exam domain; by default the lesson's first.
    #[serde(default)]
    pub domain: Option<Spanned<String>>,
    /// How hard it is; `medium` if left out.
    #[serde(default)]
    pub difficulty: Option<DifficultySource>,
    /// Expected minutes.
    #[serde(default)]
    #[schemars(range(min = 1, max = 240))]
    pub minutes: Option<u32>,
    /// Ids of objectives it assesses.
    #[serde(default)]
    pub assesses: Option<ListOrOne>,
    /// `false` keeps the order of options.
    #[serde(default)]
    pub shuffle: Option<bool>,
    /// Earlier ids.
    #[serde(default)]
    pub was: Option<ListOrOne>,
    /// The release that retired it.
    #[serde(default)]
    pub retired: Option<String>,
    /// Keeps it out of builds without `--drafts`.
    #[serde(default)]
    pub draft: Option<bool>,
    /// `true`: for practice alone; no exam draws it and the blueprint does not count it.
    #[serde(default)]
    pub lab: Option<bool>,
    /// What is asked; without it the title is.
    #[serde(default)]
    pub stem: Option<Spanned<String>>,
    /// Options of a `single` or `multiple` question.
    #[serde(default)]
    pub options: Vec<OptionSource>,
    /// Stages of an `ordering` question, in the right order.
    #[serde(default)]
    pub order: Vec<StageSource>,
    /// Blanks of a `fill-in` question.
    #[serde(default)]
    pub blanks: Vec<BlankSource>,
    /// Creates the broken state of a `task`.
    #[serde(default)]
    pub setup: Option<Spanned<String>>,
    /// Files the learner starts from: fences with `file=`.
    #[serde(default)]
    pub starter: Option<Spanned<String>>,
    /// The model answer of a `task`: prose and fences with `file=`.
    #[serde(default)]
    pub solution: Option<Spanned<String>>,
    /// Other right answers of a `task`.
    #[serde(default)]
    pub right: Vec<AttemptSource>,
    /// Common wrong turns of a `task`.
    #[serde(default)]
    pub wrong: Vec<AttemptSource>,
    /// Criteria of a `task`.
    #[serde(default)]
    pub rubric: Vec<Spanned<CriterionSource>>,
    /// Commands that prove the repair on a cluster.
    #[serde(default)]
    pub verify: Option<Spanned<String>>,
    /// Hints, one after the other.
    #[serde(default)]
    pub hints: Vec<Spanned<String>>,
    /// Why the answer is right.
    #[serde(default)]
    pub explanation: Option<Spanned<String>>,
    /// Where to read on: a list of links.
    #[serde(default)]
    pub references: Option<Spanned<String>>,
}

/// What answers an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ItemKind {
    /// One right option.
    Single,
    /// Several right options.
    Multiple,
    /// Steps to put in order.
    Ordering,
    /// Blanks to fill in.
    FillIn,
    /// Files to write.
    Task,
}

/// An option of a choice.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OptionSource {
    /// What it says.
    pub text: Spanned<String>,
    /// Whether it is right.
    #[serde(default)]
    pub right: bool,
    /// Why it is right or wrong.
    #[serde(default)]
    pub rationale: Option<Spanned<String>>,
    /// `last` keeps it at the end when options are shuffled.
    #[serde(default)]
    pub pin: Option<Pin>,
}

/// Where an option stays.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Pin {
    /// At the end.
    Last,
}

/// A place in an order.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StageSource {
    /// What a group of steps is called.
    #[serde(default)]
    pub label: Option<Spanned<String>>,
    /// One step, or several that may go in any order.
    #[schemars(length(min = 1))]
    pub steps: Vec<Spanned<String>>,
}

/// A blank and what fills it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BlankSource {
    /// The name in the stem's `___[name]`.
    #[schemars(with = "String", regex(pattern = ID))]
    pub name: Spanned<String>,
    /// How an answer is compared; `exact` if left out.
    #[serde(default, rename = "match")]
    pub how: Option<MatchSource>,
    /// Forms that pass; the first is shown.
    #[schemars(length(min = 1))]
    pub accept: Vec<Spanned<String>>,
    /// Forms that must not pass.
    #[serde(default)]
    pub reject: Vec<Spanned<String>>,
}

/// How the text of a blank is compared.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum MatchSource {
    /// The same text, white space folded.
    Exact,
    /// The same shell words, options in any order.
    Command,
    /// The same YAML data.
    Yaml,
    /// A pattern that matches the whole.
    Regex,
}

/// Another right answer, or a wrong one.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AttemptSource {
    /// What is special about it.
    pub title: Spanned<String>,
    /// Criteria it fails (wrong answers only).
    #[serde(default)]
    pub fails: Option<ListOrOne>,
    /// Prose and fences with `file=`.
    pub text: Spanned<String>,
}
