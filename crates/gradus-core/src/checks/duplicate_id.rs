//! Every id stands for one thing.

use std::collections::{BTreeMap, HashMap};

use gradus_diagnostics::{Diagnostic, RuleId, Severity, SourceId, Span, Spanned};

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
        let mut seen: HashMap<&str, Given<'_>> = HashMap::new();
        let mut again: BTreeMap<(SourceId, SourceId), Vec<(Given<'_>, Given<'_>)>> = BTreeMap::new();
        let mut ids: HashMap<SourceId, usize> = HashMap::new();
        for (what, id) in names::all(scope.course) {
            *ids.entry(id.span.source).or_default() += 1;
            match seen.get(id.as_str()) {
                None => drop(seen.insert(id.as_str(), (what, id))),
                Some(first) => {
                    let files = (first.1.span.source, id.span.source);
                    again.entry(files).or_default().push((*first, (what, id)));
                }
            }
        }
        for ((one, other), pairs) in again {
            let all = ids.get(&one).min(ids.get(&other)).copied().unwrap_or_default();
            if one != other && pairs.len() > 1 && pairs.len() * 2 > all {
                report.push(copied(scope, one, other, pairs.len()));
            } else {
                report.extend(pairs.into_iter().map(|(first, second)| twice(first, second)));
            }
        }
        earlier_ids(scope.course, &seen, report);
        other_courses(scope, report);
    }
}

/// What has an id, and where that stands.
type Given<'a> = (Named, &'a Spanned<Id>);

/// A file most of whose ids another one has. The copy is the one whose name is longer: `setup copy.md`, `setup-2.md`.
fn copied(scope: &Scope<'_>, one: SourceId, other: SourceId, ids: usize) -> Diagnostic {
    let path = |id: SourceId| scope.sources.file(id).path.as_str();
    let (first, copy) = if path(one).len() > path(other).len() { (other, one) } else { (one, other) };
    Diagnostic::error(RULE, Span::file(copy), format!("`{}` repeats {ids} ids of `{}`", path(copy), path(first)))
        .also(Span::file(first), "")
        .help("delete it if it is a copy, or give what stands in it new ids")
}

fn twice((first, at): Given<'_>, (second, id): Given<'_>) -> Diagnostic {
    let finding = Diagnostic::error(RULE, id.span, format!("the id `{}` is given twice", id.value))
        .label(format!("given again to this {}", second.noun()))
        .also(at.span, format!("given to this {}", first.noun()));
    finding.help("give the newer one another id; one that was released keeps its own for ever")
}

/// An id that an item had once is its own for ever: learners' progress hangs on it.
fn earlier_ids<'a>(course: &'a Course, seen: &HashMap<&'a str, Given<'a>>, report: &mut Vec<Diagnostic>) {
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
