//! From the inside of a string back to the file: block scalars lose their indentation, quoted ones their escapes, and
//! several lines are folded into one.

use gradus_diagnostics::{Span, TextMap};

use crate::scalar::WHITE;

/// The map of a string value: `source` is the text of the file, `span` that of the node.
///
/// Exact for literal blocks (`|`), for plain and for quoted text; where lines were folded, the space between two words
/// stands for the line break and the indentation between them.
pub fn text_map(source: &str, span: Span, value: &str) -> TextMap {
    let start = source.floor_char_boundary(span.range().start);
    let end = source.floor_char_boundary(span.range().end).max(start);
    match source[start..].chars().next() {
        Some('|') => literal(source, start, span, value),
        Some('>') => {
            let content = start + source[start..end].find(['\n', '\r']).unwrap_or(end - start);
            // Leading blank lines are breaks of the value; the header's own break is not.
            let content = content + line_break(&source[content..]);
            Aligner::new(source, content..source.len(), Quote::None, span).run(value)
        }
        Some('"') => Aligner::new(source, start + 1..end, Quote::Double, span).run(value),
        Some('\'') => Aligner::new(source, start + 1..end, Quote::Single, span).run(value),
        _ => Aligner::new(source, start..end, Quote::None, span).run(value),
    }
}

/// Every line of a literal block is the end of a line of the source.
fn literal(source: &str, start: usize, span: Span, value: &str) -> TextMap {
    let mut map = TextMap::empty(span.source);
    let mut offset = 0;
    let mut at = start;
    for line in value.split_inclusive('\n') {
        at += source[at..].find(['\n', '\r']).unwrap_or(source.len() - at);
        at += line_break(&source[at..]);
        let end = at + source[at..].find(['\n', '\r']).unwrap_or(source.len() - at);
        let length = line.strip_suffix('\n').unwrap_or(line).len();
        map.push(offset, source.floor_char_boundary(end.saturating_sub(length).max(at)));
        offset += line.len();
    }
    if value.is_empty() {
        map.push(0, start);
    }
    map
}

fn line_break(text: &str) -> usize {
    match text.as_bytes() {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Quote {
    None,
    Single,
    Double,
}

/// Walks along a value and its source at once.
struct Aligner<'a> {
    source: &'a str,
    at: usize,
    end: usize,
    quote: Quote,
    map: TextMap,
    /// Source minus value at the last segment.
    shift: Option<i64>,
}

impl<'a> Aligner<'a> {
    fn new(source: &'a str, range: std::ops::Range<usize>, quote: Quote, span: Span) -> Self {
        let map = TextMap::empty(span.source);
        Aligner { source, at: range.start, end: range.end, quote, map, shift: None }
    }

    fn run(mut self, value: &str) -> TextMap {
        let mut offset = 0;
        while let Some(character) = value[offset..].chars().next() {
            let rest = &self.source[self.at.min(self.end)..self.end];
            if self.quote == Quote::Double && rest.starts_with('\\') {
                match escape_length(rest, character) {
                    // An escaped line break stands for nothing.
                    None => {
                        let behind = self.at + 1 + line_break(&rest[1..]);
                        let line = &self.source[behind..self.end.max(behind)];
                        self.at = behind + line.len() - line.trim_start_matches([' ', '\t']).len();
                        continue;
                    }
                    Some(length) => {
                        self.mark(offset);
                        self.at += length;
                    }
                }
            } else if self.quote == Quote::Single && character == '\'' && rest.starts_with("''") {
                self.mark(offset);
                self.at += 2;
            } else if matches!(character, ' ' | '\n') && folds(rest) {
                self.mark(offset);
                let run = value[offset..].len() - value[offset..].trim_start_matches([' ', '\t', '\n']).len();
                // Of lines indented more than the block, the further indentation belongs to the value.
                let kept = value[offset..offset + run].rsplit('\n').next().map_or(0, str::len);
                let broke = value[offset..offset + run].contains('\n');
                self.skip_white();
                if broke && self.quote == Quote::None {
                    self.at -= kept;
                    self.shift = None;
                    offset += run - kept;
                } else {
                    offset += run;
                }
                continue;
            } else if rest.starts_with(character) {
                self.mark(offset);
                self.at += character.len_utf8();
            } else {
                // Out of step, as behind a line prefix of an enclosing text: catch up with the next match.
                match rest.find(character) {
                    Some(ahead) => {
                        self.at += ahead;
                        continue;
                    }
                    None => {
                        self.stay(offset, &value[offset..]);
                        break;
                    }
                }
            }
            offset += character.len_utf8();
        }
        if value.is_empty() {
            self.mark(0);
        }
        self.map
    }

    /// Starts a segment at this offset of the value, unless the last one leads here.
    fn mark(&mut self, offset: usize) {
        let shift = self.at as i64 - offset as i64;
        if self.shift != Some(shift) {
            self.shift = Some(shift);
            self.map.push(offset, self.at);
        }
    }

    /// Leads every byte that is left to the last plain byte: a place that is too late, but inside the text.
    fn stay(&mut self, offset: usize, rest: &str) {
        let last = self.source[..self.end].rfind(|character: char| character.is_ascii()).unwrap_or(self.at);
        (0..rest.len()).for_each(|at| self.map.push(offset + at, last));
    }

    fn skip_white(&mut self) {
        let rest = &self.source[self.at..self.end];
        self.at += rest.len() - rest.trim_start_matches(WHITE).len();
    }
}

/// Whether the white space at the start of a text holds a line break.
fn folds(text: &str) -> bool {
    text.trim_start_matches([' ', '\t']).starts_with(['\n', '\r'])
}

/// How long the escape at the start of a text is, if it stands for a character.
fn escape_length(text: &str, character: char) -> Option<usize> {
    let length = match text[1..].chars().next() {
        Some('\n' | '\r') => return None,
        Some('x') => 4,
        // A pair of surrogates makes one character.
        Some('u') if u32::from(character) > 0xFFFF => 12,
        Some('u') => 6,
        Some('U') => 10,
        Some(other) => 1 + other.len_utf8(),
        None => 1,
    };
    Some(text.floor_char_boundary(length.min(text.len())))
}
