//! Quotes and call-outs.

use std::ops::Range;

use gradus_diagnostics::{Diagnostic, Fix, guess};
use pulldown_cmark::BlockQuoteKind;

use crate::rules::UNKNOWN_CALLOUT;
use crate::{Block, BlockKind, Callout, CalloutKind, Inline, InlineKind};

use super::blocks::Reader;

pub(super) const KINDS: [&str; 5] = ["TIP", "WARNING", "IMPORTANT", "NOTE", "CAUTION"];

impl Reader<'_, '_> {
    pub(super) fn quote(&mut self, kind: Option<BlockQuoteKind>, range: Range<usize>) -> BlockKind {
        if kind.is_none() {
            self.check_marker(&range);
        }
        let mut blocks = self.nested(&range, Self::blocks);
        let kind = match kind {
            None => return BlockKind::Quote(blocks),
            Some(BlockQuoteKind::Tip) => CalloutKind::Tip,
            Some(BlockQuoteKind::Warning) => CalloutKind::Pitfall,
            Some(BlockQuoteKind::Important) => CalloutKind::Concept,
            Some(BlockQuoteKind::Note) => CalloutKind::Note,
            Some(BlockQuoteKind::Caution) => CalloutKind::Caution,
        };
        let title = take_title(&mut blocks);
        BlockKind::Callout(Box::new(Callout { kind, title, blocks }))
    }

    /// A quote that begins like a call-out but is none.
    fn check_marker(&mut self, range: &Range<usize>) {
        let slice = &self.marked.text[range.clone()];
        let line = slice.lines().next().unwrap_or_default();
        let content = line.trim_start().trim_start_matches('>').trim_start();
        if let Some(word) = KINDS.iter().find(|word| content.trim_end() == format!("[{word}]")) {
            let start = range.start + line.len() - content.len();
            let span = self.marked.span(start..start + word.len() + 2);
            let fix = Fix::replace(span, format!("[{word}]"), format!("[!{word}]"));
            let finding = Diagnostic::error(UNKNOWN_CALLOUT, span, "a call-out begins with `!`");
            self.diagnostics.push(finding.help(format!("write `[!{word}]`")).fix(fix));
            return;
        }
        let Some((word, rest)) = content.strip_prefix("[!").and_then(|word| word.split_once(']')) else { return };
        let start = range.start + line.len() - content.len();
        let span = self.marked.span(start..start + word.len() + 3);
        let upper = word.to_ascii_uppercase();
        let finding = if KINDS.contains(&upper.as_str()) {
            let place = if rest.trim().is_empty() { "outside other quotes" } else { "on a line of its own" };
            let message = format!("`[!{word}]` makes a call-out only {place}");
            Diagnostic::error(UNKNOWN_CALLOUT, span, message)
                .help("put the text on the next line, after `> `; a bold first line is the title")
        } else {
            let finding = Diagnostic::error(UNKNOWN_CALLOUT, span, format!("`[!{word}]` is not a kind of call-out"));
            let finding = match guess(&upper, KINDS) {
                Some(near) => {
                    let fix = Fix::replace(span, format!("[!{word}]"), format!("[!{}]", near.word));
                    let fix = if near.certain { fix } else { fix.suggested() };
                    finding.help(format!("did you mean `[!{}]`?", near.word)).fix(fix)
                }
                None => finding,
            };
            finding.help("the kinds are `[!TIP]`, `[!WARNING]`, `[!IMPORTANT]`, `[!NOTE]` and `[!CAUTION]`")
        };
        self.diagnostics.push(finding);
    }
}

/// Takes the first line out of the blocks if it is one strong text and nothing else.
fn take_title(blocks: &mut Vec<Block>) -> Option<Vec<Inline>> {
    let first = blocks.first_mut()?;
    let BlockKind::Paragraph(content) = &mut first.kind else { return None };
    let alone = content.len() == 1;
    let line = matches!(content.get(1).map(|inline| &inline.kind), Some(InlineKind::SoftBreak | InlineKind::HardBreak));
    if !(alone || line) || !matches!(content[0].kind, InlineKind::Strong(_)) {
        return None;
    }
    let InlineKind::Strong(title) = content.remove(0).kind else { return None };
    if alone {
        blocks.remove(0);
    } else {
        content.remove(0);
        match (content.first(), content.last()) {
            (Some(next), Some(last)) => first.span = next.span.to(last.span),
            // After the title stood only a comment.
            _ => drop(blocks.remove(0)),
        }
    }
    Some(title)
}
