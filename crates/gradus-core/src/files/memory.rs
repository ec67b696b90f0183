//! Files in memory: for tests, fixtures and scaffolds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use super::{Entry, Files, ReadError, stays_inside};

/// Files by path.
#[derive(Debug, Default)]
pub struct MemoryFiles {
    files: BTreeMap<String, Vec<u8>>,
    observed: Mutex<BTreeSet<String>>,
}

impl MemoryFiles {
    /// No files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds or replaces a file.
    #[must_use]
    pub fn with(mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        self.insert(path, bytes);
        self
    }

    /// Adds or replaces a file.
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), bytes.into());
    }

    /// Takes a file away.
    pub fn remove(&mut self, path: &str) {
        self.files.remove(path);
    }

    fn observe(&self, path: &str) -> Result<(), ReadError> {
        self.observed.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned());
        if stays_inside(path) { Ok(()) } else { Err(ReadError::Outside) }
    }
}

impl Files for MemoryFiles {
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, ReadError> {
        self.observe(path)?;
        let bytes = self.files.get(path).ok_or(ReadError::NotFound)?;
        match u64::try_from(bytes.len()) {
            Ok(size) if size > limit => Err(ReadError::TooLarge { size, limit }),
            _ => Ok(bytes.clone()),
        }
    }

    fn list(&self, path: &str) -> Result<Vec<Entry>, ReadError> {
        self.observe(path)?;
        let prefix = if path.is_empty() { String::new() } else { format!("{path}/") };
        let below = self.files.keys().filter_map(|file| file.strip_prefix(&prefix));
        let entries: BTreeSet<Entry> = below
            .filter(|rest| !rest.starts_with('.'))
            .map(|rest| match rest.split_once('/') {
                Some((folder, _)) => Entry { name: folder.to_owned(), folder: true },
                None => Entry { name: rest.to_owned(), folder: false },
            })
            .collect();
        if entries.is_empty() && !path.is_empty() {
            Err(ReadError::NotFound)
        } else {
            Ok(entries.into_iter().collect())
        }
    }

    fn observed(&self) -> Vec<String> {
        self.observed.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}
