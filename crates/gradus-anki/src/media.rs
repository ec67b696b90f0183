//! The pictures of a course, and which of them a note shows.
//!
//! Anki keeps all media of a learner in one flat folder and never replaces a file that is there. So a name carries the
//! hash of the content: a picture that changed is another file, and no other deck's picture can have its name.

use std::collections::{BTreeMap, BTreeSet};

use gradus_core::model::Asset;

/// All pictures of a course, by the path that authors write.
#[derive(Debug)]
pub(crate) struct Pictures<'a>(BTreeMap<&'a str, Picture<'a>>);

#[derive(Debug)]
struct Picture<'a> {
    name: String,
    bytes: &'a [u8],
}

impl<'a> Pictures<'a> {
    /// Names the assets of the course with this code.
    pub(crate) fn new(code: &str, assets: &'a BTreeMap<String, Asset>) -> Self {
        let picture = |(path, asset): (&'a String, &'a Asset)| {
            let hash = blake3::hash(&asset.bytes).to_hex();
            let name = format!("{code}-{}{}", &hash[..16], extension(path));
            (path.as_str(), Picture { name, bytes: &asset.bytes })
        };
        Pictures(assets.iter().map(picture).collect())
    }

    /// Names and contents of what notes use, by name.
    pub(crate) fn files<'p>(&'p self, used: impl IntoIterator<Item = &'p str>) -> BTreeMap<&'p str, &'a [u8]> {
        used.into_iter().filter_map(|path| self.0.get(path)).map(|picture| (&*picture.name, picture.bytes)).collect()
    }
}

/// The pictures that one note shows.
#[derive(Debug)]
pub(crate) struct Media<'p> {
    pictures: &'p Pictures<'p>,
    used: BTreeSet<&'p str>,
    missing: Option<String>,
}

impl<'p> Media<'p> {
    /// None yet.
    pub(crate) fn new(pictures: &'p Pictures<'p>) -> Self {
        Media { pictures, used: BTreeSet::new(), missing: None }
    }

    /// The name under which the note refers to the asset at a path; `None` if there is none, which is remembered.
    pub(crate) fn name(&mut self, path: &str) -> Option<&'p str> {
        let Some((path, picture)) = self.pictures.0.get_key_value(path) else {
            self.missing.get_or_insert_with(|| path.to_owned());
            return None;
        };
        self.used.insert(path);
        Some(&picture.name)
    }

    /// The paths of what was used, or the first that led nowhere.
    pub(crate) fn into_used(self) -> Result<BTreeSet<&'p str>, String> {
        match self.missing {
            Some(path) => Err(path),
            None => Ok(self.used),
        }
    }
}

/// `.svg` of `assets/a.SVG`; nothing unless it is plain letters and digits.
fn extension(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rsplit_once('.') {
        Some((_, end)) if !end.is_empty() && end.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
            format!(".{}", end.to_ascii_lowercase())
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::asset;

    #[test]
    fn names_follow_content() {
        let assets = BTreeMap::from([
            ("assets/a.SVG".to_owned(), asset(b"<svg/>")),
            ("assets/same.svg".to_owned(), asset(b"<svg/>")),
            ("assets/b.svg".to_owned(), asset(b"<svg></svg>")),
            ("assets/unused.svg".to_owned(), asset(b"<svg viewBox=''/>")),
        ]);
        let pictures = Pictures::new("cks", &assets);
        let mut media = Media::new(&pictures);
        let name = media.name("assets/a.SVG");
        assert_eq!(name, Some("cks-09a1d6ef9fbcf63a.svg"));
        assert_eq!(media.name("assets/same.svg"), name);
        assert_ne!(media.name("assets/b.svg"), name);
        let used = media.into_used().expect("all are there");
        assert_eq!(pictures.files(used).len(), 2);
    }

    #[test]
    fn a_path_that_leads_nowhere_is_told() {
        let assets = BTreeMap::new();
        let pictures = Pictures::new("cks", &assets);
        let mut media = Media::new(&pictures);
        assert_eq!(media.name("assets/none.svg"), None);
        assert_eq!(media.into_used(), Err("assets/none.svg".to_owned()));
    }
}
