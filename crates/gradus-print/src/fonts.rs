//! The fonts of a document: the theme's, then Typst's own as a fallback for characters that those lack.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

static FALLBACK: LazyLock<Vec<Font>> =
    LazyLock::new(|| typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data))).collect());

/// Fonts and their catalogue.
#[derive(Debug)]
pub(crate) struct Fonts {
    fonts: Vec<Font>,
    book: LazyHash<FontBook>,
}

impl Default for Fonts {
    fn default() -> Self {
        Fonts::new([])
    }
}

impl Fonts {
    /// Reads the theme's font files. What is no font is passed over; a text set in it falls back.
    pub(crate) fn new(files: impl IntoIterator<Item = Vec<u8>>) -> Self {
        let mut fonts: Vec<Font> = files.into_iter().flat_map(|bytes| Font::iter(Bytes::new(bytes))).collect();
        fonts.extend(FALLBACK.iter().cloned());
        let book = LazyHash::new(FontBook::from_fonts(&fonts));
        Fonts { fonts, book }
    }

    pub(crate) fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    pub(crate) fn get(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    /// Whether some font has a glyph for the character.
    pub(crate) fn covers(&self, c: char) -> bool {
        self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(c)))
    }
}
