//! The second reading: events become blocks.

use std::collections::BTreeMap;
use std::ops::Range;

use gradus_diagnostics::{Diagnostic, Span};
use pulldown_cmark::{Event, HeadingLevel, LinkType, Parser, Tag};

use crate::rules::{
    DUPLICATE_ANCHOR, FENCE_AFTER_CHECKBOX, HEADING_LEVEL_ONE, MALFORMED_BLANK, MALFORMED_CLOZE, MARKDOWN_TOO_DEEP,
};
use crate::{Attributes, Block, BlockKind, Heading, Inline, List, ListItem, plain_inlines};

use super::cloze::Token;
use super::leaf::is_block;
use super::marks::{MarkKind, Marked};
use super::slug::Anchors;
use super::{Options, Parsed, Silence};

/// How deep lists and quotes may nest, and likewise emphasis and links.
const MAX_DEPTH: usize = 32;

/// Goes over the events of a text once and builds its tree.
pub(super) struct Reader<'a, 'd> {
    pub(super) marked: &'a Marked<'a>,
    pub(super) options: Options,
    pub(super) diagnostics: &'d mut Vec<Diagnostic>,
    events: Vec<(Event<'a>, Range<usize>)>,
    cursor: usize,
    depth: usize,
    /// Label → the definition's place, for links by reference.
    pub(super) definitions: BTreeMap<String, Range<usize>>,
    /// Which marks found their place in the tree.
    pub(super) placed: Vec<bool>,
    /// How many images are being read: no mark can find its place in an alternative text.
    pub(super) images: usize,
    /// How many links are being read: the address that is a link's text is no bare one.
    pub(super) links: usize,
    /// Attributes met in the leaf that is being read.
    pub(super) attributes: Option<Attributes>,
    /// The checkbox met in the item that is being read.
    checked: Option<bool>,
    /// HTML tags that are open in the leaf that is being read.
    pub(super) open_tags: usize,
    /// Blocks of HTML that were reported and not yet closed by another one.
    pub(super) open_blocks: usize,
    /// Whether a fence was not opened: then the next one is its closing line, and all of it has been said.
    pub(super) unopened: bool,
    anchors: Anchors,
    pub(super) silences: Vec<Silence>,
    /// How many of the silences have their block.
    settled: usize,
}

impl<'a, 'd> Reader<'a, 'd> {
    pub(super) fn new(marked: &'a Marked<'a>, options: Options, diagnostics: &'d mut Vec<Diagnostic>) -> Self {
        let mut parser = Parser::new_ext(&marked.text, super::syntax()).into_offset_iter();
        let (mut events, mut definitions) = (Vec::new(), BTreeMap::new());
        while let Some((event, range)) = parser.next() {
            if let Event::Start(Tag::Link { link_type, id, .. } | Tag::Image { link_type, id, .. }) = &event
                && matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut)
                && let Some(definition) = parser.reference_definitions().get(id)
            {
                definitions.insert(id.to_string(), definition.span.clone());
            }
            events.push((event, range));
        }
        let mut reader = Reader {
            marked,
            options,
            diagnostics,
            events,
            cursor: 0,
            depth: 0,
            definitions,
            placed: vec![false; marked.marks.len()],
            images: 0,
            links: 0,
            attributes: None,
            checked: None,
            open_tags: 0,
            open_blocks: 0,
            anchors: Anchors::default(),
            unopened: false,
            silences: Vec::new(),
            settled: 0,
        };
        reader.reserve_ids();
        reader
    }

    /// Reads everything.
    pub(super) fn document(mut self) -> Parsed {
        let blocks = self.blocks();
        self.report_dangling_silences();
        for (mark, placed) in self.marked.marks.iter().zip(&self.placed) {
            let (rule, what) = match &mark.kind {
                MarkKind::Token(Token::Cloze { .. }) => (MALFORMED_CLOZE, "a cloze"),
                MarkKind::Token(Token::Blank { .. }) => (MALFORMED_BLANK, "a blank"),
                MarkKind::Attributes(_) => continue,
            };
            if !placed {
                let span = self.marked.place(mark.range.clone());
                let message = format!("{what} cannot stand inside a link's target, an image or a tag");
                self.diagnostics.push(Diagnostic::error(rule, span, message).help("move it into the text around"));
            }
        }
        Parsed { blocks, silences: self.silences }
    }

