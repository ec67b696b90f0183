//! Links have something to read and to click.

use gradus_content::{Inline, InlineKind, Visit, plain_inlines};
use gradus_diagnostics::{Diagnostic, RuleId, Severity};

use super::{Check, Scope};
use crate::rules::Rule;

const RULE: RuleId = RuleId("empty-link-text");

/// Looks for links without words and pictures.
#[derive(Debug)]
pub(super) struct LinkTexts;

impl Check for LinkTexts {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Error, doc: include_str!("empty-link-text.md") }]
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        scope.texts.iter().for_each(|text| text.walk(&mut Links(report)));
    }
}

struct Links<'a>(&'a mut Vec<Diagnostic>);

impl Visit for Links<'_> {
    fn inline(&mut self, inline: &Inline) {
        let InlineKind::Link { link, content } = &inline.kind else { return };
        if plain_inlines(content).trim().is_empty() {
            let finding = Diagnostic::error(RULE, inline.span, "this link has no text");
            self.0.push(finding.help(format!("say where it leads: `[…]({})`", link.written.value)));
        }
    }
}
