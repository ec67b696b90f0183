//! Notes from their banks.

use gradus_diagnostics::{Diagnostic, SourceMap};

use super::{id, ids};
use crate::load::ParsedBank;
use crate::model::Note;
use crate::source::NoteSource;

pub(super) fn lower(
    bank: Option<ParsedBank<NoteSource>>,
    sources: &SourceMap,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Note> {
    let mut notes = Vec::new();
    for mut item in bank.into_iter().flat_map(|bank| bank.items) {
        let title = item.prose.inlines(sources, &item.source.title, diagnostics);
        let blocks = item.prose.blocks(sources, &item.source.text, diagnostics);
        notes.push(Note {
            span: item.source.title.span,
            id: id(item.source.id),
            title,
            lessons: ids(item.source.lesson),
            blocks,
        });
    }
    notes
}
