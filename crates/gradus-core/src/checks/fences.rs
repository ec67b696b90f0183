//! The fences of a course, for the checks that read what stands in them.

use gradus_content::{Block, BlockKind, Code, Visit, walk_blocks};
use gradus_diagnostics::{Diagnostic, TextMap};
use rayon::prelude::*;

use super::prose::Text;

/// What a check says to each fence that is not marked `invalid` and that the grader does not read.
pub(super) fn each(texts: &[Text<'_>], check: impl Fn(&Code) -> Option<Diagnostic> + Sync) -> Vec<Diagnostic> {
    let found: Vec<Vec<Diagnostic>> = texts
        .par_iter()
        .map(|text| {
            let mut fences = Fences { check: &check, answer: false, findings: Vec::new() };
            text.blocks.iter().for_each(|blocks| walk_blocks(blocks, &mut fences));
            fences.answer = true;
            text.answers.iter().for_each(|blocks| walk_blocks(blocks, &mut fences));
            fences.findings
        })
        .collect();
    found.into_iter().flatten().collect()
}

struct Fences<'a, F> {
    check: &'a F,
    /// Whether files are answers, which the grader reads.
    answer: bool,
    findings: Vec<Diagnostic>,
}

impl<F: Fn(&Code) -> Option<Diagnostic>> Visit for Fences<'_, F> {
    fn block(&mut self, block: &Block) {
        let BlockKind::Code(code) = &block.kind else { return };
        if !(code.invalid || (self.answer && code.file.is_some())) {
            self.findings.extend((self.check)(code));
        }
    }
}

/// Whether a fence names one of these languages.
pub(super) fn is_in(code: &Code, languages: &[&str]) -> bool {
    code.language.as_ref().is_some_and(|language| languages.contains(&language.value.as_str()))
}

/// The text with something in its blanks, so that what is around them can be read.
pub(super) fn filled(code: &Code) -> (String, TextMap) {
    if code.blanks.is_empty() {
        return (code.text.clone(), code.map.clone());
    }
    let mut text = String::new();
    let mut map = TextMap::empty(code.map.source());
    let mut starts: Vec<usize> =
        std::iter::once(0).chain(code.text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    starts.extend(code.blanks.iter().map(|(at, _)| *at));
    starts.sort_unstable();
    starts.dedup();
    for (index, start) in starts.iter().enumerate() {
        if code.blanks.iter().any(|(at, _)| at == start) {
            map.push(text.len(), code.map.offset(*start));
            // Numbered, because two blanks may be keys of one mapping.
            text.push_str(&format!("blank{index}"));
        }
        map.push(text.len(), code.map.offset(*start));
        text.push_str(&code.text[*start..starts.get(index + 1).copied().unwrap_or(code.text.len())]);
    }
    (text, map)
}
