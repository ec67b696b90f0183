//! The options of a choice: a task list whose items are an option and its rationale.

use gradus_content::{Block, BlockKind, List};
use gradus_diagnostics::{Diagnostic, Edit, Fix, Span};
use gradus_yaml::{Data, Node};

use super::{Builder, heading, mapping, node};
use crate::rules::BANK_STRUCTURE;

/// Takes the options from the end of a stem. What stands between them or behind them is reported, once.
pub(super) fn take(text: &str, stem: &mut Vec<Block>, diagnostics: &mut Vec<Diagnostic>) -> Option<(Span, List)> {
    let last = stem.pop_if(|block| is_options(block));
    if let Some(first) = stem.iter().position(is_options) {
        let lists = stem.iter().filter(|block| is_options(block)).count() + usize::from(last.is_some());
        let loose: Vec<&Block> = stem[first..].iter().filter(|block| !is_options(block)).collect();
        diagnostics.push(match (loose.first(), &last) {
            (Some(at), _) if lists > 1 => {
                let message = "this stands at the margin, so it is no part of the option above";
                let finding = Diagnostic::error(BANK_STRUCTURE, at.span, message)
                    .help("indent it as far as the option's box to make it the rationale of that option");
                match indented(text, &loose) {
                    Some(fix) => finding.fix(fix),
                    None => finding,
                }
            }
            (Some(at), _) => Diagnostic::error(BANK_STRUCTURE, at.span, "this stands behind the options")
                .also(stem[first].span, "the options must be the last block before the first `###`")
                .help("indent it as far as the options' boxes if it is the rationale of the last one")
                .help("move it before the options, or into `### Explanation`"),
            (None, other) => {
                let other = other.as_ref().or(stem.get(first + 1)).map_or(stem[first].span, |block| block.span);
                Diagnostic::error(BANK_STRUCTURE, other, "this is another list of options")
                    .also(stem[first].span, "the first list")
                    .help("begin all options with the same mark, `-`: another mark begins another list")
            }
        });
    }
    match last {
        Some(Block { span, kind: BlockKind::List(list) }) => Some((span, list)),
        _ => None,
    }
}

fn is_options(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::List(list) if list.items.iter().any(|item| item.checked.is_some()))
}

/// The box that an item begins with, if it is one but for a space.
fn nearly_a_box(text: &str, item: Span) -> Option<Fix> {
    let line = text.get(item.range())?.lines().next()?;
    let at = line.find('[')?;
    let rest = &line[at..];
    let given = ["[]", "[x]", "[X]", "[ ]"].into_iter().find(|given| rest.starts_with(given))?;
    let start = item.start as usize + at;
    let place = Span::new(item.source, start, start + given.len());
    let whole = if given == "[]" { "[ ]" } else { given };
    let space = if rest[given.len()..].starts_with(' ') { "" } else { " " };
    line[1..at].trim().is_empty().then(|| Fix::replace(place, given, format!("{whole}{space}")))
}

/// The lines of some blocks, indented by the width of a bullet.
fn indented(text: &str, blocks: &[&Block]) -> Option<Fix> {
    let mut edits = Vec::new();
    for block in blocks {
        let mut at = block.span.start as usize;
        if !text[..at].ends_with('\n') {
            return None; // it is indented, if not far enough
        }
        for line in text.get(block.span.range())?.split_inclusive('\n') {
            if !line.trim().is_empty() {
                edits.push(Edit::insert(Span::new(block.span.source, at, at), "  "));
            }
            at += line.len();
        }
    }
    Some(Fix::safe("indent the rationale", edits))
}

/// The options as nodes.
pub(super) fn read(builder: &mut Builder<'_>, list: List, diagnostics: &mut Vec<Diagnostic>) -> Vec<Node> {
    let mut options = Vec::new();
    for item in list.items {
        let Some(right) = item.checked else {
            let finding = Diagnostic::error(BANK_STRUCTURE, item.span, "this item of the options has no box")
                .help("begin it with `- [x]` if it is right, with `- [ ]` if it is not");
            diagnostics.push(match nearly_a_box(builder.text, item.span) {
                Some(fix) => finding.help("a box holds one sign and has a space behind it").fix(fix),
                None => finding,
            });
            continue;
        };
        let mut blocks = item.blocks;
        if blocks.is_empty() {
            diagnostics.push(
                Diagnostic::error(BANK_STRUCTURE, item.span, "this option says nothing")
                    .help("write its text behind the box, or take the line away"),
            );
            continue;
        }
        let rationale = blocks.split_off(1);
        let mut fields = vec![
            ("text", item.span, builder.prose_node(item.span, blocks)),
            ("right", item.span, node(item.span, Data::Bool(right))),
        ];
        if !rationale.is_empty() {
            fields.push(("rationale", item.span, builder.prose_node(item.span, rationale)));
        }
        fields.extend(heading::fields(item.attributes.as_ref(), diagnostics));
        options.push(mapping(item.span, fields));
    }
    options
}
