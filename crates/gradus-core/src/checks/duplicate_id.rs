//! Every id stands for one thing.

use std::collections::HashMap;

use gradus_diagnostics::{Diagnostic, RuleId, Severity, Spanned};

use super::names::{self, Named};
use super::{Check, Scope};
use crate::model::{Course, Id};
use crate::rules::Rule;

const RULE: RuleId = RuleId("duplicate-id");

/// Looks for ids that are given twice: in a course, and the names of courses in a catalogue.
#[derive(Debug)]
pub(super) struct DuplicateIds;

impl Check for DuplicateIds {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Error, doc: include_str!("duplicate-id.md") }]
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        let mut seen: HashMap<&str, (Named, &Spanned<Id>)> = HashMap::new();
        for (what, id) in names::all(scope.course) {
            match seen.get(id.as_str()) {
                None => drop(seen.insert(id.as_str(), (what, id))),
                Some(first) => report.push(twice(*first, (what, id))),
            }
        }
        earlier_ids(scope.course, &seen, report);
        other_courses(scope, report);
    }
}

fn twice((first, at): (Named, &Spanned<Id>), (second, id): (Named, &Spanned<Id>)) -> Diagnostic {
    let finding = Diagnostic::error(RULE, id.span, format!("the id `{}` is given twice", id.value))
        .label(format!("given again to this {}", second.noun()))
        .also(at.span, format!("given to this {}", first.noun()));
    finding.help("give the newer one another id; one that was released keeps its own for ever")
}

/// An id that an item had once is its own for ever: learners' progress hangs on it.
fn earlier_ids<'a>(
    course: &'a Course,
    seen: &HashMap<&'a str, (Named, &'a Spanned<Id>)>,
    report: &mut Vec<Diagnostic>,
) {
    let questions = course.questions.iter().map(|question| (&question.id, &question.was));
    let cards = course.cards.iter().map(|card| (&card.id, &card.was));
    let mut owners: HashMap<&str, &Spanned<Id>> = HashMap::new();
    for (id, was) in questions.chain(cards) {
        for earlier in was {
            let of = |at: &Spanned<Id>, text: &str| {
                Diagnostic::error(RULE, earlier.span, format!("the id `{}` is given twice", earlier.value))
                    .label(format!("given here as an earlier id of `{}`", id.value))
                    .also(at.span, text)
                    .help("an id that an item had once is never given to another")
            };
            if let Some((what, at)) = seen.get(earlier.as_str()) {
                report.push(of(at, &format!("given to this {}", what.noun())));
            } else if let Some(at) = owners.insert(earlier.as_str(), earlier) {
                report.push(of(at, "given here as an earlier id too"));
            }
        }
    }
}

/// Courses share the site and the learner's browser, so they must differ in what tells them apart.
fn other_courses(scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
    let course = scope.course;
    let earlier = scope.catalog.courses.iter().take_while(|other| other.folder != course.folder);
    for other in earlier {
        if other.uid == course.uid {
            report.push(
                Diagnostic::error(RULE, course.uid.span, "two courses have one uid")
                    .also(other.uid.span, "the other one")
                    .help("a copy of a course is another course: give it a new UUID"),
            );
        }
        if other.code == course.code {
            report.push(
                Diagnostic::error(RULE, course.code.span, format!("two courses have the code `{}`", course.code.value))
                    .also(other.code.span, "the other one")
                    .help("the code names output files, so each course needs its own"),
            );
        }
    }
}
