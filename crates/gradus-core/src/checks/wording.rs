//! Prose as wording: the words of a paragraph, a heading or a cell in one piece, and where each of them stands.

use gradus_content::{Block, BlockKind, Inline, InlineKind, Visit, walk_blocks};
use gradus_diagnostics::{Span, TextMap};

use super::prose::Text;

/// Stands for code, a picture or a blank: something, but no words.
pub(super) const OBJECT: char = '\u{fffc}';

/// The words of a stretch of inlines.
pub(super) struct Wording {
    /// The words; a line break in the source is a space.
    pub(super) text: String,
    map: TextMap,
}

impl Wording {
    fn new(inlines: &[Inline]) -> Option<Self> {
        let mut wording = Wording { text: String::new(), map: TextMap::empty(inlines.first()?.span.source) };
        wording.add(inlines);
        Some(wording)
    }

    fn add(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) => self.push(text, inline.span),
                InlineKind::SoftBreak | InlineKind::HardBreak => self.push(" ", inline.span),
                InlineKind::Emphasis(content)
                | InlineKind::Strong(content)
                | InlineKind::Strikethrough(content)
                | InlineKind::Link { content, .. }
                | InlineKind::Indexed { content, .. }
                | InlineKind::Cloze { content, .. } => self.add(content),
                InlineKind::Code(_) | InlineKind::Image { .. } | InlineKind::Blank { .. } => {
                    self.push(OBJECT.encode_utf8(&mut [0; 4]), inline.span);
                }
            }
        }
    }

    fn push(&mut self, text: &str, span: Span) {
        let start = span.range().start;
        if text.len() == span.range().len() {
            self.map.push(self.text.len(), start);
        } else {
            // Escapes and entities hide which byte came from where: all stand at the first.
            (0..text.len()).for_each(|at| self.map.push(self.text.len() + at, start));
        }
        self.text.push_str(text);
    }

    /// Where a range of the text stands.
    pub(super) fn span(&self, range: std::ops::Range<usize>) -> Span {
        self.map.span(range)
    }

    /// Its words, letters and digits together, each with the byte at which it begins.
    pub(super) fn words(&self) -> impl Iterator<Item = (usize, &str)> + Clone {
        words(&self.text)
    }
}

/// The words of a text: letters and digits together, each with the byte at which it begins.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> + Clone {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        at = text[start..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |length| start + length);
        Some((start, &text[start..at]))
    })
}

/// The wordings of a part's prose, in order.
pub(super) fn of(text: &Text<'_>) -> Vec<Wording> {
    let mut wordings = Wordings(text.inlines.iter().filter_map(|inlines| Wording::new(inlines)).collect());
    text.blocks.iter().chain(&text.answers).for_each(|blocks| walk_blocks(blocks, &mut wordings));
    wordings.0
}

struct Wordings(Vec<Wording>);

impl Visit for Wordings {
    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading(heading) => self.0.extend(Wording::new(&heading.content)),
            BlockKind::Paragraph(content) => self.0.extend(Wording::new(content)),
            BlockKind::Callout(callout) => self.0.extend(callout.title.as_deref().and_then(Wording::new)),
            BlockKind::Table(table) => {
                let rows = std::iter::once(&table.head).chain(&table.rows);
                self.0.extend(rows.flatten().filter_map(|cell| Wording::new(cell)));
            }
            BlockKind::List(_) | BlockKind::Quote(_) | BlockKind::Code(_) | BlockKind::Figure(_) | BlockKind::Rule => {}
        }
    }
}
