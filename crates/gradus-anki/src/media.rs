//! The pictures of a package, collected while its notes are written.
//!
//! Anki keeps all media of a learner in one flat folder and never replaces a file that is there. So a name carries the
//! hash of the content: a picture that changed is another file, and no other deck's picture can have its name.

use std::collections::{BTreeMap, BTreeSet};

use gradus_core::model::Asset;

/// Assets of a course and the ones that notes use.
#[derive(Debug)]
pub(crate) struct Media<'a> {
    code: &'a str,
    assets: &'a BTreeMap<String, Asset>,
    used: BTreeMap<String, &'a [u8]>,
    missing: BTreeSet<String>,
}

impl<'a> Media<'a> {
    /// None used yet.
    pub(crate) fn new(code: &'a str, assets: &'a BTreeMap<String, Asset>) -> Self {
        Media { code, assets, used: BTreeMap::new(), missing: BTreeSet::new() }
    }

    /// The name under which a note refers to the asset at a path; `None` if there is none, which is remembered.
    pub(crate) fn name(&mut self, path: &str) -> Option<String> {
        let Some(asset) = self.assets.get(path) else {
            self.missing.insert(path.to_owned());
            return None;
        };
        let hash = blake3::hash(&asset.bytes).to_hex();
        let name = format!("{}-{}{}", self.code, &hash[..16], extension(path));
        self.used.insert(name.clone(), &asset.bytes);
        Some(name)
    }

    /// Names and contents of what was used, by name; or the first path that led nowhere.
    pub(crate) fn into_files(self) -> Result<Vec<(String, &'a [u8])>, String> {
        match self.missing.into_iter().next() {
            Some(path) => Err(path),
            None => Ok(self.used.into_iter().collect()),
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
        ]);
        let mut media = Media::new("cks", &assets);
        let name = media.name("assets/a.SVG");
        assert_eq!(name.as_deref(), Some("cks-09a1d6ef9fbcf63a.svg"));
        assert_eq!(media.name("assets/same.svg"), name);
        assert_ne!(media.name("assets/b.svg"), name);
        assert_eq!(media.into_files().map(|files| files.len()), Ok(2));
    }

    #[test]
    fn a_path_that_leads_nowhere_is_told() {
        let assets = BTreeMap::new();
        let mut media = Media::new("cks", &assets);
        assert_eq!(media.name("assets/none.svg"), None);
        assert_eq!(media.into_files(), Err("assets/none.svg".to_owned()));
    }
}
