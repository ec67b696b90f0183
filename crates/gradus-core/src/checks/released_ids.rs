//! A released item is there for ever, and its id means nothing else.

use std::collections::HashMap;

use gradus_diagnostics::{Diagnostic, Fix, RuleId, Severity, Span, did_you_mean};

use super::{Check, Scope};
use crate::lock::LockedItem;
use crate::model::{Id, Item};
use crate::rules::Rule;

const REUSED: RuleId = RuleId("reused-id");
const VANISHED: RuleId = RuleId("vanished-item");

/// Looks for ids of released items that were given to other ones.
#[derive(Debug)]
pub(super) struct ReleasedIds;

impl Check for ReleasedIds {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: REUSED, severity: Severity::Error, doc: include_str!("reused-id.md") }]
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        let mut claims: HashMap<&Id, Vec<Item<'_>>> = HashMap::new();
        for item in scope.course.items() {
            claims.entry(item.key()).or_default().push(item);
        }
        for (key, known) in scope.course.lock.items() {
            let items = claims.get(key).map(Vec::as_slice).unwrap_or_default();
            let Some(owner) = items.iter().max_by_key(|item| claim(**item, known)) else { continue };
            // An id that `was` names is given twice already, which is said without the lock.
            let said = |item: &Item<'_>| owner.was().iter().any(|was| was.value == item.id().value);
            for item in items.iter().filter(|item| item.id() != owner.id() && !said(item)) {
                report.push(reused(*item, *owner, known));
            }
        }
    }
}

/// How well an item is the one that was released.
fn claim(item: Item<'_>, known: &LockedItem) -> usize {
    let id = &item.id().value;
    let said = item.was().iter().any(|was| was.value == known.id);
    if *id == known.id { 2 } else { usize::from(said) }
}

fn reused(item: Item<'_>, owner: Item<'_>, known: &LockedItem) -> Diagnostic {
    let id = &item.id().value;
    let (message, help) = if item.was().iter().any(|was| was.value == owner.id().value) {
        (
            format!("`{id}` cannot have been `{}`, which is still there", owner.id().value),
            "take it out of `was`; if the two are one now, retire the other",
        )
    } else {
        (
            format!("the id `{id}` was released as another item, which is `{}` now", owner.id().value),
            "choose an id that no item ever had: learners would see the progress of the old one",
        )
    };
    Diagnostic::error(REUSED, item.id().span, message).also(known.span, "released here").help(help)
}

/// Looks for released items that are gone.
#[derive(Debug)]
pub(super) struct VanishedItems;

impl Check for VanishedItems {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: VANISHED, severity: Severity::Error, doc: include_str!("vanished-item.md") }]
    }

    fn needs_whole(&self) -> bool {
        true
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        let course = scope.course;
        let here: HashMap<&Id, Item<'_>> = course.items().map(|item| (item.key(), item)).collect();
        let new = |item: &Item<'_>| !course.lock.items().contains_key(item.key().as_str());
        let fresh: Vec<Item<'_>> = course.items().filter(new).collect();
        for (key, known) in course.lock.items().iter().filter(|(key, _)| !here.contains_key(key)) {
            let id = &known.id;
            let names = [key, id].into_iter().chain(&known.was);
            if names.clone().any(|name| scope.gaps.drafts.contains(name.as_str())) {
                let message = format!("the released item `{id}` is a draft now");
                let help = "take `draft=true` away; what learners have cannot be a draft again, but it can be retired";
                report.push(Diagnostic::error(VANISHED, known.span, message).help(help));
                continue;
            }
            let same = |item: &&Item<'_>| item.kind() == known.kind && course.content_hash(**item) == known.hash;
            if let Some(item) = fresh.iter().find(same) {
                report.push(renamed(scope, *item, known));
                continue;
            }
            let message = format!("the released item `{id}` is gone");
            let renamed = match did_you_mean(id.as_str(), fresh.iter().map(|item| item.id().as_str())) {
                Some(near) => format!("if it is `{near}` now, write `was={id}` there"),
                None => format!("if it has another id now, write `was={id}` there"),
            };
            let help =
                format!("{renamed}; if it is no longer taught, put it back and write `retired=` with the next version");
            report.push(Diagnostic::error(VANISHED, known.span, message).help(help));
        }
    }
}

/// A released item that stands here word for word under an id that was never released.
fn renamed(scope: &Scope<'_>, item: Item<'_>, known: &LockedItem) -> Diagnostic {
    let (id, was) = (item.id(), &known.id);
    let markdown = scope.sources.file(id.span.source).path.ends_with(".md");
    let written = if markdown { format!("was={was}") } else { format!("was: {was}") };
    let message = format!("`{}` is the released item `{was}`, word for word, under another id", id.value);
    let finding = Diagnostic::error(VANISHED, id.span, message)
        .also(known.span, "released here")
        .help(format!("if it was renamed, write `{written}` beside its id; if not, give it back the id `{was}`"));
    if !markdown || !item.was().is_empty() {
        return finding;
    }
    let end = Span { start: id.span.end, ..id.span };
    finding.fix(Fix::insert(end, format!(" {written}")).suggested())
}
