//! What a lesson promises is asked for.

use std::collections::HashSet;

use gradus_diagnostics::{Diagnostic, RuleId, Severity};

use super::{Check, Scope};
use crate::model::Status;
use crate::rules::Rule;

const RULE: RuleId = RuleId("unassessed-objective");

/// Looks for a question for each objective.
#[derive(Debug)]
pub(super) struct UnassessedObjectives;

impl Check for UnassessedObjectives {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Warning, doc: include_str!("unassessed-objective.md") }]
    }

    fn advises(&self) -> bool {
        true
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        let course = scope.course;
        let questions = || course.live_questions();
        let assessed: HashSet<&str> =
            questions().flat_map(|question| &question.assesses).map(|objective| objective.as_str()).collect();
        let asked: HashSet<&str> = questions().map(|question| question.lesson.as_str()).collect();
        for (_, lesson) in course.lessons() {
            // The questions of a draft's lesson may be still to come.
            if course.status.value == Status::Draft && !asked.contains(lesson.id.as_str()) {
                continue;
            }
            for objective in lesson.objectives.iter().filter(|it| !assessed.contains(it.id.as_str())) {
                let message = format!("no question assesses the objective `{}`", objective.id.value);
                let finding = Diagnostic::warning(RULE, objective.id.span, message);
                let help = format!(
                    "write `assesses={}` at the question that does, or write that question",
                    objective.id.value
                );
                report.push(finding.help(help));
            }
        }
    }
}
