//! Where the bytes of a derived text came from.
//!
//! A fence inside a list, a YAML block literal and a quoted paragraph all lose indentation or markers on their way out of
//! the file. Their text keeps a map, one segment for each stretch that was copied unchanged, so that a finding inside it
//! has its true place.

use std::ops::Range;

use crate::{SourceId, Span};

/// Maps byte offsets of a text to byte offsets of the file it was cut from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextMap {
    source: SourceId,
    /// `(offset in the text, offset in the file)`, rising in both.
    segments: Vec<(u32, u32)>,
}

impl TextMap {
    /// The text is a plain slice of the file that begins at `base`.
    pub fn identity(source: SourceId, base: usize) -> Self {
        let mut map = TextMap { source, segments: Vec::new() };
        map.push(0, base);
        map
    }

    /// A map without segments, to be filled by [`push`](Self::push) in rising order.
    pub fn empty(source: SourceId) -> Self {
        TextMap { source, segments: Vec::new() }
    }

    /// From `offset` of the text on, bytes were copied from `at` of the file.
    pub fn push(&mut self, offset: usize, at: usize) {
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.segments.push((narrow(offset), narrow(at)));
    }

    /// The file.
    pub fn source(&self) -> SourceId {
        self.source
    }

    /// The place of one byte offset in the file.
    pub fn offset(&self, offset: usize) -> usize {
        let narrow = u32::try_from(offset).unwrap_or(u32::MAX);
        match self.segments.partition_point(|(start, _)| *start <= narrow) {
            0 => self.segments.first().map_or(0, |(_, at)| *at as usize),
            n => {
                let (start, at) = self.segments[n - 1];
                (at + (narrow - start)) as usize
            }
        }
    }

    /// The place of a range of the text in the file. A range that ends at a segment's end stays on that segment.
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.offset(range.start);
        let end = if range.end > range.start { self.offset(range.end - 1) + 1 } else { start };
        Span::new(self.source, start, end)
    }

    /// The map of a slice of the text that begins at `start`.
    pub fn slice(&self, start: usize) -> TextMap {
        let mut map = TextMap::empty(self.source);
        map.push(0, self.offset(start));
        for (offset, at) in &self.segments {
            if *offset as usize > start {
                map.push(*offset as usize - start, *at as usize);
            }
        }
        map
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_across_stripped_indentation() {
        // file: "  a: 1\n  b: 2\n", text: "a: 1\nb: 2\n"
        let mut map = TextMap::empty(SourceId::from_index(0));
        map.push(0, 2);
        map.push(5, 9);
        assert_eq!(map.span(0..4).range(), 2..6);
        assert_eq!(map.span(5..9).range(), 9..13);
        assert_eq!(map.slice(6).span(0..2).range(), 10..12);
    }
}
