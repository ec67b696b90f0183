//! Practice: an index of the course's questions with filters, a page for the questions of each lesson, and the list of all
//! items from which the pages' scripts choose.
//!
//! A lesson's page reads without scripts, and is where scripts fetch its questions from, so that no page and no download
//! grows with the course but the list.

use gradus_core::model::{Answer, Question, QuestionKind};
use serde::Serialize;

use super::frame::Frame;
use super::lesson_number;
use super::links::Link;
use super::question::QuestionView;
use super::{Made, fill, structured};
use crate::SiteError;
use crate::build::Build;
use crate::layout::relative;
use crate::shelf::{Items, Shelf};

#[derive(Serialize)]
struct PracticePage<'a> {
    count: usize,
    tasks: usize,
    labs: usize,
    items: String,
    domains: Vec<Choice<'a>>,
    lessons: Vec<Choice<'a>>,
    kinds: Vec<Choice<'static>>,
    difficulties: Vec<Choice<'static>>,
    preview: Option<QuestionView<'a>>,
    preview_of: usize,
}

/// A value of a filter, with how many questions and labs have it and, for lessons, where they stand.
#[derive(Serialize)]
pub(super) struct Choice<'a> {
    pub(super) value: &'a str,
    pub(super) title: &'a str,
    pub(super) number: String,
    pub(super) count: usize,
    pub(super) labs: usize,
    pub(super) href: Option<String>,
}

impl Choice<'_> {
    fn has_any(&self) -> bool {
        self.count + self.labs > 0
    }
}

#[derive(Serialize)]
struct LessonPractice<'a> {
    lesson: Link,
    practice: String,
    count: usize,
    labs: usize,
    questions: Vec<QuestionView<'a>>,
    preview: Option<QuestionView<'a>>,
    preview_of: usize,
}

/// The list of all questions, as `items.json` has it.
#[derive(Serialize)]
struct ItemList<'a> {
    lessons: Vec<LessonItems<'a>>,
}

#[derive(Serialize)]
struct LessonItems<'a> {
    id: &'a str,
    questions: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'a str>,
    kind: &'static str,
    domain: &'a str,
    difficulty: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    minutes: Option<u32>,
    /// What a task can earn.
    #[serde(skip_serializing_if = "Option::is_none")]
    points: Option<u32>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    lab: bool,
}

pub(super) fn make(build: &Build<'_>, shelf: &Shelf<'_>) -> Result<Made, SiteError> {
    let address = shelf.layout.practice();
    let counts = |has: &dyn Fn(&Question) -> bool| {
        let (labs, questions): (Vec<&Question>, Vec<_>) =
            shelf.questions.iter().copied().filter(|question| has(question)).partition(|question| question.lab);
        (questions.len(), labs.len())
    };
    // By the table of lessons: going through all questions for each would take the square of the course.
    let lessons = shelf.lessons.iter().map(|(module, lesson)| {
        let Items { questions, tasks, labs, .. } = shelf.items(&lesson.id.value);
        Choice {
            value: lesson.id.as_str(),
            title: &lesson.title,
            number: lesson_number(module, lesson),
            count: questions + tasks,
            labs,
            href: Some(relative(&address, &shelf.layout.practice_of(lesson.id.as_str()))),
        }
    });
    // Labs are tasks, and asked for apart.
    let kinds = QuestionKind::ALL
        .map(|kind| plain(kind.as_str(), (counts(&|question| question.kind() == kind).0, 0)))
        .into_iter()
        .chain([plain("lab", (shelf.labs(), 0))]);
    let difficulties = ["easy", "medium", "hard"]
        .map(|difficulty| plain(difficulty, counts(&|question| question.difficulty.as_str() == difficulty)));
    let all = shelf.lessons.iter().flat_map(|(_, lesson)| shelf.questions_of(&lesson.id.value)).copied();
    let (preview, preview_of) = preview(build, shelf, &address, all)?;
    let page = PracticePage {
        count: shelf.exam_questions().count(),
        tasks: shelf.tasks(),
        labs: shelf.labs(),
        items: relative(&address, &shelf.layout.practice_items()),
        domains: domains(shelf, |domain| counts(&|question| question.domain.as_str() == domain)),
        lessons: lessons.filter(Choice::has_any).collect(),
        kinds: kinds.filter(Choice::has_any).collect(),
        difficulties: difficulties.into_iter().filter(Choice::has_any).collect(),
        preview,
        preview_of,
    };
    let title = build.text("nav.practice");
    let description = build.messages.format("practice.description", &[("course", &shelf.course.title)]);
    let frame = Frame::of_course(build, shelf, "practice", address, &title, &description)?
        .scripts(build, &["practice"])?
        .fetches(&shelf.layout.practice_items())
        .course_data(shelf)?;
    fill(build, "practice.html", frame, &page)
}

