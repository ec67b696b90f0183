//! Visiting every block and inline of a tree, outer before inner.

use crate::{Block, BlockKind, Inline, InlineKind};

/// What to do at each node. Both methods do nothing by default.
pub trait Visit {
    /// Called for each block before what it holds.
    fn block(&mut self, block: &Block) {
        let _ = block;
    }

    /// Called for each inline before what it holds.
    fn inline(&mut self, inline: &Inline) {
        let _ = inline;
    }
}

/// Visits blocks and everything in them.
pub fn walk_blocks(blocks: &[Block], visit: &mut impl Visit) {
    for block in blocks {
        visit.block(block);
        match &block.kind {
            BlockKind::Heading(heading) => walk_inlines(&heading.content, visit),
            BlockKind::Paragraph(content) => walk_inlines(content, visit),
            BlockKind::List(list) => list.items.iter().for_each(|item| walk_blocks(&item.blocks, visit)),
            BlockKind::Quote(blocks) => walk_blocks(blocks, visit),
            BlockKind::Callout(callout) => {
                walk_inlines(callout.title.as_deref().unwrap_or_default(), visit);
                walk_blocks(&callout.blocks, visit);
            }
            BlockKind::Table(table) => {
                for row in std::iter::once(&table.head).chain(&table.rows) {
                    row.iter().for_each(|cell| walk_inlines(cell, visit));
                }
            }
            BlockKind::Code(_) | BlockKind::Figure(_) | BlockKind::Rule => {}
        }
    }
}

/// Visits inlines and everything in them.
pub fn walk_inlines(inlines: &[Inline], visit: &mut impl Visit) {
    for inline in inlines {
        visit.inline(inline);
        match &inline.kind {
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Link { content, .. }
            | InlineKind::Indexed { content, .. }
            | InlineKind::Cloze { content, .. } => walk_inlines(content, visit),
            InlineKind::Text(_)
            | InlineKind::Code(_)
            | InlineKind::Image { .. }
            | InlineKind::SoftBreak
            | InlineKind::HardBreak
            | InlineKind::Blank { .. } => {}
        }
    }
}
