//! Every id that is named exists, and is what the place needs.

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap, HashSet};

use gradus_content::{Inline, InlineKind, LinkTarget, Visit};
use gradus_diagnostics::{Diagnostic, Fix, Guess, RuleId, Severity, Span, Spanned, guess};

use super::names::{self, Named};
use super::{Check, Scope, agreement};
use crate::model::{Answer, Attempt, Course, Id, Question, Task};
use crate::rules::Rule;

const RULE: RuleId = RuleId("unresolved-reference");

/// More than so many names are not a help any more.
const LISTED: usize = 12;

/// So many misspelt names get a suggestion. Where a whole bank is wrong, one search through all names each would take minutes.
const SUGGESTED: usize = 200;

/// So many of the places that agree against a definition are shown.
const SHOWN: usize = 3;

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
            defined: names
                .iter()
                .map(|(what, id)| ((*what, id.as_str()), Defined { at: id.span, named: Cell::new(false) }))
                .collect(),
            twice: given_twice(&names),
            meaning: names.iter().rev().map(|(what, id)| (id.as_str(), *what)).collect(),
            renamed: renamed(scope.course),
            released: scope.course.lock.names(),
            of_kind,
            suggested: 0,
            misspelt: BTreeMap::new(),
            report,
        };
        lookup.track();
        lookup.exam_and_plan();
        lookup.lessons();
        lookup.items();
        for text in scope.texts {
            text.walk(&mut lookup);
        }
        lookup.misspelt();
    }
}

/// Where something is defined, and whether anything names it.
struct Defined {
    at: Span,
    named: Cell<bool>,
}

/// Findings about one name that nothing has, and the name that is near it.
struct Misspelt<'a> {
    near: &'a str,
    findings: Vec<Diagnostic>,
}

struct Lookup<'a> {
    scope: &'a Scope<'a>,
    defined: HashMap<(Named, &'a str), Defined>,
    /// Kinds of which something has another's id, so that its own is unknown.
    twice: HashSet<Named>,
    meaning: HashMap<&'a str, Named>,
    /// The id that an item has now, by those that it had.
    renamed: HashMap<&'a str, &'a str>,
    /// Every name that a released item has or had.
    released: HashMap<&'a str, &'a Id>,
    of_kind: HashMap<Named, Vec<&'a str>>,
    suggested: usize,
    misspelt: BTreeMap<(Named, String), Misspelt<'a>>,
    report: &'a mut Vec<Diagnostic>,
}

