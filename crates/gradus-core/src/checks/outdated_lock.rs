//! With `--locked`, a course is exactly what was last released.

use gradus_diagnostics::{Diagnostic, RuleId, Severity};

use super::{Check, Scope};
use crate::model::Item;
use crate::rules::Rule;

const RULE: RuleId = RuleId("outdated-lock");

/// How many items a finding names.
const NAMED: usize = 5;

/// Compares every item with its line in the lock.
#[derive(Debug)]
pub(super) struct OutdatedLock;

impl Check for OutdatedLock {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Error, doc: include_str!("outdated-lock.md") }]
    }

    fn needs_whole(&self) -> bool {
        true
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        let course = scope.course;
        if !scope.locked {
            return;
        }
        let Some(latest) = course.release() else {
            let finding = Diagnostic::error(RULE, course.span, "this course was never released");
            report.push(finding.help("`gradus release 1.0.0` writes its lock; or build without `--locked`"));
            return;
        };
        let changed: Vec<Item<'_>> =
            course.items().filter(|item| course.last_change(*item).release.is_none()).collect();
        let Some(first) = changed.first() else { return };
        let names: Vec<String> = changed.iter().take(NAMED).map(|item| format!("`{}`", item.id().value)).collect();
        let more = changed.len().saturating_sub(NAMED);
        let and = if more > 0 { format!(" and {more} more") } else { String::new() };
        let are = if changed.len() == 1 { "is not as it was" } else { "are not as they were" };
        let message = format!("{}{and} {are} released in {}", names.join(", "), latest.version);
        let help = "`gradus release` with the next version brings the lock up to date; or build what was tagged";
        report.push(Diagnostic::error(RULE, first.id().span, message).help(help));
    }
}
