//! Markdown of other dialects, which is only text here and mostly not meant as text.
//!
//! Looks at the source of text, because a backslash says that the text is meant.

use std::ops::Range;

use gradus_diagnostics::{Diagnostic, Fix};

use crate::rules::MARKDOWN_AS_TEXT;

use super::blocks::Reader;

/// What was meant, where it begins and ends in the text, and what to write.
struct Slip {
    at: Range<usize>,
    what: &'static str,
    instead: &'static str,
}

/// How many bytes apart marks can be.
const FAR: usize = 200;

const FOOTNOTE: (&str, &str) =
    ("footnotes are not read", "say it in the text, in brackets, or in a call-out: `> [!NOTE]`");

const ITEM: &str = "an item of a list needs a space after its mark";

const HEADING: &str = "a heading needs a space after its `#`";

impl Reader<'_, '_> {
    /// Looks for what was not meant as text in a range of it.
    pub(super) fn unread(&mut self, run: Range<usize>) {
        if run.is_empty() || self.images > 0 {
            return;
        }
        let text = &self.marked.text;
        let begins =
            text[..run.start].rsplit('\n').next().is_none_or(|before| before.trim_matches([' ', '\t', '>']).is_empty());
        let escaped = text[..run.start].ends_with('\\');
        let line = &text[run.clone()];
        let found = if begins { at_line_start(line, &text[run.end..]) } else { None };
        let found = found.or_else(|| within(line, self.links > 0)).filter(|slip| !(escaped && slip.at.start == 0));
        if let Some(Slip { at, what, instead }) = found {
            let start = run.start + at.start;
            let hashes = text[start..].len() - text[start..].trim_start_matches('#').len();
            self.as_text(start..run.start + at.end, what, instead);
            let marks = if what == ITEM { 1 } else { hashes };
            if [HEADING, ITEM].contains(&what)
                && let Some(finding) = self.diagnostics.last_mut()
            {
                let behind = self.marked.span(start + marks..start + marks);
                finding.fix = Some(Fix::insert(behind, " "));
            }
        }
    }

    /// A footnote whose text looks like an address, which makes a link of it.
    pub(super) fn footnote(&mut self, range: Range<usize>) {
        self.as_text(range, FOOTNOTE.0, FOOTNOTE.1);
    }

    fn as_text(&mut self, range: Range<usize>, what: &str, instead: &str) {
        let finding = Diagnostic::warning(MARKDOWN_AS_TEXT, self.span(range), what).label("this is text");
        self.diagnostics.push(finding.help(instead).help("if it is meant as text, put it into backticks"));
    }
}

/// What can only begin a line. `rest` is what follows the line's text.
fn at_line_start(line: &str, rest: &str) -> Option<Slip> {
    let slip = |length, what, instead| Some(Slip { at: 0..length, what, instead });
    let hashes = line.len() - line.trim_start_matches('#').len();
    if (2..=6).contains(&hashes) && line[hashes..].starts_with(char::is_alphanumeric) {
        return slip(line.len(), HEADING, "write `## Title`");
    }
    let box_ = line.strip_prefix(['-', '*', '+']).unwrap_or_default();
    if ["[x]", "[X]", "[ ]"].iter().any(|empty| box_.starts_with(empty)) {
        return slip(line.len(), ITEM, "write `- [x] text` or `- [ ] text`");
    }
    if line.starts_with(":::") {
        return slip(line.len(), "`:::` begins nothing", "write a call-out: `> [!NOTE]`");
    }
    if line.starts_with(": ") {
        return slip(
            line.len(),
            "definition lists are not read",
            "write a list, `- **term**: what it means`, or a glossary term",
        );
    }
    let row = |line: &str| line.len() > 2 && line.starts_with('|') && line.trim_end().ends_with('|');
    let next =
        rest.strip_prefix('\n').and_then(|rest| rest.lines().next()).map(|line| line.trim_matches([' ', '\t', '>']));
    if row(line) && next.is_some_and(row) {
        return slip(
            line.len(),
            "a table needs a line of dashes below its head",
            "write `|---|---|` as the second line",
        );
    }
    None
}

