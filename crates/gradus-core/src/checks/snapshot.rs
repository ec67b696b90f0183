//! The exam's snapshot agrees with itself, and its mock exam with the bank.

use gradus_diagnostics::{Diagnostic, RuleId, Severity};

use super::{Check, Scope};
use crate::model::Status;
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
