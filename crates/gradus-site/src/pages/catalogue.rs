//! The catalogue's page: tracks with their courses.

use gradus_core::model::{Course, Level};
use serde::Serialize;

use super::frame::Frame;
use super::{Made, fill};
use crate::SiteError;
use crate::build::Build;
use crate::layout::{self, relative};
use crate::shelf::Shelf;

#[derive(Serialize)]
struct Catalogue<'a> {
    title: &'a str,
    summary: &'a str,
    tracks: Vec<Track<'a>>,
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
    code: String,
    title: &'a str,
    summary: &'a str,
    href: String,
    level: &'static str,
    modules: usize,
    lessons: usize,
    time: String,
    questions: usize,
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
    let page = Catalogue { title: &catalog.title, summary: &catalog.summary, tracks: tracks.collect() };
    let frame = Frame::new(build, "catalogue", layout::CATALOGUE.to_owned(), &catalog.title, &catalog.summary)?;
    fill(build, "catalogue.html", frame, &page)
}

fn entry<'a>(build: &Build<'_>, shelf: &Shelf<'a>) -> CourseEntry<'a> {
    let course: &'a Course = shelf.course;
    CourseEntry {
        code: course.code.as_str().to_uppercase(),
        title: &course.title,
        summary: &course.summary,
        href: relative(layout::CATALOGUE, &shelf.layout.index()),
        level: level(course.level),
        modules: course.modules.len(),
        lessons: shelf.lessons.len(),
        time: build.duration(course.minutes()),
        questions: shelf.questions.len(),
        cards: course.card_faces(),
    }
}

/// The word for a level in messages.
pub(super) fn level(level: Level) -> &'static str {
    match level {
        Level::Beginner => "beginner",
        Level::Intermediate => "intermediate",
        Level::Advanced => "advanced",
    }
}
