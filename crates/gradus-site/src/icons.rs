//! The theme's drawn icons, put into pages as they are: an SVG in the page takes the colour of its text.

use std::collections::BTreeMap;

use gradus_theme::{Theme, ThemeError};

const FOLDER: &str = "site/icons/";

/// Icons by name.
#[derive(Debug, Default)]
pub(crate) struct Icons(BTreeMap<String, String>);

impl Icons {
    /// Reads `site/icons/*.svg`.
    pub(crate) fn load(theme: &Theme) -> Result<Self, ThemeError> {
        let mut icons = BTreeMap::new();
        for path in theme.list(FOLDER) {
            let name = path.strip_prefix(FOLDER).and_then(|file| file.strip_suffix(".svg"));
            if let Some(name) = name {
                icons.insert(name.to_owned(), theme.text(&path)?.trim_end().to_owned());
            }
        }
        Ok(Icons(icons))
    }

    /// An icon's markup; nothing for one that the theme lacks, because every icon stands beside a text.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// All of them by name.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, svg)| (name.as_str(), svg.as_str()))
    }
}
