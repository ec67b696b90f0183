//! A question that asks for what is not so makes the "not" hard to overlook.

use gradus_diagnostics::{Diagnostic, RuleId, Severity};

use super::asked::{self, Word};
use super::{Check, Scope};
use crate::model::Answer;
use crate::rules::Rule;

const RULE: RuleId = RuleId("unmarked-negation");

/// What turns a question round.
const NEGATIONS: [&str; 12] =
    ["not", "never", "except", "cannot", "isn't", "aren't", "doesn't", "don't", "can't", "won't", "isn’t", "doesn’t"];

/// What begins a clause of its own, whose "not" is a fact of the scenario.
const CLAUSES: [&str; 20] = [
    "if", "when", "that", "which", "because", "so", "who", "while", "unless", "although", "though", "after", "before",
    "until", "where", "whose", "and", "but", "since", "as",
];

/// Looks for negations in what is asked.
#[derive(Debug)]
pub(super) struct Negations;

impl Check for Negations {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Warning, doc: include_str!("unmarked-negation.md") }]
    }

    fn advises(&self) -> bool {
        true
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        if !asked::english(scope.course) {
            return;
        }
        for question in scope.course.live_questions() {
            if !matches!(question.answer, Answer::Choice(_)) {
                continue;
            }
            let sentences = asked::sentences(&question.stem);
            for word in sentences.iter().filter_map(|sentence| negation(sentence)).filter(|word| !word.stressed()) {
                let message =
                    format!("the “{}” in what `{}` asks is easy to overlook", word.plain(), question.id.value);
                let finding = Diagnostic::warning(RULE, word.span, message);
                report.push(finding.help(format!("write `**{}**`, or ask for what is so", word.plain())));
            }
        }
    }
}

/// The word that turns a question round: "Which of these is not …?", "All of these … except:".
fn negation<'s, 'a>(sentence: &'s [Word<'a>]) -> Option<&'s Word<'a>> {
    let asked = || sentence[1..].iter().take_while(|word| !CLAUSES.contains(&&*word.plain()));
    match &*sentence.first()?.plain() {
        "which" => {
            let (at, found) = asked().enumerate().find(|(_, word)| NEGATIONS.contains(&&*word.plain()))?;
            // "tells the kubelet not to", "not only": the question itself stays as it is.
            let next = sentence.get(at + 2).map(Word::plain);
            (!matches!(next.as_deref(), Some("to" | "only"))).then_some(found)
        }
        "all" | "each" => asked().find(|word| word.plain() == "except"),
        _ => None,
    }
}
