//! Where comments silence a rule: in YAML for the next node, in a bank for the next item.
//!
//! In prose a silence is for the next block, which `gradus-content` reads. What silences do is for the
//! [`Policy`](crate::Policy).

use std::ops::Range;

use gradus_content::markdown::{self, Allow, Silence};
use gradus_content::rules::{DANGLING_SILENCE, SILENCE_WITHOUT_REASON};
use gradus_content::{Block, BlockKind};
use gradus_diagnostics::{Diagnostic, SourceId, Span, Spanned};
use gradus_yaml::{Data, Node};

use super::Notes;

const FORM: &str = "write `# allow RULE: reason` on a line of its own before the entry or item that it is about";

/// What the comments in a YAML text silence. `range` is where the text stands in its file.
pub(super) fn of_yaml(source: SourceId, file: &str, range: Range<usize>, root: &Node, notes: &mut Notes) {
    let text = &file[range.clone()];
    // Reading comments is a reading of its own, and most files silence nothing.
    if !text.lines().any(|line| line.contains('#') && line.contains("allow")) {
        return;
    }
    for comment in gradus_yaml::comments(text) {
        let at = range.start + comment.start;
        let words = text[comment.clone()].trim_start_matches('#');
        let span = Span::new(source, at, range.start + comment.end);
        let (rule, reason) = match markdown::allow(words) {
            Allow::No => continue,
            Allow::Yes { rule, reason } => (rule, reason),
            Allow::WithoutReason { rule } => {
                let message = "this comment silences a rule without a reason";
                let help = match rule {
                    Some(rule) => FORM.replace("RULE", rule),
                    None => FORM.to_owned(),
                };
                notes.diagnostics.push(Diagnostic::error(SILENCE_WITHOUT_REASON, span, message).help(help));
                let Some(rule) = rule else { continue };
                (rule, "")
            }
        };
        let alone = file[..at].rsplit('\n').next().is_some_and(|before| before.trim().is_empty());
        let next = if alone { next(root, span.end) } else { None };
        if next.is_none() && !reason.is_empty() {
            let message = match alone {
                true => "this comment silences nothing",
                false => "this comment stands behind something and silences nothing",
            };
            notes.diagnostics.push(Diagnostic::error(DANGLING_SILENCE, span, message).help(FORM));
            continue;
        }
        let name = at + file[at..].find(rule).unwrap_or(0);
        let rule = Spanned::new(rule.to_owned(), Span::new(source, name, name + rule.len()));
        notes.silences.push(Silence { rule, reason: reason.to_owned(), span, next });
    }
}

/// The first entry or item behind a place; of those that begin alike the outermost.
fn next(node: &Node, after: u32) -> Option<Span> {
    let parts: Vec<(Span, &Node)> = match &node.data {
        Data::Mapping(entries) => {
            entries.iter().map(|entry| (entry.key.span.to(entry.value.span), &entry.value)).collect()
        }
        Data::Sequence(items) => items.iter().map(|item| (item.span, item)).collect(),
        _ => return None,
    };
    // What ends before the place may be skipped: parts stand in order and do not overlap.
    let first = parts.iter().position(|(span, _)| span.end > after)?;
    let (span, value) = parts[first];
    if span.start >= after {
        return Some(span);
    }
    next(value, after).or_else(|| parts.get(first + 1).map(|(span, _)| *span))
}

/// What the comments in the Markdown of a YAML bank silence. Prose is read where its item is lowered, which knows its field;
/// a text with such a comment is read here too.
pub(super) fn of_prose(file: &str, root: &Node, options: markdown::Options, notes: &mut Notes) {
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        open.extend(node.items());
        open.extend(node.entries().iter().map(|entry| &entry.value));
        if let Some(text) = node.as_str().filter(|text| text.contains("<!--")) {
            let map = gradus_yaml::text_map(file, node.span, text);
            notes.silences.extend(markdown::parse(text, &map, options, &mut Vec::new()).silences);
        }
    }
}

/// A comment before the heading of an item is for the whole item.
pub(super) fn widen(silences: &mut [Silence], blocks: &[Block]) {
    for silence in silences {
        let head = |block: &Block| {
            Some(block.span) == silence.next && matches!(&block.kind, BlockKind::Heading(heading) if heading.level == 2)
        };
        let Some(at) = blocks.iter().position(head) else { continue };
        let rest = blocks[at + 1..].iter();
        let body = rest.take_while(|block| !matches!(&block.kind, BlockKind::Heading(heading) if heading.level == 2));
        silence.next = Some(body.fold(blocks[at].span, |area, block| area.to(block.span)));
    }
}
