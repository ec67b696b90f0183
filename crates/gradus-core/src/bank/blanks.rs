//! The blanks `___[name]` of a stem and their places.

use gradus_content::{Block, BlockKind, Code, Inline, InlineKind, Visit, walk_blocks};
use gradus_diagnostics::{Span, Spanned};

/// All blanks of some prose, in order, each with the place of its whole marker.
pub(crate) fn blanks(blocks: &[Block]) -> Vec<Spanned<String>> {
    let mut found = Blanks(Vec::new());
    walk_blocks(blocks, &mut found);
    found.0
}

struct Blanks(Vec<Spanned<String>>);

impl Visit for Blanks {
    fn block(&mut self, block: &Block) {
        if let BlockKind::Code(code) = &block.kind {
            self.0.extend(of_fence(code));
        }
    }

    fn inline(&mut self, inline: &Inline) {
        if let InlineKind::Blank { name, .. } = &inline.kind {
            self.0.push(Spanned::new(name.clone(), inline.span));
        }
    }
}

/// The markers were taken out of a fence's text: each ends where the text behind it, or the next marker there, begins.
fn of_fence(code: &Code) -> Vec<Spanned<String>> {
    let mut found = Vec::new();
    let mut behind: Option<(usize, usize)> = None;
    for (at, name) in code.blanks.iter().rev() {
        let end = match behind {
            Some((same, start)) if same == *at => start,
            _ => code.map.offset(*at),
        };
        let start = end.saturating_sub("___[]".len() + name.len());
        found.push(Spanned::new(name.clone(), Span::new(code.map.source(), start, end)));
        behind = Some((*at, start));
    }
    found.reverse();
    found
}
