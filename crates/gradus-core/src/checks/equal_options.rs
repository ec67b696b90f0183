//! The options of a question differ.

use std::collections::HashMap;

use gradus_content::plain_blocks;
use gradus_diagnostics::{Diagnostic, RuleId, Severity};

use super::{Check, Scope};
use crate::model::{Answer, ChoiceOption};
use crate::rules::Rule;

const RULE: RuleId = RuleId("equal-options");

/// Compares the texts of a question's options.
#[derive(Debug)]
pub(super) struct EqualOptions;

impl Check for EqualOptions {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Error, doc: include_str!("equal-options.md") }]
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        for question in &scope.course.questions {
            let Answer::Choice(choice) = &question.answer else { continue };
            let mut seen: HashMap<String, &ChoiceOption> = HashMap::new();
            for option in &choice.options {
                let text = plain_blocks(&option.content);
                let Some(first) = seen.get(&text).filter(|_| !text.is_empty()) else {
                    seen.insert(text, option);
                    continue;
                };
                let message = format!("two options of `{}` say the same", question.id.value);
                let finding = Diagnostic::error(RULE, option.span, message).also(first.span, "the other one");
                report.push(finding.help("change one of them, or take it away"));
            }
        }
    }
}
