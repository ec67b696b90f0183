//! A course's page: what it is, what the exam asks, the modules, the plan, the usual mistakes, what to practise and take home.

use gradus_content::{BlockKind, plain_inlines};
use gradus_core::model::{Course, Lesson, Module};
use serde::Serialize;

use super::catalogue::level;
use super::downloads::{Download, list as downloads};
use super::exam::ExamView;
use super::frame::Frame;
use super::links::{LessonLink, Link};
use super::notes::NoteView;
use super::plan::{WeekView, weeks};
use super::{Made, fill, module_number, structured};
use crate::SiteError;
use crate::build::Build;
use crate::layout::{self, relative};
use crate::shelf::Shelf;

#[derive(Serialize)]
struct CoursePage<'a> {
    code: String,
    title: &'a str,
    track: Option<Link>,
    summary: &'a str,
    level: &'static str,
    draft: bool,
    lessons: usize,
    time: String,
    questions: usize,
    tasks: usize,
    labs: usize,
    cards: usize,
    terms: usize,
    prerequisites: Vec<Prerequisite<'a>>,
    practice: String,
    exam_page: String,
    flashcards: String,
    glossary: String,
    plan_page: String,
    downloads_page: String,
    catalogue: String,
    first: Option<LessonLink<'a>>,
    topics: &'a [String],
    exam: ExamView<'a>,
    key_concepts: Vec<NoteView<'a>>,
    podcast: Option<Podcast<'a>>,
    modules: Vec<ModuleView<'a>>,
    plan_title: &'a str,
    weeks: Vec<WeekView<'a>>,
    mistakes: Vec<NoteView<'a>>,
    comparison: Option<Comparison<'a>>,
    downloads: Vec<Download>,
    license: &'a str,
    release: Option<&'a str>,
}

#[derive(Serialize)]
struct Prerequisite<'a> {
    text: &'a str,
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Podcast<'a> {
    title: &'a str,
    text: &'a str,
    url: &'a str,
}

#[derive(Serialize)]
struct Comparison<'a> {
    title: &'a str,
    columns: Vec<Column<'a>>,
}

#[derive(Serialize)]
struct Column<'a> {
    title: &'a str,
    points: &'a [String],
}

#[derive(Serialize)]
struct ModuleView<'a> {
    id: &'a str,
    number: String,
    title: &'a str,
    summary: &'a str,
    href: String,
    time: String,
    lessons: Vec<LessonView<'a>>,
}

#[derive(Serialize)]
struct LessonView<'a> {
    link: LessonLink<'a>,
    /// The headings of its sections.
    topics: Vec<Link>,
}

pub(super) fn make(build: &Build<'_>, shelf: &Shelf<'_>) -> Result<Made, SiteError> {
    let course: &Course = shelf.course;
    let address = shelf.layout.index();
    let to = |page: String| relative(&address, &page);
    let note = |note| NoteView::new(build, shelf, &address, note);
    let track = build.catalog.tracks.iter().find(|track| track.id.value == course.track.value);
    let page = CoursePage {
        code: course.code.as_str().to_uppercase(),
        title: &course.title,
        track: track.map(|track| Link {
            title: track.title.clone(),
            href: relative(&address, &format!("{}#{}", layout::CATALOGUE, track.id.as_str())),
        }),
        summary: &course.summary,
        level: level(course.level),
        draft: course.status.value == gradus_core::model::Status::Draft,
        lessons: shelf.lessons.len(),
        time: build.duration(course.minutes()),
        questions: shelf.exam_questions().count(),
        tasks: shelf.tasks(),
        labs: shelf.labs(),
        cards: course.card_faces(),
        terms: course.glossary.len(),
        prerequisites: course
            .prerequisites
            .iter()
            .map(|wanted| Prerequisite { text: &wanted.text, url: wanted.url.as_deref() })
            .collect(),
        practice: to(shelf.layout.practice()),
        exam_page: to(shelf.layout.exam()),
        flashcards: to(shelf.layout.flashcards()),
        glossary: to(shelf.layout.glossary()),
        plan_page: to(shelf.layout.plan()),
        downloads_page: to(shelf.layout.downloads()),
        catalogue: to(layout::CATALOGUE.to_owned()),
        first: shelf.lessons.first().map(|first| LessonLink::new(build, shelf, &address, *first)),
        topics: &course.practice,
        exam: ExamView::new(build, shelf),
        key_concepts: course.key_concepts.iter().map(note).collect(),
        podcast: course.podcast.as_ref().map(|it| Podcast { title: &it.title, text: &it.text, url: &it.url }),
        modules: course.modules.iter().map(|module| module_view(build, shelf, &address, module)).collect(),
        plan_title: &course.plan.title,
        weeks: weeks(build, shelf, &address),
        mistakes: course.mistakes.iter().map(note).collect(),
        comparison: course.comparison.as_ref().map(|comparison| Comparison {
            title: &comparison.title,
            columns: comparison.columns.iter().map(|it| Column { title: &it.title, points: &it.points }).collect(),
        }),
        downloads: downloads(build, shelf, &address),
        license: &course.license,
        release: course.release().map(|release| release.version.as_str()),
    };
    let structured = structured::course(build, course, &address);
    let frame = Frame::of_course(build, shelf, "course", address.clone(), &course.title, &course.summary)?
        .scripts(build, &["course"])?
        .texts(build, &["backup"])?
        .course_data(shelf)?
        .data("_structured", "application/ld+json", &structured)?;
    fill(build, "course.html", frame, &page)
}

fn module_view<'a>(build: &Build<'_>, shelf: &Shelf<'a>, page: &str, module: &'a Module) -> ModuleView<'a> {
    let lessons = module.lessons.iter().map(|lesson| LessonView {
        link: LessonLink::new(build, shelf, page, (module, lesson)),
        topics: topics(shelf, page, lesson),
    });
    ModuleView {
        id: module.id.as_str(),
        number: module_number(module),
        title: &module.title,
        summary: &module.summary,
        href: relative(page, &shelf.layout.module(module.id.as_str())),
        time: build.duration(module.minutes()),
        lessons: lessons.collect(),
    }
}

/// A lesson's second-level headings.
pub(super) fn topics(shelf: &Shelf<'_>, page: &str, lesson: &Lesson) -> Vec<Link> {
    let address = shelf.layout.lesson(lesson.id.as_str());
    let headings = lesson.body.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading(heading) if heading.level == 2 => Some(heading),
        _ => None,
    });
    headings
        .map(|heading| Link {
            title: plain_inlines(&heading.content),
            href: relative(page, &format!("{address}#{}", heading.anchor)),
        })
        .collect()
}
