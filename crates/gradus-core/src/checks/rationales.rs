//! Where some options of a question say why, all do.

use gradus_diagnostics::{Diagnostic, RuleId, Severity};

use super::{Check, Scope};
use crate::model::Answer;
use crate::rules::Rule;

const RULE: RuleId = RuleId("missing-rationale");

/// Looks for options that say nothing beside others that do.
#[derive(Debug)]
pub(super) struct Rationales;

impl Check for Rationales {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Warning, doc: include_str!("missing-rationale.md") }]
    }

    fn advises(&self) -> bool {
        true
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        for question in scope.course.live_questions() {
            let Answer::Choice(choice) = &question.answer else { continue };
            let (silent, told): (Vec<_>, Vec<_>) =
                choice.options.iter().partition(|option| option.rationale.is_empty());
            let (Some(first), false) = (silent.first(), told.is_empty()) else { continue };
            let message = match silent.len() {
                1 => format!("one option of `{}` has no rationale, the others do", question.id.value),
                several => format!("{several} options of `{}` have no rationale, the others do", question.id.value),
            };
            let finding = silent[1..].iter().fold(Diagnostic::warning(RULE, first.span, message), |finding, option| {
                finding.also(option.span, "nor this one")
            });
            let why = if first.right { "right" } else { "wrong" };
            report.push(finding.help(format!("write below the option why it is {why}, indented as far as its text")));
        }
    }
}
