//! Weights of an exam's domains sum to 100.

use gradus_diagnostics::{Diagnostic, RuleId, Severity};

use super::{Check, Scope};
use crate::rules::Rule;

const RULE: RuleId = RuleId("weights-not-100");

/// Adds up the weights that hold, and those that held.
#[derive(Debug)]
pub(super) struct ExamWeights;

impl Check for ExamWeights {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Error, doc: include_str!("weights-not-100.md") }]
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        let exam = &scope.course.exam;
        let sum: u32 = exam.domains.iter().map(|domain| u32::from(domain.weight.value.0)).sum();
        // Without domains there is no exam: it could not be read, and that has been said.
        if sum != 100 && !exam.domains.is_empty() {
            let at = exam.domains.first().map_or(exam.domains_span, |domain| domain.weight.span);
            let mut finding = Diagnostic::error(RULE, at, format!("the weights of the domains sum to {sum}, not 100"));
            for domain in exam.domains.iter().skip(1) {
                finding = finding.also(domain.weight.span, "");
            }
            report.push(finding.help("compare with the exam's official curriculum; `sources` should name it"));
        }
        for earlier in &exam.earlier_weights {
            let sum: u32 = earlier.weights.iter().map(|(_, weight)| u32::from(weight.0)).sum();
            let place = earlier.weights.iter().map(|(domain, _)| domain.span).reduce(|all, next| all.to(next));
            if sum != 100 {
                let message = format!("the weights until {} sum to {sum}, not 100", earlier.until);
                let finding = Diagnostic::error(RULE, place.unwrap_or(exam.domains_span), message);
                report.push(finding.help("compare with the curriculum of that time"));
            }
        }
    }
}