impl<'a> Lookup<'a> {
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
        self.files(task);
        let named = || task.wrongs.iter().flat_map(|wrong| &wrong.fails);
        let mut found = Vec::new();
        for name in named() {
            if !known.contains(&name.as_str()) {
                let message = format!("the rubric of `{}` has no criterion `{}`", question.id.value, name.value);
                let finding = Diagnostic::error(RULE, name.span, message);
                let agreed = |near: &str| named().any(|other| other.as_str() == near);
                found.push(match guess(name.as_str(), known.iter().copied()) {
                    Some(near) => {
                        finding.meant(name.span, name.as_str(), agreement::certain_if(agreed(near.word), near))
                    }
                    None => finding.help(format!("criteria there: {}", known.join(", "))),
                });
            }
        }
        agreement::suggest(&mut found);
        self.report.append(&mut found);
    }

    /// An answer's file that the starter lacks, while it lacks one of the starter's that is called nearly so.
    fn files(&mut self, task: &Task) {
        let has = |attempt: &Attempt, name: &str| attempt.files.iter().any(|file| file.name.value == name);
        let answers = || [&task.solution].into_iter().chain(&task.rights).chain(&task.wrongs);
        for attempt in answers() {
            for name in attempt.files.iter().map(|file| &file.name).filter(|name| !has(&task.starter, &name.value)) {
                let starters = task.starter.files.iter().map(|file| file.name.value.as_str());
                if let Some(near) = guess(&name.value, starters.filter(|starter| !has(attempt, starter))) {
                    let agreed = answers().any(|other| has(other, near.word));
                    let message = format!("the starter has no file `{}`", name.value);
                    let finding = Diagnostic::error(RULE, name.span, message);
                    self.report.push(finding.meant(name.span, &name.value, agreement::certain_if(agreed, near)));
                }
            }
        }
    }

    fn expect(&mut self, what: Named, name: &Spanned<Id>) {
        if let Some((finding, near)) = self.unknown(what, name.as_str(), name.span) {
            let other = self.meaning.get(name.as_str());
            let help = other.map(|_| format!("name the id of {} here", what.with_article()));
            self.report(what, name.as_str(), (finding.maybe_help(help), near));
        }
    }

    /// Keeps a finding about a name until it is known who else gives it.
    fn report(&mut self, what: Named, id: &str, (finding, near): (Diagnostic, Option<&'a str>)) {
        match near {
            Some(near) => {
                let of_name = self.misspelt.entry((what, id.to_owned()));
                of_name.or_insert_with(|| Misspelt { near, findings: Vec::new() }).findings.push(finding);
            }
            None => self.report.push(finding),
        }
    }

    /// Reports the names that are near one that exists. A name that one place gives is mended if something else gives the other;
    /// where several places agree, it may be the definition that is misspelt. Where no place agrees with that it most likely is:
    /// then it is said there, once.
    fn misspelt(&mut self) {
        for ((what, id), Misspelt { near, mut findings }) in std::mem::take(&mut self.misspelt) {
            let places = agreement::suggest(&mut findings);
            let defined = self.defined.get(&(what, near));
            let alone = defined.filter(|defined| !defined.named.get());
            // Lessons and modules are listed by their ids, which have been compared.
            if alone.is_some() && !matches!(what, Named::Lesson | Named::Module) && !self.released.contains_key(near) {
                agreement::only_suggest(&mut findings);
            }
            let Some(defined) = alone.filter(|_| places > 1) else {
                self.report.append(&mut findings);
                continue;
            };
            let message = format!("{places} places name the {} `{id}`, but here it is called `{near}`", what.noun());
            let mut finding = Diagnostic::error(RULE, defined.at, message);
            for place in findings.iter().take(SHOWN) {
                finding = finding.also(place.primary.span, "");
            }
            let help = format!("write `{id}` here, or `{near}` there; an id that was released keeps its name");
            self.report.push(finding.help(help));
        }
    }

    /// A finding if nothing of that kind has the id, and what is called nearly so.
    fn unknown(&mut self, what: Named, id: &str, span: Span) -> Option<(Diagnostic, Option<&'a str>)> {
        if let Some(defined) = self.defined.get(&(what, id)) {
            defined.named.set(true);
            return None;
        }
        if let Some(other) = self.meaning.get(id) {
            let message = format!("`{id}` is {}, not {}", other.with_article(), what.with_article());
            return Some((Diagnostic::error(RULE, span, message), None));
        }
        if let Some(now) = self.renamed.get(id).filter(|now| self.defined.contains_key(&(what, now))) {
            let finding = Diagnostic::error(RULE, span, format!("the {} `{id}` is called `{now}` now", what.noun()));
            return Some((finding.help(format!("write `{now}`")).fix(Fix::replace(span, id, *now)), None));
        }
        if self.scope.gaps.drafts.contains(id) {
            let finding = Diagnostic::error(RULE, span, format!("`{id}` is a draft, which this build leaves out"));
            let help = "finish it and take its `draft` away; until then only `--drafts` builds this";
            return Some((finding.help(help), None));
        }
        if self.scope.gaps.may_hold(id) || self.twice.contains(&what) {
            return None;
        }
        let finding = Diagnostic::error(RULE, span, format!("there is no {} `{id}`", what.noun()));
        let names = self.of_kind.get(&what).map(Vec::as_slice).unwrap_or_default();
        self.suggested += 1;
        let near = guess(id, names.iter().copied().filter(|_| self.suggested <= SUGGESTED));
        let finding = match near {
            // What learners hold under that name is gone, which is a mistake of its own.
            Some(near) if self.released.contains_key(id) => finding.meant(span, id, Guess { certain: false, ..near }),
            Some(near) => finding.meant(span, id, near),
            None => finding.help(match names.len() {
                0 => format!("the course has no {}", what.plural()),
                1..=LISTED => format!("{} are: {}", what.plural(), names.join(", ")),
                _ => format!("write the {}, or name one that exists", what.noun()),
            }),
        };
        Some((finding, near.map(|near| near.word)))
    }
}

/// The id of each item, by those that it had, in its source or in the lock.
fn renamed(course: &Course) -> HashMap<&str, &str> {
    let mut names = HashMap::new();
    for item in course.items() {
        let released = course.lock.items().get(item.key().as_str());
        let locked = released.into_iter().flat_map(|known| known.was.iter().chain([&known.id]));
        for earlier in item.was().iter().map(|was| &was.value).chain([item.key()]).chain(locked) {
            if *earlier != item.id().value {
                names.insert(earlier.as_str(), item.id().as_str());
            }
        }
    }
    names
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
        let InlineKind::Link { link, .. } = &inline.kind else { return };
        let (LinkTarget::Part(link), written) = (&link.target, &link.written) else { return };
        let what = link.kind.into();
        if let Some((mut finding, near)) = self.unknown(what, &link.id, written.span) {
            finding.fix = finding.fix.and_then(|fix| within(fix, written));
            let anchor = link.anchor.as_ref().map(|anchor| format!("#{anchor}")).unwrap_or_default();
            let help = self.meaning.get(link.id.as_str()).map(|other| match other.scheme() {
                Some(scheme) => format!("write `{scheme}:{}{anchor}`", link.id),
                None => format!("{} has no page of its own; link to a lesson or a term", other.with_article()),
            });
            self.report(what, &link.id, (finding.maybe_help(help), near));
        }
    }
}
