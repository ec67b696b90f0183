//! What a release tells those who learn.

use gradus_content::Block;
use gradus_diagnostics::Span;

use super::Course;
use crate::lock::{Release, Version};

/// The notes of a release that was made or is to come.
#[derive(Debug, Clone)]
pub struct ReleaseNotes {
    /// Its file.
    pub span: Span,
    /// Of which release.
    pub version: Version,
    /// The prose. It tells what was: its links may lead to parts that are no longer there.
    pub blocks: Vec<Block>,
}

impl Course {
    /// Every release with its notes, the latest first. One whose notes were never written, or deleted, has none.
    pub fn history(&self) -> impl Iterator<Item = (&Release, &[Block])> {
        self.lock.releases().iter().rev().map(|release| {
            let notes = self.release_notes.iter().find(|notes| notes.version == release.version);
            (release, notes.map(|notes| notes.blocks.as_slice()).unwrap_or_default())
        })
    }

    /// Whether every item is as the latest release left it.
    pub fn is_as_released(&self) -> bool {
        self.release().is_some() && self.items().all(|item| self.last_change(item).release.is_some())
    }
}
