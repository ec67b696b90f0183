//! Blocks and inlines into the nodes that templates draw. Every kind is matched here, so that a new one breaks the build
//! and not a book.

use std::ops::Range;

use gradus_content::{
    Alignment, Block, BlockKind, Callout, CalloutKind, Code, Inline, InlineKind, LinkTarget, List, Table,
};

use crate::links::{Links, anchor_label};
use crate::node::{Item, Line, Look, Node, Piece, Run};

/// Signs of a blank in code, enough to write a word in by hand.
const BLANK: usize = 12;

/// What a text of the document is turned into nodes with.
#[derive(Clone, Copy)]
pub(crate) struct Prose<'a> {
    links: &'a Links,
    /// Label of the part that the text belongs to.
    owner: &'a str,
    /// The level of the heading above the text.
    above: u8,
    cloze: Cloze,
    /// Names of the blanks in their order, to number them by.
    blanks: &'a [&'a str],
    /// Whether headings get labels.
    anchored: bool,
}

/// How cloze deletions are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cloze {
    /// As text like any other.
    Plain,
    /// The deletions of this ordinal are hidden.
    Hide(u16),
    /// The deletions of this ordinal stand out.
    Reveal(u16),
}

impl<'a> Prose<'a> {
    /// For texts of the part labelled `owner`, under a heading of level `above`.
    pub(crate) fn new(links: &'a Links, owner: &'a str, above: u8) -> Self {
        Prose { links, owner, above, cloze: Cloze::Plain, blanks: &[], anchored: false }
    }

    /// Its headings can be linked to.
    pub(crate) fn anchored(self) -> Self {
        Prose { anchored: true, ..self }
    }

    /// For a face of a cloze card.
    pub(crate) fn cloze(self, cloze: Cloze) -> Self {
        Prose { cloze, ..self }
    }

