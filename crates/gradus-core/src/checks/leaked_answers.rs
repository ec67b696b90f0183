//! What a question asks does not say the answer.

use gradus_content::plain_blocks;
use gradus_diagnostics::{Diagnostic, RuleId, Severity};

use super::{Check, Scope};
use crate::model::{Answer, Blank, Choice, Match, Question};
use crate::rules::Rule;

const RULE: RuleId = RuleId("leaked-answer");

/// Shorter answers, such as `{}`, stand in many texts by chance.
const LETTERS: usize = 6;

/// Looks for answers in stems.
#[derive(Debug)]
pub(super) struct LeakedAnswers;

impl Check for LeakedAnswers {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Warning, doc: include_str!("leaked-answer.md") }]
    }

    fn advises(&self) -> bool {
        true
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        for question in scope.course.live_questions() {
            let stem = plain_blocks(&question.stem);
            match &question.answer {
                Answer::Choice(choice) => report.extend(option(question, choice, &folded(&stem).to_lowercase())),
                // What is typed has to have the right capitals too.
                Answer::FillIn(blanks) => {
                    report.extend(blanks.iter().filter_map(|blank| form(question, blank, &folded(&stem))));
                }
                Answer::Ordering(_) | Answer::Task(_) => {}
            }
        }
    }
}

/// A right option that the stem says, while it says no wrong one: a stem that names them all gives nothing away.
fn option(question: &Question, choice: &Choice, stem: &str) -> Option<Diagnostic> {
    let said = |right: bool| {
        let options = choice.options.iter().filter(move |option| option.right == right);
        options.filter(|option| says(stem, &folded(&plain_blocks(&option.content)).to_lowercase())).collect::<Vec<_>>()
    };
    let (leaked, none) = (said(true), said(false).is_empty());
    let first = leaked.first().filter(|_| none)?;
    let message = format!("what `{}` asks says its right option already", question.id.value);
    let finding = Diagnostic::warning(RULE, first.span, message).also(question.span, "this question");
    Some(finding.help("say it in the stem in other words, or let the stem name a wrong option too"))
}

/// An accepted form that stands beside its blank.
fn form(question: &Question, blank: &Blank, stem: &str) -> Option<Diagnostic> {
    let accepted = blank.accepted.iter().filter(|_| blank.how != Match::Regex);
    let leaked = accepted.into_iter().find(|form| says(stem, &folded(&form.value)))?;
    let message = format!("what `{}` asks says already what fills in `{}`", question.id.value, blank.name);
    let finding = Diagnostic::warning(RULE, leaked.span, message).also(question.span, "this question");
    Some(finding.help("say it in the stem in other words, or blank out something else"))
}

/// With single spaces.
fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text holds an answer, with no letter right before or after it.
fn says(text: &str, answer: &str) -> bool {
    let answer = answer.trim_end_matches(['.', ';', ',']);
    if answer.chars().count() < LETTERS {
        return false;
    }
    let letter = |it: Option<char>| it.is_some_and(|it| it.is_alphanumeric() || matches!(it, '-' | '_' | '/' | '.'));
    text.match_indices(answer).any(|(at, _)| {
        let after = text[at + answer.len()..].chars();
        let full_stop = after.clone().take(2).eq(['.', ' ']) || after.clone().eq(['.']);
        !letter(text[..at].chars().next_back()) && (full_stop || !letter(after.clone().next()))
    })
}
