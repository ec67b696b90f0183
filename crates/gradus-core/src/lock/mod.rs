//! `course.lock`: what learners already hold. Every item that was ever released, under the key that its progress hangs on,
//! with the release that last changed it; every release with its second; the forms that outputs have frozen.
//!
//! `gradus release` alone writes it; everything else reads it through the [`Course`](crate::model::Course):
//!
//! - An item's `key` is the id it was first released under. It is settled when the course is put together, through every
//!   `was:`; whatever leaves Gradus to be found again (Anki's GUIDs, the site's progress, the compiled course) uses it.
//! - [`Course::last_change`](crate::model::Course::last_change) says when an item last changed and in which release. It
//!   is the only source of dates in outputs: what changed since the latest release counts as changed one second after it,
//!   and before any release the time is 2020-01-01T00:00:00Z.
//! - A generator whose output learners keep states its [`Shape`](crate::Shape)s; [`Lock::shape_change`] dates them.
//!
//! How files are written, and whether a release may be made, is for the driver and the checks.

mod content;
mod hash;
mod lines;
pub mod moment;
mod next;
mod prose;
mod read;
mod version;

use std::collections::{BTreeMap, HashMap};

use gradus_diagnostics::Span;

use crate::model::Id;
pub(crate) use content::of_item;
pub use hash::ContentHash;
pub use next::Released;
pub(crate) use read::read;
pub use version::{BadVersion, Version};

/// 2020-01-01T00:00:00Z: the time of everything before a course's first release.
pub const BEFORE_RELEASES: i64 = 1_577_836_800;

/// What a course released so far. Empty before the first release.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    /// By time.
    pub(crate) releases: Vec<Release>,
    /// By key.
    pub(crate) items: BTreeMap<Id, LockedItem>,
    /// By name.
    pub(crate) shapes: BTreeMap<String, LockedShape>,
}

/// A release.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// Its version.
    pub version: Version,
    /// Seconds since 1970-01-01 UTC; no two releases of a course share one.
    pub time: i64,
}

/// An item as it was last released.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockedItem {
    /// Its line in the lock.
    pub span: Span,
    /// Its id in the latest release.
    pub id: Id,
    /// Ids it had in between, the key aside.
    pub was: Vec<Id>,
    /// The word for its kind.
    pub kind: String,
    /// Ordinals of its clozes, rising.
    pub clozes: Vec<u16>,
    /// What it said.
    pub hash: ContentHash,
    /// The release that last changed it.
    pub changed: Version,
}

/// A form that learners hold, as it was last released.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockedShape {
    /// Its line in the lock.
    pub span: Span,
    /// What may never change.
    pub frozen: ContentHash,
    /// How it looked.
    pub look: ContentHash,
    /// The release that last changed its look.
    pub changed: Version,
}

/// When something last changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change<'a> {
    /// Seconds since 1970-01-01 UTC.
    pub time: i64,
    /// The release that brought the change; `None` if it is not released yet.
    pub release: Option<&'a Version>,
}

impl Lock {
    /// All releases, the latest last.
    pub fn releases(&self) -> &[Release] {
        &self.releases
    }

    /// The latest release.
    pub fn latest(&self) -> Option<&Release> {
        self.releases.last()
    }

    /// A release by its version.
    pub fn release(&self, version: &Version) -> Option<&Release> {
        self.releases.iter().find(|release| release.version == *version)
    }

    /// Everything that was released, by key.
    pub fn items(&self) -> &BTreeMap<Id, LockedItem> {
        &self.items
    }

    /// The frozen forms, by name.
    pub fn shapes(&self) -> &BTreeMap<String, LockedShape> {
        &self.shapes
    }

    /// When a form got the look it has now.
    pub fn shape_change(&self, name: &str, look: ContentHash) -> Change<'_> {
        let locked = self.shapes.get(name).filter(|shape| shape.look == look);
        self.change(locked.map(|shape| &shape.changed))
    }

    /// The change that a release brought, or the one that is to come.
    pub(crate) fn change<'a>(&'a self, release: Option<&'a Version>) -> Change<'a> {
        let time = release.and_then(|version| self.release(version)).map(|release| release.time);
        match time {
            Some(time) => Change { time, release },
            None => Change { time: self.unreleased(), release: None },
        }
    }

    /// The time of what changed since the latest release.
    pub fn unreleased(&self) -> i64 {
        self.latest().map_or(BEFORE_RELEASES, |release| release.time + 1)
    }

    /// The key of every name that a released item has or had.
    pub fn names(&self) -> HashMap<&str, &Id> {
        let mut names = HashMap::new();
        for (key, item) in &self.items {
            for name in [key, &item.id].into_iter().chain(&item.was) {
                names.entry(name.as_str()).or_insert(key);
            }
        }
        names
    }
}
