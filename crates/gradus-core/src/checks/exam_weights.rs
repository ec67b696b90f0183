//! Weights of an exam's domains sum to 100.

use gradus_diagnostics::{Diagnostic, RuleId, Severity};

use super::{Check, Scope};
use crate::rules::Rule;

/// The rule's id.
pub(super) const RULE: RuleId = RuleId("weights-not-100");

/// Adds up the weights.
#[derive(Debug)]
pub(super) struct ExamWeights;

impl Check for ExamWeights {
    fn rule(&self) -> Rule {
        Rule { id: RULE, severity: Severity::Error, doc: include_str!("exam_weights.md") }
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        let exam = &scope.course.exam;
        let sum: u32 = exam.domains.iter().map(|domain| u32::from(domain.weight.value.0)).sum();
        if sum != 100 {
            let mut finding =
                Diagnostic::error(RULE, exam.domains_span, format!("the weights of the domains sum to {sum}, not 100"));
            finding.primary.span.end = exam.domains.first().map_or(exam.domains_span.end, |domain| domain.id.span.end);
            for domain in &exam.domains {
                finding = finding.also(domain.weight.span, format!("{}", domain.weight.value));
            }
            report.push(finding.help("compare with the exam's official curriculum; `sources` should name it"));
        }
    }
}
