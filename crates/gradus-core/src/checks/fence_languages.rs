//! Fences name languages that exist.

use gradus_content::{Block, BlockKind, LANGUAGES, PLAIN_LANGUAGES, Visit};
use gradus_diagnostics::{Diagnostic, RuleId, Severity, did_you_mean};

use super::{Check, Scope};
use crate::rules::Rule;

const RULE: RuleId = RuleId("unknown-fence-language");

/// Looks up the language of each fence.
#[derive(Debug)]
pub(super) struct FenceLanguages;

impl Check for FenceLanguages {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Warning, doc: include_str!("unknown-fence-language.md") }]
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        scope.texts.iter().for_each(|text| text.walk(&mut Fences(report)));
    }
}

struct Fences<'a>(&'a mut Vec<Diagnostic>);

impl Visit for Fences<'_> {
    fn block(&mut self, block: &Block) {
        let BlockKind::Code(code) = &block.kind else { return };
        let known = |name: &str| LANGUAGES.contains(&name) || PLAIN_LANGUAGES.binary_search(&name).is_ok();
        let Some(language) = code.language.as_ref().filter(|language| !known(&language.value)) else { return };
        let message = format!("`{}` is no language that Gradus knows", language.value);
        let near = did_you_mean(&language.value, LANGUAGES.iter().copied());
        self.0.push(Diagnostic::warning(RULE, language.span, message).help(match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write `text` if it has no highlighting, `console` if it is a terminal".to_owned(),
        }));
    }
}
