//! Markdown of other dialects, which is only text here and mostly not meant as text.
//!
//! Looks at the source of text, because a backslash says that the text is meant.

use std::ops::Range;

use gradus_diagnostics::{Diagnostic, Fix, Severity};

use crate::rules::MARKDOWN_AS_TEXT;

use super::blocks::Reader;
use super::callout::KINDS;
use super::torn;

/// What was meant, where it begins and ends in the text, and what to write.
pub(super) struct Slip {
    pub(super) at: Range<usize>,
    pub(super) what: &'static str,
    pub(super) instead: &'static str,
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
        let before = text[..run.start].rsplit('\n').next().unwrap_or_default();
        let quoted = before.contains('>');
        // In a table, `|` ends a cell in the middle of code: that is for the table to say.
        let cell = before.contains('|') || text[run.end..].lines().next().is_some_and(|rest| rest.contains('|'));
        let found = if begins { at_line_start(line, &text[run.end..]) } else { None };
        let found = found.or_else(|| callout(line).filter(|_| begins && !quoted));
        let listed = || list(line, &text[..run.start - before.len()], &text[run.end..]).filter(|_| begins);
        let found = found.or_else(listed).or_else(|| torn::link(line).filter(|_| self.links == 0));
        let found = found.or_else(|| within(line, self.links > 0)).or_else(|| torn::mark(line).filter(|_| !cell));
        let found = found.filter(|slip| !(escaped && slip.at.start == 0));
        if let Some(Slip { at, what, instead }) = found {
            let start = run.start + at.start;
            if what == torn::LINK {
                // It leads nowhere, as a link to what there is not.
                self.as_text(start..run.start + at.end, what, instead);
                self.diagnostics.last_mut().into_iter().for_each(|finding| finding.severity = Severity::Error);
                return;
            }
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

    /// `! [alt](assets/picture.svg)` at the start of a line: a space makes a link of an image.
    pub(super) fn parted_image(&mut self, link: &Range<usize>, target: &str) {
        let before = self.marked.text[..link.start].rsplit('\n').next().unwrap_or_default();
        let pictures = [".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"];
        if before.trim_start_matches([' ', '\t', '>']) == "! " && pictures.iter().any(|ending| target.ends_with(ending))
        {
            let what = "a space between `!` and `[` makes a link of an image";
            self.as_text(link.start - 2..link.end, what, "write `![what it shows](assets/file.svg)`");
            let gap = self.marked.span(link.start - 1..link.start);
            let fix = Fix { title: "delete the space".to_owned(), ..Fix::replace(gap, " ", "") };
            self.diagnostics.last_mut().into_iter().for_each(|finding| finding.fix = Some(fix.clone()));
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
    if line.strip_prefix("'''").is_some_and(|word| word.starts_with(|c: char| c.is_ascii_alphabetic())) {
        return slip(line.len(), "a fence begins with backticks", "write three backticks, here and where it ends");
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

/// `[!TIP]` outside a quote.
fn callout(line: &str) -> Option<Slip> {
    let (kind, _) = line.strip_prefix("[!")?.split_once(']')?;
    let known = KINDS.iter().any(|known| known.eq_ignore_ascii_case(kind));
    let instead = "write `> [!TIP]`, and `> ` before each line of its text";
    known.then_some(Slip { at: 0..kind.len() + 3, what: "a call-out is a quote: its lines begin with `>`", instead })
}

/// The first of two lines or more that begin like items of a list but for a space.
fn list(line: &str, before: &str, rest: &str) -> Option<Slip> {
    let mark = line.chars().next().filter(|mark| matches!(mark, '-' | '*'))?;
    let item = |line: &str| {
        let text = line.trim_start_matches([' ', '\t', '>']).strip_prefix(mark).unwrap_or_default();
        text.starts_with(char::is_alphabetic) && !text.contains(mark)
    };
    let (last, next) = (before.lines().next_back().unwrap_or_default(), rest.strip_prefix('\n')?.lines().next()?);
    let instead = "write `- ` before the text of each item";
    (item(line) && item(next) && !item(last)).then_some(Slip { at: 0..line.len(), what: ITEM, instead })
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
pub(super) fn near(text: &str) -> &str {
    &text[..text.floor_char_boundary(FAR)]
}

/// What stands right before a place.
pub(super) fn back(text: &str, at: usize) -> &str {
    &text[text.ceil_char_boundary(at.saturating_sub(FAR))..at]
}
