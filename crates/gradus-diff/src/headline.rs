//! The words that every form for people shares: the head of a comparison, a sign for each status, notes beside a title.

use crate::compare::{Change, CourseChanges, Side, Status};

/// `cks: 1.0.0 → 1.1.0`.
pub(crate) fn course(course: &CourseChanges) -> String {
    let name = |side: &Side| side.release.clone().unwrap_or_else(|| "unreleased".to_owned());
    match (&course.old, &course.new) {
        (Some(old), Some(new)) => format!("{}: {} → {}", course.code, name(old), name(new)),
        (None, Some(new)) => format!("{}: a new course ({})", course.code, name(new)),
        (Some(old), None) => format!("{}: gone (was {})", course.code, name(old)),
        (None, None) => course.code.clone(),
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
