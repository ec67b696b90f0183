//! Lessons have something to read.

use gradus_content::BlockKind;
use gradus_diagnostics::{Diagnostic, RuleId, Severity};

use super::{Check, Scope};
use crate::rules::Rule;

const RULE: RuleId = RuleId("empty-lesson");

/// Looks for lessons of headings alone.
#[derive(Debug)]
pub(super) struct EmptyLessons;

impl Check for EmptyLessons {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Error, doc: include_str!("empty-lesson.md") }]
    }

    fn needs_whole(&self) -> bool {
        true
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        for (_, lesson) in scope.course.lessons() {
            if lesson.body.iter().all(|block| matches!(block.kind, BlockKind::Heading(_) | BlockKind::Rule)) {
                let message = format!("there is nothing to read in the lesson `{}`", lesson.id.value);
                let finding = Diagnostic::new(RULE, scope.severity_of_gap(), lesson.id.span, message);
                report.push(finding.help("write it below the front matter"));
            }
        }
    }
}
