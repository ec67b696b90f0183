//! Fences that call themselves YAML are YAML.
//!
//! Only what no reader accepts is refused, and keys that occur twice; anchors, aliases and tags are the business of whoever
//! uses the manifest. What a task's answer may hold is stricter, and is for the proof of tasks.

use gradus_content::{Block, BlockKind, Code, Visit, walk_blocks};
use gradus_diagnostics::{Diagnostic, RuleId, Severity, TextMap};
use gradus_yaml::rules::{DUPLICATE_KEY, SYNTAX, TAB_INDENT};
use rayon::prelude::*;

use super::{Check, Scope, prose};
use crate::rules::Rule;

const RULE: RuleId = RuleId("invalid-manifest");

/// Reads every YAML fence that is not marked `invalid`.
#[derive(Debug)]
pub(super) struct Manifests;

impl Check for Manifests {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Error, doc: include_str!("invalid-manifest.md") }]
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        let texts = prose::texts(scope.course);
        let found: Vec<Vec<Diagnostic>> = texts
            .par_iter()
            .map(|text| {
                let mut fences = Fences { answer: false, findings: Vec::new() };
                text.blocks.iter().for_each(|blocks| walk_blocks(blocks, &mut fences));
                fences.answer = true;
                text.answers.iter().for_each(|blocks| walk_blocks(blocks, &mut fences));
                fences.findings
            })
            .collect();
        report.extend(found.into_iter().flatten());
    }
}

struct Fences {
    /// Whether files are answers, which the grader reads.
    answer: bool,
    findings: Vec<Diagnostic>,
}

impl Visit for Fences {
    fn block(&mut self, block: &Block) {
        let BlockKind::Code(code) = &block.kind else { return };
        let yaml = code.language.as_ref().is_some_and(|language| matches!(language.value.as_str(), "yaml" | "yml"));
        let graded = self.answer && code.file.is_some();
        if yaml && !(code.invalid || graded || has_blank_line(code)) {
            let (text, map) = filled(code);
            self.findings.extend(documents(&text).find_map(|start| finding(&text, start, &map)));
        }
    }
}

/// Where each document begins: a line `---` at the margin ends one, whatever stands around it.
fn documents(text: &str) -> impl Iterator<Item = usize> {
    let markers = text.match_indices("\n---").map(|(at, _)| at + 1);
    let marker = |at: &usize| text[at + 3..].is_empty() || text[at + 3..].starts_with([' ', '\t', '\r', '\n']);
    std::iter::once(0).chain(markers.filter(marker))
}

/// What is wrong with the document that begins here.
fn finding(text: &str, start: usize, map: &TextMap) -> Option<Diagnostic> {
    let end = documents(text).find(|next| *next > start).unwrap_or(text.len());
    let mut found = Vec::new();
    gradus_yaml::parse_with_map(&text[start..end], &map.slice(start), &mut found);
    let mut finding = found.into_iter().find(|finding| [SYNTAX, TAB_INDENT, DUPLICATE_KEY].contains(&finding.rule))?;
    finding.rule = RULE;
    Some(finding.help("mark the fence `invalid` if it is wrong on purpose"))
}

/// Whether a blank stands for a whole line: it may be a key, an item or several of them, so the rest cannot be judged.
fn has_blank_line(code: &Code) -> bool {
    code.blanks.iter().any(|(at, _)| {
        let before = code.text[..*at].rsplit('\n').next().unwrap_or_default();
        let after = code.text[*at..].split('\n').next().unwrap_or_default();
        before.trim().is_empty() && after.trim().is_empty()
    })
}

/// The text with something in its blanks, so that what is around them can be read.
fn filled(code: &Code) -> (String, TextMap) {
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
