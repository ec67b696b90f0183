//! What all banks share: defaults in the front matter, lists of ids. A Markdown bank is split into the same form as a YAML
//! bank, so one schema serves both.

use gradus_diagnostics::Spanned;
use gradus_yaml::{Data, Node};
use schemars::JsonSchema;
use serde::Deserialize;

use super::exam::DifficultySource;
use super::{CardKind, ItemKind};

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
    #[schemars(range(min = 1, max = 240))]
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
