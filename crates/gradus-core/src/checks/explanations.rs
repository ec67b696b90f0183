//! Questions say why their answers are right.

use gradus_content::BlockKind;
use gradus_diagnostics::{Diagnostic, RuleId, Severity};

use super::{Check, Scope};
use crate::model::{Answer, Question};
use crate::rules::Rule;

const RULE: RuleId = RuleId("missing-explanation");

/// Looks for what a learner reads after an answer.
#[derive(Debug)]
pub(super) struct Explanations;

impl Check for Explanations {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Warning, doc: include_str!("missing-explanation.md") }]
    }

    fn advises(&self) -> bool {
        true
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        for question in scope.course.live_questions().filter(|question| !explained(question)) {
            let finding =
                Diagnostic::warning(RULE, question.id.span, format!("nothing explains `{}`", question.id.value));
            report.push(finding.help(match &question.answer {
                Answer::Choice(_) => "write `### Explanation`, or a rationale below each option",
                Answer::Task(_) => "write `### Explanation`, or a sentence beside the files of the solution",
                Answer::Ordering(_) | Answer::FillIn(_) => "write `### Explanation`: why this answer and no other",
            }));
        }
    }
}

fn explained(question: &Question) -> bool {
    if !question.explanation.is_empty() {
        return true;
    }
    match &question.answer {
        Answer::Choice(choice) => choice.options.iter().all(|option| !option.rationale.is_empty()),
        Answer::Task(task) => task.solution.blocks.iter().any(|block| !matches!(block.kind, BlockKind::Code(_))),
        Answer::Ordering(_) | Answer::FillIn(_) => false,
    }
}
