//! One exam of a booklet, drawn as the site's `exam/pool.js` draws it: the same pool, so the same code.

use std::collections::BTreeMap;

use gradus_core::model::{Course, Question};
use gradus_grade::{GradeError, Grader, Pool, PoolDomain};
use serde::Serialize;

use crate::guide::{QuestionEntry, question_entry};
use crate::links::Links;
use crate::orders::Orders;

/// What the site gives a task that states no time, in minutes.
const TASK_MINUTES: u32 = 8;

/// Tasks have an exam of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    Questions,
    Tasks,
}

#[derive(Serialize)]
pub(super) struct Paper<'a> {
    kind: Kind,
    /// What the site takes to draw the same exam.
    pub(super) code: String,
    minutes: u32,
    domains: Vec<Share<'a>>,
    items: Vec<Item<'a>>,
}

/// A domain's part of the exam.
#[derive(Serialize)]
struct Share<'a> {
    title: &'a str,
    /// Numbers of its items.
    items: Vec<usize>,
}

#[derive(Serialize)]
struct Item<'a> {
    /// Under which the site knows it.
    key: &'a str,
    lesson_title: &'a str,
    points: u32,
    #[serde(flatten)]
    entry: QuestionEntry,
}

impl<'a> Paper<'a> {
    /// The exam of a seed; none if there is nothing to draw it from.
    pub(super) fn draw(
        grader: &Grader,
        course: &'a Course,
        kind: Kind,
        seed: u32,
    ) -> Result<Option<Paper<'a>>, GradeError> {
        let pool = pool(course, kind);
        if pool.count == 0 {
            return Ok(None);
        }
        let exam = grader.draw(seed, &pool)?;
        let by_key: BTreeMap<&str, &Question> =
            asked(course, kind).map(|question| (question.key.as_str(), question)).collect();
        let drawn: Vec<&Question> = exam.items.iter().filter_map(|key| by_key.get(key.as_str()).copied()).collect();
        let orders = Orders::draw(grader, seed, drawn.iter().copied())?;
        let links = Links::none();
        let items = drawn.iter().zip(1..).map(|(question, number)| {
            let entry = question_entry(course, &links, question, number, &orders);
            Item {
                key: question.key.as_str(),
                lesson_title: course.lesson(&question.lesson).map_or("", |(_, lesson)| lesson.title.as_str()),
                points: entry.points(),
                entry,
            }
        });
        let shares = course.exam.domains.iter().map(|domain| Share {
            title: &domain.title,
            items: drawn.iter().zip(1..).filter(|(q, _)| q.domain.value == domain.id.value).map(|(_, n)| n).collect(),
        });
        let minutes = match kind {
            Kind::Questions => course.exam.mock.minutes,
            Kind::Tasks => drawn.iter().map(|task| task.minutes.unwrap_or(TASK_MINUTES)).sum(),
        };
        // Before the first release there is no version to name.
        let version = course.release().map(|release| format!("@{}", release.version)).unwrap_or_default();
        Ok(Some(Paper {
            kind,
            code: exam.code + &version,
            minutes,
            domains: shares.filter(|share| !share.items.is_empty()).collect(),
            items: items.collect(),
        }))
    }
}

/// What the site draws an exam from. Changing this parts paper from screen.
pub(super) fn pool(course: &Course, kind: Kind) -> Pool {
    let wanted = match kind {
        Kind::Questions => course.exam.mock.questions as usize,
        Kind::Tasks => course.exam_task_count(),
    };
    let count = wanted.min(asked(course, kind).count());
    let domains = course.exam.domains.iter().map(|domain| PoolDomain {
        id: domain.id.as_str().to_owned(),
        weight: u32::from(domain.weight.0),
        items: asked(course, kind)
            .filter(|question| question.domain.value == domain.id.value)
            .map(|question| question.key.as_str().to_owned())
            .collect(),
    });
    Pool { count: u32::try_from(count).unwrap_or(u32::MAX), domains: domains.collect() }
}

fn asked(course: &Course, kind: Kind) -> Box<dyn Iterator<Item = &Question> + '_> {
    match kind {
        Kind::Questions => Box::new(course.mock_questions()),
        Kind::Tasks => Box::new(course.exam_tasks()),
    }
}
