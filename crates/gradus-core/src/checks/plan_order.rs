//! The plan's weeks follow the course, and no lesson is planned before one that it builds on.
//!
//! Within a week a fix orders the lessons as the course does. Between weeks there is none: theme and text of a week are about its
//! lessons, so only an author can move one.

use std::collections::HashMap;

use gradus_diagnostics::{Diagnostic, Edit, Fix, RuleId, Severity, SourceMap, Span, Spanned};

use super::{Check, Scope};
use crate::model::{Course, Id, Week};
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
        too_early(scope, &places, report);
        if report.len() == before {
            weeks(course, &places, report);
        }
    }
}

/// Lessons planned before one that they build on.
fn too_early(scope: &Scope<'_>, places: &HashMap<&str, usize>, report: &mut Vec<Diagnostic>) {
    let course = scope.course;
    let mut planned: HashMap<&str, (&Week, usize, Span)> = HashMap::new();
    for week in &course.plan.weeks {
        for (at, lesson) in week.lessons.iter().enumerate() {
            planned.entry(lesson.as_str()).or_insert((week, at, lesson.span));
        }
    }
    for (_, lesson) in course.lessons() {
        let Some((week, at, span)) = planned.get(lesson.id.as_str()) else { continue };
        for after in &lesson.after {
            let Some((other, later, needed)) = planned.get(after.as_str()) else { continue };
            if (other.number, later) <= (week.number, at) {
                continue;
            }
            // Where the course itself has the wrong order, that is said there.
            if places.get(after.as_str()) >= places.get(lesson.id.as_str()) {
                continue;
            }
            let message = format!("`{}` is planned before `{}`, which it builds on", lesson.id.value, after.value);
            let help = format!("plan `{}` first, or take it out of `after` of `{}`", after.value, lesson.id.value);
            let mut finding = Diagnostic::warning(RULE, *span, message).also(*needed, "planned only here").help(help);
            if other.number == week.number {
                finding.fix = in_order(&week.lessons, places, scope.sources);
            } else {
                finding = finding.help("`--fix` moves no lesson to another week: what a week is about is yours to say");
            }
            report.push(finding);
        }
    }
}

/// Orders the lessons of a week as the course does. A comment among them may be about one of them; then an author should look.
fn in_order(lessons: &[Spanned<Id>], places: &HashMap<&str, usize>, sources: &SourceMap) -> Option<Fix> {
    let mut order: Vec<&Id> = lessons.iter().map(|lesson| &lesson.value).collect();
    order.sort_by_key(|lesson| places.get(lesson.as_str()));
    let moved = lessons.iter().zip(order).filter(|(lesson, new)| lesson.value != **new);
    let edits =
        moved.map(|(lesson, new)| Edit { span: lesson.span, old: lesson.value.to_string(), new: new.to_string() });
    let fix = Fix::safe("order the lessons of the week as the course orders them", edits.collect());
    let (first, last) = (lessons.first()?.span, lessons.last()?.span);
    let text = &sources.file(first.source).text;
    let behind = text.get(last.range().end..)?.lines().next().unwrap_or_default();
    let commented = sources.slice(first.to(last)).contains('#') || behind.trim_start().starts_with('#');
    Some(if commented { fix.suggested() } else { fix })
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
