//! Where items begin, also where their headings are not quite what they should be.

use gradus_content::rules::MARKDOWN_AS_TEXT;
use gradus_content::{Block, BlockKind};
use gradus_diagnostics::{Diagnostic, Fix, Severity, Span};

use super::{Grammar, heading, is_section};
use crate::rules::BANK_STRUCTURE;

/// A line that was to be a heading or an option, but is text for want of a space.
pub(super) struct Slip {
    pub(super) start: u32,
    /// Whether it was to begin an item.
    pub(super) of_item: bool,
}

/// The headings and options that are text, in order. In a bank that is an error: the structure hangs on them.
pub(super) fn slips(text: &str, diagnostics: &mut [Diagnostic]) -> Vec<Slip> {
    let mut slips = Vec::new();
    for finding in diagnostics.iter_mut().filter(|finding| finding.rule == MARKDOWN_AS_TEXT) {
        let line = text.get(finding.primary.span.range()).unwrap_or_default();
        let hashes = line.len() - line.trim_start_matches('#').len();
        let option = line.get(1..4).is_some_and(|mark| ["[x]", "[X]", "[ ]"].contains(&mark));
        if option || matches!(hashes, 2 | 3) {
            finding.severity = Severity::Error;
            slips.push(Slip { start: finding.primary.span.start, of_item: hashes == 2 });
        }
    }
    slips.sort_by_key(|slip| slip.start);
    slips
}

/// Whether an item begins with a block. A heading of another level that has an id was to be one: sections have none.
pub(super) fn begins_item(text: &str, block: &Block, grammar: Grammar, diagnostics: &mut Vec<Diagnostic>) -> bool {
    let BlockKind::Heading(head) = &block.kind else { return false };
    match head.level {
        2 => true,
        // That this level is none has been said.
        1 => head.id.is_some(),
        3 if grammar != Grammar::Notes && head.id.is_some() => {
            if is_section(&heading::text(text, block.span, head).value) {
                return false;
            }
            let marks = Span { end: block.span.start + 3, ..block.span };
            diagnostics.push(
                Diagnostic::error(BANK_STRUCTURE, block.span, "an item begins with `##`, not with `###`")
                    .label("this has an id, which sections do not have")
                    .help("take one `#` away")
                    .fix(Fix::replace(marks, "###", "##")),
            );
            true
        }
        _ => false,
    }
}
