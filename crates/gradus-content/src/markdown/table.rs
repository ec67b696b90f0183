//! Tables. A row gets as many cells as the head; a cell too many or too few is a finding.

use std::ops::Range;

use gradus_diagnostics::Diagnostic;
use pulldown_cmark::{self as markdown, Event, Tag};

use crate::rules::{TABLE_ROW_TOO_LONG, TABLE_ROW_TOO_SHORT};
use crate::{Alignment, BlockKind, Inline, Table};

use super::blocks::Reader;

impl Reader<'_, '_> {
    pub(super) fn table(&mut self, alignments: &[markdown::Alignment]) -> BlockKind {
        let alignments: Vec<Alignment> = alignments
            .iter()
            .map(|alignment| match alignment {
                markdown::Alignment::None => Alignment::None,
                markdown::Alignment::Left => Alignment::Left,
                markdown::Alignment::Center => Alignment::Centre,
                markdown::Alignment::Right => Alignment::Right,
            })
            .collect();
        let (mut head, mut rows) = (Vec::new(), Vec::new());
        while let Some((Event::Start(tag @ (Tag::TableHead | Tag::TableRow)), range)) = self.peek().cloned() {
            self.next();
            let mut row = self.row(range);
            row.resize(alignments.len(), Vec::new());
            if tag == Tag::TableHead { head = row } else { rows.push(row) }
        }
        BlockKind::Table(Box::new(Table { alignments, head, rows }))
    }

    fn row(&mut self, range: Range<usize>) -> Vec<Vec<Inline>> {
        let (mut cells, mut written, mut end) = (Vec::new(), 0, range.start);
        while let Some((Event::Start(Tag::TableCell), cell)) = self.peek().cloned() {
            self.next();
            self.open_tags = 0;
            cells.push(self.inlines());
            self.end();
            // Cells that the parser adds stand behind the row.
            written += usize::from(cell.start < range.end);
            end = end.max(cell.end);
        }
        self.end();
        let border = |c: char| c == '|' || c.is_whitespace();
        let rest = self.marked.text[end..range.end.max(end)].trim_matches(border);
        if !rest.is_empty() {
            let start = end + self.marked.text[end..].find(rest).unwrap_or(0);
            self.diagnostics.push(
                Diagnostic::error(
                    TABLE_ROW_TOO_LONG,
                    self.span(start..start + rest.len()),
                    "this row has more cells than the head",
                )
                .label("this would be left out")
                .help("write `\\|` for a bar inside a cell, also inside code"),
            );
        }
        if written < cells.len() {
            let message = format!("this row has {written} of the {} cells of the head", cells.len());
            let finding = Diagnostic::warning(TABLE_ROW_TOO_SHORT, self.span(range), message);
            self.diagnostics.push(finding.help("write a bar for each column; a cell may be empty: `| a | |`"));
        }
        cells
    }
}
