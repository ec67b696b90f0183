//! "All of the above" stays below the others.

use gradus_content::plain_blocks;
use gradus_diagnostics::{Diagnostic, RuleId, Severity};

use super::{Check, Scope, asked};
use crate::model::Answer;
use crate::rules::Rule;

const RULE: RuleId = RuleId("unpinned-catch-all");

/// More words than these say something of their own.
const WORDS: usize = 6;

/// Looks for options that speak of those above them.
#[derive(Debug)]
pub(super) struct CatchAlls;

impl Check for CatchAlls {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Warning, doc: include_str!("unpinned-catch-all.md") }]
    }

    fn advises(&self) -> bool {
        true
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        if !asked::english(scope.course) {
            return;
        }
        for question in scope.course.live_questions() {
            let Answer::Choice(choice) = &question.answer else { continue };
            for option in choice.options.iter().filter(|option| choice.shuffle && !option.pin_last) {
                let text = plain_blocks(&option.content).to_lowercase();
                let words: Vec<&str> =
                    text.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).collect();
                let gathers = matches!(words.first(), Some(&("all" | "none" | "both" | "any" | "neither" | "each")));
                if gathers && words.contains(&"above") && words.len() <= WORDS {
                    let finding = Diagnostic::warning(
                        RULE,
                        option.span,
                        "this option speaks of those above it, but options are shuffled",
                    );
                    report.push(finding.help("write `{pin=last}` at the end of its text"));
                }
            }
        }
    }
}
