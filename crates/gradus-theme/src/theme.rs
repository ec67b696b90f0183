//! Files by path: the catalogue's layer above the embedded default.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rust_embed::RustEmbed;

use crate::ThemeError;

#[derive(RustEmbed)]
#[folder = "../../themes/default"]
pub(crate) struct Default;

/// Two layers of files. Paths have `/` between parts and begin with the output they are for: `site/…`, `print/…`, `anki/…`,
/// or `messages/…` for all.
#[derive(Debug, Clone)]
pub struct Theme {
    overrides: BTreeMap<String, Vec<u8>>,
}

impl Theme {
    /// The default theme under a catalogue's own files.
    pub fn new(overrides: BTreeMap<String, Vec<u8>>) -> Self {
        Theme { overrides }
    }

    /// The file at a path.
    pub fn get(&self, path: &str) -> Option<Cow<'_, [u8]>> {
        match self.overrides.get(path) {
            Some(bytes) => Some(Cow::Borrowed(bytes)),
            None => Default::get(path).map(|file| file.data),
        }
    }

    /// The text at a path.
    ///
    /// # Errors
    ///
    /// When there is no such file, or it is not UTF-8.
    pub fn text(&self, path: &str) -> Result<Cow<'_, str>, ThemeError> {
        text(path, self.get(path).ok_or_else(|| ThemeError::Missing(path.to_owned()))?)
    }

    pub(crate) fn default_text(&self, path: &str) -> Result<Option<Cow<'_, str>>, ThemeError> {
        Default::get(path).map(|file| text(path, file.data)).transpose()
    }

    pub(crate) fn own_text(&self, path: &str) -> Result<Option<Cow<'_, str>>, ThemeError> {
        self.overrides.get(path).map(|bytes| text(path, Cow::Borrowed(bytes))).transpose()
    }

    /// The paths of both layers that begin with a prefix, sorted.
    pub fn list(&self, prefix: &str) -> Vec<String> {
        let own = self.overrides.keys().cloned();
        let paths: BTreeSet<String> =
            Default::iter().map(Cow::into_owned).chain(own).filter(|path| path.starts_with(prefix)).collect();
        paths.into_iter().collect()
    }
}

fn text<'a>(path: &str, bytes: Cow<'a, [u8]>) -> Result<Cow<'a, str>, ThemeError> {
    let text = match bytes {
        Cow::Borrowed(bytes) => std::str::from_utf8(bytes).map(Cow::Borrowed).ok(),
        Cow::Owned(bytes) => String::from_utf8(bytes).map(Cow::Owned).ok(),
    };
    text.ok_or_else(|| ThemeError::NotText(path.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn theme(overrides: &[(&str, &str)]) -> Theme {
        Theme::new(overrides.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect())
    }

    #[test]
    fn an_override_stands_above_the_default() {
        let (plain, own) = (theme(&[]), theme(&[("site/base.html", "mine")]));
        assert_ne!(plain.text("site/base.html").unwrap(), "mine");
        assert_eq!(own.text("site/base.html").unwrap(), "mine");
        assert_eq!(own.text("site/lesson.html").unwrap(), plain.text("site/lesson.html").unwrap());
    }

    #[test]
    fn lists_both_layers_once() {
        let own = theme(&[("site/base.html", "mine"), ("site/extra.html", "more"), ("print/base.html", "")]);
        let listed = own.list("site/");
        assert!(listed.is_sorted());
        assert_eq!(listed.iter().filter(|path| *path == "site/base.html").count(), 1);
        assert!(listed.contains(&"site/extra.html".to_owned()));
        assert!(listed.iter().all(|path| path.starts_with("site/")));
    }

    #[test]
    fn says_why_a_text_is_not_there() {
        let own = Theme::new(BTreeMap::from([("site/base.html".to_owned(), vec![0xff])]));
        assert!(matches!(own.text("site/base.html"), Err(ThemeError::NotText(_))));
        assert!(matches!(own.text("site/nothing.html"), Err(ThemeError::Missing(_))));
    }
}
