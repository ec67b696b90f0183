//! "Choose two" means that two are right.

use gradus_diagnostics::{Diagnostic, RuleId, Severity};

use super::asked::{self, Word};
use super::{Check, Scope};
use crate::model::{Answer, Question};
use crate::rules::Rule;

const RULE: RuleId = RuleId("choose-count-mismatch");

const NUMBERS: [&str; 9] = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/// Compares the number that a question asks for with the number of its right options.
#[derive(Debug)]
pub(super) struct ChooseCounts;

impl Check for ChooseCounts {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Warning, doc: include_str!("choose-count-mismatch.md") }]
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
            let right: Vec<_> = choice.options.iter().filter(|option| option.right).collect();
            let Some((asked, word)) =
                asked(question, choice.multiple).filter(|(asked, _)| *asked != right.len() && !right.is_empty())
            else {
                continue;
            };
            let are = if right.len() == 1 { "option is" } else { "options are" };
            let message = format!("`{}` asks for {asked}, but {} {are} right", question.id.value, right.len());
            let finding = right.iter().fold(Diagnostic::warning(RULE, word.span, message), |finding, option| {
                finding.also(option.span, "right")
            });
            report.push(finding.help("correct the number, or mark as many options with `[x]`"));
        }
    }
}

/// The number that the title or the stem asks for.
fn asked(question: &Question, multiple: bool) -> Option<(usize, Word<'_>)> {
    let mut sentences = asked::title(&question.title);
    sentences.extend(asked::sentences(&question.stem));
    sentences.into_iter().rev().find_map(|sentence| number(sentence, multiple))
}

/// "Choose two.", "Select the three correct answers.", "Which two of these …?"; not "Select two Pods by their label."
fn number(mut sentence: Vec<Word<'_>>, multiple: bool) -> Option<(usize, Word<'_>)> {
    let asks = match &*sentence.first()?.plain() {
        "choose" | "select" | "pick" | "mark" | "tick" => true,
        "which" => false,
        _ => return None,
    };
    let plain = |at: usize| sentence.get(at).map(Word::plain);
    let at = if plain(1).as_deref() == Some("the") { 2 } else { 1 };
    let number = plain(at)?;
    let value = NUMBERS.iter().position(|it| *it == number).map(|at| at + 1).or_else(|| number.parse().ok())?;
    let rest = ["", "answers", "answer", "options", "option", "of", "correct", "right", "statements", "that", "from"];
    let next = plain(at + 1);
    let next = next.as_deref();
    // "Which two Pods can talk?" may be answered by one pair.
    let fits = if asks { next.is_none_or(|word| rest.contains(&word)) } else { multiple || next == Some("of") };
    (fits && (1..=NUMBERS.len()).contains(&value)).then(|| (value, sentence.swap_remove(at)))
}
