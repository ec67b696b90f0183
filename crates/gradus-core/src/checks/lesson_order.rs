//! Lessons come after those that they build on.

use std::collections::{HashMap, HashSet};

use gradus_diagnostics::{Diagnostic, RuleId, Severity};

use super::{Check, Scope};
use crate::model::{Course, Id};
use crate::rules::Rule;

const RULE: RuleId = RuleId("after-out-of-order");

/// Follows `after` from lesson to lesson.
#[derive(Debug)]
pub(super) struct LessonOrder;

impl Check for LessonOrder {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Error, doc: include_str!("after-out-of-order.md") }]
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        let course = scope.course;
        let lessons = course.lessons().enumerate();
        let places: HashMap<&str, usize> = lessons.map(|(at, (_, lesson))| (lesson.id.as_str(), at)).collect();
        if places.len() < course.lessons().count() {
            return; // of two lessons with one id, nobody knows which is meant
        }
        for (at, (_, lesson)) in course.lessons().enumerate() {
            for after in &lesson.after {
                // Every circle has a step to a lesson that comes later, so looking at those finds it.
                let Some(place) = places.get(after.as_str()).filter(|place| **place >= at) else { continue };
                let Some((_, later)) = course.lesson(&after.value) else { continue };
                let finding = if *place == at {
                    Diagnostic::error(RULE, after.span, format!("the lesson `{}` comes after itself", lesson.id.value))
                        .help("name the lessons that a learner must have read before, or take `after` away")
                } else if builds_on(course, &later.id, &lesson.id) {
                    let message =
                        format!("the lessons `{}` and `{}` come after each other", lesson.id.value, later.id.value);
                    Diagnostic::error(RULE, after.span, message)
                        .also(later.id.span, format!("builds on `{}`, by itself or through others", lesson.id.value))
                        .help("take one of the two out of the other's `after`")
                } else if scope.gaps.unknown {
                    continue; // the order is not the author's while a list of lessons is wrong
                } else {
                    let message = format!("`{}` builds on `{}`, which comes later", lesson.id.value, later.id.value);
                    Diagnostic::warning(RULE, after.span, message)
                        .also(later.id.span, "the later lesson")
                        .help("change the order in `modules` of course.yaml or `lessons` of module.yaml, or `after`")
                };
                report.push(finding);
            }
        }
    }
}

/// Whether a lesson comes after another one, by itself or through others.
fn builds_on(course: &Course, lesson: &Id, other: &Id) -> bool {
    let mut seen: HashSet<&Id> = HashSet::new();
    let mut next: Vec<&Id> = vec![lesson];
    while let Some(id) = next.pop() {
        if id == other {
            return true;
        }
        if seen.insert(id) {
            let lesson = course.lesson(id);
            next.extend(lesson.into_iter().flat_map(|(_, lesson)| &lesson.after).map(|after| &after.value));
        }
    }
    false
}
