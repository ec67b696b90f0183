//! The text of a tree without any markup: for search, summaries, alternative texts and comparisons.

use crate::{Block, BlockKind, Inline, InlineKind};

/// The words of inlines.
pub fn plain_inlines(inlines: &[Inline]) -> String {
    let mut out = String::new();
    inlines_into(inlines, &mut out);
    out
}

/// The words of blocks, a line each.
pub fn plain_blocks(blocks: &[Block]) -> String {
    let mut out = String::new();
    blocks_into(blocks, &mut out);
    out.truncate(out.trim_end().len());
    out
}

fn inlines_into(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => out.push_str(text),
            InlineKind::Emphasis(content)
            | InlineKind::Strong(content)
            | InlineKind::Strikethrough(content)
            | InlineKind::Link { content, .. }
            | InlineKind::Indexed { content, .. }
            | InlineKind::Cloze { content, .. } => inlines_into(content, out),
            InlineKind::Image { alt, .. } => out.push_str(alt),
            InlineKind::SoftBreak | InlineKind::HardBreak => out.push(' '),
            InlineKind::Blank { .. } => out.push_str("___"),
        }
    }
}

fn blocks_into(blocks: &[Block], out: &mut String) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading(heading) => inlines_into(&heading.content, out),
            BlockKind::Paragraph(content) => inlines_into(content, out),
            BlockKind::List(list) => list.items.iter().for_each(|item| blocks_into(&item.blocks, out)),
            BlockKind::Quote(blocks) => blocks_into(blocks, out),
            BlockKind::Callout(callout) => {
                if let Some(title) = &callout.title {
                    inlines_into(title, out);
                    out.push('\n');
                }
                blocks_into(&callout.blocks, out);
            }
            BlockKind::Code(code) => out.push_str(&code.text),
            BlockKind::Table(table) => {
                for row in std::iter::once(&table.head).chain(&table.rows) {
                    for cell in row {
                        inlines_into(cell, out);
                        out.push(' ');
                    }
                    out.push('\n');
                }
            }
            BlockKind::Figure(figure) => out.push_str(figure.caption.as_deref().unwrap_or(&figure.alt)),
            BlockKind::Rule => {}
        }
        if !out.is_empty() && !out.ends_with('\n') {
            out.push('\n');
        }
    }
}
