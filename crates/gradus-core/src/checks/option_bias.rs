//! Right options do not stand out, by length or by place, over all questions of a course.
//!
//! One question says nothing: some option is the longest. So both rules count over all choices, and speak when chance would
//! hardly ever give as many. What chance gives is the sum over the questions of right options by options; its variance
//! is that of as many independent draws.

use gradus_content::plain_blocks;
use gradus_diagnostics::{Diagnostic, RuleId, Severity};

use super::{Check, Scope};
use crate::model::{Answer, Choice, Question};
use crate::rules::Rule;

const LENGTH: RuleId = RuleId("telling-length");
const PLACE: RuleId = RuleId("telling-position");

/// With fewer questions an author can still see for themselves.
const QUESTIONS: usize = 20;

/// So many standard deviations above what chance gives: an honest bank gets there once in two thousand times.
const DEVIATIONS: f64 = 3.3;

/// Places beyond these are too rare to tell anything.
const PLACES: usize = 6;

/// Names of places.
const ORDINALS: [&str; PLACES] = ["first", "second", "third", "fourth", "fifth", "sixth"];

/// Counts where right options are.
#[derive(Debug)]
pub(super) struct OptionBias;

impl Check for OptionBias {
    fn rules(&self) -> &'static [Rule] {
        &[
            Rule { id: LENGTH, severity: Severity::Warning, doc: include_str!("telling-length.md") },
            Rule { id: PLACE, severity: Severity::Warning, doc: include_str!("telling-position.md") },
        ]
    }

    fn advises(&self) -> bool {
        true
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        let questions = scope.course.live_questions();
        let choices: Vec<(&Question, &Choice)> = questions
            .filter_map(|question| match &question.answer {
                Answer::Choice(choice) if choice.options.iter().any(|option| option.right) => Some((question, choice)),
                _ => None,
            })
            .collect();
        let lengths: Vec<Vec<usize>> = choices.iter().map(|(_, choice)| lengths(choice)).collect();
        let longest =
            Tally::of(choices.iter().zip(&lengths), |(choice, lengths)| extreme(choice.1, lengths, |a, b| a > b));
        let shortest =
            Tally::of(choices.iter().zip(&lengths), |(choice, lengths)| extreme(choice.1, lengths, |a, b| a < b));
        for (tally, is) in [(longest, "longest"), (shortest, "shortest")] {
            report.extend(tally.finding(LENGTH, &choices, |count, of, chance| {
                (
                    format!("in {count} of {of} questions the {is} option is right; chance would give about {chance}"),
                    "write wrong options with as much detail as right ones, and move what explains an option into its rationale",
                )
            }));
        }
        for (place, ordinal) in ORDINALS.iter().enumerate() {
            let at = Tally::of(choices.iter(), |(_, choice)| {
                choice.options.get(place).map(|option| (option.right, share(choice)))
            });
            report.extend(at.finding(PLACE, &choices, |count, of, chance| {
                (
                    format!(
                        "in {count} of {of} questions the {ordinal} option is right; chance would give about {chance}"
                    ),
                    "change the order in which the options are written",
                )
            }));
        }
    }
}

/// How many letters each option has.
fn lengths(choice: &Choice) -> Vec<usize> {
    choice.options.iter().map(|option| plain_blocks(&option.content).chars().count()).collect()
}

/// The chance that an option drawn at random is right.
fn share(choice: &Choice) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "nobody writes 2⁵³ options")]
    let number = |count: usize| count as f64;
    number(choice.options.iter().filter(|option| option.right).count()) / number(choice.options.len())
}

/// Whether the one option that goes before all others is right, and the chance of that.
fn extreme(choice: &Choice, lengths: &[usize], before: impl Fn(usize, usize) -> bool) -> Option<(bool, f64)> {
    let best = lengths.iter().copied().reduce(|best, next| if before(next, best) { next } else { best })?;
    let mut at = lengths.iter().enumerate().filter(|(_, length)| **length == best);
    let (first, None) = (at.next()?.0, at.next()) else { return None };
    Some((choice.options.get(first)?.right, share(choice)))
}

/// What was counted, and what chance gives.
#[derive(Default)]
struct Tally {
    /// Numbers of the questions that were counted.
    hits: Vec<usize>,
    of: usize,
    chance: f64,
    variance: f64,
}

impl Tally {
    fn of<T>(questions: impl Iterator<Item = T>, look: impl Fn(T) -> Option<(bool, f64)>) -> Self {
        let mut tally = Tally::default();
        for (number, question) in questions.enumerate() {
            let Some((hit, chance)) = look(question) else { continue };
            if hit {
                tally.hits.push(number);
            }
            tally.of += 1;
            tally.chance += chance;
            tally.variance += chance * (1.0 - chance);
        }
        tally
    }

    fn finding(
        &self,
        rule: RuleId,
        choices: &[(&Question, &Choice)],
        say: impl Fn(usize, usize, u64) -> (String, &'static str),
    ) -> Option<Diagnostic> {
        #[expect(clippy::cast_precision_loss, reason = "nobody writes 2⁵³ questions")]
        let above = self.hits.len() as f64 - self.chance;
        if self.of < QUESTIONS || above <= DEVIATIONS * self.variance.sqrt() {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count, rounded")]
        let (message, help) = say(self.hits.len(), self.of, self.chance.round() as u64);
        let (question, choice) = choices[*self.hits.first()?];
        let at = choice.options.iter().find(|option| option.right).map_or(question.id.span, |option| option.span);
        let some: Vec<String> = self.hits.iter().take(5).map(|hit| format!("`{}`", choices[*hit].0.id.value)).collect();
        Some(
            Diagnostic::warning(rule, at, message)
                .label("as here")
                .help(help)
                .help(format!("begin with {}", some.join(", "))),
        )
    }
}
