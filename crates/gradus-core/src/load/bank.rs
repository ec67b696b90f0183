//! A bank, Markdown or YAML, as items that satisfy their schema.

use gradus_content::rules::{MALFORMED_ATTRIBUTES, MARKDOWN_AS_TEXT};
use gradus_content::{Block, BlockKind, markdown};
use gradus_diagnostics::{Diagnostic, Severity, SourceId, SourceMap, TextMap};
use gradus_yaml::Node;
use serde::de::DeserializeOwned;

use super::{Notes, ParsedBank, ParsedItem, document, silences, text_of};
use crate::bank::{self, Form, Grammar, Prose};
use crate::model::Id;
use crate::schema::{self, Shape};
use crate::source::{CardSource, Defaults, ItemSource, NoteSource};

/// What a bank holds: the shape of one item, the shape of a YAML bank, and the key its items stand under.
pub(crate) trait BankItem: DeserializeOwned {
    const ITEM: Shape;
    const BANK: Shape;
    const LIST: &'static str;
}

impl BankItem for ItemSource {
    const ITEM: Shape = Shape::Item;
    const BANK: Shape = Shape::Bank;
    const LIST: &'static str = "items";
}

impl BankItem for CardSource {
    const ITEM: Shape = Shape::Card;
    const BANK: Shape = Shape::Cards;
    const LIST: &'static str = "cards";
}

impl BankItem for NoteSource {
    const ITEM: Shape = Shape::Note;
    const BANK: Shape = Shape::Notes;
    const LIST: &'static str = "notes";
}

/// Parses a bank.
pub(super) fn parse<T: BankItem>(
    sources: &SourceMap,
    id: SourceId,
    grammar: Grammar,
) -> (Option<ParsedBank<T>>, Notes) {
    let mut notes = Notes::default();
    let parsed = if sources.file(id).path.ends_with(".md") {
        from_markdown(sources, id, grammar, &mut notes)
    } else {
        from_yaml(sources, id, grammar, &mut notes)
    };
    if parsed.is_none() {
        notes.gap(None);
    }
    (parsed, notes)
}

fn from_markdown<T: BankItem>(
    sources: &SourceMap,
    id: SourceId,
    grammar: Grammar,
    notes: &mut Notes,
) -> Option<ParsedBank<T>> {
    let before = notes.diagnostics.len();
    let (front, body) = document::front_matter(sources, id, false, notes);
    let defaults = match front {
        Some(node) => document::typed(&node, Shape::BankDefaults, notes),
        // No front matter is no mistake, a broken one is.
        None => (notes.diagnostics.len() == before).then(Defaults::default),
    };
    let text = text_of(sources, id);
    let map = TextMap::identity(id, body.start);
    let mut parsed = markdown::parse(&text[body], &map, grammar.markdown(), &mut notes.diagnostics);
    silences::widen(&mut parsed.silences, &parsed.blocks);
    notes.silences.extend(parsed.silences);
    if let Some(at) = notes.torn() {
        // The item that holds it goes, and whatever comes behind.
        notes.gap(None);
        let heads = |block: &Block| matches!(&block.kind, BlockKind::Heading(heading) if heading.level == 2);
        let behind = parsed.blocks.iter().position(|block| block.span.end > at).unwrap_or(parsed.blocks.len());
        let item = parsed.blocks[..behind].iter().rposition(heads).unwrap_or(behind);
        parsed.blocks.truncate(item);
    }
    // An item whose heading is only text is one that something else names, perhaps.
    let slip = |finding: &&Diagnostic| finding.rule == MARKDOWN_AS_TEXT && finding.severity == Severity::Error;
    let malformed = notes.diagnostics.iter().any(|finding| finding.rule == MALFORMED_ATTRIBUTES);
    let before = notes.diagnostics.len();
    let forms = bank::split(&text, parsed.blocks, grammar, &mut notes.diagnostics);
    if malformed || notes.diagnostics.len() > before || notes.diagnostics.iter().any(|it| slip(&it)) {
        // An item without an id may be one that something else names.
        notes.gap(None);
    }
    let items = forms.into_iter().filter_map(|form| item(form, notes)).collect();
    // Without its defaults every item would look wrong.
    Some(ParsedBank { defaults: defaults?, items })
}

fn item<T: BankItem>(form: Form, notes: &mut Notes) -> Option<ParsedItem<T>> {
    if !form.whole {
        document::lost(&form.node, notes);
        return None;
    }
    let source = document::typed(&form.node, T::ITEM, notes)?;
    Some(ParsedItem { source, rubric: rubric(&form.node), prose: form.prose })
}

fn rubric(item: &Node) -> Option<Node> {
    item.get("rubric").cloned()
}

fn from_yaml<T: BankItem>(
    sources: &SourceMap,
    id: SourceId,
    grammar: Grammar,
    notes: &mut Notes,
) -> Option<ParsedBank<T>> {
    let text = text_of(sources, id);
    let node = document::data(&text, id, notes)?;
    silences::of_prose(&text, &node, grammar.markdown(), notes);
    let whole = schema::validate(T::BANK, &node, &mut notes.diagnostics);
    let defaults = match node.get("defaults") {
        Some(defaults) => gradus_yaml::from_node(defaults).ok(),
        None => Some(Defaults::default()),
    };
    let mut items = Vec::new();
    for node in node.get(T::LIST).map(Node::items).unwrap_or_default() {
        // The whole was validated: an item that does not fit has been reported already.
        match gradus_yaml::from_node(node) {
            Ok(source) => items.push(ParsedItem { source, rubric: rubric(node), prose: Prose::new(grammar) }),
            Err(_) => document::lost(node, notes),
        }
    }
    // What an id was meant to be that is none, nobody knows.
    let ids = node.get(T::LIST).map(Node::items).unwrap_or_default().iter().filter_map(|item| item.get("id")?.as_str());
    notes.gaps.unknown |= !ids.into_iter().all(|id| Id::new(id).is_some());
    notes.gaps.any |= !whole;
    Some(ParsedBank { defaults: defaults?, items })
}
