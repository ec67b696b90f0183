//! A module's page: what it is about and its lessons.

use gradus_core::model::Module;
use serde::Serialize;

use super::course::topics;
use super::frame::Frame;
use super::links::{LessonLink, Link, ModuleNav};
use super::{Made, fill, module_number};
use crate::SiteError;
use crate::build::Build;
use crate::shelf::{Items, Shelf};

#[derive(Serialize)]
struct ModulePage<'a> {
    id: &'a str,
    number: String,
    title: &'a str,
    summary: &'a str,
    time: String,
    nav: ModuleNav<'a>,
    lessons: Vec<LessonEntry<'a>>,
    practice: String,
    questions: usize,
    labs: usize,
    cards: usize,
    previous: Option<Link>,
    next: Option<Link>,
}

#[derive(Serialize)]
struct LessonEntry<'a> {
    link: LessonLink<'a>,
    topics: Vec<Link>,
    objectives: Vec<&'a str>,
    questions: usize,
    labs: usize,
    cards: usize,
}

pub(super) fn make(build: &Build<'_>, shelf: &Shelf<'_>, module: &Module) -> Result<Made, SiteError> {
    let address = shelf.layout.module(module.id.as_str());
    let lessons: Vec<LessonEntry<'_>> = module
        .lessons
        .iter()
        .map(|lesson| {
            let Items { questions, tasks, labs, cards } = shelf.items(&lesson.id.value);
            LessonEntry {
                link: LessonLink::new(build, shelf, &address, (module, lesson)),
                topics: topics(shelf, &address, lesson),
                objectives: lesson.objectives.iter().map(|objective| objective.text.as_str()).collect(),
                questions: questions + tasks,
                labs,
                cards,
            }
        })
        .collect();
    let sum = |of: fn(Items) -> usize| module.lessons.iter().map(|lesson| of(shelf.items(&lesson.id.value))).sum();
    let frame = Frame::of_course(build, shelf, "module", address.clone(), &module.title, &module.summary)?
        .scripts(build, &["module"])?
        .course_identity(shelf)?;
    let neighbour = |number: usize| {
        let other = shelf.course.modules.get(number.checked_sub(1)?)?;
        Some(frame.link(&other.title, &shelf.layout.module(other.id.as_str())))
    };
    let page = ModulePage {
        id: module.id.as_str(),
        number: module_number(module),
        title: &module.title,
        summary: &module.summary,
        time: build.duration(module.minutes()),
        nav: ModuleNav::new(build, shelf, &address, module),
        lessons,
        practice: frame.link("", &shelf.layout.practice()).href,
        questions: sum(|items| items.questions + items.tasks),
        labs: sum(|items| items.labs),
        cards: sum(|items| items.cards),
        previous: neighbour(module.number - 1),
        next: neighbour(module.number + 1),
    };
    fill(build, "module.html", frame, &page)
}