fn within(line: &str, in_link: bool) -> Option<Slip> {
    // Each of the slips holds one of these, and hardly any text does.
    if !line.bytes().any(|byte| matches!(byte, b'[' | b'=' | b'$' | b'*' | b'/')) {
        return None;
    }
    let slip = |at, (what, instead)| Some(Slip { at, what, instead });
    if let Some(at) = footnote(line) {
        return slip(at, FOOTNOTE);
    }
    if let Some(at) = labelled(line) {
        return slip(at, ("this link's label is not defined", "write the target itself: `[text](https://…)`"));
    }
    if let Some(at) = between(line, "[[", "]]") {
        return slip(at, ("wiki links are not read", "write `[text](lesson:id)`"));
    }
    if let Some(at) = between(line, "==", "==") {
        return slip(at, ("`==` highlights nothing", "write `**bold**` or `*emphasis*`"));
    }
    if let Some(at) = between(line, "$$", "$$") {
        return slip(at, ("formulas are not read", "write it in words or as code, or show it as an image"));
    }
    if let Some(at) = spaced_bold(line) {
        return slip(
            at,
            ("stars with a space inside make nothing bold", "write `**bold**` without spaces inside the stars"),
        );
    }
    if let Some(at) = parted(line) {
        return slip(at, ("this is not read as a link", "write `[text](target)`, without a space between"));
    }
    let bare = if in_link { None } else { bare_address(line) };
    slip(bare?, ("an address that stands bare is no link", "write `<https://…>` or `[text](https://…)`"))
}

/// `[^1]`, but not the definition of one, nor a set of characters such as `[^a-z]`.
fn footnote(line: &str) -> Option<Range<usize>> {
    line.match_indices("[^").find_map(|(at, _)| {
        let length = near(&line[at + 2..]).find(']')?;
        let label = &line[at + 2..at + 2 + length];
        let end = at + 3 + length;
        let named = !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '_');
        (named && !(at == 0 && line[end..].starts_with(':'))).then_some(at..end)
    })
}

/// `[text][label]`, but not `rows[0][label]`.
fn labelled(line: &str) -> Option<Range<usize>> {
    line.match_indices("][").find_map(|(at, _)| {
        let start = back(line, at).rfind('[')? + at - back(line, at).len();
        let length = near(&line[at + 2..]).find(']')?;
        let label = &line[at + 2..at + 2 + length];
        let index = line[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, ']' | ')' | '.'));
        let words = label.chars().any(char::is_alphabetic) && start + 1 < at;
        (words && !index).then_some(start..at + 3 + length)
    })
}

/// Something between two marks, without a space at its ends. What stands before the first mark begins a word.
fn between(line: &str, open: &str, close: &str) -> Option<Range<usize>> {
    line.match_indices(open).find_map(|(at, _)| {
        let inner = &line[at + open.len()..];
        let length = near(inner).find(close)?;
        let apart = !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '=' || c == '[');
        let tight =
            |text: &str| !text.is_empty() && text.trim().len() == text.len() && !text.starts_with(['=', '[', ']']);
        (apart && tight(&inner[..length])).then_some(at..at + open.len() + length + close.len())
    })
}

/// `** bold **`, but not the powers `2 ** 3 ** 4`.
fn spaced_bold(line: &str) -> Option<Range<usize>> {
    let start = line.find("** ")?;
    let length = near(&line[start + 2..]).find(" **")?;
    let end = start + 2 + length + 3;
    let power = line[..start].trim_end().ends_with(|c: char| c.is_ascii_digit());
    let words = line[start + 2..end - 2].chars().any(char::is_alphabetic);
    (words && !power && !line[..start].ends_with(|c: char| c.is_alphanumeric())).then_some(start..end)
}

/// `[text] (https://…)` and `(text)[https://…]`.
fn parted(line: &str) -> Option<Range<usize>> {
    let target = |rest: &str| {
        ["https://", "http://", "lesson:", "module:", "question:", "task:", "card:", "term:", "assets/"]
            .iter()
            .any(|start| rest.starts_with(start))
    };
    let find = |between: &str, open: char, close: char| {
        line.match_indices(between).find_map(|(at, _)| {
            let rest = &line[at + between.len()..];
            let end = at + between.len() + near(rest).find(close)? + 1;
            let start = back(line, at).rfind(open)? + at - back(line, at).len();
            target(rest).then_some(start..end)
        })
    };
    find("] (", '[', ')').or_else(|| find(")[", '(', ']'))
}

/// `https://example.org`, with what belongs to it.
fn bare_address(line: &str) -> Option<Range<usize>> {
    ["https://", "http://"].iter().filter_map(|scheme| line.find(scheme)).min().and_then(|at| {
        let length = line[at..].find(char::is_whitespace).unwrap_or(line.len() - at);
        let address = line[at..at + length].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '"', '\'']);
        let host = address.split_once("://").map_or("", |(_, rest)| rest);
        host.starts_with(char::is_alphanumeric).then_some(at..at + address.len())
    })
}

/// The beginning of a text: marks that belong together are not far from each other, and looking further would take long.
fn near(text: &str) -> &str {
    &text[..text.floor_char_boundary(FAR)]
}

/// What stands right before a place.
fn back(text: &str, at: usize) -> &str {
    &text[text.ceil_char_boundary(at.saturating_sub(FAR))..at]
}
