//! The practice page: every question and task, with filters that the page's script brings to life.

use gradus_core::model::QuestionKind;
use serde::Serialize;

use super::frame::Frame;
use super::lesson_number;
use super::question::QuestionView;
use super::{Made, fill};
use crate::SiteError;
use crate::build::Build;
use crate::shelf::Shelf;

#[derive(Serialize)]
struct PracticePage<'a> {
    tasks: usize,
    topics: &'a [String],
    domains: Vec<Choice<'a>>,
    lessons: Vec<Choice<'a>>,
    kinds: Vec<Choice<'static>>,
    difficulties: Vec<Choice<'static>>,
    questions: Vec<QuestionView<'a>>,
}

/// A value of a filter, with how many questions have it and, for lessons, where the first of them is.
#[derive(Serialize)]
pub(super) struct Choice<'a> {
    pub(super) value: &'a str,
    pub(super) title: &'a str,
    pub(super) number: String,
    pub(super) count: usize,
    pub(super) first: Option<&'a str>,
}

pub(super) fn make(build: &Build<'_>, shelf: &Shelf<'_>) -> Result<Made, SiteError> {
    let address = shelf.layout.practice();
    let views = shelf.questions.iter().map(|question| QuestionView::new(build, shelf, &address, question));
    let questions = views.collect::<Result<Vec<_>, _>>()?;
    let lessons = shelf.lessons.iter().map(|(module, lesson)| {
        let of_lesson = shelf.questions_of(&lesson.id.value);
        Choice {
            value: lesson.id.as_str(),
            title: &lesson.title,
            number: lesson_number(module, lesson),
            count: of_lesson.len(),
            first: of_lesson.first().map(|question| question.id.as_str()),
        }
    });
    let kinds = QuestionKind::ALL
        .map(|kind| plain(kind.as_str(), shelf.questions.iter().filter(|question| question.kind() == kind).count()));
    let difficulties = ["easy", "medium", "hard"].map(|difficulty| {
        plain(difficulty, shelf.questions.iter().filter(|question| question.difficulty.as_str() == difficulty).count())
    });
    let page = PracticePage {
        tasks: shelf.tasks(),
        topics: &shelf.course.practice,
        domains: domains(shelf, |domain| {
            shelf.questions.iter().filter(|question| question.domain.as_str() == domain).count()
        }),
        lessons: lessons.filter(|choice| choice.count > 0).collect(),
        kinds: kinds.into_iter().filter(|choice| choice.count > 0).collect(),
        difficulties: difficulties.into_iter().filter(|choice| choice.count > 0).collect(),
        questions,
    };
    let title = build.text("nav.practice");
    let description = build.messages.format("practice.description", &[("course", &shelf.course.title)]);
    let frame = Frame::of_course(build, shelf, "practice", address, &title, &description)?
        .scripts(build, &["practice"])?
        .course_data(shelf)?;
    fill(build, "practice.html", frame, &page)
}

/// The exam's domains as values of a filter.
pub(super) fn domains<'a>(shelf: &Shelf<'a>, count: impl Fn(&str) -> usize) -> Vec<Choice<'a>> {
    let domains = shelf.course.exam.domains.iter().enumerate().map(|(n, domain)| Choice {
        value: domain.id.as_str(),
        title: &domain.title,
        number: (n + 1).to_string(),
        count: count(domain.id.as_str()),
        first: None,
    });
    domains.filter(|choice| choice.count > 0).collect()
}

fn plain(value: &'static str, count: usize) -> Choice<'static> {
    Choice { value, title: "", number: String::new(), count, first: None }
}
