//! The words that every form for people shares: the head of a comparison, a sign for each status, notes beside a title.

use crate::change::{Change, Status};
use crate::compare::{Comparison, CourseChanges};

/// `cks: cks-v1.0.0 → the catalogue now`, by what the sides were called: a version would not tell what came after it.
pub(crate) fn course(course: &CourseChanges, comparison: &Comparison) -> String {
    match (&course.old, &course.new) {
        (Some(_), Some(_)) => format!("{}: {} → {}", course.code, comparison.old, comparison.new),
        (None, _) => format!("{}: a new course", course.code),
        (Some(_), None) => format!("{}: gone", course.code),
    }
}

/// What became of a part, in a word.
pub(crate) fn status(status: Status) -> &'static str {
    match status {
        Status::Added => "added",
        Status::Changed => "changed",
        Status::Retired => "retired",
        Status::Restored => "restored",
        Status::Removed => "removed",
    }
}

/// What happened to its name and place.
pub(crate) fn notes(change: &Change) -> Vec<String> {
    let renamed = change.renamed_from.as_ref().map(|from| format!("renamed from {from}"));
    let moved = change.moved.as_ref().map(|it| format!("moved from {} to {}", it.from, it.to));
    renamed.into_iter().chain(moved).collect()
}
