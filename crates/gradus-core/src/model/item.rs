//! What a learner's progress hangs on: questions, tasks and cards alike.

use gradus_diagnostics::{Span, Spanned};

use super::{Card, CardBody, Course, Id, Question};
use crate::lock::{self, Change, ContentHash, Release};

/// A question, a task or a flashcard.
#[derive(Debug, Clone, Copy)]
pub enum Item<'a> {
    /// A question or a task.
    Question(&'a Question),
    /// A flashcard.
    Card(&'a Card),
}

impl<'a> Item<'a> {
    /// The id it was first released under; until then its id.
    pub fn key(self) -> &'a Id {
        match self {
            Item::Question(question) => &question.key,
            Item::Card(card) => &card.key,
        }
    }

    /// Its id.
    pub fn id(self) -> &'a Spanned<Id> {
        match self {
            Item::Question(question) => &question.id,
            Item::Card(card) => &card.id,
        }
    }

    /// Its heading.
    pub fn span(self) -> Span {
        match self {
            Item::Question(question) => question.span,
            Item::Card(card) => card.span,
        }
    }

    /// Earlier ids.
    pub fn was(self) -> &'a [Spanned<Id>] {
        match self {
            Item::Question(question) => &question.was,
            Item::Card(card) => &card.was,
        }
    }

    /// The release that retired it.
    pub fn retired(self) -> Option<&'a str> {
        match self {
            Item::Question(question) => question.retired.as_deref(),
            Item::Card(card) => card.retired.as_deref(),
        }
    }

    /// The word for its kind in sources and in the lock.
    pub fn kind(self) -> &'static str {
        match self {
            Item::Question(question) => question.kind().as_str(),
            Item::Card(Card { body: CardBody::Basic { .. }, .. }) => "basic",
            Item::Card(Card { body: CardBody::Cloze { .. }, .. }) => "cloze",
        }
    }

    /// The ordinals of its clozes, rising.
    pub fn clozes(self) -> &'a [u16] {
        match self {
            Item::Card(Card { body: CardBody::Cloze { ordinals, .. }, .. }) => ordinals,
            Item::Card(_) | Item::Question(_) => &[],
        }
    }
}

impl Course {
    /// Questions, tasks and cards, retired ones included.
    pub fn items(&self) -> impl Iterator<Item = Item<'_>> {
        self.questions.iter().map(Item::Question).chain(self.cards.iter().map(Item::Card))
    }

    /// The latest release; `None` before the first.
    pub fn release(&self) -> Option<&Release> {
        self.lock.latest()
    }

    /// What an item says, its id and its place aside.
    pub fn content_hash(&self, item: Item<'_>) -> ContentHash {
        lock::of_item(self, item)
    }

    /// When an item last changed for those who learn it: its content or, since addresses carry it, its id.
    pub fn last_change(&self, item: Item<'_>) -> Change<'_> {
        let locked = self.lock.items.get(item.key().as_str());
        let same = locked.filter(|locked| locked.id == item.id().value && locked.hash == self.content_hash(item));
        self.lock.change(same.map(|locked| &locked.changed))
    }
}
