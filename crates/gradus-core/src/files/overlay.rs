//! Files of which some have another text: what a change is checked by before it is made.

use std::collections::BTreeMap;

use super::{Entry, Files, ReadError};

/// The files below, with other texts for some of them.
pub(crate) struct Overlay<'a> {
    below: &'a dyn Files,
    texts: BTreeMap<String, String>,
}

impl<'a> Overlay<'a> {
    /// The files as they are.
    pub(crate) fn new(below: &'a dyn Files) -> Self {
        Overlay { below, texts: BTreeMap::new() }
    }

    /// Gives a file that is there another text.
    pub(crate) fn set(&mut self, path: &str, text: String) {
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
        self.below.list(path)
    }

    fn observed(&self) -> Vec<String> {
        self.below.observed()
    }
}
