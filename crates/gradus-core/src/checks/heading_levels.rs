//! Headings go down one level at a time.

use gradus_content::{Block, BlockKind, Visit, walk_blocks};
use gradus_diagnostics::{Diagnostic, RuleId, Severity};

use super::{Check, Scope};
use crate::rules::Rule;

const RULE: RuleId = RuleId("skipped-heading-level");

/// Compares each heading with the one above it.
#[derive(Debug)]
pub(super) struct HeadingLevels;

impl Check for HeadingLevels {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Warning, doc: include_str!("skipped-heading-level.md") }]
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        for text in scope.texts {
            for blocks in text.blocks.iter().chain(&text.answers) {
                let mut levels = Levels { above: text.level, report };
                walk_blocks(blocks, &mut levels);
            }
        }
    }
}

struct Levels<'a> {
    /// The level of the heading above.
    above: u8,
    report: &'a mut Vec<Diagnostic>,
}

impl Visit for Levels<'_> {
    fn block(&mut self, block: &Block) {
        let BlockKind::Heading(heading) = &block.kind else { return };
        if heading.level > self.above + 1 {
            let message =
                format!("this heading is of level {}, the one above it of level {}", heading.level, self.above);
            let finding = Diagnostic::warning(RULE, block.span, message);
            self.report.push(finding.help(format!("begin it with `{}`", "#".repeat(usize::from(self.above) + 1))));
        }
        self.above = heading.level;
    }
}
