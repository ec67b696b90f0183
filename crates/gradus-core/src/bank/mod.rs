//! The grammar of Markdown banks: a file's blocks become items, each in the form that its JSON Schema describes.
//!
//! A [`Form`] is data with places, the same whether it came from Markdown or from a YAML bank, so one schema and one
//! lowering serve both. Prose stays beside it, parsed once. What an item of a kind needs is for [`lower`](crate::lower).

mod blanks;
mod forms;
mod heading;
mod heads;
mod options;
mod question;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use gradus_content::rules::{MALFORMED_ATTRIBUTES, MALFORMED_BLANK, MALFORMED_CLOZE};
use gradus_content::{Block, BlockKind, Heading, Inline, markdown};
use gradus_diagnostics::{Diagnostic, RuleId, Severity, SourceMap, Span, Spanned};
use gradus_yaml::{Data, Entry, Node};

pub(crate) use blanks::blanks;
pub(crate) use question::is_section;

use crate::rules::{BANK_STRUCTURE, ITEM_WITHOUT_ID};
use heads::Slip;

/// Which grammar a bank follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grammar {
    /// Questions and tasks.
    Questions,
    /// Flashcards.
    Cards,
    /// Key concepts, mistakes, glossary.
    Notes,
}

impl Grammar {
    /// What its Markdown may hold beside prose.
    pub(crate) fn markdown(self) -> markdown::Options {
        markdown::Options {
            clozes: self == Grammar::Cards,
            blanks: self == Grammar::Questions,
            attributes: true,
            index: self == Grammar::Notes,
        }
    }
}

/// An item as data, and its prose.
#[derive(Debug)]
pub(crate) struct Form {
    pub(crate) node: Node,
    pub(crate) prose: Prose,
    /// Whether nothing was found wrong with its grammar. What is not whole would only look wrong in other ways too.
    pub(crate) whole: bool,
}

/// The prose of an item: from a Markdown bank already parsed, from a YAML bank parsed when it is asked for.
#[derive(Debug)]
pub(crate) struct Prose {
    parsed: HashMap<Span, Vec<Block>>,
    options: markdown::Options,
}

impl Prose {
    pub(crate) fn new(grammar: Grammar) -> Self {
        Prose { parsed: HashMap::new(), options: grammar.markdown() }
    }

