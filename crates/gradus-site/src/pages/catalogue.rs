//! The catalogue's page: tracks with their courses.

use gradus_core::model::{Course, Level};
use serde::Serialize;

use super::frame::Frame;
use super::{Made, fill, module_number};
use crate::SiteError;
use crate::build::Build;
use crate::layout::{self, relative};
use crate::shelf::Shelf;

#[derive(Serialize)]
struct Catalogue<'a> {
    title: &'a str,
    summary: &'a str,
    tracks: Vec<Track<'a>>,
    /// More of the one course that the catalogue has, if it is the only one.
    only: Option<Only<'a>>,
}

#[derive(Serialize)]
struct Only<'a> {
    practice: String,
    flashcards: String,
    /// The first lesson.
    first: Option<String>,
    modules: Vec<ModuleEntry<'a>>,
}

#[derive(Serialize)]
struct ModuleEntry<'a> {
    number: String,
    title: &'a str,
    href: String,
    lessons: usize,
    time: String,
}

#[derive(Serialize)]
struct Track<'a> {
    id: &'a str,
    title: &'a str,
    summary: &'a str,
    courses: Vec<CourseEntry<'a>>,
}

#[derive(Serialize)]
struct CourseEntry<'a> {
    uid: &'a str,
    code: String,
    title: &'a str,
    summary: &'a str,
    href: String,
    level: &'static str,
    modules: usize,
    lessons: usize,
    time: String,
    questions: usize,
    labs: usize,
    cards: usize,
}

pub(super) fn make(build: &Build<'_>, shelves: &[Shelf<'_>]) -> Result<Made, SiteError> {
    let catalog = build.catalog;
    let courses = |track: &str| {
        let of_track = shelves.iter().filter(|shelf| shelf.course.track.value.as_str() == track);
        of_track.map(|shelf| entry(build, shelf)).collect()
    };
    let tracks = catalog.tracks.iter().map(|track| Track {
        id: track.id.as_str(),
        title: &track.title,
        summary: &track.summary,
        courses: courses(track.id.as_str()),
    });
    let page = Catalogue {
        title: &catalog.title,
        summary: &catalog.summary,
        tracks: tracks.collect(),
        only: only(build, shelves),
    };
    let frame = Frame::new(build, "catalogue", layout::CATALOGUE.to_owned(), &catalog.title, &catalog.summary)?;
    fill(build, "catalogue.html", frame.scripts(build, &["catalogue"])?, &page)
}

fn entry<'a>(build: &Build<'_>, shelf: &Shelf<'a>) -> CourseEntry<'a> {
    let course: &'a Course = shelf.course;
    CourseEntry {
        uid: &course.uid.value,
        code: course.code.as_str().to_uppercase(),
        title: &course.title,
        summary: &course.summary,
        href: relative(layout::CATALOGUE, &shelf.layout.index()),
        level: level(course.level),
        modules: course.modules.len(),
        lessons: shelf.lessons.len(),
        time: build.duration(course.minutes()),
        questions: shelf.exam_questions().count(),
        labs: shelf.labs(),
        cards: course.card_faces(),
    }
}

fn only<'a>(build: &Build<'_>, shelves: &[Shelf<'a>]) -> Option<Only<'a>> {
    let [shelf] = shelves else { return None };
    let to = |page: String| relative(layout::CATALOGUE, &page);
    let modules = shelf.course.modules.iter().map(|module| ModuleEntry {
        number: module_number(module),
        title: &module.title,
        href: to(shelf.layout.module(module.id.as_str())),
        lessons: module.lessons.len(),
        time: build.duration(module.minutes()),
    });
    Some(Only {
        practice: to(shelf.layout.practice()),
        flashcards: to(shelf.layout.flashcards()),
        first: shelf.lessons.first().map(|(_, lesson)| to(shelf.layout.lesson(lesson.id.as_str()))),
        modules: modules.collect(),
    })
}

/// The word for a level in messages.
pub(super) fn level(level: Level) -> &'static str {
    match level {
        Level::Beginner => "beginner",
        Level::Intermediate => "intermediate",
        Level::Advanced => "advanced",
    }
}
