//! What becomes a note: the cards and questions of a course in the order of its lessons.

use std::collections::HashMap;

use gradus_core::lock::Version;
use gradus_core::model::{Card, CardBody, Course, Id, Item, Lesson, Module};

use crate::deck;
use crate::identity::Identity;
use crate::notetype::{self, NoteType};

/// An item and where its course teaches it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Placed<'a> {
    pub(crate) item: Item<'a>,
    pub(crate) module: &'a Module,
    pub(crate) lesson: &'a Lesson,
}

/// Lesson by lesson, its cards and then its questions, each in the order of their banks; at last what is retired, so that it
/// leaves no gaps.
pub(crate) fn in_order(course: &Course) -> Vec<Placed<'_>> {
    let lessons: Vec<_> = course.lessons().collect();
    let rank: HashMap<&Id, usize> =
        lessons.iter().enumerate().map(|(rank, (_, lesson))| (&lesson.id.value, rank)).collect();
    let items = course.cards.iter().map(Item::Card).chain(course.questions.iter().map(Item::Question));
    let mut placed: Vec<_> = items.filter_map(|item| Some((*rank.get(lesson(item))?, item))).collect();
    placed.sort_by_key(|(rank, item)| (item.retired().is_some(), *rank));
    placed.into_iter().map(|(rank, item)| Placed { item, module: lessons[rank].0, lesson: lessons[rank].1 }).collect()
}

fn lesson(item: Item<'_>) -> &Id {
    match item {
        Item::Card(card) => &card.lesson,
        Item::Question(question) => &question.lesson,
    }
}

impl Placed<'_> {
    /// Whether a release took it out of the course.
    pub(crate) fn is_retired(&self) -> bool {
        self.item.retired().is_some()
    }

    /// Its note type.
    pub(crate) fn note_type(&self) -> &'static NoteType {
        match self.item {
            Item::Card(Card { body: CardBody::Basic { .. }, .. }) => &notetype::CARD,
            Item::Card(Card { body: CardBody::Cloze { .. }, .. }) => &notetype::CLOZE,
            Item::Question(question) => notetype::of_question(question.kind()),
        }
    }

    /// The cards of its note, counted from 0: one, or one for each cloze.
    pub(crate) fn ords(&self) -> Vec<u16> {
        match self.item {
            Item::Card(Card { body: CardBody::Cloze { ordinals, .. }, .. }) => {
                ordinals.iter().map(|ordinal| ordinal.saturating_sub(1)).collect()
            }
            Item::Card(_) | Item::Question(_) => vec![0],
        }
    }

    /// The id of the deck that its cards go to.
    pub(crate) fn deck(&self, identity: Identity<'_>) -> i64 {
        if self.is_retired() { deck::retired_id(identity) } else { deck::module_id(identity, self.module) }
    }

    /// Anki's tags, sorted, with the space at either end that its database wants. `release` brought its last change.
    pub(crate) fn tags(&self, course: &Course, release: Option<&Version>) -> String {
        let (domain, difficulty) = match self.item {
            Item::Card(card) => (&card.domain.value, None),
            Item::Question(question) => (&question.domain.value, Some(question.difficulty)),
        };
        let difficulty = difficulty.map_or_else(String::new, |level| format!("difficulty::{} ", level.as_str()));
        let (code, lesson, module) = (&course.code.value, &self.lesson.id.value, &self.module.id.value);
        let release = release.map_or_else(String::new, |version| format!("release::{version} "));
        let retired = if self.is_retired() { "retired " } else { "" };
        format!(" course::{code} {difficulty}domain::{domain} lesson::{lesson} module::{module} {release}{retired}")
    }
}