    /// The blocks of a field.
    pub(crate) fn blocks(
        &mut self,
        sources: &SourceMap,
        field: &Spanned<String>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Block> {
        if let Some(blocks) = self.parsed.remove(&field.span) {
            return blocks;
        }
        let text = &sources.file(field.span.source).text;
        let map = gradus_yaml::text_map(text, field.span, &field.value);
        markdown::parse(&field.value, &map, self.options, diagnostics).blocks
    }

    /// The inlines of a field of one line.
    pub(crate) fn inlines(
        &mut self,
        sources: &SourceMap,
        field: &Spanned<String>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Inline> {
        let blocks = self.blocks(sources, field, diagnostics);
        match blocks.into_iter().next().map(|block| block.kind) {
            Some(BlockKind::Paragraph(content)) => content,
            _ => Vec::new(),
        }
    }
}

/// Splits the blocks of a Markdown bank into items. `text` is the whole file.
pub(crate) fn split(text: &str, blocks: Vec<Block>, grammar: Grammar, diagnostics: &mut Vec<Diagnostic>) -> Vec<Form> {
    let mut forms = Vec::new();
    let mut open: Option<Open> = None;
    let (mut preamble_reported, mut lost) = (false, false);
    let mut slips = heads::slips(text, diagnostics).into_iter().peekable();
    for block in blocks {
        let slips: Vec<Slip> = std::iter::from_fn(|| slips.next_if(|slip| slip.start < block.span.end)).collect();
        if heads::begins_item(text, &block, grammar, diagnostics) {
            forms.extend(open.take().and_then(|open| item(text, open, grammar, diagnostics)));
            open = Some(Open { head: block, body: Vec::new(), torn: false });
            lost = false;
        } else if let Some(slip) = slips.first() {
            // What comes behind a heading that is none would only look wrong: the rest of this item, or the whole of the next.
            lost |= slips.iter().any(|slip| slip.of_item);
            if let Some(open) = &mut open {
                open.torn |= slip.start > block.span.start || !slip.of_item;
            }
        } else if lost {
        } else if let Some(open) = &mut open {
            open.body.push(block);
        } else if !preamble_reported {
            preamble_reported = true;
            diagnostics.push(
                Diagnostic::error(BANK_STRUCTURE, block.span, "nothing may stand before the first item of a bank")
                    .help(
                        "begin the bank with `## Title {#id}`; notes to other authors go into a comment `<!-- … -->`",
                    ),
            );
        }
    }
    forms.extend(open.and_then(|open| item(text, open, grammar, diagnostics)));
    forms
}

/// An item that is being gathered.
struct Open {
    head: Block,
    body: Vec<Block>,
    /// Whether one of its headings is none, so that nobody can tell what belongs to what.
    torn: bool,
}

fn item(text: &str, open: Open, grammar: Grammar, diagnostics: &mut Vec<Diagnostic>) -> Option<Form> {
    let Open { head, body, torn } = open;
    let BlockKind::Heading(heading) = head.kind else { return None };
    let area = body.last().map_or(head.span, |last| head.span.to(last.span));
    let malformed = |area: Span, rules: &[RuleId], diagnostics: &[Diagnostic]| {
        diagnostics.iter().any(|finding| rules.contains(&finding.rule) && holds(area, finding.primary.span))
    };
    if heading.id.is_none() && malformed(head.span, &[MALFORMED_ATTRIBUTES], diagnostics) {
        return None;
    }
    let errors =
        |diagnostics: &[Diagnostic]| diagnostics.iter().filter(|finding| finding.severity == Severity::Error).count();
    let before = errors(diagnostics);
    let Some(id) = heading.id.clone() else {
        diagnostics.push(
            Diagnostic::error(ITEM_WITHOUT_ID, head.span, "this item has no id")
                .help("end its heading with an id, such as `{#np-default-deny}`; it stays the same for ever"),
        );
        return None;
    };
    let mut builder = Builder { text, fields: Vec::new(), prose: Prose::new(grammar) };
    builder.put("id", id.span, node(id.span, Data::String(id.value)));
    builder.title(head.span, &heading);
    heading::attributes(&heading, &mut builder, diagnostics);
    match grammar {
        _ if torn => {}
        Grammar::Questions => question::read(&mut builder, head.span, body, diagnostics),
        Grammar::Cards => card(&mut builder, head.span, body, diagnostics),
        Grammar::Notes => builder.prose("text", head.span, body),
    }
    let whole = builder.fields.iter().fold(head.span, |span, field| span.to(field.value.span));
    let marks = [MALFORMED_ATTRIBUTES, MALFORMED_BLANK, MALFORMED_CLOZE];
    let sound = errors(diagnostics) == before && !torn && !malformed(area, &marks, diagnostics);
    Some(Form { node: node(whole, Data::Mapping(builder.fields)), prose: builder.prose, whole: sound })
}

fn holds(outer: Span, inner: Span) -> bool {
    outer.source == inner.source && outer.start <= inner.start && inner.end <= outer.end
}

fn card(builder: &mut Builder<'_>, head: Span, body: Vec<Block>, diagnostics: &mut Vec<Diagnostic>) {
    let mut front = Vec::new();
    let mut back: Option<(Span, Vec<Block>)> = None;
    for block in body {
        match &block.kind {
            BlockKind::Heading(heading) if heading.level == 3 => {
                let name = heading::text(builder.text, block.span, heading);
                if name.value == "Back" && back.is_none() {
                    back = Some((block.span, Vec::new()));
                } else {
                    diagnostics.push(heading::unknown_section(&name, &["Back"]));
                }
            }
            _ => match &mut back {
                Some((_, blocks)) => blocks.push(block),
                None => front.push(block),
            },
        }
    }
    match back {
        Some((span, blocks)) => {
            if !front.is_empty() {
                builder.prose("front", head, front);
            }
            builder.prose("back", span, blocks);
        }
        None if front.is_empty() => {}
        None => builder.prose("back", head, front),
    }
}

/// Collects the fields of an item.
pub(super) struct Builder<'a> {
    pub(super) text: &'a str,
    fields: Vec<Entry>,
    prose: Prose,
}

impl Builder<'_> {
    /// Adds a field; `key` is where its name or its heading stands.
    pub(super) fn put(&mut self, name: &str, key: Span, value: Node) {
        self.fields.push(Entry { key: Spanned::new(name.to_owned(), key), value });
    }

    /// The value of a field that was added.
    pub(super) fn get_mut(&mut self, name: &str) -> Option<&mut Node> {
        self.fields.iter_mut().find(|entry| entry.key.value == name).map(|entry| &mut entry.value)
    }

    /// Where a field was added.
    pub(super) fn key(&self, name: &str) -> Option<Span> {
        self.fields.iter().find(|entry| entry.key.value == name).map(|entry| entry.key.span)
    }

    /// Adds blocks as a field of prose.
    pub(super) fn prose(&mut self, name: &str, key: Span, blocks: Vec<Block>) {
        let value = self.prose_node(key, blocks);
        self.put(name, key, value);
    }

    /// A node for blocks: their source as text, the blocks themselves kept beside it.
    pub(super) fn prose_node(&mut self, key: Span, mut blocks: Vec<Block>) -> Node {
        // Most prose is one block, but a list that grew has room for four: of many items that is much of all memory.
        blocks.shrink_to_fit();
        let span = match (blocks.first(), blocks.last()) {
            (Some(first), Some(last)) => first.span.to(last.span),
            _ => Span { start: key.end, ..key },
        };
        let source = self.text.get(span.range()).unwrap_or_default().to_owned();
        self.prose.parsed.insert(span, blocks);
        node(span, Data::String(source))
    }

    fn title(&mut self, head: Span, heading: &Heading) {
        let title = heading::text(self.text, head, heading);
        self.inline_field("title", head, &title, heading.content.clone());
    }

    fn inline_field(&mut self, name: &str, key: Span, title: &Spanned<String>, content: Vec<Inline>) {
        self.prose.parsed.insert(title.span, vec![Block { span: title.span, kind: BlockKind::Paragraph(content) }]);
        self.put(name, key, node(title.span, Data::String(title.value.clone())));
    }
}

pub(super) fn node(span: Span, data: Data) -> Node {
    Node { span, data }
}

/// A mapping node from fields.
pub(super) fn mapping(span: Span, fields: Vec<(&str, Span, Node)>) -> Node {
    let entry = |(name, key, value): (&str, Span, Node)| Entry { key: Spanned::new(name.to_owned(), key), value };
    node(span, Data::Mapping(fields.into_iter().map(entry).collect()))
}