    /// For the stem of a fill-in.
    pub(crate) fn blanks(self, blanks: &'a [&'a str]) -> Self {
        Prose { blanks, ..self }
    }

    pub(crate) fn blocks(&self, blocks: &[Block]) -> Vec<Node> {
        let mut level = self.above;
        blocks.iter().map(|block| self.block(block, &mut level)).collect()
    }

    /// `level` is that of the last heading: the next may be one deeper at most, as PDF/UA demands.
    fn block(&self, block: &Block, level: &mut u8) -> Node {
        match &block.kind {
            BlockKind::Heading(heading) => {
                // `##` is the highest heading of a text.
                let wanted = self.above + heading.level.saturating_sub(1).max(1);
                *level = wanted.min(*level + 1);
                let label = self.anchored.then(|| anchor_label(self.owner, &heading.anchor));
                Node::Heading { level: *level, label, content: self.inlines(&heading.content) }
            }
            BlockKind::Paragraph(content) => Node::Paragraph { content: self.inlines(content) },
            BlockKind::List(list) => self.list(list, level),
            BlockKind::Quote(blocks) => Node::Quote { blocks: self.nested(blocks, level) },
            BlockKind::Callout(callout) => self.callout(callout, level),
            BlockKind::Code(code) => self.code(code),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(figure) => Node::Figure {
                path: figure.path.value.clone(),
                alt: figure.alt.clone(),
                caption: figure.caption.clone(),
            },
            BlockKind::Rule => Node::Rule,
        }
    }

    fn nested(&self, blocks: &[Block], level: &mut u8) -> Vec<Node> {
        blocks.iter().map(|block| self.block(block, level)).collect()
    }

    fn list(&self, list: &List, level: &mut u8) -> Node {
        let items = list.items.iter();
        let items = items.map(|item| Item { checked: item.checked, blocks: self.nested(&item.blocks, level) });
        Node::List { start: list.start, loose: list.loose, items: items.collect() }
    }

    fn callout(&self, callout: &Callout, level: &mut u8) -> Node {
        let sort = match callout.kind {
            CalloutKind::Tip => "tip",
            CalloutKind::Pitfall => "pitfall",
            CalloutKind::Concept => "concept",
            CalloutKind::Note => "note",
            CalloutKind::Caution => "caution",
        };
        let title = callout.title.as_ref().map(|title| self.inlines(title));
        Node::Callout { sort, title, blocks: self.nested(&callout.blocks, level) }
    }

    fn table(&self, table: &Table) -> Node {
        let alignment = |alignment: &Alignment| match alignment {
            Alignment::None | Alignment::Left => "left",
            Alignment::Centre => "centre",
            Alignment::Right => "right",
        };
        let row = |row: &[Vec<Inline>]| row.iter().map(|cell| self.inlines(cell)).collect();
        Node::Table {
            alignments: table.alignments.iter().map(alignment).collect(),
            head: row(&table.head),
            rows: table.rows.iter().map(|cells| row(cells)).collect(),
        }
    }

    fn code(&self, code: &Code) -> Node {
        let language = code.language.as_ref().map(|language| language.value.clone());
        let look = match language.as_deref() {
            _ if code.output => Look::Output,
            Some("console") => Look::Console,
            _ => Look::Source,
        };
        Node::Code {
            look,
            language,
            file: code.file.as_ref().map(|file| file.value.clone()),
            fragment: code.fragment,
            invalid: code.invalid,
            lines: lines(&self.runs(code), look),
        }
    }

    /// The text of a fence, cut at its blanks and at the deletions of the card's ordinal.
    fn runs(&self, code: &Code) -> Vec<Run> {
        let mut marks: Vec<(Range<usize>, Option<String>)> = Vec::new();
        for (at, name) in &code.blanks {
            marks.push((*at..*at, Some(self.blank_text(name))));
        }
        for cloze in &code.clozes {
            match self.cloze {
                Cloze::Hide(ordinal) if ordinal == cloze.ordinal => {
                    marks.push((cloze.range.clone(), Some(hidden_text(cloze.hint.as_deref()))));
                }
                Cloze::Reveal(ordinal) if ordinal == cloze.ordinal => marks.push((cloze.range.clone(), None)),
                Cloze::Plain | Cloze::Hide(_) | Cloze::Reveal(_) => {}
            }
        }
        marks.sort_by_key(|(range, _)| (range.start, range.end));

        let mut runs = Vec::new();
        let mut done = 0;
        let mut push = |text: &str, marked: bool| {
            if !text.is_empty() {
                runs.push(Run { text: text.to_owned(), marked });
            }
        };
        for (range, shown) in marks {
            let shown = shown.as_deref().or_else(|| code.text.get(range.clone()));
            push(code.text.get(done..range.start).unwrap_or_default(), false);
            push(shown.unwrap_or_default(), true);
            done = range.end;
        }
        push(code.text.get(done..).unwrap_or_default(), false);
        runs
    }

    fn blank_text(&self, name: &str) -> String {
        match self.blank_number(name) {
            Some(number) => format!("{number}{}", "\u{a0}".repeat(BLANK)),
            None => "\u{a0}".repeat(BLANK),
        }
    }

    fn blank_number(&self, name: &str) -> Option<usize> {
        if self.blanks.len() < 2 {
            return None;
        }
        self.blanks.iter().position(|blank| *blank == name).map(|index| index + 1)
    }

    pub(crate) fn inlines(&self, inlines: &[Inline]) -> Vec<Piece> {
        let mut pieces = Vec::with_capacity(inlines.len());
        inlines.iter().for_each(|inline| self.inline(inline, &mut pieces));
        pieces
    }

    fn inline(&self, inline: &Inline, out: &mut Vec<Piece>) {
        match &inline.kind {
            InlineKind::Text(text) => push_text(out, text),
            InlineKind::SoftBreak => push_text(out, " "),
            InlineKind::HardBreak => out.push(Piece::Break),
            InlineKind::Code(text) => out.push(Piece::Code { text: text.clone() }),
            InlineKind::Emphasis(content) => out.push(Piece::Emphasis { content: self.inlines(content) }),
            InlineKind::Strong(content) => out.push(Piece::Strong { content: self.inlines(content) }),
            InlineKind::Strikethrough(content) => out.push(Piece::Strikethrough { content: self.inlines(content) }),
            InlineKind::Link { link, content } => self.link(&link.target, content, out),
            InlineKind::Indexed { entry, content } => {
                out.push(Piece::Indexed { entry: entry.clone(), content: self.inlines(content) });
            }
            InlineKind::Image { path, alt } => {
                out.push(Piece::Image { path: path.value.clone(), alt: alt.clone() });
            }
            InlineKind::Cloze { ordinal, content, hint } => match self.cloze {
                Cloze::Hide(hidden) if hidden == *ordinal => out.push(Piece::Hidden { hint: hint.clone() }),
                Cloze::Reveal(shown) if shown == *ordinal => {
                    out.push(Piece::Answer { content: self.inlines(content) });
                }
                Cloze::Plain | Cloze::Hide(_) | Cloze::Reveal(_) => out.extend(self.inlines(content)),
            },
            InlineKind::Blank { name, code } => {
                out.push(Piece::Blank { number: self.blank_number(name), code: *code });
            }
        }
    }

    fn link(&self, target: &LinkTarget, content: &[Inline], out: &mut Vec<Piece>) {
        let content = self.inlines(content);
        match self.links.resolve(target, self.owner) {
            Some(to) => out.push(Piece::Link { to, content }),
            None => out.extend(content),
        }
    }
}

/// Adjacent words are one piece, so that a line of prose is not cut where its source was.
fn push_text(out: &mut Vec<Piece>, more: &str) {
    match out.last_mut() {
        Some(Piece::Text { text }) => text.push_str(more),
        _ => out.push(Piece::Text { text: more.to_owned() }),
    }
}

fn hidden_text(hint: Option<&str>) -> String {
    format!("[{}]", hint.unwrap_or("…"))
}

/// Runs cut into lines. The end of the last line makes no line of its own.
fn lines(runs: &[Run], look: Look) -> Vec<Line> {
    let mut lines = vec![Line { input: false, runs: Vec::new() }];
    for run in runs {
        for (index, text) in run.text.split('\n').enumerate() {
            if index > 0 {
                lines.push(Line { input: false, runs: Vec::new() });
            }
            if let (false, Some(line)) = (text.is_empty(), lines.last_mut()) {
                line.runs.push(Run { text: text.to_owned(), marked: run.marked });
            }
        }
    }
    if lines.len() > 1 && lines.last().is_some_and(|line| line.runs.is_empty()) {
        lines.pop();
    }
    if look == Look::Console {
        for line in &mut lines {
            line.input = line.runs.first().is_some_and(|run| run.text.starts_with("$ "));
        }
    }
    lines
}
