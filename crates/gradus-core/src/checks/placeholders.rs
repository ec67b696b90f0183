//! No text that was to be replaced is left.

use gradus_diagnostics::{Diagnostic, RuleId, Severity};

use super::{Check, Scope, wording};
use crate::rules::Rule;

const RULE: RuleId = RuleId("placeholder-text");

/// Looks for `TODO`, `TBD`, lorem ipsum and their like in prose; code may hold them.
#[derive(Debug)]
pub(super) struct Placeholders;

impl Check for Placeholders {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Warning, doc: include_str!("placeholder-text.md") }]
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        for text in scope.texts {
            for wording in &wording::of(text) {
                for (at, word) in wording.words() {
                    if let Some(length) = placeholder(&wording.text, at, word) {
                        let span = wording.span(at..at + length);
                        let message = format!("`{}` was to be replaced", &wording.text[at..at + length]);
                        report.push(
                            Diagnostic::warning(RULE, span, message).help(
                                "write what belongs here; a note to other authors goes into a comment `<!-- … -->`",
                            ),
                        );
                    }
                }
            }
        }
    }
}

/// How long the placeholder is that begins with a word.
fn placeholder(text: &str, at: usize, word: &str) -> Option<usize> {
    let (before, after) = (&text[..at], &text[at + word.len()..]);
    let found = match word {
        "TODO" | "FIXME" => is_note(before, after),
        "TBD" | "XXX" | "xxx" => true,
        _ if word.eq_ignore_ascii_case("lorem") => {
            let ipsum = after.strip_prefix(' ').and_then(|rest| rest.get(..5));
            return ipsum.filter(|ipsum| ipsum.eq_ignore_ascii_case("ipsum")).map(|ipsum| word.len() + 1 + ipsum.len());
        }
        _ => false,
    };
    (found && !joined(before, after)).then_some(word.len())
}

/// Whether a word is only a part of what stands there: a name, a path, a number with its unit.
fn joined(before: &str, after: &str) -> bool {
    before.ends_with(['-', '_', '/', '.', '#', '@'])
        || after.starts_with(['-', '_', '/'])
        || (after.starts_with('.') && after[1..].starts_with(char::is_alphanumeric))
}

/// Whether a word is the author's note and not what the text speaks of: it begins a sentence or has a colon behind it.
fn is_note(before: &str, after: &str) -> bool {
    let before = before.trim_end();
    let begins = before.is_empty() || before.ends_with(['.', '!', '?', ':', ';', '(', '[', '–', '—']);
    let things = [" app", " comment", " entr", " item", " list", " mark", " note"];
    let thing = things.iter().any(|thing| after.starts_with(thing));
    after.starts_with([':', '(']) || (begins && !thing)
}
