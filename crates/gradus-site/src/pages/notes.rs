//! Key concepts, mistakes and glossary terms as templates take them.

use gradus_core::model::Note;
use serde::Serialize;

use super::links::LessonLink;
use crate::build::Build;
use crate::html::Markup;
use crate::shelf::Shelf;

#[derive(Serialize)]
pub(super) struct NoteView<'a> {
    id: &'a str,
    title: Markup,
    body: Markup,
    lessons: Vec<LessonLink<'a>>,
}

impl<'a> NoteView<'a> {
    pub(super) fn new(build: &Build<'_>, shelf: &Shelf<'a>, page: &str, note: &'a Note) -> Self {
        let id = note.id.as_str();
        let scope = build.scope(shelf.course, page).of_item(id);
        NoteView {
            id,
            title: scope.inlines(&note.title),
            body: scope.blocks(&note.blocks),
            lessons: LessonLink::list(build, shelf, page, note.lessons.iter().map(|lesson| &lesson.value)),
        }
    }
}
