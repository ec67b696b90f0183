//! The study plan covers every lesson once.

use std::collections::{HashMap, HashSet};

use gradus_diagnostics::{Diagnostic, RuleId, Severity, Span, did_you_mean};

use super::{Check, Scope};
use crate::rules::Rule;

const RULE: RuleId = RuleId("plan-misses-lesson");

/// Looks for each lesson in the plan.
#[derive(Debug)]
pub(super) struct PlanCoverage;

impl Check for PlanCoverage {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Error, doc: include_str!("plan-misses-lesson.md") }]
    }

    fn needs_whole(&self) -> bool {
        true
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        let plan = &scope.course.plan;
        let mut planned: HashMap<&str, Span> = HashMap::new();
        for lesson in plan.weeks.iter().flat_map(|week| &week.lessons) {
            if let Some(first) = planned.insert(lesson.as_str(), lesson.span) {
                report.push(
                    Diagnostic::error(RULE, lesson.span, format!("the lesson `{}` is planned twice", lesson.value))
                        .also(first, "first here")
                        .help("a lesson belongs to one week; to come back to it, say so in the week's `text`"),
                );
            }
        }
        let mut missing: Vec<&str> = scope
            .course
            .lessons()
            .map(|(_, lesson)| lesson.id.as_str())
            .filter(|lesson| !planned.contains_key(lesson))
            .collect();
        // A misspelt lesson is said where references are looked up; the one that was meant is planned.
        let known: HashSet<&str> = scope.course.lessons().map(|(_, lesson)| lesson.id.as_str()).collect();
        let unknown: Vec<&str> = planned.keys().copied().filter(|name| !known.contains(name)).collect();
        missing.retain(|lesson| !unknown.iter().any(|name| did_you_mean(name, [*lesson]).is_some()));
        if !missing.is_empty() {
            let message = match missing.as_slice() {
                [one] => format!("no week of the plan covers the lesson `{one}`"),
                several => {
                    format!("no week of the plan covers these {} lessons: {}", several.len(), several.join(", "))
                }
            };
            let help = if missing.len() == 1 {
                "add it to the `lessons` of a week"
            } else {
                "add them to the `lessons` of weeks"
            };
            let (at, label) = place(scope, &planned, missing[0]);
            report.push(Diagnostic::new(RULE, scope.severity_of_gap(), at, message).label(label).help(help));
        }
    }
}

/// Where a lesson could be added: behind the one before it in the course, or before the one behind it.
fn place(scope: &Scope<'_>, planned: &HashMap<&str, Span>, missing: &str) -> (Span, &'static str) {
    let lessons: Vec<&str> = scope.course.lessons().map(|(_, lesson)| lesson.id.as_str()).collect();
    let here = lessons.iter().position(|lesson| *lesson == missing).unwrap_or_default();
    let before = lessons[..here].iter().rev().find_map(|lesson| planned.get(lesson));
    let behind = || lessons[here..].iter().find_map(|lesson| planned.get(lesson));
    match before.map(|at| (*at, "it comes after this lesson")) {
        Some(place) => place,
        None => behind().map_or((scope.course.plan.weeks_span, ""), |at| (*at, "it comes before this lesson")),
    }
}
