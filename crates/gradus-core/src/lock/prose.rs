//! Prose as canonical bytes: what it says, not how its source was wrapped or where it stands.

use std::collections::BTreeMap;

use gradus_content::{Alignment, Block, BlockKind, CalloutKind, Code, Inline, InlineKind, LinkTarget, ListItem};

use super::hash::Hasher;
use crate::model::Asset;

/// Writes prose into a hash. Pictures count by their bytes, wherever they lie.
pub(super) struct Prose<'a> {
    pub(super) assets: &'a BTreeMap<String, Asset>,
}

impl Prose<'_> {
    pub(super) fn blocks(&self, hasher: &mut Hasher, blocks: &[Block]) {
        hasher.list(blocks, |hasher, block| self.block(hasher, block));
    }

    fn block(&self, hasher: &mut Hasher, block: &Block) {
        match &block.kind {
            BlockKind::Heading(heading) => {
                hasher.text("heading");
                hasher.number(heading.level.into());
                hasher.text(&heading.anchor);
                self.inlines(hasher, &heading.content);
            }
            BlockKind::Paragraph(content) => {
                hasher.text("paragraph");
                self.inlines(hasher, content);
            }
            BlockKind::List(list) => {
                hasher.text("list");
                hasher.flag(list.start.is_some());
                hasher.number(list.start.unwrap_or_default());
                hasher.flag(list.loose);
                hasher.list(&list.items, |hasher, item| self.item(hasher, item));
            }
            BlockKind::Quote(blocks) => {
                hasher.text("quote");
                self.blocks(hasher, blocks);
            }
            BlockKind::Callout(callout) => {
                hasher.text(match callout.kind {
                    CalloutKind::Tip => "tip",
                    CalloutKind::Pitfall => "pitfall",
                    CalloutKind::Concept => "concept",
                    CalloutKind::Note => "note",
                    CalloutKind::Caution => "caution",
                });
                self.inlines(hasher, callout.title.as_deref().unwrap_or_default());
                self.blocks(hasher, &callout.blocks);
            }
            BlockKind::Code(code) => of_code(hasher, code),
            BlockKind::Table(table) => {
                hasher.text("table");
                hasher.list(&table.alignments, |hasher, alignment| hasher.number(column(*alignment)));
                hasher.list(&table.head, |hasher, cell| self.inlines(hasher, cell));
                hasher.list(&table.rows, |hasher, row| hasher.list(row, |hasher, cell| self.inlines(hasher, cell)));
            }
            BlockKind::Figure(figure) => {
                hasher.text("figure");
                self.asset(hasher, &figure.path.value);
                hasher.text(&figure.alt);
                hasher.optional(figure.caption.as_deref());
            }
            BlockKind::Rule => hasher.text("rule"),
        }
    }

    fn item(&self, hasher: &mut Hasher, item: &ListItem) {
        hasher.number(item.checked.map_or(0, |checked| 1 + u64::from(checked)));
        self.blocks(hasher, &item.blocks);
    }

    /// A line may be wrapped anywhere: a break in the source is the space that it shows.
    pub(super) fn inlines(&self, hasher: &mut Hasher, inlines: &[Inline]) {
        let mut text = String::new();
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(more) => text.push_str(more),
                InlineKind::SoftBreak => text.push(' '),
                other => {
                    plain(hasher, &mut text);
                    self.inline(hasher, other);
                }
            }
        }
        plain(hasher, &mut text);
        hasher.text("end");
    }

    fn inline(&self, hasher: &mut Hasher, inline: &InlineKind) {
        let mut around = |name: &str, content: &[Inline]| {
            hasher.text(name);
            self.inlines(hasher, content);
        };
        match inline {
            InlineKind::Text(_) | InlineKind::SoftBreak => {}
            InlineKind::Emphasis(content) => around("emphasis", content),
            InlineKind::Strong(content) => around("strong", content),
            InlineKind::Strikethrough(content) => around("strikethrough", content),
            InlineKind::Code(code) => {
                hasher.text("code");
                hasher.text(code);
            }
            InlineKind::Link { link, content } => {
                around("link", content);
                self.target(hasher, &link.target);
            }
            // None reaches an item; it changes nothing of what one reads.
            InlineKind::Indexed { content, .. } => self.inlines(hasher, content),
            InlineKind::Image { path, alt } => {
                hasher.text("image");
                self.asset(hasher, &path.value);
                hasher.text(alt);
            }
            InlineKind::HardBreak => hasher.text("break"),
            InlineKind::Cloze { ordinal, content, hint } => {
                around("cloze", content);
                hasher.number((*ordinal).into());
                hasher.optional(hint.as_deref());
            }
            InlineKind::Blank { name, code } => {
                hasher.text("blank");
                hasher.text(name);
                hasher.flag(*code);
            }
        }
    }

    fn target(&self, hasher: &mut Hasher, target: &LinkTarget) {
        match target {
            LinkTarget::Part(part) => {
                hasher.text(part.kind.scheme());
                hasher.text(&part.id);
                hasher.optional(part.anchor.as_deref());
            }
            LinkTarget::Anchor(anchor) => {
                hasher.text("anchor");
                hasher.text(anchor);
            }
            LinkTarget::External(url) => {
                hasher.text("external");
                hasher.text(url);
            }
            LinkTarget::Asset(path) => {
                hasher.text("asset");
                self.asset(hasher, path);
            }
        }
    }

    fn asset(&self, hasher: &mut Hasher, path: &str) {
        let name = path.rsplit('/').next().unwrap_or(path);
        hasher.text(name.rsplit_once('.').map_or("", |(_, extension)| extension));
        hasher.bytes(self.assets.get(path).map_or(&[], |asset| asset.bytes.as_slice()));
    }
}

fn plain(hasher: &mut Hasher, text: &mut String) {
    if !text.is_empty() {
        hasher.text("text");
        hasher.text(text);
        text.clear();
    }
}

fn of_code(hasher: &mut Hasher, code: &Code) {
    hasher.text("fence");
    hasher.optional(code.language.as_ref().map(|language| language.value.as_str()));
    hasher.optional(code.file.as_ref().map(|file| file.value.as_str()));
    [code.fragment, code.invalid, code.output].into_iter().for_each(|flag| hasher.flag(flag));
    hasher.text(&code.text);
    hasher.list(&code.clozes, |hasher, cloze| {
        hasher.number(cloze.ordinal.into());
        hasher.number(cloze.range.start as u64);
        hasher.number(cloze.range.end as u64);
        hasher.optional(cloze.hint.as_deref());
    });
    hasher.list(&code.blanks, |hasher, (at, name)| {
        hasher.number(*at as u64);
        hasher.text(name);
    });
}

fn column(alignment: Alignment) -> u64 {
    match alignment {
        Alignment::None => 0,
        Alignment::Left => 1,
        Alignment::Centre => 2,
        Alignment::Right => 3,
    }
}
