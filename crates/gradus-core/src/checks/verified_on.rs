//! The facts of the exam were checked not long ago, and not in the future.
//!
//! What day it is comes from whoever asks; without it nothing is said, so that a build never depends on a clock.

use gradus_diagnostics::{Diagnostic, RuleId, Severity};

use super::{Check, Scope};
use crate::model::Day;
use crate::rules::Rule;

const STALE: RuleId = RuleId("stale-snapshot");
const FUTURE: RuleId = RuleId("future-snapshot");

/// Half a year: exams follow their software, and that has several releases a year.
const DAYS: i64 = 183;

/// Compares `verified_on` with the day it is.
#[derive(Debug)]
pub(super) struct VerifiedOn;

impl Check for VerifiedOn {
    fn rules(&self) -> &'static [Rule] {
        &[
            Rule { id: STALE, severity: Severity::Warning, doc: include_str!("stale-snapshot.md") },
            Rule { id: FUTURE, severity: Severity::Warning, doc: include_str!("future-snapshot.md") },
        ]
    }

    fn needs_today(&self) -> bool {
        true
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        let verified = &scope.course.exam.verified_on;
        let (Some(today), Some(day)) = (scope.today, Day::parse(&verified.value)) else { return };
        let age = today.days_after(day);
        if age > DAYS {
            let message = format!("the facts of the exam were checked {age} days ago");
            let finding = Diagnostic::warning(STALE, verified.span, message);
            report.push(finding.help(format!(
                "compare this file with its `sources`, correct what has changed, and write `verified_on: {today}`; after {DAYS} \
                 days facts count as stale"
            )));
        }
        // Today is a day of UTC: east of it, tomorrow has begun.
        if age < -1 {
            let message = format!("the facts of the exam are said to be checked in {} days", -age);
            let finding = Diagnostic::warning(FUTURE, verified.span, message);
            report.push(finding.help(format!("write the day on which they were checked; today is {today}")));
        }
    }
}
