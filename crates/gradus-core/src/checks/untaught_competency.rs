//! What the exam asks for is taught: every competency is served by an objective of a lesson.

use std::collections::HashSet;

use gradus_diagnostics::{Diagnostic, RuleId, Severity};

use super::{Check, Scope};
use crate::rules::Rule;

const RULE: RuleId = RuleId("untaught-competency");

/// Looks for an objective for each competency.
#[derive(Debug)]
pub(super) struct UntaughtCompetencies;

impl Check for UntaughtCompetencies {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Warning, doc: include_str!("untaught-competency.md") }]
    }

    fn advises(&self) -> bool {
        true
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        let course = scope.course;
        let objectives = course.lessons().flat_map(|(_, lesson)| &lesson.objectives);
        let taught: HashSet<&str> =
            objectives.filter_map(|objective| objective.competency.as_ref()).map(|id| id.as_str()).collect();
        let has_lessons: HashSet<&str> =
            course.lessons().flat_map(|(_, lesson)| &lesson.domains).map(|domain| domain.as_str()).collect();
        // A course that names no competency anywhere does without them; a domain without lessons is a finding of its own.
        if taught.is_empty() {
            return;
        }
        for domain in course.exam.domains.iter().filter(|domain| has_lessons.contains(domain.id.as_str())) {
            for competency in domain.competencies.iter().filter(|it| !taught.contains(it.id.as_str())) {
                let message = format!("no lesson teaches the competency `{}`", competency.id.value);
                let finding = Diagnostic::warning(RULE, competency.id.span, message);
                let help =
                    format!("add `competency: {}` to the objective of a lesson that serves it", competency.id.value);
                report.push(finding.help(help));
            }
        }
    }
}
