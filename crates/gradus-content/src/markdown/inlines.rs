//! Events become inlines, and the marks return to their places.

use std::ops::Range;

use gradus_diagnostics::TextMap;
use pulldown_cmark::{Event, Tag};

use crate::{Inline, InlineKind};

use super::Options;
use super::blocks::Reader;
use super::cloze::Token;
use super::leaf::is_block;
use super::marks::{MarkKind, Marked, PLACEHOLDER};

/// Stands before the content of a cloze while it is read, so that `# x` or `1. x` in it stays text. A space follows it.
const LEAD: char = '\u{fdd1}';

impl<'a> Reader<'a, '_> {
    /// Inlines up to the end of what holds them.
    pub(super) fn inlines(&mut self) -> Vec<Inline> {
        let mut out = Vec::new();
        // Text that stands together in the source.
        let mut run = 0..0;
        while let Some((event, _)) = self.peek() {
            if matches!(event, Event::End(_)) || is_block(event) {
                break;
            }
            let Some((event, range)) = self.next() else { break };
            if matches!(event, Event::Text(_)) && run.end == range.start && !run.is_empty() {
                run.end = range.end;
            } else {
                self.unread(std::mem::replace(&mut run, range.clone()));
                if !matches!(event, Event::Text(_)) {
                    run = 0..0;
                }
            }
            match event {
                Event::Text(text) => self.text(&mut out, &text, range),
                Event::Code(code) => self.inline_code(&mut out, &code, range),
                Event::SoftBreak => self.push(&mut out, range, InlineKind::SoftBreak),
                Event::HardBreak => self.push(&mut out, range, InlineKind::HardBreak),
                Event::InlineHtml(_) | Event::Html(_) => self.inline_html(range),
                Event::Start(tag) => self.element(&mut out, tag, range),
                // A checkbox is read by its item; the other events need extensions that are off.
                _ => {}
            }
        }
        self.unread(run);
        out.shrink_to_fit();
        out
    }

    fn element(&mut self, out: &mut Vec<Inline>, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::Link { link_type, dest_url, title, id } => {
                self.parted_image(&range, &dest_url);
                self.links += 1;
                let content = self.nested(&range, Self::inlines);
                self.links -= 1;
                let written = self.destination(link_type, &range, &dest_url, &id);
                self.end();
                if id.starts_with('^') {
                    self.footnote(range);
                    return out.extend(content);
                }
                if dest_url.starts_with("index:") {
                    return self.indexed(out, &dest_url, &title, written, content, range);
                }
                self.link(out, link_type, dest_url.into_string(), written, content, range);
            }
            Tag::Image { link_type, dest_url, id, .. } => {
                let (path, alt) = self.image(link_type, dest_url.into_string(), &id, &range);
                self.push(out, range, InlineKind::Image { path: Box::new(path), alt });
            }
            tag => {
                let content = self.nested(&range, Self::inlines);
                self.end();
                let kind = match tag {
                    Tag::Emphasis => InlineKind::Emphasis(content),
                    Tag::Strong => InlineKind::Strong(content),
                    Tag::Strikethrough => InlineKind::Strikethrough(content),
                    // No other element is an inline.
                    _ => return out.extend(content),
                };
                self.push(out, range, kind);
            }
        }
    }

    pub(super) fn push(&mut self, out: &mut Vec<Inline>, range: Range<usize>, kind: InlineKind) {
        out.push(Inline { span: self.marked.span(range), kind });
    }

    /// Text, cut at the marks in it. pulldown-cmark hands it over in many pieces, which are joined again.
    fn text(&mut self, out: &mut Vec<Inline>, text: &str, range: Range<usize>) {
        // An entity is longer in the source than in the text, and is never a placeholder of ours.
        let verbatim = text.len() == range.len();
        let mut copied = 0;
        for (at, _) in text.match_indices(PLACEHOLDER) {
            let Some(mark) = self.marked.mark_at(range.start + at).filter(|_| verbatim) else { continue };
            self.plain(out, &text[copied..at], range.start + copied..range.start + at);
            copied = at + PLACEHOLDER.len_utf8();
            self.mark(out, mark);
        }
        self.plain(out, &text[copied..], range.start + copied..range.end);
    }

    fn plain(&mut self, out: &mut Vec<Inline>, text: &str, range: Range<usize>) {
        let span = self.marked.span(range);
        // White space between attributes and the end of their line is none of the text.
        let behind = self.attributes.as_ref().is_some_and(|attributes| attributes.span.end == span.start);
        if text.is_empty() || (behind && text.trim().is_empty()) {
            return;
        }
        match out.last_mut() {
            Some(Inline { span: before, kind: InlineKind::Text(joined) }) => {
                joined.push_str(text);
                *before = before.to(span);
            }
            _ => out.push(Inline { span, kind: InlineKind::Text(text.to_owned()) }),
        }
    }

    /// Puts a mark back into the tree.
    fn mark(&mut self, out: &mut Vec<Inline>, number: usize) {
        let mark = &self.marked.marks[number];
        let span = self.marked.place(mark.range.clone());
        self.placed[number] |= self.images == 0;
        let kind = match &mark.kind {
            MarkKind::Attributes(attributes) => {
                self.attributes = Some(attributes.clone());
                let end = self.marked.original[..mark.range.start].trim_end().len();
                return trim_end(out, self.marked.place(0..end).end);
            }
            MarkKind::Token(Token::Blank { name }) => InlineKind::Blank { name: name.clone(), code: false },
            MarkKind::Token(Token::Cloze { ordinal, content, hint }) => InlineKind::Cloze {
                ordinal: *ordinal,
                content: self.cloze_content(content.clone()),
                hint: self.hint(hint),
            },
        };
        out.push(Inline { span, kind });
    }

    fn hint(&self, hint: &Option<Range<usize>>) -> Option<String> {
        let hint = &self.marked.original[hint.clone()?];
        Some(hint.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// Reads what a cloze hides as inlines of its own.
    fn cloze_content(&mut self, range: Range<usize>) -> Vec<Inline> {
        let (text, map) = self.unwrapped(range.clone());
        let marked = Marked::plain(&text, &map);
        let mut content = Reader::new(&marked, Options::default(), self.diagnostics).only_inlines();
        // Take the lead off again.
        if let Some(Inline { kind: InlineKind::Text(text), .. }) = content.first_mut()
            && let Some(rest) = text.strip_prefix(LEAD)
        {
            // Markdown drops the space at the end of a line or a cell.
            let rest = rest.strip_prefix(' ').unwrap_or(rest);
            if rest.is_empty() {
                content.remove(0);
            } else {
                *text = rest.to_owned();
            }
        }
        content
    }

    /// The lines of a range of the original after [`LEAD`], without the indentation and quote markers of what they stand in.
    fn unwrapped(&self, range: Range<usize>) -> (String, TextMap) {
        let (mut text, mut map) = (format!("{LEAD} "), TextMap::empty(self.marked.map.source()));
        // The lead has no place: each of its bytes stands at the first of the content, so that none reaches past its end.
        for at in 0..text.len() {
            map.push(at, self.marked.map.offset(range.start));
        }
        let mut at = range.start;
        for (number, line) in self.marked.original[range].split_inclusive('\n').enumerate() {
            let kept = if number == 0 { line } else { line.trim_start_matches([' ', '\t', '>']) };
            map.push(text.len(), self.marked.map.offset(at + line.len() - kept.len()));
            text.push_str(kept);
            at += line.len();
        }
        (text, map)
    }

    /// Inline code, split around the marks in it.
    fn inline_code(&mut self, out: &mut Vec<Inline>, code: &str, range: Range<usize>) {
        let source = &self.marked.text[range.clone()];
        let places: Vec<usize> = source.match_indices(PLACEHOLDER).map(|(at, _)| range.start + at).collect();
        let (mut copied, mut from) = (0, range.start);
        // Code loses no characters but spaces at its ends, so the placeholders stand in the same order.
        for ((at, _), place) in code.match_indices(PLACEHOLDER).zip(places) {
            let Some(number) = self.marked.mark_at(place) else { continue };
            let MarkKind::Token(token) = &self.marked.marks[number].kind else { continue };
            self.code_part(out, &code[copied..at], from..place);
            copied = at + PLACEHOLDER.len_utf8();
            from = place + PLACEHOLDER.len_utf8();
            self.placed[number] |= self.images == 0;
            let kind = match token {
                Token::Blank { name } => InlineKind::Blank { name: name.clone(), code: true },
                Token::Cloze { ordinal, content, hint } => {
                    let span = self.marked.place(content.clone());
                    let text = self.marked.original[content.clone()].replace(['\n', '\r'], " ");
                    let content = vec![Inline { span, kind: InlineKind::Code(text) }];
                    InlineKind::Cloze { ordinal: *ordinal, content, hint: self.hint(hint) }
                }
            };
            out.push(Inline { span: self.marked.place(self.marked.marks[number].range.clone()), kind });
        }
        self.code_part(out, &code[copied..], from..range.end);
    }

    fn code_part(&mut self, out: &mut Vec<Inline>, code: &str, range: Range<usize>) {
        if !code.is_empty() {
            self.push(out, range, InlineKind::Code(code.to_owned()));
        }
    }
}

/// Removes the white space between a text and the attributes after it. `end` is where the source of the text ends; its
/// length would not tell, since white space may be written as an entity.
fn trim_end(out: &mut Vec<Inline>, end: u32) {
    while let Some(last) = out.last_mut() {
        match &mut last.kind {
            InlineKind::Text(text) => {
                text.truncate(text.trim_end().len());
                if !text.is_empty() {
                    last.span.end = last.span.end.min(end).max(last.span.start);
                    return;
                }
            }
            InlineKind::SoftBreak | InlineKind::HardBreak => {}
            _ => return,
        }
        out.pop();
    }
}
