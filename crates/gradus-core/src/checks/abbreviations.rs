//! Abbreviations are explained somewhere in the course. A matter of taste: what everybody knows differs.

use std::collections::HashSet;

use gradus_content::plain_inlines;
use gradus_diagnostics::{Diagnostic, RuleId, Severity};

use super::wording::{self, Wording};
use super::{Check, Scope};
use crate::rules::Rule;

const RULE: RuleId = RuleId("unexplained-abbreviation");

/// What readers of technical texts need not be told.
const KNOWN: [&str; 40] = [
    "AI", "AM", "API", "ASCII", "CD", "CI", "CLI", "CPU", "CSS", "CSV", "DNS", "EU", "FAQ", "GB", "GPU", "HTML",
    "HTTP", "HTTPS", "ID", "IDE", "IP", "IT", "JSON", "MB", "OK", "OS", "PC", "PDF", "PM", "RAM", "SQL", "SSH", "TLS",
    "UI", "UK", "URL", "US", "UTC", "XML", "YAML",
];

/// Looks for abbreviations that no text writes out and no glossary term explains.
#[derive(Debug)]
pub(super) struct Abbreviations;

impl Check for Abbreviations {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Warning, doc: include_str!("unexplained-abbreviation.md") }]
    }

    fn needs_whole(&self) -> bool {
        true
    }

    fn on_by_default(&self) -> bool {
        false
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        let wordings: Vec<Wording> = scope.texts.iter().flat_map(wording::of).collect();
        let mut explained: HashSet<&str> = wordings.iter().flat_map(explanations).collect();
        let titles: Vec<String> = scope.course.glossary.iter().map(|term| plain_inlines(&term.title)).collect();
        explained.extend(titles.iter().flat_map(|title| wording::words(title)).map(|(_, word)| singular(word)));
        // What also stands in small letters is a word that was written large: `ERROR`, `ALL`.
        let words = wordings.iter().flat_map(Wording::words).map(|(_, word)| word);
        let plain: HashSet<&str> = words.filter(|word| word.chars().all(|c| c.is_ascii_lowercase())).collect();
        let code = scope.course.code.as_str().to_uppercase();
        let known = |short: &str| {
            KNOWN.contains(&short)
                || explained.contains(short)
                || short == code
                || plain.contains(&*short.to_lowercase())
        };
        let mut said = HashSet::new();
        for wording in &wordings {
            for (at, word) in wording.words() {
                let short = singular(word);
                if is_abbreviation(word) && !is_part(&wording.text, at, word) && !known(short) && said.insert(short) {
                    let message = format!("`{short}` is explained nowhere in the course");
                    let finding =
                        Diagnostic::warning(RULE, wording.span(at..at + word.len()), message).label("first used here");
                    report.push(
                        finding.help(format!(
                            "write it out where it comes first, `… ({short})`, or make it a glossary term"
                        )),
                    );
                }
            }
        }
    }
}

/// Two to six capitals, perhaps with an `s` for several.
fn is_abbreviation(word: &str) -> bool {
    let short = singular(word);
    (2..=6).contains(&short.len()) && short.chars().all(|c| c.is_ascii_uppercase())
}

/// Whether a word is a part of a name, as in `NET_BIND_SERVICE`, `CRI-O` and `ATT&CK`.
fn is_part(text: &str, at: usize, word: &str) -> bool {
    const JOINTS: [char; 3] = ['_', '&', '-'];
    text[..at].ends_with(JOINTS) || text[at + word.len()..].starts_with(JOINTS)
}

fn singular(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

/// What stands in brackets behind words, or has words in brackets behind it.
fn explanations(wording: &Wording) -> Vec<&str> {
    let explains = |(at, word): &(usize, &str)| {
        let (before, after) = (&wording.text[..*at], &wording.text[at + word.len()..]);
        is_abbreviation(word)
            && ((before.ends_with('(') && after.starts_with([')', ',', ';'])) || after.starts_with(" ("))
    };
    wording.words().filter(explains).map(|(_, word)| singular(word)).collect()
}
