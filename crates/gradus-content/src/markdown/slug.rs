//! Anchors of headings: the author's ids first, then slugs of the text that avoid them.

use std::collections::{BTreeMap, BTreeSet};

/// Whether a word is an id: `a-z`, `0-9` and `-`, beginning with a letter.
pub(super) fn is_id(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_lowercase())
        && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// The words of a text in lower case, joined by dashes.
pub(super) fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') && c != '\'' && c != '’' {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    if out.is_empty() { "section".to_owned() } else { out }
}

/// The anchors given out within one text.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    taken: BTreeSet<String>,
    /// For each slug, the last number tried.
    tried: BTreeMap<String, usize>,
}

impl Anchors {
    /// Sets an author's id aside, so that no slug takes it.
    pub(super) fn reserve(&mut self, id: &str) {
        self.taken.insert(id.to_owned());
    }

    /// An anchor for a text: its slug, or the slug with `-2`, `-3` …
    pub(super) fn slug(&mut self, text: &str) -> String {
        let slug = slug(text);
        if self.taken.insert(slug.clone()) {
            return slug;
        }
        let tried = self.tried.entry(slug.clone()).or_insert(1);
        loop {
            *tried += 1;
            let candidate = format!("{slug}-{tried}");
            if self.taken.insert(candidate.clone()) {
                return candidate;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_words_joined_by_dashes() {
        assert_eq!(slug("The API server's `--flags`, twice"), "the-api-servers-flags-twice");
        assert_eq!(slug("Überblick: 2 Wege"), "überblick-2-wege");
        assert_eq!(slug("!?"), "section");
    }

    #[test]
    fn repeated_slugs_are_numbered_and_avoid_ids() {
        let mut anchors = Anchors::default();
        anchors.reserve("setup-2");
        assert_eq!(anchors.slug("Setup"), "setup");
        assert_eq!(anchors.slug("Setup"), "setup-3");
        assert_eq!(anchors.slug("Setup!"), "setup-4");
    }

    #[test]
    fn ids_begin_with_a_letter() {
        assert!(is_id("deny-all-2"));
        for word in ["", "2-deny", "Deny", "deny_all", "-x"] {
            assert!(!is_id(word), "{word}");
        }
    }
}
