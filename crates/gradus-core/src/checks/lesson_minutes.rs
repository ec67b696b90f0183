//! The minutes of a lesson fit what is in it.

use std::collections::HashMap;

use gradus_content::plain_blocks;
use gradus_diagnostics::{Diagnostic, RuleId, Severity, Span};

use super::{Check, Scope};
use crate::model::{Answer, Lesson, Question};
use crate::rules::Rule;

const RULE: RuleId = RuleId("minutes-far-off");

/// Words a minute of somebody who skims.
const FAST: usize = 250;

/// Words a minute of somebody who types along.
const SLOW: usize = 40;

/// Minutes that any lesson may take longer, for its pictures and for thinking.
const SLACK: u32 = 10;

/// Compares minutes with words, and with the questions and tasks of the lesson.
#[derive(Debug)]
pub(super) struct LessonMinutes;

impl Check for LessonMinutes {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Warning, doc: include_str!("minutes-far-off.md") }]
    }

    fn advises(&self) -> bool {
        true
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        let mut practice: HashMap<&str, Practice> = HashMap::new();
        for question in scope.course.live_questions() {
            practice.entry(question.lesson.as_str()).or_default().add(question);
        }
        for (_, lesson) in scope.course.lessons() {
            report.extend(reading(lesson));
            report.extend(practice.get(lesson.id.as_str()).and_then(|practice| practising(lesson, practice)));
        }
    }
}

fn reading(lesson: &Lesson) -> Option<Diagnostic> {
    let words = plain_blocks(&lesson.body).split_whitespace().count();
    let of = |pace: usize| u32::try_from(words / pace).unwrap_or(u32::MAX);
    let (least, most) = (of(FAST), of(SLOW).saturating_add(SLACK));
    let read = lesson.minutes.read;
    if (least..=most).contains(&read) {
        return None;
    }
    let message = format!("`{}` has {read} minutes to read {words} words", lesson.id.value);
    Some(finding(lesson.minutes_span, message, &format!("between {least} and {most} minutes are plausible")))
}

/// Questions and tasks of a lesson.
#[derive(Default)]
struct Practice {
    questions: usize,
    tasks: usize,
    minutes: u32,
}

impl Practice {
    fn add(&mut self, question: &Question) {
        let task = matches!(question.answer, Answer::Task(_));
        *if task { &mut self.tasks } else { &mut self.questions } += 1;
        self.minutes += question.minutes.unwrap_or(if task { 10 } else { 2 });
    }
}

fn practising(lesson: &Lesson, practice: &Practice) -> Option<Diagnostic> {
    let (lab, practise) = (lesson.minutes.lab, lesson.minutes.practise);
    // Tasks may be counted among either, and a lab may be more than its tasks.
    let least = practice.minutes / 3;
    let most = practice.minutes.saturating_mul(4).saturating_add(SLACK);
    if lab + practise >= least && practise <= most {
        return None;
    }
    let message = format!(
        "`{}` has {lab} minutes for its lab and {practise} to practise; its questions ({}) and tasks ({}) take {} together",
        lesson.id.value, practice.questions, practice.tasks, practice.minutes
    );
    let way = if practise > most {
        format!("up to {most} minutes to practise are plausible")
    } else {
        format!("at least {least} minutes for both are plausible")
    };
    Some(finding(lesson.minutes_span, message, &way))
}

fn finding(at: Span, message: String, plausible: &str) -> Diagnostic {
    Diagnostic::warning(RULE, at, message)
        .help(format!("{plausible}; measure it with somebody who learns, and correct `minutes`"))
}
