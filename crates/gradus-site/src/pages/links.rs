//! Links as templates take them: to lessons with their minutes, to a module's neighbours.

use gradus_core::model::{Id, Lesson, Module};
use serde::Serialize;

use super::{lesson_number, module_number};
use crate::build::Build;
use crate::layout::relative;
use crate::shelf::Shelf;

/// A text and where it leads.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Link {
    pub(super) title: String,
    pub(super) href: String,
}

/// A lesson in a list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct LessonLink<'a> {
    pub(super) id: &'a str,
    pub(super) number: String,
    pub(super) title: &'a str,
    pub(super) summary: &'a str,
    pub(super) href: String,
    pub(super) time: String,
    pub(super) current: bool,
}

impl<'a> LessonLink<'a> {
    pub(super) fn new(
        build: &Build<'_>,
        shelf: &Shelf<'a>,
        page: &str,
        (module, lesson): (&'a Module, &'a Lesson),
    ) -> Self {
        let to = shelf.layout.lesson(lesson.id.as_str());
        LessonLink {
            id: lesson.id.as_str(),
            number: lesson_number(module, lesson),
            title: &lesson.title,
            summary: &lesson.summary,
            href: relative(page, &to),
            time: build.duration(lesson.minutes.total()),
            current: to == page,
        }
    }

    /// The lessons of some ids.
    pub(super) fn list(
        build: &Build<'_>,
        shelf: &Shelf<'a>,
        page: &str,
        ids: impl IntoIterator<Item = &'a Id>,
    ) -> Vec<Self> {
        ids.into_iter()
            .filter_map(|id| shelf.course.lesson(id))
            .map(|found| LessonLink::new(build, shelf, page, found))
            .collect()
    }
}

/// Where a page stands in its course: its module's lessons, and the modules.
#[derive(Debug, Serialize)]
pub(super) struct ModuleNav<'a> {
    number: String,
    title: &'a str,
    href: String,
    current: bool,
    lessons: Vec<LessonLink<'a>>,
    modules: Vec<ModuleLink<'a>>,
}

#[derive(Debug, Serialize)]
struct ModuleLink<'a> {
    number: String,
    title: &'a str,
    href: String,
    current: bool,
}

/// A course with more modules than this shows the neighbours alone: what stands on every page decides the site's size.
const ALL_MODULES: usize = 12;

impl<'a> ModuleNav<'a> {
    pub(super) fn new(build: &Build<'_>, shelf: &Shelf<'a>, page: &str, module: &'a Module) -> Self {
        let link = |other: &'a Module| ModuleLink {
            number: module_number(other),
            title: &other.title,
            href: relative(page, &shelf.layout.module(other.id.as_str())),
            current: other.number == module.number,
        };
        let all = &shelf.course.modules;
        let near = |other: &&Module| all.len() <= ALL_MODULES || other.number.abs_diff(module.number) <= 1;
        let to = shelf.layout.module(module.id.as_str());
        ModuleNav {
            number: module_number(module),
            title: &module.title,
            href: relative(page, &to),
            current: to == page,
            lessons: module
                .lessons
                .iter()
                .map(|lesson| LessonLink::new(build, shelf, page, (module, lesson)))
                .collect(),
            modules: all.iter().filter(near).map(link).collect(),
        }
    }
}
