//! HTML in prose: refused, with what to write in its place. Comments are not HTML to us.

use std::ops::Range;

use gradus_diagnostics::Diagnostic;
use pulldown_cmark::Event;

use crate::rules::RAW_HTML;

use super::blocks::Reader;

impl Reader<'_, '_> {
    /// Comments, or HTML that is refused.
    pub(super) fn html_block(&mut self) {
        let Some((_, range)) = self.next() else { return };
        while matches!(self.peek(), Some((Event::Html(_) | Event::Text(_), _))) {
            self.next();
        }
        self.end();
        let mut at = range.start;
        loop {
            let rest = &self.marked.text[at..range.end];
            at += rest.len() - rest.trim_start().len();
            match self.comment(at..range.end, false) {
                Some(end) => at = end,
                None => break,
            }
        }
        let rest = self.marked.text[at..range.end].trim_end();
        if !rest.is_empty() {
            let (line, whole) = (rest.lines().next().unwrap_or_default().len(), rest.len());
            // It is no block of the tree, but it is the one that a comment before it means.
            self.settle(self.marked.span(at..at + whole));
            // Of a pair of blocks, too, only the first is reported.
            let closes = rest.starts_with("</");
            if closes && self.open_blocks > 0 {
                self.open_blocks -= 1;
                return;
            }
            self.open_blocks += usize::from(!closes && !rest.contains("</") && !rest.ends_with("/>"));
            self.refuse(at..at + line);
        }
    }

    /// A comment or a tag within a paragraph. Of a pair of tags only the first is reported.
    pub(super) fn inline_html(&mut self, range: Range<usize>) {
        if self.comment(range.clone(), true).is_some() {
            return;
        }
        let tag = &self.marked.text[range.clone()];
        if tag.starts_with("</") {
            if self.open_tags > 0 {
                self.open_tags -= 1;
                return;
            }
        } else if !tag.ends_with("/>") && !tag.starts_with("<br") {
            self.open_tags += 1;
        }
        self.refuse(range);
    }

    fn refuse(&mut self, range: Range<usize>) {
        let help = instead(&self.marked.text[range.clone()]);
        self.diagnostics.push(
            Diagnostic::error(RAW_HTML, self.marked.span(range), "HTML in prose")
                .help(help)
                .help("if it is text, such as `<name>`, put it into backticks"),
        );
    }
}

/// What to write instead of a tag.
fn instead(tag: &str) -> &'static str {
    let name = tag.trim_start_matches(['<', '/']);
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    match name.to_ascii_lowercase().as_str() {
        "a" => "write a link: `[text](https://…)`",
        "b" | "strong" => "write `**bold**`",
        "br" => "end the line with a backslash, or begin a new paragraph",
        "code" | "kbd" | "samp" | "tt" => "write `` `code` ``",
        "del" | "s" | "strike" => "write `~~struck out~~`",
        "details" | "summary" | "div" | "aside" => "write a call-out: `> [!NOTE]`",
        "em" | "i" => "write `*emphasis*`",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "write a heading: `## Title`",
        "hr" => "write `---` between blank lines",
        "img" | "figure" | "picture" | "video" => "write an image: `![what it shows](assets/name.svg)`",
        "ul" | "ol" | "li" => "write a list: `- one`, `- two`",
        "p" | "span" | "font" | "center" => "leave the tag out: the look is for the theme",
        "pre" => "write a fence: three backticks and a language",
        "table" | "tr" | "td" | "th" => "write a table: `| a | b |`",
        _ => "say it in Markdown: a course is also printed and made into cards, where HTML means nothing",
    }
}
