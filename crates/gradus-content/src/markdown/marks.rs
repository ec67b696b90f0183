//! Clozes, blanks and attributes, taken out of the text before pulldown-cmark reads its inlines.
//!
//! Each is replaced by one character that no text may hold and that Markdown takes for a letter. The second reading meets
//! the characters again, in text or in code, and puts the marks back. Offsets of the marked text lead to the file.

use std::borrow::Cow;
use std::ops::Range;

use gradus_diagnostics::{Diagnostic, Span, TextMap};
use pulldown_cmark::Parser;

use crate::Attributes;

use super::cloze::{Problem, Token, Within, scan};
use super::leaf::{Leaf, LeafKind, leaves};
use super::{Options, attributes};

/// Stands for a mark: a noncharacter, so neither white space nor punctuation to Markdown.
pub(super) const PLACEHOLDER: char = '\u{fdd0}';

/// A text without its marks, and the marks.
#[derive(Debug)]
pub(super) struct Marked<'a> {
    /// What pulldown-cmark reads.
    pub(super) text: Cow<'a, str>,
    /// What the author wrote.
    pub(super) original: &'a str,
    /// From the original to the file.
    pub(super) map: &'a TextMap,
    /// In order.
    pub(super) marks: Vec<Mark>,
}

/// Something that a placeholder stands for.
#[derive(Debug)]
pub(super) struct Mark {
    /// Its bytes in the original.
    pub(super) range: Range<usize>,
    /// The offset of its placeholder.
    pub(super) at: usize,
    pub(super) kind: MarkKind,
}

/// What it is.
#[derive(Debug)]
pub(super) enum MarkKind {
    /// Ranges are offsets of the original.
    Token(Token),
    /// Of a heading or an option.
    Attributes(Attributes),
}

impl<'a> Marked<'a> {
    /// A text as it is, without looking for marks.
    pub(super) fn plain(text: &'a str, map: &'a TextMap) -> Self {
        Marked { text: Cow::Borrowed(text), original: text, map, marks: Vec::new() }
    }

    /// Finds the marks of a text.
    pub(super) fn new(text: &'a str, map: &'a TextMap, options: Options, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut marked = Marked::plain(text, map);
        // Attributes and clozes have braces, blanks have not.
        if !(options.attributes || text.bytes().any(|byte| matches!(byte, b'{' | b'}')) || text.contains("___[")) {
            return marked;
        }
        for leaf in leaves(Parser::new_ext(text, super::syntax()).into_offset_iter()) {
            marked.leaf(&leaf, options, diagnostics);
        }
        if !marked.marks.is_empty() {
            let mut out = String::with_capacity(text.len());
            let mut copied = 0;
            for mark in &mut marked.marks {
                out.push_str(&text[copied..mark.range.start]);
                mark.at = out.len();
                out.push(PLACEHOLDER);
                copied = mark.range.end;
            }
            out.push_str(&text[copied..]);
            marked.text = Cow::Owned(out);
        }
        marked
    }

