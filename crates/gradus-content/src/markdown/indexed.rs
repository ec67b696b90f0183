//! Words for the index of a book: `[words](index:)`, or `[words](index: "entry")` where the index has other words for them.

use std::ops::Range;

use gradus_diagnostics::Diagnostic;

use crate::rules::{INDEX_MARK, INDEX_OUTSIDE_BOOK};
use crate::{Inline, InlineKind, plain_inlines};

use super::blocks::Reader;

impl Reader<'_, '_> {
    /// Words and what the index calls them, or only the words where they cannot be marked. `written` is where the address stands.
    pub(super) fn indexed(
        &mut self,
        out: &mut Vec<Inline>,
        address: &str,
        title: &str,
        written: Range<usize>,
        content: Vec<Inline>,
        range: Range<usize>,
    ) {
        let joined = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = joined(&plain_inlines(&content));
        let entry = if title.trim().is_empty() { words.clone() } else { joined(title) };
        let finding = if !self.options.index {
            let message = "words for the index where no index looks";
            let finding = Diagnostic::error(INDEX_OUTSIDE_BOOK, self.marked.span(range.clone()), message);
            Some(finding.help("mark them in a lesson or a note, and write the words alone here"))
        } else if let Some(behind) = address.strip_prefix("index:").filter(|behind| !behind.is_empty()) {
            let finding = Diagnostic::error(INDEX_MARK, self.marked.span(written), "nothing stands behind `index:`");
            let name = behind.replace("%20", " ");
            Some(finding.help(format!("write `[{words}](index: \"{name}\")` to call them `{name}` in the index")))
        } else if words.is_empty() || !entry.contains(char::is_alphanumeric) {
            let finding = Diagnostic::error(INDEX_MARK, self.marked.span(range.clone()), "no words are marked");
            Some(finding.help("put the words between the brackets: `[service mesh](index:)`"))
        } else {
            None
        };
        match finding {
            Some(finding) => {
                self.diagnostics.push(finding);
                out.extend(content);
            }
            None => self.push(out, range, InlineKind::Indexed { entry, content }),
        }
    }
}
