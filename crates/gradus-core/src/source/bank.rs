//! Banks: questions and tasks, flashcards, notes. A Markdown bank is split into this same form, so one schema serves both.

use gradus_diagnostics::Spanned;
use gradus_yaml::{Data, Node};
use schemars::JsonSchema;
use serde::Deserialize;

use super::exam::DifficultySource;
use super::{CriterionSource, ID};

/// Defaults for the items of a bank, in its front matter.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "Front matter of a bank")]
pub struct Defaults {
    /// Kind of the items.
    #[serde(default)]
    pub kind: Option<Spanned<DefaultKind>>,
    /// Id of the lesson the items belong to.
    #[serde(default)]
    pub lesson: Option<Spanned<String>>,
    /// Id of the exam domain.
    #[serde(default)]
    pub domain: Option<Spanned<String>>,
    /// How hard the items are.
    #[serde(default)]
    pub difficulty: Option<DifficultySource>,
    /// Expected minutes.
    #[serde(default)]
    pub minutes: Option<u32>,
    /// `false` keeps the order of options.
    #[serde(default)]
    pub shuffle: Option<bool>,
    /// Keeps the items out of builds without `--drafts`.
    #[serde(default)]
    pub draft: Option<bool>,
    /// `true`: for practice alone; no exam draws the items and the blueprint does not count them.
    #[serde(default)]
    pub lab: Option<bool>,
}

/// A kind of item, whatever the bank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DefaultKind {
    /// A question with one right option.
    Single,
    /// A question with several right options.
    Multiple,
    /// Steps to put in order.
    Ordering,
    /// Blanks to fill in.
    FillIn,
    /// Files to write.
    Task,
    /// A card with front and back.
    Basic,
    /// A card with deletions.
    Cloze,
}

impl DefaultKind {
    /// As a kind of question, if it is one.
    pub fn item(self) -> Option<ItemKind> {
        match self {
            DefaultKind::Single => Some(ItemKind::Single),
            DefaultKind::Multiple => Some(ItemKind::Multiple),
            DefaultKind::Ordering => Some(ItemKind::Ordering),
            DefaultKind::FillIn => Some(ItemKind::FillIn),
            DefaultKind::Task => Some(ItemKind::Task),
            DefaultKind::Basic | DefaultKind::Cloze => None,
        }
    }

    /// As a kind of card, if it is one.
    pub fn card(self) -> Option<CardKind> {
        match self {
            DefaultKind::Basic => Some(CardKind::Basic),
            DefaultKind::Cloze => Some(CardKind::Cloze),
            _ => None,
        }
    }
}

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

/// One id, or a list of them.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(untagged)]
pub enum ListOrOne {
    /// One.
    One(Spanned<String>),
    /// Several.
    List(Vec<Spanned<String>>),
}

impl ListOrOne {
    /// As a list.
    pub fn into_vec(self) -> Vec<Spanned<String>> {
        match self {
            ListOrOne::One(one) => vec![one],
            ListOrOne::List(list) => list,
        }
    }
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

impl<'de> Deserialize<'de> for ListOrOne {
    // serde's untagged enums lose places, so the node is looked at by hand.
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let node = Node::deserialize(deserializer)?;
        let text = |node: &Node| match node.as_str() {
            Some(text) => Ok(Spanned::new(text.to_owned(), node.span)),
            None => Err(serde::de::Error::custom("an id or a list of ids is wanted here")),
        };
        match &node.data {
            Data::Sequence(items) => Ok(ListOrOne::List(items.iter().map(text).collect::<Result<_, _>>()?)),
            _ => Ok(ListOrOne::One(text(&node)?)),
        }
    }
}
