//! Fences that call themselves YAML are YAML.
//!
//! Only what no reader accepts is refused, and keys that occur twice; anchors, aliases and tags are the business of whoever
//! uses the manifest. What a task's answer may hold is stricter, and is for the proof of tasks.

use gradus_content::Code;
use gradus_diagnostics::{Diagnostic, RuleId, Severity, TextMap};
use gradus_yaml::rules::{DUPLICATE_KEY, SYNTAX, TAB_INDENT};

use super::{Check, Scope, fences};
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
        report.extend(fences::each(scope.texts, |code| {
            if !fences::is_in(code, &["yaml", "yml"]) || has_blank_line(code) {
                return None;
            }
            let (text, map) = fences::filled(code);
            let mut finding = unreadable(&text, &map)?;
            finding.rule = RULE;
            Some(finding.help("mark the fence `invalid` if it is wrong on purpose"))
        }));
    }
}

/// What no reader accepts of a text that should be YAML documents.
pub(super) fn unreadable(text: &str, map: &TextMap) -> Option<Diagnostic> {
    documents(text).find_map(|start| finding(text, start, map))
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
    found.into_iter().find(|finding| [SYNTAX, TAB_INDENT, DUPLICATE_KEY].contains(&finding.rule))
}

/// Whether a blank stands for a whole line: it may be a key, an item or several of them, so the rest cannot be judged.
fn has_blank_line(code: &Code) -> bool {
    code.blanks.iter().any(|(at, _)| {
        let before = code.text[..*at].rsplit('\n').next().unwrap_or_default();
        let after = code.text[*at..].split('\n').next().unwrap_or_default();
        before.trim().is_empty() && after.trim().is_empty()
    })
}
