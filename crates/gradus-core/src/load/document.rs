//! A YAML file or a lesson: parsed, held against its schema, read into its type.

use gradus_content::markdown;
use gradus_diagnostics::{Diagnostic, SourceId, SourceMap, Span, TextMap};
use gradus_yaml::Node;
use serde::de::DeserializeOwned;

use super::{Notes, ParsedLesson, text_of};
use crate::rules::{MISSING_FRONT_MATTER, SCHEMA_VIOLATION};
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
    let node = gradus_yaml::parse(id, &text, 0..text.len(), &mut notes.diagnostics);
    let value = node.and_then(|node| typed(&node, shape, notes));
    if value.is_none() {
        // An exam or a module that is lost takes names with it, whatever its own id.
        notes.gap(None);
    }
    value.map(|value| (Span::file(id), value))
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
    notes.gap(node.get("id").and_then(Node::as_str));
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
    (gradus_yaml::parse(id, &text, range, &mut notes.diagnostics), split.body)
}

/// A lesson.
pub(super) fn lesson(sources: &SourceMap, id: SourceId, path: String, notes: &mut Notes) -> Option<ParsedLesson> {
    let (front, body) = front_matter(sources, id, true, notes);
    let text = text_of(sources, id);
    let map = TextMap::identity(id, body.start);
    let parsed = markdown::parse(&text[body], &map, markdown::Options::default(), &mut notes.diagnostics);
    notes.silences.extend(parsed.silences);
    let Some(front) = front else {
        notes.gap(None);
        return None;
    };
    let Some(source) = typed::<LessonSource>(&front, Shape::Lesson, notes) else {
        objectives_are_lost(&front, notes);
        return None;
    };
    Some(ParsedLesson { span: front.span, path, source, body: parsed.blocks })
}

/// A lesson takes its objectives with it, and questions name them.
fn objectives_are_lost(front: &Node, notes: &mut Notes) {
    match front.get("objectives").map(Node::items) {
        Some(objectives) if !objectives.is_empty() => {
            for objective in objectives {
                notes.gap(objective.get("id").and_then(Node::as_str));
            }
        }
        _ => notes.gap(None),
    }
}
