//! The exam's snapshot agrees with itself, and its mock exam with the bank.

use gradus_diagnostics::{Diagnostic, RuleId, Severity};

use super::{Check, Scope};
use crate::model::{Exam, Status};
use crate::rules::Rule;

const RULE: RuleId = RuleId("snapshot-contradiction");

/// Compares the numbers in `exam.yaml`.
#[derive(Debug)]
pub(super) struct Snapshot;

impl Check for Snapshot {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Error, doc: include_str!("snapshot-contradiction.md") }]
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        let exam = &scope.course.exam;
        if let Some(tasks) = exam.tasks.filter(|tasks| tasks.min > tasks.max) {
            let message = format!("the exam has at least {} tasks, but at most {}", tasks.min, tasks.max);
            report.push(Diagnostic::error(RULE, tasks.span, message).help("`min` is the smaller number"));
        }
        earlier_weights(exam, report);
        if let Some(blueprint) = exam.blueprint.as_ref().filter(|it| it.questions.value < exam.mock.questions) {
            let message = format!(
                "a mock exam has {} questions, but the bank is to have {}",
                exam.mock.questions, blueprint.questions.value
            );
            let finding = Diagnostic::error(RULE, exam.mock.questions_span, message);
            report.push(
                finding
                    .also(blueprint.questions.span, "the blueprint")
                    .help("make the mock exam smaller, or the blueprint larger"),
            );
            return; // that the bank has fewer would follow
        }
        // A draft's bank still grows, and what could not be read is not counted.
        let counted = scope.course.status.value == Status::Complete && !scope.gaps.any;
        let has = scope.course.exam_questions().count();
        let asked = exam.mock.questions;
        if counted && usize::try_from(asked).is_ok_and(|asked| asked > has) {
            let message = format!("a mock exam has {asked} questions, but the bank only {has}");
            let finding = Diagnostic::warning(RULE, exam.mock.questions_span, message);
            report.push(finding.help("write more questions, or make the mock exam smaller; labs are not drawn"));
        }
    }
}

/// Weights that held until a day ended before the facts were checked, and each set before the one above it.
fn earlier_weights(exam: &Exam, report: &mut Vec<Diagnostic>) {
    let verified = (exam.verified_on.value.as_str(), exam.verified_on.span);
    let ends = exam.earlier_weights.iter().map(|earlier| (earlier.until.as_str(), earlier.until_span));
    let mut newer = verified;
    for (day, span) in ends {
        // Days as they are written stand in the calendar's order; that there is such a day is for another check.
        if !newer.0.is_empty() && day >= newer.0 {
            let finding = if newer == verified {
                Diagnostic::error(
                    RULE,
                    span,
                    format!("weights that held until {day} had not ended when the facts were checked"),
                )
                .also(newer.1, "checked on this day")
                .help("write the day on which they ended; weights that still hold belong to the domains")
            } else {
                Diagnostic::error(RULE, span, format!("weights that held until {day} stand below older ones"))
                    .also(newer.1, "ended on this day")
                    .help("order them by the day on which they ended, the newest first")
            };
            report.push(finding);
        }
        newer = (day, span);
    }
}
