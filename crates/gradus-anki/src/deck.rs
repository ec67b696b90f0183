//! The decks of a package: one for the course, and in it one for each module.
//!
//! Anki matches decks by full name and never moves a card that is there, so a module that changes its title or number
//! sends only new cards to its new deck.

use gradus_core::model::{Course, Module};
use serde_json::{Map, Value, json};

use crate::identity::Identity;

/// The deck that every collection has.
const DEFAULT: i64 = 1;

/// The id of a module's deck.
pub(crate) fn id(identity: Identity<'_>, module: &Module) -> i64 {
    identity.deck(module.id.as_str())
}

/// All decks as the collection's JSON has them. A deck whose parent is missing would be a fault to Anki.
pub(crate) fn json(course: &Course, identity: Identity<'_>, changed: i64) -> Value {
    let root = name(&course.title);
    let mut decks = Map::new();
    let mut add = |id: i64, name: &str, description: &str| {
        decks.insert(id.to_string(), deck(id, name, description, changed));
    };
    add(DEFAULT, "Default", "");
    add(identity.deck(""), &root, &course.summary);
    for module in &course.modules {
        let title = format!("{root}::{:02} {}", module.number, name(&module.title));
        add(id(identity, module), &title, &module.summary);
    }
    Value::Object(decks)
}

fn deck(id: i64, name: &str, description: &str, changed: i64) -> Value {
    let mut html = String::new();
    crate::escape::text(description, false, &mut html);
    json!({
        "id": id,
        "mod": changed,
        "name": name,
        "usn": -1,
        "lrnToday": [0, 0],
        "revToday": [0, 0],
        "newToday": [0, 0],
        "timeToday": [0, 0],
        "collapsed": false,
        "browserCollapsed": false,
        "desc": html,
        "dyn": 0,
        "conf": 1,
        "extendNew": 0,
        "extendRev": 0,
    })
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
