//! The study plan: weeks and their lessons.

use serde::Serialize;

use super::frame::Frame;
use super::links::LessonLink;
use super::{Made, fill};
use crate::SiteError;
use crate::build::Build;
use crate::shelf::Shelf;

#[derive(Serialize)]
struct PlanPage<'a> {
    title: &'a str,
    time: String,
    /// A week that the plan as written would need, to begin with.
    hours: u32,
    weeks: Vec<WeekView<'a>>,
}

#[derive(Serialize)]
pub(super) struct WeekView<'a> {
    number: usize,
    theme: &'a str,
    text: &'a str,
    time: String,
    lessons: Vec<LessonLink<'a>>,
}

/// The weeks as a page shows them.
pub(super) fn weeks<'a>(build: &Build<'_>, shelf: &Shelf<'a>, page: &str) -> Vec<WeekView<'a>> {
    let weeks = shelf.course.plan.weeks.iter().map(|week| {
        let minutes = week.lessons.iter().filter_map(|id| shelf.course.lesson(&id.value));
        WeekView {
            number: week.number,
            theme: &week.theme,
            text: &week.text,
            time: build.duration(minutes.map(|(_, lesson)| lesson.minutes.total()).sum()),
            lessons: LessonLink::list(build, shelf, page, week.lessons.iter().map(|id| &id.value)),
        }
    });
    weeks.collect()
}

pub(super) fn make(build: &Build<'_>, shelf: &Shelf<'_>) -> Result<Made, SiteError> {
    let address = shelf.layout.plan();
    let plan = &shelf.course.plan;
    let weeks_in_all = u32::try_from(plan.weeks.len()).unwrap_or(u32::MAX).max(1);
    let page = PlanPage {
        title: &plan.title,
        hours: shelf.course.minutes().div_ceil(60 * weeks_in_all).max(1),
        time: build.duration(shelf.course.minutes()),
        weeks: weeks(build, shelf, &address),
    };
    let description = build.messages.format("plan.description", &[("course", &shelf.course.title)]);
    let frame = Frame::of_course(build, shelf, "plan", address, &plan.title, &description)?
        .scripts(build, &["plan"])?
        .course_data(shelf)?;
    fill(build, "plan.html", frame, &page)
}
