//! When notes and note types last changed.
//!
//! Anki takes an update only if it is later than what a learner has, and then replaces their own edits. So the time is that
//! of a release, never of a build.

use gradus_core::model::Course;

use crate::item::Item;

/// 2020-01-01T00:00:00Z: the time of everything before a course's first release.
pub(crate) const BEFORE_RELEASES: i64 = 1_577_836_800;

/// When an item's content last changed, in seconds.
pub(crate) fn item(course: &Course, _item: Item<'_>) -> i64 {
    // The latest release, until the lock tells for each item the release of its own last change.
    latest(course)
}

/// When note types and decks last changed, in seconds.
pub(crate) fn latest(course: &Course) -> i64 {
    course.release.as_ref().map_or(BEFORE_RELEASES, |release| release.time)
}
