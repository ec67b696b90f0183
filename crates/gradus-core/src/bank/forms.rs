//! Lists with a meaning: the stages of an order, the accepted and rejected forms of a blank.

use gradus_content::{Block, BlockKind, Heading, InlineKind, List};
use gradus_diagnostics::{Diagnostic, Span, Spanned, did_you_mean, guess};
use gradus_yaml::{Data, Entry, Node};

use super::{Builder, heading, mapping, node, question};
use crate::rules::{BANK_STRUCTURE, UNMATCHED_BLANK};

/// `### Order`: a numbered list; bullets below a number may go in any order.
pub(super) fn order(builder: &mut Builder<'_>, span: Span, blocks: Vec<Block>, diagnostics: &mut Vec<Diagnostic>) {
    let mut blocks = blocks.into_iter();
    let (at, list) = match (blocks.next(), blocks.next()) {
        (Some(Block { span, kind: BlockKind::List(list) }), None) if list.start.is_some() => (span, list),
        (first, _) => {
            let at = first.map_or(span, |block| block.span);
            diagnostics.push(
                Diagnostic::error(BANK_STRUCTURE, at, "`### Order` holds one numbered list and nothing else")
                    .help("write the steps in the right order as `1.`, `2.`, …; steps that may swap are bullets below one number"),
            );
            return;
        }
    };
    let mut stages = Vec::new();
    for item in list.items {
        let mut own = item.blocks;
        let bullets = own.pop_if(|block| matches!(&block.kind, BlockKind::List(list) if list.start.is_none()));
        let steps = match bullets.map(|block| block.kind) {
            Some(BlockKind::List(bullets)) => {
                bullets.items.into_iter().map(|bullet| builder.prose_node(bullet.span, bullet.blocks)).collect()
            }
            _ => vec![builder.prose_node(item.span, std::mem::take(&mut own))],
        };
        let mut fields = vec![("steps", item.span, node(item.span, Data::Sequence(steps)))];
        if !own.is_empty() {
            fields.push(("label", item.span, builder.prose_node(item.span, own)));
        }
        stages.push(mapping(item.span, fields));
    }
    builder.put("order", span, node(at, Data::Sequence(stages)));
}

/// `### Answer: name` and `### Reject: name`: forms of a blank as bullets.
pub(super) fn blank(
    builder: &mut Builder<'_>,
    section: &Spanned<String>,
    name: &Spanned<String>,
    span: Span,
    head: &Heading,
    blocks: Vec<Block>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let field = if section.value == "Answer" { "accept" } else { "reject" };
    let forms = forms(section, span, blocks, diagnostics);
    let mut fields = vec![(field, span, forms)];
    fields.extend(heading::fields(head.attributes.as_ref(), diagnostics));

    let existing = builder.get_mut("blanks").and_then(|blanks| match &mut blanks.data {
        Data::Sequence(items) => {
            items.iter_mut().find(|item| item.get("name").and_then(Node::as_str) == Some(name.value.as_str()))
        }
        _ => None,
    });
    if let Some(Node { span: whole, data: Data::Mapping(entries) }) = existing {
        if let Some(first) = entries.iter().find(|entry| entry.key.value == field) {
            diagnostics.push(
                Diagnostic::error(
                    BANK_STRUCTURE,
                    span,
                    format!("`### {}: {}` occurs twice", section.value, name.value),
                )
                .also(first.key.span, "first here")
                .help("join the two lists"),
            );
            return;
        }
        *whole = whole.to(span);
        let entry = |(name, key, value): (&str, Span, Node)| Entry { key: Spanned::new(name.to_owned(), key), value };
        entries.extend(fields.into_iter().map(entry));
        return;
    }
    fields.insert(0, ("name", name.span, node(name.span, Data::String(name.value.clone()))));
    let blank = mapping(span, fields);
    question::push(builder, "blanks", span, blank);
}

/// Says which blanks have rejected forms alone: the name there, or that of an answer, is misspelt, or an answer is missing.
pub(super) fn only_rejected(builder: &mut Builder<'_>, asked: &[Spanned<String>], diagnostics: &mut Vec<Diagnostic>) {
    let Some(blanks) = builder.get_mut("blanks") else { return };
    let named = |accepted: bool| {
        let blanks = blanks.items().iter().filter(move |blank| blank.get("accept").is_some() == accepted);
        blanks.filter_map(|blank| Some((blank.get("name")?.span, blank.get("name")?.as_str()?)))
    };
    let in_stem = |name: &str| asked.iter().any(|blank| blank.value == name);
    for (at, name) in named(false) {
        // An answer that no blank asks for and that is called nearly so is the one that was meant.
        let meant = named(true).find(|(_, answer)| !in_stem(answer) && did_you_mean(answer, [name]).is_some());
        let finding = match meant {
            Some((at, answer)) if in_stem(name) => {
                Diagnostic::error(UNMATCHED_BLANK, at, format!("the stem has no blank `{answer}`"))
                    .help(format!("did you mean `{name}`?"))
            }
            _ => {
                let message = format!("`### Reject: {name}` has no `### Answer: {name}`");
                let finding = Diagnostic::error(UNMATCHED_BLANK, at, message);
                match guess(name, named(true).map(|(_, answer)| answer)) {
                    Some(near) => finding.meant(at, name, near),
                    None => finding
                        .help(format!("write the accepted forms below `### Answer: {name}`, or take the section away")),
                }
            }
        };
        diagnostics.push(finding);
    }
}

/// The bullets' texts: inline code, or a fence for a form of several lines.
fn forms(section: &Spanned<String>, span: Span, blocks: Vec<Block>, diagnostics: &mut Vec<Diagnostic>) -> Node {
    let mut blocks = blocks.into_iter();
    let (at, list) = match (blocks.next(), blocks.next()) {
        (Some(Block { span, kind: BlockKind::List(list) }), None) => (span, list),
        (first, second) => {
            let at = second.or(first).map_or(span, |block| block.span);
            diagnostics.push(
                Diagnostic::error(
                    BANK_STRUCTURE,
                    at,
                    format!("`### {}` holds one list of bullets and nothing else", section.value),
                )
                .help("write each form as inline code in a bullet: - `--authorization-mode=Node,RBAC`"),
            );
            return node(span, Data::Sequence(Vec::new()));
        }
    };
    let List { items, .. } = list;
    let forms = items.into_iter().filter_map(|item| {
        let form = match item.blocks.as_slice() {
            [Block { kind: BlockKind::Paragraph(content), .. }] => match content.as_slice() {
                [inline] => match &inline.kind {
                    InlineKind::Code(text) => Some(node(inline.span, Data::String(text.clone()))),
                    _ => None,
                },
                _ => None,
            },
            [Block { span, kind: BlockKind::Code(code) }] => {
                Some(node(*span, Data::String(code.text.trim_end_matches('\n').to_owned())))
            }
            _ => None,
        };
        if form.is_none() {
            diagnostics.push(
                Diagnostic::error(BANK_STRUCTURE, item.span, "a form is inline code or one fence, and nothing else")
                    .help("put the text between backticks"),
            );
        }
        form
    });
    let forms = forms.collect();
    node(at, Data::Sequence(forms))
}
