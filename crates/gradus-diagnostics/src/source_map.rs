//! The texts that spans point into.

use std::sync::Arc;

use crate::{SourceId, Span};

/// One source file: its path in the catalogue and its text.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Relative to the catalogue, with `/` between parts.
    pub path: String,
    /// The whole text; empty for folders and files that could not be read.
    pub text: Arc<str>,
    line_starts: Vec<u32>,
}

/// Every file that was read, in the order of reading.
#[derive(Debug, Clone, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

/// A place as people write it: 1-based line, 1-based column in code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// 1-based.
    pub line: usize,
    /// 1-based, in code points.
    pub column: usize,
}

impl SourceMap {
    /// An empty map.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file and gives it an id.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<Arc<str>>) -> SourceId {
        let text = text.into();
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
        let line_starts = starts.map(|at| u32::try_from(at).unwrap_or(u32::MAX)).collect();
        self.files.push(SourceFile { path: path.into(), text, line_starts });
        SourceId::from_index(self.files.len() - 1)
    }

    /// The file of an id.
    pub fn file(&self, id: SourceId) -> &SourceFile {
        &self.files[id.index()]
    }

    /// The text under a span; empty when the span does not fit the file.
    pub fn slice(&self, span: Span) -> &str {
        self.file(span.source).text.get(span.range()).unwrap_or_default()
    }

    /// Line and column of a byte offset.
    pub fn position(&self, source: SourceId, offset: u32) -> Position {
        self.file(source).position(offset)
    }

    /// All files with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &SourceFile)> {
        self.files.iter().enumerate().map(|(at, file)| (SourceId::from_index(at), file))
    }
}

impl SourceFile {
    /// Line and column of a byte offset; an offset past the end is the end.
    pub fn position(&self, offset: u32) -> Position {
        let offset = offset.min(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        let line = self.line_starts.partition_point(|&start| start <= offset).saturating_sub(1);
        let start = self.line_starts[line] as usize;
        let before = self.text.as_bytes().get(start..offset as usize).unwrap_or_default();
        let column = before.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
        Position { line: line + 1, column: column + 1 }
    }

    /// Byte range of a 1-based line, without its line break.
    pub fn line_range(&self, line: usize) -> std::ops::Range<usize> {
        let at = |n: usize| self.line_starts.get(n).map_or(self.text.len(), |&start| start as usize);
        let start = at(line.saturating_sub(1));
        let text = &self.text[start..at(line)];
        start..start + text.trim_end_matches(['\n', '\r']).len()
    }
}
