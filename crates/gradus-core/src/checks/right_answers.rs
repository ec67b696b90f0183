//! Choices have as many right options as their kind needs.

use gradus_diagnostics::{Diagnostic, RuleId, Severity};

use super::{Check, Scope};
use crate::model::{Answer, ChoiceOption};
use crate::rules::Rule;

const NONE: RuleId = RuleId("no-right-answer");
const SEVERAL: RuleId = RuleId("several-right-answers");

/// Counts the right options.
#[derive(Debug)]
pub(super) struct RightAnswers;

impl Check for RightAnswers {
    fn rules(&self) -> &'static [Rule] {
        &[
            Rule { id: NONE, severity: Severity::Error, doc: include_str!("no-right-answer.md") },
            Rule { id: SEVERAL, severity: Severity::Error, doc: include_str!("several-right-answers.md") },
        ]
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        for question in &scope.course.questions {
            let Answer::Choice(choice) = &question.answer else { continue };
            let right: Vec<&ChoiceOption> = choice.options.iter().filter(|option| option.right).collect();
            match right.as_slice() {
                [] => report.push(
                    Diagnostic::error(NONE, question.id.span, "no option of this question is right")
                        .help("mark the right one with `- [x]`"),
                ),
                [first, second, ..] if !choice.multiple => {
                    let message = format!("{} options of this question are right", right.len());
                    let mut finding = Diagnostic::error(SEVERAL, second.span, message)
                        .label("this one too")
                        .also(first.span, "right")
                        .also(question.id.span, "the question takes a single answer");
                    for option in &right[2..] {
                        finding = finding.also(option.span, "and this one");
                    }
                    report.push(finding.help("add `kind=multiple` to the heading, or leave one `[x]`"));
                }
                _ => {}
            }
        }
    }
}
