//! What generators get: a catalogue that passed its checks.

use crate::model::Catalog;

/// A checked catalogue and the settings of one build. Only [`check`](crate::compile) makes one, so that a generator never
/// sees a broken reference.
#[derive(Debug, Clone)]
pub struct Edition {
    catalog: Catalog,
    base_url: Option<String>,
}

impl Edition {
    pub(crate) fn new(catalog: Catalog, base_url: Option<String>) -> Self {
        let base_url = base_url.map(|url| url.trim_end_matches('/').to_owned() + "/");
        Edition { catalog, base_url }
    }

    /// The catalogue. Retired questions and cards are in it; drafts are not, unless the build asked for them.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// The edition with one of its courses alone, and the track that one is in.
    #[must_use]
    pub fn of_course(&self, code: &str) -> Self {
        let mut catalog = self.catalog.clone();
        catalog.courses.retain(|course| course.code.as_str() == code);
        catalog.tracks.retain(|track| catalog.courses.iter().any(|course| course.track.value == track.id.value));
        Edition { catalog, base_url: self.base_url.clone() }
    }

    /// Where the site will be, with a slash at its end. Without it, what needs absolute addresses is left out.
    pub fn base_url(&self) -> Option<&str> {
        self.base_url.as_deref()
    }
}
