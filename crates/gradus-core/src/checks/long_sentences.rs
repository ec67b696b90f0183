//! Sentences are short enough to be read once. A matter of taste.

use std::ops::Range;

use gradus_diagnostics::{Diagnostic, RuleId, Severity};

use super::{Check, Scope, wording};
use crate::rules::Rule;

const RULE: RuleId = RuleId("long-sentence");

/// More words than these in one sentence are reported.
const LONGEST: usize = 40;

/// Counts the words of sentences; code counts as one.
#[derive(Debug)]
pub(super) struct LongSentences;

impl Check for LongSentences {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Warning, doc: include_str!("long-sentence.md") }]
    }

    fn on_by_default(&self) -> bool {
        false
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        for text in scope.texts {
            for wording in &wording::of(text) {
                for sentence in sentences(&wording.text) {
                    let words = wording.text[sentence.clone()].split_whitespace().count();
                    if words > LONGEST {
                        let message = format!("this sentence has {words} words, more than {LONGEST}");
                        let finding = Diagnostic::warning(RULE, wording.span(sentence), message);
                        report.push(finding.help("make two of it, or a list"));
                    }
                }
            }
        }
    }
}

/// Where the sentences of a text stand: a mark ends one if white space and anything but a small letter follow.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, mark) in text.match_indices(['.', '!', '?', ':', ';']) {
        let end = at + mark.len();
        let rest = text[end..].trim_start_matches(['"', '\'', ')', '”', '’']);
        let next = rest.trim_start();
        let goes_on = next.starts_with(char::is_lowercase) && matches!(mark, "." | "!" | "?");
        if rest.len() > next.len() && !goes_on {
            sentences.push(start..end);
            start = text.len() - next.len();
        }
    }
    sentences.push(start..text.trim_end().len().max(start));
    sentences
}

#[cfg(test)]
mod tests {
    use super::sentences;

    #[test]
    fn a_sentence_ends_before_the_next_begins() {
        let text = "One, e.g. this. “Two!” Version 1.2 is three: Four";
        let found: Vec<&str> = sentences(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["One, e.g. this.", "“Two!", "Version 1.2 is three:", "Four"]);
    }
}
