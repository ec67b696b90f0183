//! Files of which some have another text or are new: what a change is checked by before it is made.

use std::collections::{BTreeMap, BTreeSet};

use super::{Entry, Files, ReadError};

/// The files below, with other texts for some of them.
pub struct Overlay<'a> {
    below: &'a dyn Files,
    texts: BTreeMap<String, String>,
}

impl<'a> Overlay<'a> {
    /// The files as they are.
    pub fn new(below: &'a dyn Files) -> Self {
        Overlay { below, texts: BTreeMap::new() }
    }

    /// Gives a file another text, or adds it.
    pub fn set(&mut self, path: &str, text: String) {
        self.texts.insert(path.to_owned(), text);
    }
}

impl Files for Overlay<'_> {
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, ReadError> {
        match self.texts.get(path) {
            Some(text) => Ok(text.clone().into_bytes()),
            None => self.below.read(path, limit),
        }
    }

    fn list(&self, path: &str) -> Result<Vec<Entry>, ReadError> {
        let prefix = if path.is_empty() { String::new() } else { format!("{path}/") };
        let inside = self.texts.keys().filter_map(|file| file.strip_prefix(&prefix));
        let mut entries: BTreeSet<Entry> = inside
            .map(|rest| match rest.split_once('/') {
                Some((folder, _)) => Entry { name: folder.to_owned(), folder: true },
                None => Entry { name: rest.to_owned(), folder: false },
            })
            .collect();
        match self.below.list(path) {
            Ok(below) => entries.extend(below),
            Err(ReadError::NotFound) if !entries.is_empty() => {}
            Err(error) => return Err(error),
        }
        Ok(entries.into_iter().collect())
    }

    fn observed(&self) -> Vec<String> {
        self.below.observed()
    }
}
