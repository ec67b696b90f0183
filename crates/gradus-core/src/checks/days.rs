//! Days of the exam's snapshot are days of the calendar.

use gradus_diagnostics::{Diagnostic, RuleId, Severity};

use super::{Check, Scope};
use crate::rules::Rule;

const RULE: RuleId = RuleId("impossible-date");

/// Looks at the days in `exam.yaml`.
#[derive(Debug)]
pub(super) struct Days;

impl Check for Days {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Error, doc: include_str!("impossible-date.md") }]
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        let exam = &scope.course.exam;
        let verified = (exam.verified_on.value.as_str(), exam.verified_on.span);
        let until = exam.earlier_weights.iter().map(|earlier| (earlier.until.as_str(), earlier.until_span));
        for (day, span) in std::iter::once(verified).chain(until) {
            if let Some(last) = last_day(day) {
                let finding = Diagnostic::error(RULE, span, format!("there is no day {day}"));
                report.push(finding.help(format!("that month ends on {last}")));
            }
        }
    }
}

/// The last day of the month, if a day lies after it. The form of a day is for its schema.
fn last_day(day: &str) -> Option<String> {
    let (month, of_month) = day.rsplit_once('-')?;
    let (year, number) = month.split_once('-')?;
    let year: u32 = year.parse().ok()?;
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match number.parse::<u32>().ok()? {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (of_month.parse::<u32>().ok()? > last).then(|| format!("{month}-{last}"))
}
