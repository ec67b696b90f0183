//! The page of the mock exam: what it asks and how that differs from the real one. Its script draws and runs it.

use serde::Serialize;

use super::frame::Frame;
use super::{Made, fill};
use crate::SiteError;
use crate::build::Build;
use crate::layout::relative;
use crate::shelf::Shelf;

#[derive(Serialize)]
struct MockExamPage<'a> {
    format: &'a str,
    real_time: String,
    /// From how many to how many tasks the real exam has.
    real_tasks: Option<String>,
    questions: usize,
    time: String,
    pass_mark: u8,
    tasks: usize,
    tasks_of: usize,
    domains: Vec<Weight<'a>>,
    items: String,
    practice: String,
    /// Versions that a code may name.
    releases: String,
}

#[derive(Serialize)]
struct Weight<'a> {
    number: usize,
    title: &'a str,
    weight: u8,
}

pub(super) fn make(build: &Build<'_>, shelf: &Shelf<'_>) -> Result<Made, SiteError> {
    let address = shelf.layout.exam();
    let course = shelf.course;
    let exam = &course.exam;
    let page = MockExamPage {
        format: &exam.format,
        real_time: build.duration(exam.minutes),
        real_tasks: exam.tasks.map(|tasks| match (tasks.min, tasks.max) {
            (min, max) if min == max => min.to_string(),
            (min, max) => format!("{min}–{max}"),
        }),
        questions: (exam.mock.questions as usize).min(course.mock_questions().count()),
        time: build.duration(exam.mock.minutes),
        pass_mark: exam.pass_mark.0,
        tasks: course.exam_task_count(),
        tasks_of: course.exam_tasks().count(),
        domains: exam
            .domains
            .iter()
            .enumerate()
            .map(|(n, domain)| Weight { number: n + 1, title: &domain.title, weight: domain.weight.value.0 })
            .collect(),
        items: relative(&address, &shelf.layout.practice_items()),
        practice: relative(&address, &shelf.layout.practice()),
        releases: course.lock.releases().iter().map(|release| release.version.as_str()).collect::<Vec<_>>().join(" "),
    };
    let title = build.text("mock.title");
    let description = build.messages.format("mock.description", &[("course", &course.title)]);
    let frame = Frame::of_course(build, shelf, "exam", address, &title, &description)?
        .scripts(build, &["exam"])?
        .texts(build, &["practice", "backup"])?
        .course_data(shelf)?;
    fill(build, "exam.html", frame, &page)
}