    /// Reads everything as inlines, whatever blocks they seem to stand in: for the content of a cloze.
    pub(super) fn only_inlines(mut self) -> Vec<Inline> {
        let mut content = Vec::new();
        while self.peek().is_some() {
            content.extend(self.inlines());
            self.next();
        }
        content
    }

    /// Authors' ids come first, so that no slug of an earlier heading takes them.
    fn reserve_ids(&mut self) {
        let mut first: BTreeMap<&str, Span> = BTreeMap::new();
        for mark in &self.marked.marks {
            let MarkKind::Attributes(Attributes { id: Some(id), .. }) = &mark.kind else { continue };
            self.anchors.reserve(&id.value);
            if let Some(earlier) = first.get(id.value.as_str()) {
                // The ids of a bank are unique in the whole course, which is judged elsewhere.
                if !self.options.attributes {
                    let message = format!("two headings have the id `{}`", id.value);
                    let finding = Diagnostic::error(DUPLICATE_ANCHOR, id.span, message);
                    self.diagnostics.push(finding.also(*earlier, "first given here").help("give each its own"));
                }
            } else {
                first.insert(&id.value, id.span);
            }
        }
    }

    pub(super) fn peek(&self) -> Option<&(Event<'a>, Range<usize>)> {
        self.events.get(self.cursor)
    }

