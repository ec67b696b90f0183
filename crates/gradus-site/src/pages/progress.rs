//! The page of a learner's own progress. What stands on it is in the learner's browser; the page has the places for it.

use serde::Serialize;

use super::frame::Frame;
use super::{Made, fill};
use crate::SiteError;
use crate::build::Build;
use crate::layout::relative;
use crate::shelf::Shelf;

#[derive(Serialize)]
struct ProgressPage<'a> {
    domains: Vec<DomainRow<'a>>,
    pass_mark: u8,
    practice: String,
}

#[derive(Serialize)]
struct DomainRow<'a> {
    id: &'a str,
    number: usize,
    title: &'a str,
    weight: u8,
}

pub(super) fn make(build: &Build<'_>, shelf: &Shelf<'_>) -> Result<Made, SiteError> {
    let course = shelf.course;
    let address = shelf.layout.progress();
    let domains = course.exam.domains.iter().enumerate().map(|(n, domain)| DomainRow {
        id: domain.id.as_str(),
        number: n + 1,
        title: &domain.title,
        weight: domain.weight.value.0,
    });
    let page = ProgressPage {
        domains: domains.collect(),
        pass_mark: course.exam.pass_mark.0,
        practice: relative(&address, &shelf.layout.practice()),
    };
    let title = build.text("nav.progress");
    let description = build.messages.format("progress.description", &[("course", &course.title)]);
    let frame = Frame::of_course(build, shelf, "progress", address, &title, &description)?
        .scripts(build, &["overview"])?
        .fetches(&shelf.layout.items())
        .texts(build, &["backup"])?
        .course_data(shelf)?;
    fill(build, "progress.html", frame, &page)
}
