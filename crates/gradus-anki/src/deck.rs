//! The decks of a package: the course's, and in it one for each module and one for what is retired.
//!
//! Anki matches decks by full name and never moves a card that is there, so a module that changes its title or number
//! sends only new cards to its new deck.

use gradus_core::lock::BEFORE_RELEASES;
use gradus_core::model::{Course, Module};
use serde_json::{Map, Value, json};

use crate::identity::Identity;

/// The deck that every collection has.
const DEFAULT: i64 = 1;

/// A deck inside the course's.
#[derive(Debug)]
pub(crate) struct Deck {
    id: i64,
    name: String,
    /// HTML.
    description: String,
}

/// The deck of a module.
pub(crate) fn of_module(identity: Identity<'_>, module: &Module) -> Deck {
    let name = format!("{:02} {}", module.number, name(&module.title));
    Deck { id: module_id(identity, module), name, description: html(&module.summary) }
}

/// The deck of retired items, in the words of the interface.
pub(crate) fn of_retired(identity: Identity<'_>, called: &str, description: &str) -> Deck {
    Deck { id: retired_id(identity), name: name(called), description: html(description) }
}

/// The id of a module's deck.
pub(crate) fn module_id(identity: Identity<'_>, module: &Module) -> i64 {
    identity.deck("module", module.id.as_str())
}

/// The id of the deck of retired items.
pub(crate) fn retired_id(identity: Identity<'_>) -> i64 {
    identity.deck("retired", "")
}

/// The course's deck and these in it, as the collection's JSON has them. A deck whose parent is missing would be a fault to
/// Anki.
pub(crate) fn json(course: &Course, identity: Identity<'_>, decks: &[Deck]) -> Value {
    let root = name(&course.title);
    let all = [
        Deck { id: DEFAULT, name: "Default".to_owned(), description: String::new() },
        Deck { id: identity.deck("course", ""), name: root.clone(), description: html(&course.summary) },
    ];
    let mut json: Map<String, Value> = all.iter().map(|deck| deck.json(deck.name.clone())).collect();
    json.extend(decks.iter().map(|deck| deck.json(format!("{root}::{}", deck.name))));
    Value::Object(json)
}

impl Deck {
    /// Its id as text, and all that Anki keeps of a deck.
    fn json(&self, full_name: String) -> (String, Value) {
        let deck = json!({
            "id": self.id,
            "mod": BEFORE_RELEASES,
            "name": full_name,
            "usn": -1,
            "lrnToday": [0, 0],
            "revToday": [0, 0],
            "newToday": [0, 0],
            "timeToday": [0, 0],
            "collapsed": false,
            "browserCollapsed": false,
            "desc": self.description,
            "dyn": 0,
            "conf": 1,
            "extendNew": 0,
            "extendRev": 0,
        });
        (self.id.to_string(), deck)
    }
}

fn html(text: &str) -> String {
    let mut html = String::new();
    crate::escape::text(text, false, &mut html);
    html
}

/// A title as one part of a deck's name: `::` would make it two.
fn name(title: &str) -> String {
    let mut name = title.replace(|char: char| char.is_control() || char == '"', " ");
    while name.contains("::") {
        name = name.replace("::", ":");
    }
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_one_part_of_a_name() {
        assert_eq!(name("std::fs :::: and\tmore "), "std:fs : and more");
    }
}
