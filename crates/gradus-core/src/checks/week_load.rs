//! The weeks of the plan weigh about the same.

use gradus_diagnostics::{Diagnostic, RuleId, Severity, Span};

use super::{Check, Scope};
use crate::rules::Rule;

const RULE: RuleId = RuleId("heavy-week");

/// So many minutes more than other weeks are nobody's trouble.
const MINUTES: u32 = 60;

/// Adds up the minutes of each week.
#[derive(Debug)]
pub(super) struct WeekLoad;

impl Check for WeekLoad {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Warning, doc: include_str!("heavy-week.md") }]
    }

    fn advises(&self) -> bool {
        true
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        let course = scope.course;
        let weeks = course.plan.weeks.iter().filter_map(|week| {
            let place: Span = week.lessons.iter().map(|lesson| lesson.span).reduce(|all, next| all.to(next))?;
            let lessons = week.lessons.iter().filter_map(|lesson| course.lesson(&lesson.value));
            Some((week.number, place, lessons.map(|(_, lesson)| lesson.minutes.total()).sum::<u32>()))
        });
        let weeks: Vec<(usize, Span, u32)> = weeks.collect();
        if weeks.len() < 2 {
            return;
        }
        let mut sorted: Vec<u32> = weeks.iter().map(|(.., minutes)| *minutes).collect();
        sorted.sort_unstable();
        // The middle one; of an even number the lighter, so that of two weeks one may be heavy.
        let usual = sorted[(sorted.len() - 1) / 2];
        for (number, place, minutes) in weeks {
            if minutes > usual.saturating_mul(2) && minutes > usual.saturating_add(MINUTES) {
                let message = format!("week {number} takes {minutes} minutes, where {usual} are usual");
                let finding = Diagnostic::warning(RULE, place, message);
                report.push(
                    finding.help(
                        "move lessons to other weeks, or add a week; `minutes` of the lessons are what is added up",
                    ),
                );
            }
        }
    }
}
