//! No two questions of a course ask nearly the same.
//!
//! A question is the set of all runs of three words in its stem and its options, steps or accepted forms; two are near duplicates
//! when most of both sets is common. Comparing all pairs would take hours in a large bank. But sets that have most in common must
//! share some of their rarest runs, so that each is compared only with those that do (prefix filtering, as in "PPJoin" and
//! "AdaptJoin").

use std::collections::HashMap;

use gradus_content::plain_blocks;
use gradus_diagnostics::{Diagnostic, RuleId, Severity};

use super::{Check, Scope, wording};
use crate::model::{Answer, Question};
use crate::rules::Rule;

const RULE: RuleId = RuleId("near-duplicate-question");

/// Common runs by all runs, per cent, from which two questions are near duplicates.
const ALIKE: usize = 80;

/// So many questions that share a rare run are looked at; where more do, it is not rare.
const CANDIDATES: usize = 64;

/// So many of the rarest runs two near duplicates share, if they have as many in common. With one, too many share it by chance.
const SHARED: usize = 2;

/// A run of words: how many questions have it, and its number. So the rarest come first.
type Run = (u32, u32);

/// Compares questions with those that share a rare run of words.
#[derive(Debug)]
pub(super) struct NearDuplicates;

impl Check for NearDuplicates {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Warning, doc: include_str!("near-duplicate-question.md") }]
    }

    fn advises(&self) -> bool {
        true
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        let questions: Vec<&Question> = scope.course.live_questions().collect();
        let sets = sets(&questions);
        let mut holders: HashMap<Run, Vec<usize>> = HashMap::new();
        for (at, set) in sets.iter().enumerate() {
            // Two sets that are alike have at least so many in common, so the first of those are among the rarest of both.
            let common = (set.len() * ALIKE).div_ceil(100);
            let rarest = &set[..set.len().min(set.len() - common + SHARED)];
            let rarest = rarest.iter().filter(|(questions, _)| *questions > 1);
            let mut candidates: Vec<usize> = rarest
                .clone()
                .filter_map(|run| holders.get(run))
                .flat_map(|holders| holders.iter().rev().take(CANDIDATES).copied())
                .collect();
            candidates.sort_unstable();
            let mut candidates =
                candidates.chunk_by(usize::eq).filter(|same| same.len() >= SHARED.min(common)).map(|same| same[0]);
            match candidates.find(|other| alike(&sets[*other], set)) {
                // The first of a family stands for all of it, so that many copies stay cheap.
                Some(other) => report.push(finding(questions[other], questions[at])),
                None => rarest.for_each(|run| holders.entry(*run).or_default().push(at)),
            }
        }
    }
}

fn finding(first: &Question, second: &Question) -> Diagnostic {
    let message = format!("`{}` asks nearly the same as `{}`", second.id.value, first.id.value);
    Diagnostic::warning(RULE, second.id.span, message)
        .also(first.id.span, "the other one")
        .help("ask for something else, drop one of them, or retire one that was released")
}

/// What is asked, and what may be answered.
fn text(question: &Question) -> String {
    let mut parts = vec![plain_blocks(&question.stem)];
    match &question.answer {
        Answer::Choice(choice) => parts.extend(choice.options.iter().map(|option| plain_blocks(&option.content))),
        Answer::Ordering(stages) => {
            parts.extend(stages.iter().flat_map(|stage| &stage.steps).map(|step| plain_blocks(&step.content)));
        }
        Answer::FillIn(blanks) => {
            parts.extend(blanks.iter().flat_map(|blank| &blank.accepted).map(|form| form.value.clone()))
        }
        Answer::Task(_) => {}
    }
    // The order of options says nothing.
    parts[1..].sort_unstable();
    parts.join("\n")
}

/// The runs of each question, sorted, each once.
fn sets(questions: &[&Question]) -> Vec<Vec<Run>> {
    let mut words: HashMap<String, u32> = HashMap::new();
    let mut numbers: HashMap<[u32; 3], u32> = HashMap::new();
    let mut holders: Vec<u32> = Vec::new();
    let mut sets = Vec::with_capacity(questions.len());
    for question in questions {
        let mut set: Vec<u32> = Vec::new();
        for run in runs(&text(question).to_lowercase(), &mut words) {
            let next = number(numbers.len());
            set.push(*numbers.entry(run).or_insert(next));
        }
        set.sort_unstable();
        set.dedup();
        holders.resize(numbers.len(), 0);
        set.iter().for_each(|run| holders[*run as usize] += 1);
        sets.push(set);
    }
    let ranked = |set: Vec<u32>| {
        let mut runs: Vec<Run> = set.into_iter().map(|run| (holders[run as usize], run)).collect();
        runs.sort_unstable();
        runs
    };
    sets.into_iter().map(ranked).collect()
}

/// The runs of a text. One of fewer than three words is a run of its own.
fn runs(text: &str, words: &mut HashMap<String, u32>) -> Vec<[u32; 3]> {
    let mut numbers: Vec<u32> = Vec::new();
    for (_, word) in wording::words(text) {
        let known = words.get(word).copied();
        numbers.push(known.unwrap_or_else(|| {
            let next = number(words.len());
            words.insert(word.to_owned(), next);
            next
        }));
    }
    match numbers.as_slice() {
        [] => Vec::new(),
        [one] => vec![[*one, u32::MAX, u32::MAX]],
        [one, two] => vec![[*one, *two, u32::MAX]],
        longer => longer.windows(3).map(|run| [run[0], run[1], run[2]]).collect(),
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Whether two sorted sets have most of their runs in common.
fn alike(one: &[Run], other: &[Run]) -> bool {
    let (mut a, mut b, mut both) = (0, 0, 0);
    while a < one.len() && b < other.len() {
        match one[a].cmp(&other[b]) {
            std::cmp::Ordering::Less => a += 1,
            std::cmp::Ordering::Greater => b += 1,
            std::cmp::Ordering::Equal => (a, b, both) = (a + 1, b + 1, both + 1),
        }
    }
    both > 0 && both * 100 >= (one.len() + other.len() - both) * ALIKE
}