    fn leaf(&mut self, leaf: &Leaf, options: Options, diagnostics: &mut Vec<Diagnostic>) {
        let text = self.original;
        let mut range = leaf.range.clone();
        // A leaf that begins with an escaped character begins after the backslash.
        if attributes::escaped(text.as_bytes(), range.start) {
            range.start -= 1;
        }
        let mut problems = Vec::new();
        let found = scan(text, range.clone(), Within::Prose(&leaf.codes), options, &mut problems);
        report(problems, |range| self.place(range), diagnostics);

        let first = self.marks.len();
        self.marks.extend(found.into_iter().map(|found| Mark {
            range: found.range,
            at: 0,
            kind: MarkKind::Token(found.token),
        }));
        if leaf.kind == LeafKind::Other || (leaf.kind == LeafKind::ItemLead && !options.attributes) {
            return;
        }
        let holds = |ranges: &[Range<usize>], at: usize| {
            let before = ranges.partition_point(|range| range.start <= at);
            ranges[..before].last().is_some_and(|range| at < range.end)
        };
        let taken: Vec<Range<usize>> = self.marks[first..].iter().map(|mark| mark.range.clone()).collect();
        let opaque = |at: usize| holds(&leaf.codes, at) || holds(&taken, at);
        let Some(braces) = attributes::find(text, range.clone(), opaque) else {
            let torn = attributes::find_torn(text, range.clone(), opaque);
            // In prose a heading takes an id and nothing else.
            let meant = |torn: &attributes::Torn| {
                options.attributes || text[torn.range.clone()].trim_start_matches('{').starts_with('#')
            };
            let Some(torn) = torn.filter(meant) else {
                let inside = || attributes::find_inside(text, range.clone(), opaque);
                if leaf.kind != LeafKind::Heading {
                } else if let Some(wrapped) =
                    options.attributes.then(|| attributes::find_wrapped(text, range.clone())).flatten()
                {
                    let attributes = attributes::read_wrapped(text, &wrapped, |range| self.place(range), diagnostics);
                    self.marks.truncate(first + taken.partition_point(|mark| mark.start < wrapped.range.start));
                    self.marks.push(Mark { range: wrapped.range, at: 0, kind: MarkKind::Attributes(attributes) });
                } else if let Some(braces) = inside() {
                    attributes::report_inside(text, &braces, range.end, |range| self.place(range), diagnostics);
                }
                return;
            };
            let attributes =
                attributes::read_torn(text, &torn, |range| self.place(range), !options.attributes, diagnostics);
            self.marks.truncate(first + taken.partition_point(|mark| mark.start < torn.range.start));
            self.marks.push(Mark { range: torn.range, at: 0, kind: MarkKind::Attributes(attributes) });
            return;
        };
        if leaf.kind == LeafKind::ItemLead && !attributes::looks_like_attributes(&text[braces.clone()]) {
            return;
        }
        let span = |range: Range<usize>| self.place(braces.start + range.start..braces.start + range.end);
        let attributes = attributes::read(&text[braces.clone()], span, !options.attributes, diagnostics);
        // A blank or a cloze inside the braces is none: what is wrong there has been said.
        self.marks.truncate(first + taken.partition_point(|mark| mark.start < braces.start));
        self.marks.push(Mark { range: braces, at: 0, kind: MarkKind::Attributes(attributes) });
    }

    /// The number of the mark whose placeholder stands at an offset of the marked text.
    pub(super) fn mark_at(&self, at: usize) -> Option<usize> {
        self.marks.binary_search_by_key(&at, |mark| mark.at).ok()
    }

    /// The place in the original of a byte of the marked text.
    pub(super) fn start(&self, at: usize) -> usize {
        self.original_offset(at, |mark| mark.range.start)
    }

    /// The place in the file of a range of the marked text.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let start = self.start(range.start);
        let end = if range.end > range.start {
            // The end of a range is where its last byte ends.
            self.original_offset(range.end - 1, |mark| mark.range.end - 1) + 1
        } else {
            start
        };
        self.place(start..end)
    }

    /// The place in the file of a range of the original. All spans begin here, those inside a fence's text aside, so here
    /// is the last word on what a span may be: bytes of the text, and whole characters. A range that is wrong by a byte
    /// then makes a finding's place inexact; it does not stop whoever slices the text by it.
    pub(super) fn place(&self, range: Range<usize>) -> Span {
        let start = self.original.floor_char_boundary(range.start);
        let end = self.original.ceil_char_boundary(range.end).max(start);
        self.map.span(start..end)
    }

    fn original_offset(&self, at: usize, inside: impl Fn(&Mark) -> usize) -> usize {
        let before = self.marks.partition_point(|mark| mark.at <= at);
        match self.marks[..before].last() {
            None => at,
            Some(mark) if at < mark.at + PLACEHOLDER.len_utf8() => inside(mark),
            Some(mark) => mark.range.end + (at - mark.at - PLACEHOLDER.len_utf8()),
        }
    }
}

/// Turns problems of clozes and blanks into findings.
pub(super) fn report(problems: Vec<Problem>, span: impl Fn(Range<usize>) -> Span, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.extend(
        problems
            .into_iter()
            .map(|problem| Diagnostic::error(problem.rule, span(problem.range), problem.message).help(problem.help)),
    );
}
