//! The glossary: terms in alphabetical order, by first letter.

use gradus_content::plain_inlines;
use serde::Serialize;

use super::frame::Frame;
use super::notes::NoteView;
use super::{Made, fill};
use crate::SiteError;
use crate::build::Build;
use crate::shelf::Shelf;

#[derive(Serialize)]
struct GlossaryPage<'a> {
    count: usize,
    letters: Vec<Letter<'a>>,
}

#[derive(Serialize)]
struct Letter<'a> {
    name: String,
    terms: Vec<NoteView<'a>>,
}

pub(super) fn make(build: &Build<'_>, shelf: &Shelf<'_>) -> Result<Made, SiteError> {
    let address = shelf.layout.glossary();
    let glossary = &shelf.course.glossary;
    let mut letters: Vec<Letter<'_>> = Vec::new();
    for term in glossary {
        let first = plain_inlines(&term.title).chars().find(|letter| letter.is_alphanumeric());
        let name = first
            .filter(|letter| letter.is_alphabetic())
            .map_or_else(|| "0–9".to_owned(), |letter| letter.to_uppercase().collect());
        let view = NoteView::new(build, shelf, &address, term);
        match letters.iter_mut().find(|letter| letter.name == name) {
            Some(letter) => letter.terms.push(view),
            None => letters.push(Letter { name, terms: vec![view] }),
        }
    }
    let title = build.text("nav.glossary");
    let description = build.messages.format("glossary.description", &[("course", &shelf.course.title)]);
    let frame = Frame::of_course(build, shelf, "glossary", address, &title, &description)?;
    fill(build, "glossary.html", frame, &GlossaryPage { count: glossary.len(), letters })
}
