//! Questions and tasks: stem, options, sections.

use gradus_content::{Block, BlockKind, Heading};
use gradus_diagnostics::{Diagnostic, Fix, Span, Spanned};
use gradus_yaml::{Data, Node};

use super::{Builder, blanks, forms, heading, mapping, node, options};
use crate::rules::BANK_STRUCTURE;

/// All sections, in the order in which they are usually written.
const SECTIONS: [&str; 13] = [
    "Order",
    "Answer",
    "Reject",
    "Setup",
    "Starter",
    "Hint",
    "Solution",
    "Right",
    "Wrong",
    "Rubric",
    "Verify",
    "Explanation",
    "References",
];

/// Whether items have a section of that name.
pub(crate) fn is_section(title: &str) -> bool {
    SECTIONS.contains(&title.split(':').next().unwrap_or(title).trim()) || title == "Back"
}

/// Reads the body of an item into fields.
pub(super) fn read(builder: &mut Builder<'_>, head: Span, body: Vec<Block>, diagnostics: &mut Vec<Diagnostic>) {
    let (mut stem, sections) = sections(body);
    for blocks in std::iter::once(&stem).chain(sections.iter().map(|(.., blocks)| blocks)) {
        too_deep(builder, blocks, &sections, diagnostics);
    }
    let asked = blanks(&stem);
    let list = options::take(builder.text, &mut stem, diagnostics);
    if !stem.is_empty() {
        builder.prose("stem", head, stem);
    }
    if let Some((span, list)) = list {
        let options = options::read(builder, list, diagnostics);
        builder.put("options", span, node(span, Data::Sequence(options)));
    }
    let before = diagnostics.len();
    for (span, heading, blocks) in sections {
        if section(builder, span, &heading, blocks, diagnostics) == Known::No {
            break; // it may begin another item, to which the rest belongs
        }
    }
    if diagnostics.len() == before {
        forms::only_rejected(builder, &asked, diagnostics);
    }
}

/// Says which headings of level 4 were to be sections: they are called so, and the item has no such section.
fn too_deep(builder: &Builder<'_>, blocks: &[Block], sections: &[Section], diagnostics: &mut Vec<Diagnostic>) {
    for block in blocks {
        let BlockKind::Heading(head) = &block.kind else { continue };
        let name = |span: Span, head: &Heading| heading::section(&heading::text(builder.text, span, head)).0.value;
        let title = name(block.span, head);
        let there = || sections.iter().any(|(span, head, _)| name(*span, head) == title);
        if head.level == 4 && SECTIONS.contains(&title.as_str()) && !there() {
            let marks = Span { end: block.span.start + 4, ..block.span };
            diagnostics.push(
                Diagnostic::error(BANK_STRUCTURE, block.span, "a section begins with `###`, not with `####`")
                    .help("take one `#` away; a heading of the text gets another title")
                    .fix(Fix::replace(marks, "####", "###")),
            );
        }
    }
}

/// A `###` heading, its place, and what stands below it.
type Section = (Span, Heading, Vec<Block>);

/// The blocks before the first `###`, and the sections after it.
fn sections(body: Vec<Block>) -> (Vec<Block>, Vec<Section>) {
    let mut stem = Vec::new();
    let mut sections: Vec<Section> = Vec::new();
    for block in body {
        match block.kind {
            BlockKind::Heading(heading) if heading.level == 3 => sections.push((block.span, *heading, Vec::new())),
            _ => match sections.last_mut() {
                Some((_, _, blocks)) => blocks.push(block),
                None => stem.push(block),
            },
        }
    }
    (stem, sections)
}

