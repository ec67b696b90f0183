//! What was learnt and may be forgotten: small texts by key, below the output folder's `.cache`.
//!
//! A cache that cannot be read or written is an empty one. How old an entry is, its file says: that reaches no output.

use std::fmt::Write;
use std::fs;
use std::time::Duration;

use sha2::{Digest, Sha256};

use super::{CACHE, Writer};

/// A folder of remembered texts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cache<'a> {
    writer: &'a Writer,
    name: &'static str,
}

impl Writer {
    /// The cache of a name.
    pub(crate) fn cache(&self, name: &'static str) -> Cache<'_> {
        Cache { writer: self, name }
    }
}

impl Cache<'_> {
    /// The text of a key, and how long ago it was put there.
    pub(crate) fn get(&self, key: &str) -> Option<(String, Duration)> {
        let place = self.writer.folder.place(&self.path(key)).ok()?;
        let age = fs::metadata(&place).ok()?.modified().ok()?.elapsed().ok()?;
        Some((fs::read_to_string(place).ok()?, age))
    }

    /// Remembers a text.
    pub(crate) fn put(&self, key: &str, text: &str) {
        let Ok(place) = self.writer.folder.place(&self.path(key)) else { return };
        let folder = place.parent().map(fs::create_dir_all);
        if folder.is_some_and(|made| made.is_ok()) {
            // What cannot be remembered is asked again.
            let _ = fs::write(place, text);
        }
    }

    fn path(&self, key: &str) -> String {
        let mut path = format!("{CACHE}/{}/", self.name);
        for byte in Sha256::digest(key) {
            let _ = write!(path, "{byte:02x}");
        }
        path
    }
}
