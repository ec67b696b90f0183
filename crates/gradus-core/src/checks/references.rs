//! Every id that is named exists, and is what the place needs.

use std::cell::Cell;
use std::collections::{HashMap, HashSet};

use gradus_content::{Inline, InlineKind, LinkTarget, Visit};
use gradus_diagnostics::{Diagnostic, Fix, RuleId, Severity, Span, Spanned, guess};

use super::names::{self, Named};
use super::{Check, Scope, prose};
use crate::model::{Answer, Id, Question};
use crate::rules::Rule;

const RULE: RuleId = RuleId("unresolved-reference");

/// More than so many names are not a help any more.
const LISTED: usize = 12;

/// So many misspelt names get a suggestion. Where a whole bank is wrong, one search through all names each would take minutes.
const SUGGESTED: usize = 200;

/// Looks up every id that something names.
#[derive(Debug)]
pub(super) struct References;

impl Check for References {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Error, doc: include_str!("unresolved-reference.md") }]
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        let names = names::all(scope.course);
        let mut of_kind: HashMap<Named, Vec<&str>> = HashMap::new();
        for (what, id) in &names {
            of_kind.entry(*what).or_default().push(id.as_str());
        }
        let mut lookup = Lookup {
            scope,
            defined: names.iter().map(|(what, id)| (*what, id.as_str())).collect(),
            twice: given_twice(&names),
            meaning: names.iter().rev().map(|(what, id)| (id.as_str(), *what)).collect(),
            of_kind,
            suggested: Cell::new(0),
            report,
        };
        lookup.track();
        lookup.exam_and_plan();
        lookup.lessons();
        lookup.items();
        for text in prose::texts(scope.course) {
            text.walk(&mut lookup);
        }
    }
}

struct Lookup<'a> {
    scope: &'a Scope<'a>,
    defined: HashSet<(Named, &'a str)>,
    /// Kinds of which something has another's id, so that its own is unknown.
    twice: HashSet<Named>,
    meaning: HashMap<&'a str, Named>,
    of_kind: HashMap<Named, Vec<&'a str>>,
    suggested: Cell<usize>,
    report: &'a mut Vec<Diagnostic>,
}

