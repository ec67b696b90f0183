//! A lesson's page: objectives, the prose, what to practise, what comes next.

use gradus_content::{BlockKind, plain_inlines};
use gradus_core::model::Lesson;
use serde::Serialize;

use super::frame::Frame;
use super::links::{LessonLink, Link, ModuleNav};
use super::{Made, fill, lesson_number, structured};
use crate::SiteError;
use crate::build::Build;
use crate::html::Markup;
use crate::layout::relative;
use crate::shelf::{Items, Shelf};

#[derive(Serialize)]
struct LessonPage<'a> {
    id: &'a str,
    number: String,
    title: &'a str,
    summary: &'a str,
    module: Link,
    nav: ModuleNav<'a>,
    read: u32,
    lab: u32,
    practise: u32,
    time: String,
    domains: Vec<DomainTag<'a>>,
    after: Vec<LessonLink<'a>>,
    objectives: Vec<Objective<'a>>,
    contents: Vec<Entry>,
    body: Markup,
    questions: Vec<QuestionLink>,
    cards: usize,
    practice: String,
    flashcards: String,
    previous: Option<LessonLink<'a>>,
    next: Option<LessonLink<'a>>,
}

#[derive(Serialize)]
struct DomainTag<'a> {
    number: usize,
    title: &'a str,
}

#[derive(Serialize)]
struct Objective<'a> {
    id: &'a str,
    text: &'a str,
}

/// A heading in the list of the page's contents.
#[derive(Serialize)]
struct Entry {
    level: u8,
    anchor: String,
    title: String,
}

#[derive(Serialize)]
struct QuestionLink {
    title: Markup,
    href: String,
    kind: &'static str,
    difficulty: &'static str,
}

pub(super) fn make(build: &Build<'_>, shelf: &Shelf<'_>, at: usize) -> Result<Made, SiteError> {
    let (module, lesson) = shelf.lessons[at];
    let address = shelf.layout.lesson(lesson.id.as_str());
    let link = |found| LessonLink::new(build, shelf, &address, found);
    let scope = build.scope(shelf.course, &address);
    let Items { cards, .. } = shelf.items(&lesson.id.value);
    let page = LessonPage {
        id: lesson.id.as_str(),
        number: lesson_number(module, lesson),
        title: &lesson.title,
        summary: &lesson.summary,
        module: Link {
            title: module.title.clone(),
            href: relative(&address, &shelf.layout.module(module.id.as_str())),
        },
        nav: ModuleNav::new(build, shelf, &address, module),
        read: lesson.minutes.read,
        lab: lesson.minutes.lab,
        practise: lesson.minutes.practise,
        time: build.duration(lesson.minutes.total()),
        domains: lesson
            .domains
            .iter()
            .map(|id| DomainTag { number: shelf.domain_number(&id.value), title: shelf.domain_title(&id.value) })
            .collect(),
        after: LessonLink::list(build, shelf, &address, lesson.after.iter().map(|id| &id.value)),
        objectives: lesson.objectives.iter().map(|it| Objective { id: it.id.as_str(), text: &it.text }).collect(),
        contents: contents(lesson),
        body: scope.blocks(&lesson.body),
        questions: shelf
            .questions_of(&lesson.id.value)
            .iter()
            .map(|question| QuestionLink {
                title: scope.inlines(&question.title),
                href: scope.to(&shelf.layout.question(lesson.id.as_str(), question.id.as_str())),
                kind: if question.lab { "lab" } else { question.kind().as_str() },
                difficulty: question.difficulty.as_str(),
            })
            .collect(),
        cards,
        practice: relative(&address, &shelf.layout.practice_of(lesson.id.as_str())),
        flashcards: relative(&address, &shelf.layout.flashcards()),
        previous: at.checked_sub(1).and_then(|before| shelf.lessons.get(before)).copied().map(link),
        next: shelf.lessons.get(at + 1).copied().map(link),
    };
    let structured = structured::lesson(build, shelf, lesson, &address);
    let frame = Frame::of_course(build, shelf, "lesson", address.clone(), &lesson.title, &lesson.summary)?
        .scripts(build, &["lesson"])?
        .course_identity(shelf)?
        .data("_structured", "application/ld+json", &structured)?;
    fill(build, "lesson.html", frame, &page)
}

fn contents(lesson: &Lesson) -> Vec<Entry> {
    let headings = lesson.body.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading(heading) if heading.level <= 3 => Some(heading),
        _ => None,
    });
    headings
        .map(|heading| Entry {
            level: heading.level,
            anchor: heading.anchor.clone(),
            title: plain_inlines(&heading.content),
        })
        .collect()
}
