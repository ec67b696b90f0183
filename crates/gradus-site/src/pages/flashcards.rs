//! The flashcards: every face, front and back, with filters that the page's script brings to life.

use serde::Serialize;

use super::card::{FaceView, faces};
use super::frame::Frame;
use super::practice::{Choice, domains};
use super::{Made, downloads, fill, lesson_number};
use crate::SiteError;
use crate::build::Build;
use crate::shelf::Shelf;

#[derive(Serialize)]
struct FlashcardsPage<'a> {
    domains: Vec<Choice<'a>>,
    lessons: Vec<Choice<'a>>,
    faces: Vec<FaceView<'a>>,
    /// The cards on sheets of paper, if those were built.
    printed: Option<String>,
}

pub(super) fn make(build: &Build<'_>, shelf: &Shelf<'_>) -> Result<Made, SiteError> {
    let address = shelf.layout.flashcards();
    let lessons = shelf.lessons.iter().map(|(module, lesson)| Choice {
        value: lesson.id.as_str(),
        title: &lesson.title,
        number: lesson_number(module, lesson),
        count: shelf.items(&lesson.id.value).cards,
        labs: 0,
        href: None,
    });
    let page = FlashcardsPage {
        domains: domains(shelf, |domain| (shelf.cards.iter().filter(|card| card.domain.as_str() == domain).count(), 0)),
        lessons: lessons.filter(|choice| choice.count > 0).collect(),
        faces: shelf.cards.iter().flat_map(|card| faces(build, shelf, &address, card)).collect(),
        printed: downloads::printed_cards(build, shelf, &address),
    };
    let title = build.text("nav.flashcards");
    let description = build.messages.format("flashcards.description", &[("course", &shelf.course.title)]);
    let frame = Frame::of_course(build, shelf, "flashcards", address, &title, &description)?
        .scripts(build, &["flashcards"])?
        .course_data(shelf)?;
    fill(build, "flashcards.html", frame, &page)
}
