//! What differs between the parts of two snapshots, and the form in which it is told.

use std::collections::HashSet;

use schemars::JsonSchema;
use serde::Serialize;

use crate::change::{Change, FieldChange, Move, Status};
use crate::consequences::Consequences;
use crate::matching::{matched, shifted};
use crate::snapshot::{Part, PartKind, Snapshot};
use crate::words::edits;

/// The version of the JSON form of a [`Comparison`]; it changes when a field changes its meaning or goes.
pub const VERSION: u32 = 1;

/// What changed between two catalogues.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "What changed between two releases")]
pub struct Comparison {
    /// Version of this form.
    pub version: u32,
    /// The older side.
    pub old: String,
    /// The newer side.
    pub new: String,
    /// Courses of both sides, and those that one side alone has.
    pub courses: Vec<CourseChanges>,
}

/// What changed in a course.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CourseChanges {
    /// The course's short name.
    pub code: String,
    /// The older side; none for a new course.
    pub old: Option<Side>,
    /// The newer side; none for a course that went.
    pub new: Option<Side>,
    /// By kind of part, each in the order of the newer side, what went last.
    pub changes: Vec<Change>,
    /// What that means for learners.
    pub learners: Consequences,
}

/// One side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Side {
    /// Its release, if it was released.
    pub release: Option<String>,
    /// Questions in use.
    pub questions: usize,
    /// Cards in use.
    pub cards: usize,
    /// Lessons.
    pub lessons: usize,
}

/// Compares the courses of two catalogues, matched by uid.
pub fn compare(old: (&str, &[Snapshot]), new: (&str, &[Snapshot])) -> Comparison {
    let mut courses: Vec<CourseChanges> = Vec::new();
    for course in new.1 {
        courses.push(course_changes(old.1.iter().find(|it| it.uid == course.uid), Some(course)));
    }
    let gone = old.1.iter().filter(|course| !new.1.iter().any(|it| it.uid == course.uid));
    courses.extend(gone.map(|course| course_changes(Some(course), None)));
    Comparison { version: VERSION, old: old.0.to_owned(), new: new.0.to_owned(), courses }
}

impl Comparison {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.courses.iter().all(|course| course.changes.is_empty())
    }
}

impl CourseChanges {
    /// Its changes by kind of part, in the order of [`PartKind`].
    pub fn by_part(&self) -> impl Iterator<Item = (PartKind, &[Change])> {
        self.changes.chunk_by(|a, b| a.part == b.part).map(|changes| (changes[0].part, changes))
    }
}

fn course_changes(old: Option<&Snapshot>, new: Option<&Snapshot>) -> CourseChanges {
    let (before, after) = (parts(old), parts(new));
    let old_of = matched(before, after);
    let shifted = shifted(before, after, &old_of);
    let mut changes: Vec<Change> = Vec::new();
    for (n, part) in after.iter().enumerate() {
        match old_of.get(&n) {
            Some(&o) => changes.extend(changed(&before[o], part, shifted.get(&n))),
            None if part.retired => {}
            None => changes.push(Change::of(part, Status::Added)),
        }
    }
    let taken: HashSet<usize> = old_of.values().copied().collect();
    let gone = before.iter().enumerate().filter(|(o, _)| !taken.contains(o));
    changes.extend(gone.map(|(_, part)| Change::of(part, Status::Removed)));
    changes.sort_by_key(|change| change.part);
    let code = new.or(old).map(|it| it.code.clone()).unwrap_or_default();
    let learners = Consequences::of(&changes, before, after);
    CourseChanges { code, old: old.map(side), new: new.map(side), changes, learners }
}

fn parts(side: Option<&Snapshot>) -> &[Part] {
    side.map_or(&[], |it| it.parts.as_slice())
}

fn side(snapshot: &Snapshot) -> Side {
    let count = |kind: PartKind| snapshot.parts.iter().filter(|part| part.kind == kind && !part.retired).count();
    Side {
        release: snapshot.release.clone(),
        questions: count(PartKind::Question),
        cards: count(PartKind::Card),
        lessons: count(PartKind::Lesson),
    }
}

impl Change {
    fn of(part: &Part, status: Status) -> Self {
        Change {
            part: part.kind,
            id: part.id.clone(),
            key: part.kind.is_item().then(|| part.key.clone()),
            title: part.title.clone(),
            status,
            renamed_from: None,
            moved: None,
            fields: Vec::new(),
        }
    }
}

fn changed(old: &Part, new: &Part, shift: Option<&Move>) -> Option<Change> {
    let status = match (old.retired, new.retired) {
        (false, true) => Status::Retired,
        (true, false) => Status::Restored,
        (true, true) | (false, false) => Status::Changed,
    };
    let moved = match (&old.place, &new.place) {
        (Some(from), Some(to)) if from != to => Some(Move { from: from.clone(), to: to.clone() }),
        _ => shift.map(|it| Move { from: it.from.clone(), to: it.to.clone() }),
    };
    let text_of = |part: &Part, name: &str| {
        part.fields.iter().find(|(it, _)| *it == name).map(|(_, text)| text.clone()).unwrap_or_default()
    };
    let mut names: Vec<&'static str> = new.fields.iter().map(|(name, _)| *name).collect();
    names.extend(old.fields.iter().map(|(name, _)| *name).filter(|name| !new.fields.iter().any(|(it, _)| it == name)));
    let differing = names.into_iter().map(|name| (name, text_of(old, name), text_of(new, name)));
    let fields: Vec<FieldChange> = differing
        .filter(|(_, before, after)| before != after)
        .map(|(name, before, after)| FieldChange { name: name.to_owned(), edits: edits(&before, &after) })
        .collect();
    let renamed_from = (old.id != new.id).then(|| old.id.clone());
    let same = status == Status::Changed && renamed_from.is_none() && moved.is_none() && fields.is_empty();
    (!same).then(|| Change { renamed_from, moved, fields, ..Change::of(new, status) })
}
