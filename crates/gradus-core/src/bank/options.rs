//! The options of a choice: a task list whose items are an option and its rationale.

use gradus_content::List;
use gradus_diagnostics::Diagnostic;
use gradus_yaml::{Data, Node};

use super::{Builder, heading, mapping, node};
use crate::rules::BANK_STRUCTURE;

/// The options as nodes.
pub(super) fn read(builder: &mut Builder<'_>, list: List, diagnostics: &mut Vec<Diagnostic>) -> Vec<Node> {
    let mut options = Vec::new();
    for item in list.items {
        let Some(right) = item.checked else {
            diagnostics.push(
                Diagnostic::error(BANK_STRUCTURE, item.span, "this item of the options has no box")
                    .help("begin it with `- [x]` if it is right, with `- [ ]` if it is not"),
            );
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
