//! A face of a flashcard as a template takes it: a cloze card has one for each of its numbers.

use gradus_core::model::{Card, CardBody};
use serde::Serialize;

use crate::build::Build;
use crate::html::{ClozeView, Markup};
use crate::layout::relative;
use crate::shelf::Shelf;

#[derive(Serialize)]
pub(super) struct FaceView<'a> {
    /// The card's id; a second face adds its number after a point, which no id has.
    anchor: String,
    id: &'a str,
    key: &'a str,
    ordinal: Option<u16>,
    lesson: &'a str,
    lesson_title: &'a str,
    lesson_href: String,
    domain: &'a str,
    domain_number: usize,
    domain_title: &'a str,
    prompt: Markup,
    front: Markup,
    back: Markup,
}

/// The faces of a card.
pub(super) fn faces<'a>(build: &Build<'_>, shelf: &Shelf<'a>, page: &str, card: &'a Card) -> Vec<FaceView<'a>> {
    let id = card.id.as_str();
    let scope = build.scope(shelf.course, page).of_item(id);
    let lesson = card.lesson.as_str();
    let face = |anchor: String, ordinal, prompt, front, back| FaceView {
        anchor,
        id,
        key: card.key.as_str(),
        ordinal,
        lesson,
        lesson_title: shelf.course.lesson(&card.lesson.value).map_or("", |(_, lesson)| lesson.title.as_str()),
        lesson_href: relative(page, &shelf.layout.lesson(lesson)),
        domain: card.domain.as_str(),
        domain_number: shelf.domain_number(&card.domain),
        domain_title: shelf.domain_title(&card.domain),
        prompt,
        front,
        back,
    };
    match &card.body {
        CardBody::Basic { front, back } => {
            vec![face(id.to_owned(), None, Markup::default(), scope.blocks(front), scope.blocks(back))]
        }
        CardBody::Cloze { prompt, text, ordinals } => {
            let faces = ordinals.iter().enumerate().map(|(n, ordinal)| {
                let anchor = if n == 0 { id.to_owned() } else { format!("{id}.{ordinal}") };
                let (front, back) = (ClozeView::Front(*ordinal), ClozeView::Back(*ordinal));
                let (front, back) = (scope.cloze(front).blocks(text), scope.cloze(back).blocks(text));
                face(anchor, Some(*ordinal), scope.inlines(prompt), front, back)
            });
            faces.collect()
        }
    }
}
