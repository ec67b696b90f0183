//! The first reading: which bytes of the source hold inlines, and of what kind of block.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

/// A stretch of inlines.
#[derive(Debug)]
pub(super) struct Leaf {
    pub(super) kind: LeafKind,
    pub(super) range: Range<usize>,
    /// The inline code in it.
    pub(super) codes: Vec<Range<usize>>,
}

/// What a leaf's trailing braces may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LeafKind {
    /// A heading's content.
    Heading,
    /// The first paragraph of a list item.
    ItemLead,
    /// Anything else: a paragraph, a cell, text of a tight item.
    Other,
}

/// The leaves of a text, in order. HTML and code blocks have none.
pub(super) fn leaves<'a>(events: impl Iterator<Item = (Event<'a>, Range<usize>)>) -> Vec<Leaf> {
    let mut leaves: Vec<Leaf> = Vec::new();
    let (mut next, mut open, mut literal) = (LeafKind::Other, false, false);
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => (next, open, literal) = (LeafKind::Other, false, true),
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => literal = false,
            Event::TaskListMarker(_) | Event::Start(Tag::Paragraph) => open = false,
            Event::Start(Tag::Item) => (next, open) = (LeafKind::ItemLead, false),
            Event::Start(Tag::Heading { .. }) => (next, open) = (LeafKind::Heading, false),
            ref event if is_block(event) => (next, open) = (LeafKind::Other, false),
            _ if literal => {}
            event => {
                if !open {
                    leaves.push(Leaf { kind: next, range: range.clone(), codes: Vec::new() });
                    (next, open) = (LeafKind::Other, true);
                }
                if let Some(leaf) = leaves.last_mut() {
                    leaf.range.end = leaf.range.end.max(range.end);
                    if matches!(event, Event::Code(_)) {
                        leaf.codes.push(range);
                    }
                }
            }
        }
    }
    leaves
}

/// Whether an event begins or ends a block.
pub(super) fn is_block(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => {
            !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. })
        }
        Event::End(tag) => {
            !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
        }
        Event::Rule | Event::Html(_) => true,
        _ => false,
    }
}