/// The page with the questions of one lesson.
pub(super) fn of_lesson(build: &Build<'_>, shelf: &Shelf<'_>, at: usize) -> Result<Made, SiteError> {
    let (_, lesson) = shelf.lessons[at];
    let id = lesson.id.as_str();
    let address = shelf.layout.practice_of(id);
    let Items { questions, tasks, labs, .. } = shelf.items(&lesson.id.value);
    let count = questions + tasks;
    let questions = shelf.questions_of(&lesson.id.value).iter().copied();
    let (preview, preview_of) = preview(build, shelf, &address, questions.clone())?;
    let questions = questions.map(|question| QuestionView::new(build, shelf, &address, question));
    let page = LessonPractice {
        lesson: Link { title: lesson.title.clone(), href: relative(&address, &shelf.layout.lesson(id)) },
        practice: relative(&address, &shelf.layout.practice()),
        count,
        labs,
        questions: questions.collect::<Result<Vec<_>, _>>()?,
        preview,
        preview_of,
    };
    let title = build.messages.format("practice.of-lesson", &[("lesson", &lesson.title)]);
    let description = build.messages.format("practice.of-lesson.description", &[("lesson", &lesson.title)]);
    let quiz = structured::quiz(build, shelf, lesson, &address);
    let mut frame = Frame::of_course(build, shelf, "practice", address, &title, &description)?
        .scripts(build, &["practice"])?
        .course_identity(shelf)?;
    if let Some(quiz) = quiz {
        frame = frame.data("_structured", "application/ld+json", &quiz)?;
    }
    fill(build, "practice-lesson.html", frame, &page)
}

/// The question that practice begins with, and of how many it is the first: labs come after all others. A page shows its
/// words before scripts can. Its headings would be there twice.
fn preview<'a>(
    build: &Build<'_>,
    shelf: &Shelf<'a>,
    address: &str,
    questions: impl Iterator<Item = &'a Question>,
) -> Result<(Option<QuestionView<'a>>, usize), SiteError> {
    let (labs, others): (Vec<_>, Vec<_>) = questions.partition(|question| question.lab);
    let round = if others.is_empty() { labs } else { others };
    let first = round.first().map(|question| QuestionView::new(build, shelf, address, question)).transpose()?;
    Ok((first.filter(|view| !view.stem().contains(" id=\"")), round.len()))
}

/// The list of all questions, for scripts.
pub(super) fn items(shelf: &Shelf<'_>) -> Result<String, SiteError> {
    let lessons = shelf.lessons.iter().map(|(_, lesson)| LessonItems {
        id: lesson.id.as_str(),
        questions: shelf.questions_of(&lesson.id.value).iter().map(|question| item(question)).collect(),
    });
    let lessons = lessons.filter(|lesson| !lesson.questions.is_empty()).collect();
    Ok(serde_json::to_string(&ItemList { lessons })?)
}

fn item(question: &Question) -> Item<'_> {
    Item {
        id: question.id.as_str(),
        key: (question.key != question.id.value).then_some(question.key.as_str()),
        kind: question.kind().as_str(),
        domain: question.domain.as_str(),
        difficulty: question.difficulty.as_str(),
        minutes: question.minutes,
        points: match &question.answer {
            Answer::Task(task) => Some(task.rubric.iter().map(|criterion| criterion.points).sum()),
            _ => None,
        },
        lab: question.lab,
    }
}

/// The exam's domains as values of a filter.
pub(super) fn domains<'a>(shelf: &Shelf<'a>, counts: impl Fn(&str) -> (usize, usize)) -> Vec<Choice<'a>> {
    let domains = shelf.course.exam.domains.iter().enumerate().map(|(n, domain)| {
        let (count, labs) = counts(domain.id.as_str());
        Choice { value: domain.id.as_str(), title: &domain.title, number: (n + 1).to_string(), count, labs, href: None }
    });
    domains.filter(Choice::has_any).collect()
}

fn plain(value: &'static str, (count, labs): (usize, usize)) -> Choice<'static> {
    Choice { value, title: "", number: String::new(), count, labs, href: None }
}
