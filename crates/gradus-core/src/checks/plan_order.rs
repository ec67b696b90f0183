//! The plan's weeks follow the course, and no lesson is planned before one that it builds on.

use std::collections::HashMap;

use gradus_diagnostics::{Diagnostic, RuleId, Severity, Span, Spanned};

use super::{Check, Scope};
use crate::model::{Course, Id};
use crate::rules::Rule;

const RULE: RuleId = RuleId("plan-out-of-order");

/// Compares the order of the plan with `after`, and with the course's own order.
#[derive(Debug)]
pub(super) struct PlanOrder;

impl Check for PlanOrder {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Warning, doc: include_str!("plan-out-of-order.md") }]
    }

    fn advises(&self) -> bool {
        true
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        let course = scope.course;
        let places: HashMap<&str, usize> =
            course.lessons().enumerate().map(|(at, (_, lesson))| (lesson.id.as_str(), at)).collect();
        let before = report.len();
        too_early(course, &places, report);
        if report.len() == before {
            weeks(course, &places, report);
        }
    }
}

/// Lessons planned before one that they build on.
fn too_early(course: &Course, places: &HashMap<&str, usize>, report: &mut Vec<Diagnostic>) {
    let mut planned: HashMap<&str, (usize, Span)> = HashMap::new();
    for (at, lesson) in course.plan.weeks.iter().flat_map(|week| &week.lessons).enumerate() {
        planned.entry(lesson.as_str()).or_insert((at, lesson.span));
    }
    for (_, lesson) in course.lessons() {
        let Some((at, span)) = planned.get(lesson.id.as_str()) else { continue };
        for after in &lesson.after {
            let Some((later, needed)) = planned.get(after.as_str()).filter(|(later, _)| later > at) else { continue };
            // Where the course itself has the wrong order, that is said there.
            if places.get(after.as_str()) >= places.get(lesson.id.as_str()) {
                continue;
            }
            debug_assert!(later > at);
            let message = format!("`{}` is planned before `{}`, which it builds on", lesson.id.value, after.value);
            let finding = Diagnostic::warning(RULE, *span, message).also(*needed, "planned only here");
            report.push(
                finding
                    .help(format!("plan `{}` first, or take it out of `after` of `{}`", after.value, lesson.id.value)),
            );
        }
    }
}

/// Weeks that begin earlier in the course than the week before them.
fn weeks(course: &Course, places: &HashMap<&str, usize>, report: &mut Vec<Diagnostic>) {
    let first = |lessons: &[Spanned<Id>]| {
        let known =
            lessons.iter().filter_map(|lesson| Some((*places.get(lesson.as_str())?, lesson.span, lesson.to_string())));
        known.min_by_key(|(at, ..)| *at)
    };
    let mut last: Option<(usize, Span, String)> = None;
    for week in &course.plan.weeks {
        let Some(begins) = first(&week.lessons) else { continue };
        if let Some((at, span, earlier)) = last.as_ref().filter(|(at, ..)| begins.0 < *at) {
            debug_assert!(begins.0 < *at);
            let message =
                format!("week {} comes too late: the course has `{}` before `{earlier}`", week.number, begins.2);
            let finding = Diagnostic::warning(RULE, begins.1, message).also(*span, "planned earlier");
            report.push(finding.help(
                "order the weeks as the course orders their first lessons, or order the course as the plan does",
            ));
        }
        last = Some(begins);
    }
}
