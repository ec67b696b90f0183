//! A YAML file or a lesson: parsed, held against its schema, read into its type.

use gradus_content::markdown;
use gradus_diagnostics::{Diagnostic, SourceId, SourceMap, Span, TextMap};
use gradus_yaml::Node;
use serde::de::DeserializeOwned;

use super::{Notes, ParsedLesson, silences, swallowed, text_of};
use crate::model::Id;
use crate::rules::{EMPTY_FILE, MISSING_FRONT_MATTER, SCHEMA_VIOLATION};
use crate::schema::{self, Shape};
use crate::source::LessonSource;

/// A whole YAML file.
pub(super) fn yaml<T: DeserializeOwned>(
    sources: &SourceMap,
    id: SourceId,
    shape: Shape,
    notes: &mut Notes,
) -> Option<(Span, T)> {
    let text = text_of(sources, id);
    let node = data(&text, id, notes);
    let value = node.and_then(|node| typed(&node, shape, notes));
    if value.is_none() {
        // An exam or a module that is lost takes names with it, whatever its own id.
        notes.gap(None);
    }
    value.map(|value| (Span::file(id), value))
}

/// What a YAML file holds, if it holds anything.
pub(super) fn data(text: &str, id: SourceId, notes: &mut Notes) -> Option<Node> {
    let node = gradus_yaml::parse(id, text, 0..text.len(), &mut notes.diagnostics)?;
    if node.is_null() {
        let finding = Diagnostic::error(EMPTY_FILE, Span::file(id), "this file is empty but for comments");
        notes.diagnostics.push(finding.help("write its fields; `gradus schema` shows which there are"));
        return None;
    }
    silences::of_yaml(id, text, 0..text.len(), &node, notes);
    swallowed::findings(text, &node, &mut notes.diagnostics);
    Some(node)
}

/// Records a part that is there but cannot be used, with every id that it defines.
pub(super) fn lost(node: &Node, notes: &mut Notes) {
    // A text that is no id leaves the name that was meant unknown.
    notes.gap(node.get("id").and_then(Node::as_str).filter(|id| Id::new(*id).is_some()));
    let mut open = vec![node];
    while let Some(node) = open.pop() {
        open.extend(node.items());
        open.extend(node.entries().iter().map(|entry| &entry.value));
        if let Some(id) = node.get("id").and_then(Node::as_str) {
            notes.gap(Some(id));
        }
    }
}

/// A node as a value, if it satisfies its schema; a gap otherwise.
pub(super) fn typed<T: DeserializeOwned>(node: &Node, shape: Shape, notes: &mut Notes) -> Option<T> {
    let before = notes.diagnostics.len();
    if schema::validate(shape, node, &mut notes.diagnostics) {
        match gradus_yaml::from_node(node) {
            Ok(value) => return Some(value),
            Err(error) => notes.diagnostics.push(error.to_diagnostic(SCHEMA_VIOLATION)),
        }
    }
    debug_assert!(notes.diagnostics.len() > before, "a value was refused without a finding");
    lost(node, notes);
    None
}

/// Front matter and body of a Markdown file. Without front matter, or with a broken one, that is a finding.
pub(super) fn front_matter(
    sources: &SourceMap,
    id: SourceId,
    required: bool,
    notes: &mut Notes,
) -> (Option<Node>, std::ops::Range<usize>) {
    let text = text_of(sources, id);
    let before = notes.diagnostics.len();
    let split = markdown::front_matter(&text, id, &mut notes.diagnostics);
    let Some(range) = split.yaml else {
        if required && notes.diagnostics.len() == before {
            notes.diagnostics.push(
                Diagnostic::error(MISSING_FRONT_MATTER, Span::file(id), "this lesson has no front matter")
                    .help("begin the file with a line `---`, then `id:`, `title:`, …, then another `---`"),
            );
        }
        return (None, split.body);
    };
    let node = gradus_yaml::parse(id, &text, range.clone(), &mut notes.diagnostics);
    if let Some(node) = &node {
        silences::of_yaml(id, &text, range, node, notes);
        swallowed::findings(&text, node, &mut notes.diagnostics);
    }
    if node.as_ref().is_some_and(Node::is_null) {
        if required {
            notes.diagnostics.push(
                Diagnostic::error(MISSING_FRONT_MATTER, Span::file(id), "the front matter of this lesson is empty")
                    .help("write `id:`, `title:`, … between the two lines `---`"),
            );
        }
        return (None, split.body);
    }
    (node, split.body)
}

/// A lesson.
pub(super) fn lesson(sources: &SourceMap, id: SourceId, path: String, notes: &mut Notes) -> Option<ParsedLesson> {
    let (front, body) = front_matter(sources, id, true, notes);
    let text = text_of(sources, id);
    let map = TextMap::identity(id, body.start);
    // Findings of other lessons of the module may stand before.
    let mut own = Notes::default();
    let options = markdown::Options { index: true, ..markdown::Options::default() };
    let mut parsed = markdown::parse(&text[body], &map, options, &mut own.diagnostics);
    own.silences = parsed.silences;
    let torn = own.torn();
    parsed.blocks.retain(|block| torn.is_none_or(|at| block.span.end <= at));
    notes.gaps.any |= torn.is_some();
    notes.silences.append(&mut own.silences);
    notes.diagnostics.append(&mut own.diagnostics);
    let Some(front) = front else {
        notes.gap(None);
        return None;
    };
    let Some(source) = typed::<LessonSource>(&front, Shape::Lesson, notes) else {
        // It takes its objectives with it, and questions name them.
        let objectives = front.get("objectives").map(Node::items).unwrap_or_default();
        if objectives.is_empty() || objectives.iter().any(|objective| objective.get("id").is_none()) {
            notes.gap(None);
        }
        return None;
    };
    if torn.is_some() {
        notes.gaps.torn.insert(source.id.value.clone());
    }
    Some(ParsedLesson { span: front.span, path, source, body: parsed.blocks })
}