    /// What is still to be read.
    pub(super) fn ahead(&self) -> &[(Event<'a>, Range<usize>)] {
        &self.events[self.cursor..]
    }

    /// Where the content of a link ends that has just been read: the end of what was read last, or the link's first byte.
    pub(super) fn content_end(&self, link: &Range<usize>) -> usize {
        let before = self.cursor.checked_sub(1).and_then(|last| self.events.get(last));
        before.map_or(link.start, |(_, range)| if *range == *link { link.start } else { range.end.min(link.end) })
    }

    pub(super) fn next(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        let slot = self.events.get_mut(self.cursor)?;
        self.cursor += 1;
        Some((std::mem::replace(&mut slot.0, Event::SoftBreak), slot.1.clone()))
    }

    /// Passes the end of what was begun.
    pub(super) fn end(&mut self) {
        if matches!(self.peek(), Some((Event::End(_), _))) {
            self.cursor += 1;
        }
    }

    /// Reads what an element holds, unless it nests too deep: then that is said and nothing more is read.
    pub(super) fn nested<T: Default>(&mut self, range: &Range<usize>, read: impl FnOnce(&mut Self) -> T) -> T {
        if self.depth >= MAX_DEPTH {
            let span = self.span(range.start..range.start);
            self.diagnostics.push(
                Diagnostic::error(MARKDOWN_TOO_DEEP, span, format!("this nests deeper than {MAX_DEPTH} levels"))
                    .label("nothing from here on was read")
                    .help("flatten the lists, quotes or emphasis around it"),
            );
            self.cursor = self.events.len();
            // Marks beyond this place are neither right nor wrong.
            self.placed.fill(true);
            return T::default();
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    /// The place of a range of the marked text, without white space at its ends.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let slice = self.marked.text[range.clone()].trim_end();
        let start = range.start + slice.len() - slice.trim_start().len();
        self.marked.span(start..range.start + slice.len())
    }

    /// Blocks up to the end of what holds them. What is kept for long is no larger than it must be: a course has millions of
    /// short lists, and one that grew has room for four.
    pub(super) fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        while self.step(&mut blocks) {}
        blocks.shrink_to_fit();
        blocks
    }

    /// Reads one block, or says that there is none before the end of what holds them.
    fn step(&mut self, blocks: &mut Vec<Block>) -> bool {
        let Some((event, range)) = self.peek() else { return false };
        let range = range.clone();
        match event {
            Event::End(_) => return false,
            Event::Start(Tag::HtmlBlock) => self.html_block(),
            Event::TaskListMarker(_) => self.checkbox(),
            // The text of a tight item stands in no paragraph.
            event if !is_block(event) => {
                let kind = self.leaf();
                let end = self.events[self.cursor - 1].1.end;
                let span = self.span(range.start..end.max(range.start));
                blocks.extend(self.settled_block(span, kind));
            }
            _ => {
                let span = self.span(range);
                self.settle(span);
                let kind = self.block();
                blocks.extend(kind.map(|kind| Block { span, kind }));
            }
        }
        true
    }

    fn settled_block(&mut self, span: Span, kind: Option<BlockKind>) -> Option<Block> {
        let kind = kind?;
        self.settle(span);
        Some(Block { span, kind })
    }

    /// Gives the silences before a block their block.
    pub(super) fn settle(&mut self, span: Span) {
        for silence in &mut self.silences[self.settled..] {
            silence.next = Some(span);
        }
        self.settled = self.silences.len();
    }

    fn block(&mut self) -> Option<BlockKind> {
        let (event, range) = self.next()?;
        let kind = match event {
            Event::Rule => return Some(BlockKind::Rule),
            Event::Start(Tag::Paragraph) => {
                if matches!(self.peek(), Some((Event::TaskListMarker(_), _))) {
                    self.checkbox();
                }
                self.leaf()
            }
            Event::Start(Tag::Heading { level, .. }) => Some(self.heading(level, range)),
            Event::Start(Tag::BlockQuote(kind)) => Some(self.quote(kind, range)),
            Event::Start(Tag::CodeBlock(kind)) => Some(self.code(&kind, range)),
            Event::Start(Tag::List(start)) => Some(self.list(start, &range)),
            Event::Start(Tag::Table(alignments)) => Some(self.table(&alignments)),
            _ => return None,
        };
        self.end();
        kind
    }

    /// A paragraph or a figure; nothing where only a comment stood.
    fn leaf(&mut self) -> Option<BlockKind> {
        self.open_tags = 0;
        if let Some(figure) = self.figure() {
            return Some(BlockKind::Figure(Box::new(figure)));
        }
        let content = self.inlines();
        (!content.is_empty()).then_some(BlockKind::Paragraph(content))
    }

    fn heading(&mut self, level: HeadingLevel, range: Range<usize>) -> BlockKind {
        self.open_tags = 0;
        self.attributes = None;
        let content = self.inlines();
        let attributes = self.attributes.take();
        if level == HeadingLevel::H1 {
            let finding = Diagnostic::error(HEADING_LEVEL_ONE, self.span(range), "a heading of level 1 in prose");
            self.diagnostics.push(finding.help("begin with `##`: the title of the page stands in its front matter"));
        }
        let id = attributes.as_ref().and_then(|attributes| attributes.id.clone());
        let anchor = match &id {
            Some(id) => id.value.clone(),
            None => self.anchors.slug(&plain_inlines(&content)),
        };
        BlockKind::Heading(Box::new(Heading { level: level as u8, anchor, id, attributes, content }))
    }

    fn list(&mut self, start: Option<u64>, range: &Range<usize>) -> BlockKind {
        let (items, loose) = self.nested(range, |reader| {
            let (mut items, mut loose) = (Vec::new(), false);
            while let Some((Event::Start(Tag::Item), range)) = reader.peek().cloned() {
                reader.cursor += 1;
                let span = reader.span(range);
                reader.settle(span);
                let (item, apart) = reader.item(span);
                items.push(item);
                loose |= apart;
            }
            (items, loose)
        });
        BlockKind::List(List { start, loose, items })
    }

    /// An item, and whether blank lines set its paragraphs apart.
    fn item(&mut self, span: Span) -> (ListItem, bool) {
        let mut item = ListItem { span, checked: None, attributes: None, blocks: Vec::new() };
        let mut loose = false;
        loop {
            loose |= matches!(self.peek(), Some((Event::Start(Tag::Paragraph), _)));
            if !self.step(&mut item.blocks) {
                break;
            }
            // Nested items have taken theirs by now, so what is here belongs to this one.
            item.checked = item.checked.or(self.checked.take());
            item.attributes = item.attributes.or(self.attributes.take());
        }
        self.end();
        item.blocks.shrink_to_fit();
        (item, loose)
    }

    fn checkbox(&mut self) {
        let Some((Event::TaskListMarker(checked), range)) = self.next() else { return };
        self.checked = Some(checked);
        let line = self.marked.text[range.end..].lines().next().unwrap_or_default().trim();
        let Some(mark) = line.chars().next().filter(|c| matches!(c, '`' | '~')) else { return };
        let ticks = line.chars().take_while(|c| *c == mark).count();
        if ticks >= 3 && !line[ticks..].contains(&line[..ticks]) {
            let start = range.end + self.marked.text[range.end..].find(mark).unwrap_or(0);
            self.unopened = true;
            self.diagnostics.push(
                Diagnostic::error(FENCE_AFTER_CHECKBOX, self.marked.span(start..start + ticks), "this opens no fence")
                    .label("after a checkbox, the rest of the line is text")
                    .help("put the fence on the next line, indented as far as the checkbox"),
            );
        }
    }
}
