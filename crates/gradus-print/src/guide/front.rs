//! What stands before the lessons, and does not come from their texts: facts of the course and the exam, the plan, the
//! comparison.

use gradus_core::model::{CardBody, Course, Id, Level, Module};
use serde::Serialize;

use super::book::{Reference, printed, reference};
use crate::imprint::Imprint;
use crate::options::PrintOptions;

#[derive(Serialize)]
pub(super) struct Facts<'a> {
    #[serde(flatten)]
    imprint: Imprint<'a>,
    summary: &'a str,
    level: &'static str,
    prerequisites: Vec<Linked<'a>>,
    /// Numbers of the modules, if some were chosen.
    parts: Vec<usize>,
    minutes: u32,
    lessons: usize,
    questions: usize,
    tasks: usize,
    cards: usize,
}

#[derive(Serialize)]
struct Linked<'a> {
    text: &'a str,
    url: Option<&'a str>,
}

#[derive(Serialize)]
pub(super) struct ExamPage<'a> {
    title: &'a str,
    vendor: &'a str,
    format: &'a str,
    minutes: u32,
    tasks: Option<[u32; 2]>,
    pass_mark: u8,
    validity_months: u32,
    prerequisite: Option<&'a str>,
    curriculum: Option<&'a str>,
    software: Vec<[&'a str; 2]>,
    verified_on: &'a str,
    sources: Vec<Linked<'a>>,
    domains: Vec<DomainEntry<'a>>,
    earlier: Vec<Earlier<'a>>,
}

#[derive(Serialize)]
struct DomainEntry<'a> {
    title: &'a str,
    weight: u8,
    competencies: Vec<&'a str>,
    questions: usize,
}

#[derive(Serialize)]
struct Earlier<'a> {
    until: &'a str,
    weights: Vec<u8>,
}

#[derive(Serialize)]
pub(super) struct PlanPage<'a> {
    title: &'a str,
    weeks: Vec<WeekEntry<'a>>,
}

#[derive(Serialize)]
struct WeekEntry<'a> {
    number: usize,
    theme: &'a str,
    text: &'a str,
    minutes: u32,
    lessons: Vec<Reference<'a>>,
}

#[derive(Serialize)]
pub(super) struct ComparisonPage<'a> {
    title: &'a str,
    columns: Vec<ComparisonColumn<'a>>,
}

#[derive(Serialize)]
struct ComparisonColumn<'a> {
    title: &'a str,
    points: Vec<&'a str>,
}

pub(super) fn facts<'a>(publisher: &'a str, course: &'a Course, options: &PrintOptions) -> Facts<'a> {
    let modules = || options.modules(course);
    let tasks = printed(course, options).filter(|question| question.kind().as_str() == "task").count();
    Facts {
        imprint: Imprint::of(publisher, course),
        summary: &course.summary,
        level: match course.level {
            Level::Beginner => "beginner",
            Level::Intermediate => "intermediate",
            Level::Advanced => "advanced",
        },
        prerequisites: course
            .prerequisites
            .iter()
            .map(|prerequisite| Linked { text: &prerequisite.text, url: prerequisite.url.as_deref() })
            .collect(),
        parts: if options.modules.is_empty() { Vec::new() } else { modules().map(|module| module.number).collect() },
        minutes: modules().map(Module::minutes).sum(),
        lessons: modules().map(|module| module.lessons.len()).sum(),
        questions: printed(course, options).count() - tasks,
        tasks,
        cards: cards(course, options),
    }
}

/// Flashcards of the modules to print, a cloze card once for each of its deletions.
fn cards(course: &Course, options: &PrintOptions) -> usize {
    let faces =
        course.live_cards().filter(|card| options.wants_lesson(course, &card.lesson)).map(|card| match &card.body {
            CardBody::Basic { .. } => 1,
            CardBody::Cloze { ordinals, .. } => ordinals.len(),
        });
    faces.sum()
}

pub(super) fn exam_page<'a>(course: &'a Course, options: &PrintOptions) -> ExamPage<'a> {
    let exam = &course.exam;
    let questions = |id: &Id| printed(course, options).filter(|question| question.domain.value == *id).count();
    ExamPage {
        title: &exam.title,
        vendor: &exam.vendor,
        format: &exam.format,
        minutes: exam.minutes,
        tasks: exam.tasks.map(|range| [range.min, range.max]),
        pass_mark: exam.pass_mark.0,
        validity_months: exam.validity_months,
        prerequisite: exam.prerequisite.as_deref(),
        curriculum: exam.curriculum.as_deref(),
        software: exam.software.iter().map(|(name, version)| [name.as_str(), version.as_str()]).collect(),
        verified_on: &exam.verified_on,
        sources: exam.sources.iter().map(|source| Linked { text: &source.title, url: Some(&source.url) }).collect(),
        domains: exam
            .domains
            .iter()
            .map(|domain| DomainEntry {
                title: &domain.title,
                weight: domain.weight.0,
                competencies: domain.competencies.iter().map(|competency| competency.text.as_str()).collect(),
                questions: questions(&domain.id),
            })
            .collect(),
        earlier: exam
            .earlier_weights
            .iter()
            .map(|earlier| Earlier {
                until: &earlier.until,
                weights: exam
                    .domains
                    .iter()
                    .map(|domain| {
                        let found = earlier.weights.iter().find(|(id, _)| id.value == domain.id.value);
                        found.map_or(0, |(_, percent)| percent.0)
                    })
                    .collect(),
            })
            .collect(),
    }
}

pub(super) fn plan_page<'a>(course: &'a Course, options: &PrintOptions) -> PlanPage<'a> {
    let weeks = course.plan.weeks.iter().filter_map(|week| {
        let lessons = week.lessons.iter().filter(|id| options.wants_lesson(course, id));
        let lessons: Vec<_> = lessons.filter_map(|id| reference(course, options, id)).collect();
        let wanted = options.modules.is_empty() || !lessons.is_empty();
        wanted.then(|| WeekEntry {
            number: week.number,
            theme: &week.theme,
            text: &week.text,
            minutes: lessons.iter().map(|lesson| lesson.minutes).sum(),
            lessons,
        })
    });
    PlanPage { title: &course.plan.title, weeks: weeks.collect() }
}

pub(super) fn comparison(course: &Course) -> Option<ComparisonPage<'_>> {
    let comparison = course.comparison.as_ref()?;
    let columns = comparison.columns.iter().map(|column| ComparisonColumn {
        title: &column.title,
        points: column.points.iter().map(String::as_str).collect(),
    });
    Some(ComparisonPage { title: &comparison.title, columns: columns.collect() })
}
