//! Blocks and inlines as the HTML of Anki's fields.
//!
//! Fields hold no words of the interface and no addresses of the site: both would make every note look changed when they
//! change. So links to parts of the course are plain text here, and the names of call-outs come from the style sheet.

mod block;
mod inline;

use gradus_content::{Block, Inline};
use gradus_core::model::Blank;

use crate::escape;
use crate::media::Media;

/// Writes HTML, and collects the pictures it refers to.
#[derive(Debug)]
pub(crate) struct Html<'a, 'm> {
    media: &'m mut Media<'a>,
    blanks: Blanks<'m>,
    clozes: bool,
    in_cloze: bool,
    out: String,
}

/// What stands in the place of a blank.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) enum Blanks<'a> {
    /// An empty box.
    #[default]
    Empty,
    /// A box with the number of the blank.
    Numbered(&'a [Blank]),
    /// Its answer.
    Filled(&'a [Blank]),
}

impl<'a, 'm> Html<'a, 'm> {
    /// A writer of ordinary prose: clozes are plain text, blanks are empty.
    pub(crate) fn new(media: &'m mut Media<'a>) -> Self {
        Html { media, blanks: Blanks::Empty, clozes: false, in_cloze: false, out: String::new() }
    }

    /// Writes clozes as Anki's.
    pub(crate) fn with_clozes(mut self) -> Self {
        self.clozes = true;
        self
    }

    /// Writes blanks in this way.
    pub(crate) fn with_blanks(mut self, blanks: Blanks<'m>) -> Self {
        self.blanks = blanks;
        self
    }

    /// All blocks.
    pub(crate) fn blocks(mut self, blocks: &[Block]) -> String {
        self.push_blocks(blocks);
        self.out
    }

    /// All blocks; a single paragraph without its element.
    pub(crate) fn compact(mut self, blocks: &[Block]) -> String {
        self.push_compact(blocks);
        self.out
    }

    /// All inlines.
    pub(crate) fn inlines(mut self, inlines: &[Inline]) -> String {
        self.push_inlines(inlines);
        self.out
    }

    fn text(&mut self, text: &str) {
        escape::text(text, self.in_cloze, &mut self.out);
    }

    fn open_cloze(&mut self, ordinal: u16) {
        escape::separate('{', &mut self.out);
        self.out.push_str(&format!("{{{{c{ordinal}::"));
        self.in_cloze = true;
    }

    fn close_cloze(&mut self, hint: Option<&str>) {
        if let Some(hint) = hint {
            escape::separate(':', &mut self.out);
            self.out.push_str("::");
            self.text(hint);
        }
        escape::separate('}', &mut self.out);
        self.out.push_str("}}");
        self.in_cloze = false;
    }

    fn blank(&mut self, name: &str) {
        match self.blanks {
            Blanks::Empty => self.out.push_str(r#"<span class="blank"></span>"#),
            Blanks::Numbered(blanks) => {
                let number = blanks.iter().position(|blank| blank.name == name).map_or(0, |index| index + 1);
                self.out.push_str(&format!(r#"<span class="blank">{number}</span>"#));
            }
            Blanks::Filled(blanks) => {
                let answer = blanks.iter().find(|blank| blank.name == name).and_then(|blank| blank.accepted.first());
                self.out.push_str(r#"<span class="filled">"#);
                self.text(answer.map_or("", |answer| answer.value.as_str()));
                self.out.push_str("</span>");
            }
        }
    }
}

#[cfg(test)]
mod tests;
