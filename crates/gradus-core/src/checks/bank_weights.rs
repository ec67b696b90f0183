//! The question bank follows the exam's weights, as the blueprint asks.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashSet};

use gradus_diagnostics::{Diagnostic, RuleId, Severity};

use super::{Check, Scope};
use crate::model::{Blueprint, Difficulty, Exam};
use crate::rules::Rule;

const RULE: RuleId = RuleId("bank-off-weights");

/// Compares how many questions each domain has with how many it needs.
#[derive(Debug)]
pub(super) struct BankWeights;

impl Check for BankWeights {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Error, doc: include_str!("bank-off-weights.md") }]
    }

    fn needs_whole(&self) -> bool {
        true
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        let exam = &scope.course.exam;
        let Some(blueprint) = &exam.blueprint else { return };
        let asked: u64 = blueprint.difficulty.values().map(|number| u64::from(*number)).sum();
        if !blueprint.difficulty.is_empty() && asked != u64::from(blueprint.questions.value) {
            let message =
                format!("the blueprint asks for {}, but by difficulty for {asked}", blueprint.questions.value);
            let finding = Diagnostic::error(RULE, blueprint.questions.span, message);
            report.push(finding.help("the numbers under `difficulty` sum to `questions`"));
            return;
        }
        // By weights that are wrong, every domain is off.
        if exam.domains.iter().map(|domain| u32::from(domain.weight.value.0)).sum::<u32>() == 100 {
            report.extend(compare(scope, exam, blueprint));
        }
    }
}

fn compare(scope: &Scope<'_>, exam: &Exam, blueprint: &Blueprint) -> Option<Diagnostic> {
    let mut by_domain: BTreeMap<&str, u32> = BTreeMap::new();
    let mut by_difficulty: BTreeMap<Difficulty, u32> = BTreeMap::new();
    // An id that is given twice is said as that.
    let mut seen = HashSet::new();
    for question in scope.course.exam_questions().filter(|question| seen.insert(question.id.as_str())) {
        *by_domain.entry(question.domain.as_str()).or_default() += 1;
        *by_difficulty.entry(question.difficulty).or_default() += 1;
    }
    // Where a domain is not known, neither is how many questions it has.
    let known = |id: &str| exam.domains.iter().any(|domain| domain.id.as_str() == id);
    if !by_domain.keys().all(|id| known(id)) {
        return None;
    }
    let has = |id: &str| by_domain.get(id).copied().unwrap_or(0);
    let weights: Vec<u32> = exam.domains.iter().map(|domain| u32::from(domain.weight.value.0)).collect();
    let needs = shares(blueprint.questions.value, &weights);
    let off: Vec<_> =
        exam.domains.iter().zip(&needs).filter(|(domain, needs)| has(domain.id.as_str()) != **needs).collect();
    let grades: Vec<_> = blueprint
        .difficulty
        .iter()
        .map(|(grade, needs)| (*grade, by_difficulty.get(grade).copied().unwrap_or(0), *needs))
        .filter(|(_, has, needs)| has != needs)
        .collect();
    if off.is_empty() && grades.is_empty() {
        return None;
    }
    let total: u32 = exam.domains.iter().map(|domain| has(domain.id.as_str())).sum();
    let asked = blueprint.questions.value;
    let message = match total.cmp(&asked) {
        Ordering::Less => format!("the bank has {total} of the {asked} questions that the blueprint asks for"),
        Ordering::Equal => format!("the {total} questions of the bank are not shared out as the blueprint asks"),
        Ordering::Greater => format!("the bank has {total} questions, more than the {asked} of the blueprint"),
    };
    let mut finding = Diagnostic::new(RULE, scope.severity_of_gap(), blueprint.questions.span, message);
    for (domain, needs) in &off {
        finding = finding.also(domain.id.span, format!("has {}, needs {needs}", has(domain.id.as_str())));
    }
    let domains = off.iter().map(|(domain, needs)| difference(domain.id.as_str(), has(domain.id.as_str()), **needs));
    let grades = grades.iter().map(|(grade, has, needs)| difference(grade.as_str(), *has, *needs));
    let list = |differences: Vec<String>| (!differences.is_empty()).then(|| differences.join(", "));
    finding = finding.maybe_help(list(domains.collect()).map(|list| format!("by domain: {list}")));
    finding = finding.maybe_help(list(grades.collect()).map(|list| format!("by difficulty: {list}")));
    Some(finding)
}

fn difference(name: &str, has: u32, needs: u32) -> String {
    if has < needs { format!("{name} lacks {}", needs - has) } else { format!("{name} has {} too many", has - needs) }
}

/// Shares a number out by weight: each the whole part of its share, then the largest remainders one more; of equal ones the
/// first. The grader's module that draws exams does the same, and a test holds the two together.
fn shares(total: u32, weights: &[u32]) -> Vec<u32> {
    let sum = u64::from(weights.iter().sum::<u32>()).max(1);
    let exact = weights.iter().map(|weight| u64::from(*weight) * u64::from(total));
    let mut shares: Vec<(u32, u64)> =
        exact.map(|exact| (u32::try_from(exact / sum).unwrap_or(u32::MAX), exact % sum)).collect();
    let left = u64::from(total).saturating_sub(shares.iter().map(|(share, _)| u64::from(*share)).sum());
    let mut order: Vec<usize> = (0..shares.len()).filter(|&at| weights[at] > 0).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(shares[at].1));
    for at in order.into_iter().take(usize::try_from(left).unwrap_or(usize::MAX)) {
        shares[at].0 += 1;
    }
    shares.into_iter().map(|(share, _)| share).collect()
}

#[cfg(test)]
mod tests {
    use gradus_grade::{Grader, Pool, PoolDomain};

    use super::shares;

    #[test]
    fn shares_are_those_of_the_drawn_exam() {
        let grader = Grader::new().unwrap();
        for (total, weights) in [
            (60, vec![15, 15, 10, 20, 20, 20]),
            (7, vec![33, 33, 34]),
            (5, vec![60, 40]),
            (3, vec![50, 50, 0]),
            (1, vec![25; 4]),
        ] {
            // A pool without items lacks exactly what each domain needs.
            let domains = weights.iter().enumerate();
            let domains =
                domains.map(|(at, weight)| PoolDomain { id: at.to_string(), weight: *weight, items: Vec::new() });
            let exam = grader.draw(0, &Pool { count: total, domains: domains.collect() }).unwrap();
            let mut drawn = vec![0; weights.len()];
            for short in exam.short {
                drawn[short.domain.parse::<usize>().unwrap()] = u32::try_from(short.wanted).unwrap();
            }
            assert_eq!(shares(total, &weights), drawn, "{total} by {weights:?}");
        }
    }
}
