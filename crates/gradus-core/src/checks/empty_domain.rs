//! Every domain of the exam has something in the course.

use std::collections::HashSet;

use gradus_diagnostics::{Diagnostic, RuleId, Severity};

use super::{Check, Scope};
use crate::rules::Rule;

const RULE: RuleId = RuleId("empty-domain");

/// Looks for the lessons, competencies and questions of each domain.
#[derive(Debug)]
pub(super) struct EmptyDomains;

impl Check for EmptyDomains {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Warning, doc: include_str!("empty-domain.md") }]
    }

    fn advises(&self) -> bool {
        true
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        let (course, exam) = (scope.course, &scope.course.exam);
        let taught: HashSet<&str> =
            course.lessons().flat_map(|(_, lesson)| &lesson.domains).map(|domain| domain.as_str()).collect();
        let asked: HashSet<&str> = course.exam_questions().map(|question| question.domain.as_str()).collect();
        // A course may leave competencies out, but then of all domains.
        let competencies = exam.domains.iter().any(|domain| !domain.competencies.is_empty());
        for domain in exam.domains.iter().filter(|domain| domain.weight.value.0 > 0) {
            let id = domain.id.as_str();
            let mut lacks = Vec::new();
            if !taught.contains(id) {
                lacks.push("lessons");
            }
            if competencies && domain.competencies.is_empty() {
                lacks.push("competencies");
            }
            // Where a blueprint counts questions, it says how many are missing.
            if !asked.contains(id) && exam.blueprint.is_none() {
                lacks.push("questions for exams");
            }
            if !lacks.is_empty() {
                let message = format!("the domain `{id}` has no {}", lacks.join(" and no "));
                report.push(Diagnostic::warning(RULE, domain.id.span, message).help(help(id, &lacks)));
            }
        }
    }
}

fn help(domain: &str, lacks: &[&str]) -> String {
    let ways = lacks.iter().map(|lack| match *lack {
        "lessons" => format!("name it under `domains` of a lesson: `domains: [{domain}]`"),
        "competencies" => "list under `competencies` what the curriculum asks for".to_owned(),
        _ => format!("write questions of its lessons or with `domain={domain}`; labs do not count"),
    });
    ways.collect::<Vec<_>>().join("; ")
}
