//! A released item stays the kind of item it was.

use gradus_diagnostics::{Diagnostic, RuleId, Severity};

use super::{Check, Scope};
use crate::lock::LockedItem;
use crate::model::Item;
use crate::rules::Rule;

const KIND: RuleId = RuleId("changed-kind");
const CLOZES: RuleId = RuleId("changed-clozes");

/// Compares kinds and cloze ordinals with the lock.
#[derive(Debug)]
pub(super) struct FrozenItems;

impl Check for FrozenItems {
    fn rules(&self) -> &'static [Rule] {
        &[
            Rule { id: KIND, severity: Severity::Error, doc: include_str!("changed-kind.md") },
            Rule { id: CLOZES, severity: Severity::Error, doc: include_str!("changed-clozes.md") },
        ]
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        let locked = &scope.course.lock;
        for item in scope.course.items() {
            // Another item that took the id of a released one is reported as that.
            let known = locked.items().get(item.key().as_str()).filter(|known| of_one(item, known));
            let Some(known) = known else { continue };
            if item.kind() != known.kind {
                let message =
                    format!("`{}` was released as {}, and is {} now", item.id().value, known.kind, item.kind());
                report.push(
                    Diagnostic::error(KIND, item.id().span, message)
                        .also(known.span, format!("it last changed in {}", known.changed))
                        .help("a different question is a new item: give it a new id, and leave the old one in its bank with `retired=` and the next version"),
                );
            } else if item.clozes() != known.clozes {
                let message = format!(
                    "`{}` was released with the clozes {}, and has {} now",
                    item.id().value,
                    names(&known.clozes),
                    names(item.clozes())
                );
                report.push(
                    Diagnostic::error(CLOZES, item.id().span, message)
                        .also(known.span, format!("it last changed in {}", known.changed))
                        .help("each cloze is a card with a history: keep the numbers, and put what is new into a card of its own"),
                );
            }
        }
    }
}

fn of_one(item: Item<'_>, known: &LockedItem) -> bool {
    let id = &item.id().value;
    *id == known.id || item.was().iter().any(|was| was.value == known.id)
}

fn names(ordinals: &[u16]) -> String {
    ordinals.iter().map(|ordinal| format!("c{ordinal}")).collect::<Vec<_>>().join(", ")
}
