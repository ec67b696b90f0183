//! No word stands twice in a row. A matter of taste, since some may.

use gradus_diagnostics::{Diagnostic, RuleId, Severity};

use super::wording::{self, Wording};
use super::{Check, Scope};
use crate::rules::Rule;

const RULE: RuleId = RuleId("repeated-word");

/// Words that may follow themselves: "that that is", "he had had".
const GRAMMATICAL: [&str; 2] = ["had", "that"];

/// Looks for a word that follows itself.
#[derive(Debug)]
pub(super) struct RepeatedWords;

impl Check for RepeatedWords {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Warning, doc: include_str!("repeated-word.md") }]
    }

    fn on_by_default(&self) -> bool {
        false
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        for text in scope.texts {
            for wording in &wording::of(text) {
                report.extend(repeated(wording));
            }
        }
    }
}

fn repeated(wording: &Wording) -> Vec<Diagnostic> {
    let words: Vec<(usize, &str)> = wording.words().collect();
    let pairs = words.iter().zip(words.iter().skip(1));
    let twice = pairs.filter(|((first, word), (second, again))| {
        let between = &wording.text[first + word.len()..*second];
        // `the plug-in in the list`, `in in-cluster mode`
        let parts = wording.text[..*first].ends_with('-') || wording.text[second + again.len()..].starts_with('-');
        let same = !parts && word.to_lowercase() == again.to_lowercase();
        let word = word.to_lowercase();
        same && between.trim().is_empty() && word.chars().all(char::is_alphabetic) && !GRAMMATICAL.contains(&&*word)
    });
    let finding = |at: usize, word: &str| {
        Diagnostic::warning(RULE, wording.span(at..at + word.len()), format!("`{word}` stands twice in a row"))
            .help("take one away")
    };
    twice.map(|(_, (at, word))| finding(*at, word)).collect()
}