impl Lookup<'_> {
    fn track(&mut self) {
        let track = &self.scope.course.track;
        let known: Vec<&str> = self.scope.catalog.tracks.iter().map(|track| track.id.as_str()).collect();
        if !known.contains(&track.as_str()) {
            let finding = Diagnostic::error(RULE, track.span, format!("there is no track `{}`", track.value));
            self.report.push(match guess(track.as_str(), known.iter().copied()) {
                Some(near) => finding.meant(track.span, track.as_str(), near),
                None if known.is_empty() => finding.help("add it to `tracks` of catalog.yaml"),
                None => finding.help(format!("tracks of catalog.yaml: {}", known.join(", "))),
            });
        }
    }

    fn exam_and_plan(&mut self) {
        let course = self.scope.course;
        for (domain, _) in course.exam.earlier_weights.iter().flat_map(|earlier| &earlier.weights) {
            self.expect(Named::Domain, domain);
        }
        for lesson in course.plan.weeks.iter().flat_map(|week| &week.lessons) {
            self.expect(Named::Lesson, lesson);
        }
    }

    fn lessons(&mut self) {
        for (_, lesson) in self.scope.course.lessons() {
            lesson.domains.iter().for_each(|domain| self.expect(Named::Domain, domain));
            lesson.after.iter().for_each(|after| self.expect(Named::Lesson, after));
            let competencies = lesson.objectives.iter().filter_map(|objective| objective.competency.as_ref());
            competencies.for_each(|competency| self.expect(Named::Competency, competency));
        }
    }

    fn items(&mut self) {
        let course = self.scope.course;
        for question in &course.questions {
            self.expect(Named::Lesson, &question.lesson);
            // A domain that comes from the lesson has the lesson's place, and was looked up there.
            if question.domain.span != question.lesson.span {
                self.expect(Named::Domain, &question.domain);
            }
            question.assesses.iter().for_each(|objective| self.expect(Named::Objective, objective));
            self.criteria(question);
        }
        for card in &course.cards {
            self.expect(Named::Lesson, &card.lesson);
            if card.domain.span != card.lesson.span {
                self.expect(Named::Domain, &card.domain);
            }
        }
        for note in course.key_concepts.iter().chain(&course.mistakes).chain(&course.glossary) {
            note.lessons.iter().for_each(|lesson| self.expect(Named::Lesson, lesson));
        }
    }

    fn criteria(&mut self, question: &Question) {
        let Answer::Task(task) = &question.answer else { return };
        let known: Vec<&str> = task.rubric.iter().map(|criterion| criterion.id.as_str()).collect();
        for name in task.wrongs.iter().flat_map(|wrong| &wrong.fails) {
            if !known.contains(&name.as_str()) {
                let message = format!("the rubric of `{}` has no criterion `{}`", question.id.value, name.value);
                let finding = Diagnostic::error(RULE, name.span, message);
                self.report.push(match guess(name.as_str(), known.iter().copied()) {
                    Some(near) => finding.meant(name.span, name.as_str(), near),
                    None => finding.help(format!("criteria there: {}", known.join(", "))),
                });
            }
        }
    }

    fn expect(&mut self, what: Named, name: &Spanned<Id>) {
        if let Some(finding) = self.unknown(what, name.as_str(), name.span) {
            let other = self.meaning.get(name.as_str());
            self.report.push(match other {
                Some(_) => finding.help(format!("name the id of {} here", what.with_article())),
                None => finding,
            });
        }
    }

    /// A finding if nothing of that kind has the id.
    fn unknown(&self, what: Named, id: &str, span: Span) -> Option<Diagnostic> {
        if self.defined.contains(&(what, id)) {
            return None;
        }
        if let Some(other) = self.meaning.get(id) {
            let message = format!("`{id}` is {}, not {}", other.with_article(), what.with_article());
            return Some(Diagnostic::error(RULE, span, message));
        }
        if self.scope.gaps.drafts.contains(id) {
            let finding = Diagnostic::error(RULE, span, format!("`{id}` is a draft, which this build leaves out"));
            return Some(finding.help("finish it and take its `draft` away; until then only `--drafts` builds this"));
        }
        if self.scope.gaps.may_hold(id) || self.twice.contains(&what) {
            return None;
        }
        let finding = Diagnostic::error(RULE, span, format!("there is no {} `{id}`", what.noun()));
        let names = self.of_kind.get(&what).map(Vec::as_slice).unwrap_or_default();
        self.suggested.set(self.suggested.get() + 1);
        let near = guess(id, names.iter().copied().filter(|_| self.suggested.get() <= SUGGESTED));
        Some(match near {
            Some(near) => finding.meant(span, id, near),
            None => match names.len() {
                0 => finding.help(format!("the course has no {}", what.plural())),
                1..=LISTED => finding.help(format!("{} are: {}", what.plural(), names.join(", "))),
                _ => finding.help(format!("write the {}, or name one that exists", what.noun())),
            },
        })
    }
}

/// The kinds of all parts that have an id which another part has too.
fn given_twice(names: &[(Named, &Spanned<Id>)]) -> HashSet<Named> {
    let mut seen: HashMap<&str, Named> = HashMap::new();
    let again = names.iter().filter_map(|(what, id)| Some([*what, seen.insert(id.as_str(), *what)?]));
    again.flatten().collect()
}

/// The fix of a link's id, in the target as it is written.
fn within(mut fix: Fix, written: &Spanned<String>) -> Option<Fix> {
    let edit = fix.edits.first_mut()?;
    let (scheme, rest) = written.value.split_once(':')?;
    let rest = rest.strip_prefix(edit.old.as_str())?;
    edit.new = format!("{scheme}:{}{rest}", edit.new);
    edit.old.clone_from(&written.value);
    Some(fix)
}

impl Visit for Lookup<'_> {
    fn inline(&mut self, inline: &Inline) {
        let InlineKind::Link { target: LinkTarget::Part(link), written, .. } = &inline.kind else { return };
        if let Some(mut finding) = self.unknown(link.kind.into(), &link.id, written.span) {
            finding.fix = finding.fix.and_then(|fix| within(fix, written));
            let anchor = link.anchor.as_ref().map(|anchor| format!("#{anchor}")).unwrap_or_default();
            let help = self.meaning.get(link.id.as_str()).map(|other| match other.scheme() {
                Some(scheme) => format!("write `{scheme}:{}{anchor}`", link.id),
                None => format!("{} has no page of its own; link to a lesson or a term", other.with_article()),
            });
            self.report.push(finding.maybe_help(help));
        }
    }
}