fn section(
    builder: &mut Builder<'_>,
    span: Span,
    head: &Heading,
    blocks: Vec<Block>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Known {
    let title = heading::text(builder.text, span, head);
    let (name, argument) = heading::section(&title);
    let once = match name.value.as_str() {
        "Explanation" => Some("explanation"),
        "References" => Some("references"),
        "Setup" => Some("setup"),
        "Starter" => Some("starter"),
        "Solution" => Some("solution"),
        "Verify" => Some("verify"),
        "Order" => Some("order"),
        "Rubric" => Some("rubric"),
        _ => None,
    };
    if let Some(first) = once.and_then(|field| builder.key(field)) {
        diagnostics.push(
            Diagnostic::error(BANK_STRUCTURE, span, format!("`### {}` occurs twice in this item", name.value))
                .also(first, "first here")
                .help("join the two sections"),
        );
        return Known::Yes;
    }
    match (name.value.as_str(), once) {
        ("Order", _) => forms::order(builder, span, blocks, diagnostics),
        ("Rubric", _) => rubric(builder, span, blocks, diagnostics),
        (_, Some(field)) => builder.prose(field, span, blocks),
        ("Hint", _) => {
            let hint = builder.prose_node(span, blocks);
            push(builder, "hints", span, hint);
        }
        ("Right" | "Wrong", _) => attempt(builder, &name, argument, span, head, blocks, diagnostics),
        ("Answer" | "Reject", _) => match argument.filter(|argument| !argument.value.is_empty()) {
            Some(blank) => forms::blank(builder, &name, &blank, span, head, blocks, diagnostics),
            None => diagnostics.push(
                Diagnostic::error(BANK_STRUCTURE, title.span, format!("`### {}` names no blank", name.value))
                    .help(format!("write `### {}: name` with the name in the stem's `___[name]`", name.value)),
            ),
        },
        _ => {
            let finding = heading::unknown_section(&name, &SECTIONS);
            let known = if finding.fix.is_some() { Known::Yes } else { Known::No };
            diagnostics.push(match known {
                Known::Yes => finding,
                Known::No => finding.help("if another item begins here, write `## Title {#id}`"),
            });
            return known;
        }
    }
    Known::Yes
}

/// Whether a section is one of those that items have, or nearly called so.
#[derive(PartialEq, Eq)]
enum Known {
    Yes,
    No,
}

fn attempt(
    builder: &mut Builder<'_>,
    name: &Spanned<String>,
    argument: Option<Spanned<String>>,
    span: Span,
    head: &Heading,
    blocks: Vec<Block>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(title) = argument.filter(|argument| !argument.value.is_empty()) else {
        diagnostics.push(
            Diagnostic::error(BANK_STRUCTURE, name.span, format!("`### {}` needs a title", name.value))
                .help(format!("say in a few words what is special about it: `### {}: forgets DNS`", name.value)),
        );
        return;
    };
    let text = builder.prose_node(span, blocks);
    let mut fields = vec![("title", title.span, node(title.span, Data::String(title.value))), ("text", span, text)];
    fields.extend(heading::fields(head.attributes.as_ref(), diagnostics));
    let whole = fields.iter().fold(span, |span, field| span.to(field.2.span));
    let attempt = mapping(whole, fields);
    push(builder, if name.value == "Right" { "right" } else { "wrong" }, span, attempt);
}

fn rubric(builder: &mut Builder<'_>, span: Span, blocks: Vec<Block>, diagnostics: &mut Vec<Diagnostic>) {
    let mut fences = blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Code(code) => Some((block.span, code)),
        _ => None,
    });
    match (fences.next(), fences.next(), blocks.len()) {
        (Some((at, code)), None, 1) => {
            if let Some(node) = gradus_yaml::parse_with_map(&code.text, &code.map, diagnostics) {
                builder.put("rubric", at, node);
            } else {
                // The fence's own findings say what is wrong; an empty list would only add noise.
                builder.put("rubric", at, node_of_nothing(at));
            }
        }
        _ => {
            diagnostics.push(
                Diagnostic::error(BANK_STRUCTURE, span, "a rubric is one YAML fence and nothing else").help(
                    "write the criteria as a list in a ```yaml fence; what learners need to know goes into the stem",
                ),
            );
            builder.put("rubric", span, node_of_nothing(span));
        }
    }
}

fn node_of_nothing(span: Span) -> Node {
    node(span, Data::Sequence(Vec::new()))
}

/// Appends to a field that is a list.
pub(super) fn push(builder: &mut Builder<'_>, name: &str, key: Span, value: Node) {
    match builder.get_mut(name) {
        Some(Node { span, data: Data::Sequence(items) }) => {
            *span = span.to(value.span);
            items.push(value);
        }
        _ => {
            let list = node(value.span, Data::Sequence(vec![value]));
            builder.put(name, key, list);
        }
    }
}
