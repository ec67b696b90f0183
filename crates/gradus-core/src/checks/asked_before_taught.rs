//! Questions ask for what has been taught by then.

use std::collections::HashMap;

use gradus_diagnostics::{Diagnostic, RuleId, Severity};

use super::{Check, Scope};
use crate::model::{Lesson, Objective};
use crate::rules::Rule;

const RULE: RuleId = RuleId("asked-before-taught");

/// Compares the lesson of each question with the lessons of the objectives that it assesses.
#[derive(Debug)]
pub(super) struct AskedBeforeTaught;

impl Check for AskedBeforeTaught {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Warning, doc: include_str!("asked-before-taught.md") }]
    }

    fn advises(&self) -> bool {
        true
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        let mut lessons: HashMap<&str, (usize, &Lesson)> = HashMap::new();
        let mut taught: HashMap<&str, (usize, &Lesson, &Objective)> = HashMap::new();
        for (at, (_, lesson)) in scope.course.lessons().enumerate() {
            lessons.insert(lesson.id.as_str(), (at, lesson));
            taught.extend(lesson.objectives.iter().map(|objective| (objective.id.as_str(), (at, lesson, objective))));
        }
        for question in scope.course.live_questions() {
            let Some((asked, lesson)) = lessons.get(question.lesson.as_str()) else { continue };
            for assesses in &question.assesses {
                let Some((at, later, objective)) = taught.get(assesses.as_str()) else { continue };
                // That a lesson builds on a later one is said where it does.
                if at <= asked || lesson.after.iter().any(|after| after.value == later.id.value) {
                    continue;
                }
                let message = format!("`{}` is asked for before it is taught", objective.id.value);
                let finding = Diagnostic::warning(RULE, assesses.span, message)
                    .label(format!("in the lesson `{}`", lesson.id.value))
                    .also(objective.id.span, format!("taught later, in `{}`", later.id.value));
                report.push(
                    finding
                        .help(format!("give the question `lesson={}`, or an objective taught by then", later.id.value)),
                );
            }
        }
    }
}
