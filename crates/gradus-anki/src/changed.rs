//! When notes and note types last changed.
//!
//! Anki takes an update only if it is later than what a learner has, and then replaces their own edits. So the time is that
//! of a release, never of a build.

use gradus_core::lock;
use gradus_core::model::{self, Course};

use crate::item::Item;

/// 2020-01-01T00:00:00Z: the time of everything before a course's first release.
pub(crate) const BEFORE_RELEASES: i64 = lock::BEFORE_RELEASES;

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
    pub(crate) fn of(course: &'a Course, item: Item<'_>) -> Self {
        let change = course.last_change(match item {
            Item::Card(card) => model::Item::Card(card),
            Item::Question(question) => model::Item::Question(question),
        });
        Changed { time: change.time, release: change.release.map(lock::Version::as_str) }
    }

    /// The last change of the course.
    pub(crate) fn latest(course: &'a Course) -> Self {
        match course.release() {
            Some(release) => Changed { time: release.time, release: Some(release.version.as_str()) },
            None => Changed { time: BEFORE_RELEASES, release: None },
        }
    }
}
