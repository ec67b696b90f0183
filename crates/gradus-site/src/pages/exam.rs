//! The exam as the course page shows it: facts with the day they were checked, weights as bars.

use gradus_core::model::{EarlierWeights, Exam, Percent};
use serde::Serialize;

use crate::build::Build;
use crate::date;
use crate::shelf::Shelf;

#[derive(Serialize)]
pub(super) struct ExamView<'a> {
    title: &'a str,
    vendor: &'a str,
    facts: Vec<Fact>,
    checked: Day,
    sources: Vec<Source<'a>>,
    domains: Vec<DomainView<'a>>,
    earlier: Vec<Earlier>,
}

/// A label and its value.
#[derive(Serialize)]
struct Fact {
    label: String,
    value: String,
}

#[derive(Serialize)]
struct Day {
    iso: String,
    text: String,
}

#[derive(Serialize)]
struct Source<'a> {
    title: &'a str,
    url: &'a str,
}

#[derive(Serialize)]
struct DomainView<'a> {
    id: &'a str,
    number: usize,
    title: &'a str,
    weight: u8,
    /// What held before the latest change, if it differs.
    before: Option<u8>,
    competencies: Vec<&'a str>,
    lessons: usize,
    questions: usize,
}

/// A column of weights that held until a day.
#[derive(Serialize)]
struct Earlier {
    until: Day,
    /// In the order of the domains.
    weights: Vec<Option<u8>>,
}

impl<'a> ExamView<'a> {
    pub(super) fn new(build: &Build<'_>, shelf: &Shelf<'a>) -> Self {
        let exam: &'a Exam = &shelf.course.exam;
        let latest = exam.earlier_weights.iter().max_by_key(|earlier| &earlier.until);
        let domains = exam.domains.iter().enumerate().map(|(n, domain)| {
            let id = &domain.id.value;
            let before =
                latest.and_then(|earlier| weight(earlier, id.as_str())).filter(|old| *old != domain.weight.value);
            DomainView {
                id: id.as_str(),
                number: n + 1,
                title: &domain.title,
                weight: domain.weight.value.0,
                before: before.map(|old| old.0),
                competencies: domain.competencies.iter().map(|competency| competency.text.as_str()).collect(),
                lessons: shelf
                    .lessons
                    .iter()
                    .filter(|(_, lesson)| lesson.domains.iter().any(|d| d.value == *id))
                    .count(),
                questions: shelf.exam_questions().filter(|question| question.domain.value == *id).count(),
            }
        });
        let earlier = exam.earlier_weights.iter().map(|earlier| Earlier {
            until: day(build, &earlier.until),
            weights: exam.domains.iter().map(|domain| weight(earlier, domain.id.as_str()).map(|old| old.0)).collect(),
        });
        ExamView {
            title: &exam.title,
            vendor: &exam.vendor,
            facts: facts(build, exam),
            checked: day(build, &exam.verified_on.value),
            sources: exam.sources.iter().map(|source| Source { title: &source.title, url: &source.url }).collect(),
            domains: domains.collect(),
            earlier: earlier.collect(),
        }
    }
}

fn weight(earlier: &EarlierWeights, domain: &str) -> Option<Percent> {
    earlier.weights.iter().find(|(id, _)| id.as_str() == domain).map(|(_, weight)| *weight)
}

fn day(build: &Build<'_>, iso: &str) -> Day {
    Day { iso: iso.to_owned(), text: date::long(&build.messages, iso) }
}

fn facts(build: &Build<'_>, exam: &Exam) -> Vec<Fact> {
    let fact = |key: &str, value: String| Fact { label: build.text(&format!("exam.{key}")), value };
    let mut facts = vec![fact("format", exam.format.clone()), fact("duration", build.duration(exam.minutes))];
    if let Some(tasks) = exam.tasks {
        let range =
            if tasks.min == tasks.max { tasks.min.to_string() } else { format!("{}–{}", tasks.min, tasks.max) };
        facts.push(fact("tasks", range));
    }
    facts.push(fact("pass-mark", format!("{}\u{a0}%", exam.pass_mark.0)));
    if let Some(prerequisite) = &exam.prerequisite {
        facts.push(fact("prerequisite", prerequisite.clone()));
    }
    facts.push(fact("validity", build.messages.count("months", exam.validity_months.into())));
    if let Some(curriculum) = &exam.curriculum {
        facts.push(fact("curriculum", curriculum.clone()));
    }
    for (name, version) in &exam.software {
        let mut letters = name.chars();
        let label = letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
        facts.push(Fact { label, value: version.clone() });
    }
    facts
}
