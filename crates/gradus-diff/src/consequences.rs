//! What a comparison means for those who learn with the course.

use schemars::JsonSchema;
use serde::Serialize;

use crate::change::{Change, Status};
use crate::snapshot::{Part, PartKind};

/// Counts of what learners will notice.
#[derive(Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Consequences {
    /// Notes in Anki and items on the site that are new.
    pub items_added: usize,
    /// Notes that an import updates; every review is kept.
    pub items_updated: usize,
    /// Items with a new id; progress follows them.
    pub items_renamed: usize,
    /// Items that are asked no more; what was learnt stays, and the package of retired notes has them.
    pub items_retired: usize,
    /// Items that vanished without being retired: progress on them is lost from sight.
    pub items_lost: usize,
    /// Items whose kind changed under the same key: Anki refuses their update.
    pub items_conflicting: usize,
    /// Lessons that are new.
    pub lessons_added: usize,
    /// Lessons whose text changed.
    pub lessons_updated: usize,
    /// Whether weights of the exam's domains changed, and readiness with them.
    pub weights_changed: bool,
    /// Whether the pool of exam questions changed: codes of practice exams made before draw from another pool.
    pub exam_pool_changed: bool,
}

impl Consequences {
    pub(crate) fn of(changes: &[Change], before: &[Part], after: &[Part]) -> Self {
        let items = || changes.iter().filter(|change| change.part.is_item());
        let lessons = || changes.iter().filter(|change| change.part == PartKind::Lesson);
        let field = |change: &Change, name: &str| change.fields.iter().any(|field| field.name == name);
        Consequences {
            items_added: items().filter(|it| matches!(it.status, Status::Added | Status::Restored)).count(),
            items_updated: items()
                .filter(|it| it.status == Status::Changed && (it.text_differs() || it.moved.is_some()))
                .count(),
            items_renamed: items().filter(|it| it.renamed_from.is_some()).count(),
            items_retired: items().filter(|it| it.status == Status::Retired).count(),
            items_lost: items().filter(|it| it.status == Status::Removed).count(),
            items_conflicting: items().filter(|it| field(it, "kind")).count(),
            lessons_added: lessons().filter(|it| it.status == Status::Added).count(),
            lessons_updated: lessons().filter(|it| field(it, "text")).count(),
            weights_changed: changes.iter().any(|it| it.part == PartKind::Domain && weight_differs(it)),
            exam_pool_changed: !before.is_empty() && !after.is_empty() && pool(before) != pool(after),
        }
    }

    /// One sentence for each, for people; none if learners notice nothing.
    pub fn sentences(&self) -> Vec<String> {
        let mut sentences = Vec::new();
        let mut say = |count: usize, one: &str, many: &str| {
            if count > 0 {
                sentences.push(if count == 1 { format!("1 {one}") } else { format!("{count} {many}") });
            }
        };
        say(self.lessons_added, "lesson is new.", "lessons are new.");
        say(self.lessons_updated, "lesson has new text.", "lessons have new text.");
        say(self.items_added, "question or card is new.", "questions and cards are new.");
        say(
            self.items_updated,
            "note updates in Anki; its reviews are kept.",
            "notes update in Anki; their reviews are kept.",
        );
        say(
            self.items_renamed,
            "item has a new id; progress follows it.",
            "items have new ids; progress follows them.",
        );
        say(
            self.items_retired,
            "item is retired: it is asked no more, and its history stays.",
            "items are retired: they are asked no more, and their history stays.",
        );
        say(
            self.items_lost,
            "item vanished without being retired; what learners know of it is lost from sight.",
            "items vanished without being retired; what learners know of them is lost from sight.",
        );
        say(
            self.items_conflicting,
            "item changed its kind under the same key; Anki will refuse its update.",
            "items changed their kind under the same key; Anki will refuse their updates.",
        );
        if self.weights_changed {
            sentences.push("The weights of the exam's domains changed, and readiness with them.".to_owned());
        }
        if self.exam_pool_changed {
            sentences
                .push("The pool of exam questions changed: exam codes of the older version do not fit it.".to_owned());
        }
        sentences
    }
}

fn weight_differs(change: &Change) -> bool {
    match change.status {
        Status::Added | Status::Removed => true,
        Status::Changed | Status::Retired | Status::Restored => {
            change.fields.iter().any(|field| field.name == "weight")
        }
    }
}

/// The questions that exams are drawn from: keys by domain.
fn pool(parts: &[Part]) -> Vec<(&str, &str)> {
    let of =
        |part: &'_ Part, name: &str| -> bool { part.fields.iter().any(|(it, text)| *it == name && !text.is_empty()) };
    let questions = parts.iter().filter(|part| part.kind == PartKind::Question && !part.retired);
    let drawn = questions.filter(|part| !of(part, "practice only"));
    let domain = |part: &'_ Part| part.fields.iter().position(|(name, _)| *name == "domain");
    let mut pool: Vec<(&str, &str)> =
        drawn.map(|part| (part.key.as_str(), domain(part).map_or("", |at| part.fields[at].1.as_str()))).collect();
    pool.sort_unstable();
    pool
}
