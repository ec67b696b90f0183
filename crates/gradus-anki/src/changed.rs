//! When notes and note types last changed.
//!
//! Anki takes an update only if it is later than what a learner has, and then replaces their own edits. So the time is that
//! of a release, never of a build.

use gradus_core::model::Course;

use crate::item::Item;

/// 2020-01-01T00:00:00Z: the time of everything before a course's first release.
pub(crate) const BEFORE_RELEASES: i64 = 1_577_836_800;

/// When something last changed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Changed<'a> {
    /// In seconds.
    pub(crate) time: i64,
    /// The release that brought the change; `None` while none did.
    pub(crate) release: Option<&'a str>,
}

impl<'a> Changed<'a> {
    /// The last change of an item's content.
    pub(crate) fn of(course: &'a Course, _item: Item<'_>) -> Self {
        // The latest release, until the lock tells for each item the release of its own last change.
        Self::latest(course)
    }

    /// The last change of the course.
    pub(crate) fn latest(course: &'a Course) -> Self {
        match &course.release {
            Some(release) => Changed { time: release.time, release: Some(&release.version) },
            None => Changed { time: BEFORE_RELEASES, release: None },
        }
    }
}
