//! Which packages a course makes, and what is in each.
//!
//! One holds the course, and where it has several modules each has its own, with the same notes, note types and decks, so
//! that importing either adds to the other. What is retired is in neither: Anki never deletes at import, so a package of
//! its own tells those who had such notes which they are.

use gradus_core::model::{Course, Module};
use gradus_theme::Messages;

use crate::deck::{self, Deck};
use crate::identity::Identity;
use crate::rows::ItemRows;

/// A package, before it is written.
#[derive(Debug)]
pub(crate) struct Contents<'a> {
    /// The file's name.
    pub(crate) name: String,
    /// Inside the course's deck.
    pub(crate) decks: Vec<Deck>,
    /// By rising id.
    pub(crate) rows: Vec<&'a ItemRows<'a>>,
}

/// The packages of a course, those that would be empty left out, but for the course's own.
pub(crate) fn of<'a>(
    course: &Course,
    identity: Identity<'_>,
    rows: &'a [ItemRows<'a>],
    messages: &Messages,
) -> Vec<Contents<'a>> {
    let code = &course.code.value;
    let decks = course.modules.iter().map(|module| deck::of_module(identity, module)).collect();
    let mut all =
        vec![Contents { name: format!("{code}.apkg"), decks, rows: select(rows, |row| !row.placed.is_retired()) }];
    if course.modules.len() > 1 {
        let of_module = |module: &Module| Contents {
            name: format!("{code}-module-{}.apkg", module.id.value),
            decks: vec![deck::of_module(identity, module)],
            rows: select(rows, |row| !row.placed.is_retired() && row.placed.module.id.value == module.id.value),
        };
        all.extend(course.modules.iter().map(of_module).filter(|contents| !contents.rows.is_empty()));
    }
    let retired = select(rows, |row| row.placed.is_retired());
    if !retired.is_empty() {
        let description = messages.format("anki.retired.text", &[("search", &retired_search(code.as_str()))]);
        let called = messages.get("anki.retired").unwrap_or("Retired");
        let decks = vec![deck::of_retired(identity, called, &description)];
        all.push(Contents { name: format!("{code}-retired.apkg"), decks, rows: retired });
    }
    all
}

/// What finds the retired notes of a course in Anki's browser.
fn retired_search(code: &str) -> String {
    format!("tag:course::{code} tag:retired")
}

fn select<'a>(rows: &'a [ItemRows<'a>], which: impl Fn(&ItemRows<'_>) -> bool) -> Vec<&'a ItemRows<'a>> {
    rows.iter().filter(|row| which(row)).collect()
}
