//! What becomes a note: the cards and questions of a course that learners meet, in the order of its lessons.

use std::collections::HashMap;

use gradus_core::model::{Card, CardBody, Course, Id, Lesson, Module, Question};

use crate::notetype::{self, NoteType};

/// A card or a question.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Item<'a> {
    /// A flashcard.
    Card(&'a Card),
    /// A question or a task.
    Question(&'a Question),
}

/// An item and where its course teaches it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Placed<'a> {
    pub(crate) item: Item<'a>,
    pub(crate) module: &'a Module,
    pub(crate) lesson: &'a Lesson,
}

/// Lesson by lesson, its cards and then its questions, each in the order of their banks. Retired ones are left out.
pub(crate) fn in_order(course: &Course) -> Vec<Placed<'_>> {
    let lessons: Vec<_> = course.lessons().collect();
    let rank: HashMap<&Id, usize> =
        lessons.iter().enumerate().map(|(rank, (_, lesson))| (&lesson.id.value, rank)).collect();
    let items = course.live_cards().map(Item::Card).chain(course.live_questions().map(Item::Question));
    let mut placed: Vec<_> = items.filter_map(|item| Some((*rank.get(item.lesson())?, item))).collect();
    placed.sort_by_key(|(rank, _)| *rank);
    placed.into_iter().map(|(rank, item)| Placed { item, module: lessons[rank].0, lesson: lessons[rank].1 }).collect()
}

impl<'a> Item<'a> {
    /// What its identity hangs on.
    pub(crate) fn key(self) -> &'a str {
        match self {
            Item::Card(card) => card.key.as_str(),
            Item::Question(question) => question.key.as_str(),
        }
    }

    /// What its author calls it now.
    pub(crate) fn id(self) -> &'a str {
        match self {
            Item::Card(card) => card.id.as_str(),
            Item::Question(question) => question.id.as_str(),
        }
    }

    fn lesson(self) -> &'a Id {
        match self {
            Item::Card(card) => &card.lesson,
            Item::Question(question) => &question.lesson,
        }
    }

    /// Its note type.
    pub(crate) fn note_type(self) -> &'static NoteType {
        match self {
            Item::Card(Card { body: CardBody::Basic { .. }, .. }) => &notetype::CARD,
            Item::Card(Card { body: CardBody::Cloze { .. }, .. }) => &notetype::CLOZE,
            Item::Question(question) => notetype::of_question(question.kind()),
        }
    }

    /// The cards of its note, counted from 0: one, or one for each cloze.
    pub(crate) fn ords(self) -> Vec<u16> {
        match self {
            Item::Card(Card { body: CardBody::Cloze { ordinals, .. }, .. }) => {
                ordinals.iter().map(|ordinal| ordinal.saturating_sub(1)).collect()
            }
            Item::Card(_) | Item::Question(_) => vec![0],
        }
    }
}

impl Placed<'_> {
    /// Anki's tags, sorted, with the space at either end that its database wants.
    pub(crate) fn tags(&self, course: &Course) -> String {
        let (domain, difficulty) = match self.item {
            Item::Card(card) => (&card.domain, None),
            Item::Question(question) => (&question.domain.value, Some(question.difficulty)),
        };
        let difficulty = difficulty.map_or_else(String::new, |level| format!("difficulty::{} ", level.as_str()));
        let (code, lesson, module) = (&course.code.value, &self.lesson.id.value, &self.module.id.value);
        format!(" course::{code} {difficulty}domain::{domain} lesson::{lesson} module::{module} ")
    }
}
