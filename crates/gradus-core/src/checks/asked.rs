//! What a question says, word by word, for the checks that read English.

use std::borrow::Cow;

use gradus_content::{Block, BlockKind, Inline, InlineKind};
use gradus_diagnostics::Span;

use crate::model::Course;

/// Whether a course is written in English.
pub(super) fn english(course: &Course) -> bool {
    course.locale.split(['-', '_']).next() == Some("en")
}

/// A word of prose. Code is one word, whatever it holds.
pub(super) struct Word<'a> {
    /// As written; empty for code.
    written: &'a str,
    emphasised: bool,
    /// Where it stands, or the text it stands in.
    pub(super) span: Span,
}

impl<'a> Word<'a> {
    /// In lower case, without punctuation around it; empty for code.
    pub(super) fn plain(&self) -> Cow<'a, str> {
        let plain = self.bare();
        // Most words are in lower case as they stand.
        match plain.bytes().all(|byte| byte.is_ascii_lowercase()) {
            true => Cow::Borrowed(plain),
            false => Cow::Owned(plain.to_lowercase()),
        }
    }

    /// Whether it is emphasised, or in capitals.
    pub(super) fn stressed(&self) -> bool {
        let plain = self.bare();
        let capitals = plain.chars().filter(|letter| letter.is_alphabetic()).count() > 1
            && plain.chars().all(|letter| !letter.is_lowercase());
        self.emphasised || capitals
    }

    fn bare(&self) -> &'a str {
        self.written.trim_matches(|letter: char| !letter.is_alphanumeric())
    }
}

/// The sentences of what is asked. One ends with `.`, `?`, `!`, `:` or its paragraph, and a bracket begins one.
pub(super) fn sentences(blocks: &[Block]) -> Vec<Vec<Word<'_>>> {
    let mut sentences = Vec::new();
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(content) => split(content, &mut sentences),
            BlockKind::Heading(heading) => split(&heading.content, &mut sentences),
            BlockKind::List(list) => list.items.iter().for_each(|item| sentences.extend(self::sentences(&item.blocks))),
            BlockKind::Quote(blocks) => sentences.extend(self::sentences(blocks)),
            BlockKind::Callout(callout) => sentences.extend(self::sentences(&callout.blocks)),
            BlockKind::Code(_) | BlockKind::Table(_) | BlockKind::Figure(_) | BlockKind::Rule => {}
        }
    }
    sentences
}

/// The sentences of a title.
pub(super) fn title(content: &[Inline]) -> Vec<Vec<Word<'_>>> {
    let mut sentences = Vec::new();
    split(content, &mut sentences);
    sentences
}

fn split<'a>(content: &'a [Inline], sentences: &mut Vec<Vec<Word<'a>>>) {
    let mut words = Vec::new();
    collect(content, false, &mut words);
    let mut sentence = Vec::new();
    for word in words {
        if word.written.starts_with('(') && !sentence.is_empty() {
            sentences.push(std::mem::take(&mut sentence));
        }
        let ends = word.written.trim_end_matches([')', '"', '”', '’']).ends_with(['.', '?', '!', ':']);
        sentence.push(word);
        if ends {
            sentences.push(std::mem::take(&mut sentence));
        }
    }
    if !sentence.is_empty() {
        sentences.push(sentence);
    }
}

fn collect<'a>(content: &'a [Inline], emphasised: bool, words: &mut Vec<Word<'a>>) {
    for inline in content {
        match &inline.kind {
            InlineKind::Text(text) => {
                words.extend(text.split_whitespace().map(|written| word(text, written, inline.span, emphasised)))
            }
            InlineKind::Emphasis(content) | InlineKind::Strong(content) => collect(content, true, words),
            InlineKind::Strikethrough(content)
            | InlineKind::Link { content, .. }
            | InlineKind::Indexed { content, .. }
            | InlineKind::Cloze { content, .. } => {
                collect(content, emphasised, words);
            }
            InlineKind::Code(_) => {
                words.push(Word { written: "", emphasised, span: inline.span });
            }
            InlineKind::Image { .. } | InlineKind::SoftBreak | InlineKind::HardBreak | InlineKind::Blank { .. } => {}
        }
    }
}

fn word<'a>(text: &str, written: &'a str, span: Span, emphasised: bool) -> Word<'a> {
    // A text without escapes stands in its file as it is.
    let exact = span.range().len() == text.len();
    let at = written.as_ptr() as usize - text.as_ptr() as usize;
    let start = span.range().start + at;
    let span = if exact { Span::new(span.source, start, start + written.len()) } else { span };
    Word { written, emphasised, span }
}
