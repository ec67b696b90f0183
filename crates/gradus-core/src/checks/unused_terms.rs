//! Glossary terms occur in the course.

use std::borrow::Cow;
use std::collections::HashMap;

use gradus_content::{Inline, InlineKind, LinkTarget, PartKind, Visit, plain_blocks, plain_inlines};
use gradus_diagnostics::{Diagnostic, RuleId, Severity};

use super::{Check, Scope, wording};
use crate::rules::Rule;

const RULE: RuleId = RuleId("unused-term");

/// Looks for each term in all prose and code but its own, as a link or as words.
#[derive(Debug)]
pub(super) struct UnusedTerms;

impl Check for UnusedTerms {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Warning, doc: include_str!("unused-term.md") }]
    }

    fn needs_whole(&self) -> bool {
        true
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        if !scope.gaps.drafts.is_empty() {
            return; // a draft may use it
        }
        let terms = &scope.course.glossary;
        let titles: Vec<String> = terms.iter().map(|term| plain_inlines(&term.title)).collect();
        let mut forms = Forms::default();
        for (number, title) in titles.iter().enumerate() {
            spellings(title).iter().for_each(|spelling| forms.add(number, spelling));
        }
        let by_id = terms.iter().enumerate().map(|(number, term)| (term.id.as_str(), number)).collect();
        let mut used = Used { forms: &forms, by_id, found: vec![false; terms.len()], own: None };
        for text in scope.texts {
            if used.found.iter().all(|found| *found) {
                return;
            }
            used.own = used.by_id.get(text.id.as_str()).copied();
            text.inlines.iter().for_each(|inlines| used.read(&plain_inlines(inlines)));
            text.blocks.iter().chain(&text.answers).for_each(|blocks| used.read(&plain_blocks(blocks)));
            text.walk(&mut used);
        }
        for (term, _) in terms.iter().zip(&used.found).filter(|(_, found)| !**found) {
            let message = format!("nothing in the course uses the term `{}`", plain_inlines(&term.title));
            let finding = Diagnostic::warning(RULE, term.id.span, message);
            report.push(
                finding.help(format!("link to it where it matters, `[…](term:{})`, or take it away", term.id.value)),
            );
        }
    }
}

/// The spellings of terms as numbers of their words, so that each word of a course is looked up once.
#[derive(Default)]
struct Forms {
    words: HashMap<String, u32>,
    /// By the number of the first word: the other words, and the term.
    by_first: HashMap<u32, Vec<(Vec<u32>, usize)>>,
}

/// The number of all words that occur in no term.
const OTHER: u32 = 0;

impl Forms {
    fn add(&mut self, term: usize, spelling: &str) {
        let mut numbers = Vec::new();
        for (_, word) in wording::words(spelling) {
            let next = u32::try_from(self.words.len() + 1).unwrap_or(OTHER);
            numbers.push(*self.words.entry(stem(word).into_owned()).or_insert(next));
        }
        if let Some((first, rest)) = numbers.split_first() {
            self.by_first.entry(*first).or_default().push((rest.to_vec(), term));
        }
    }
}

/// A term may be written as a whole, without its brackets, as what stands in them, or as one of several names.
fn spellings(title: &str) -> Vec<String> {
    let mut spellings = vec![title.to_owned()];
    if let Some((before, rest)) = title.split_once('(') {
        let (inside, after) = rest.split_once(')').unwrap_or((rest, ""));
        spellings.extend([format!("{before}{after}"), inside.to_owned()]);
    }
    let parts = |title: &String| title.split([',', '/']).map(str::to_owned).collect::<Vec<_>>();
    let names: Vec<String> = spellings.iter().flat_map(parts).collect();
    spellings.extend(names);
    spellings
}

/// A word without capitals and what makes it a plural.
fn stem(word: &str) -> Cow<'_, str> {
    // Most words are in lower case as they stand.
    match word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        true => singular(word),
        false => Cow::Owned(singular(&word.to_lowercase()).into_owned()),
    }
}

fn singular(word: &str) -> Cow<'_, str> {
    match word.strip_suffix("ies") {
        Some(stem) => Cow::Owned(format!("{stem}y")),
        None => Cow::Borrowed(word.strip_suffix('s').filter(|stem| stem.len() > 2).unwrap_or(word)),
    }
}

struct Used<'a> {
    forms: &'a Forms,
    by_id: HashMap<&'a str, usize>,
    found: Vec<bool>,
    /// The term whose own text is being read.
    own: Option<usize>,
}

impl Used<'_> {
    fn read(&mut self, text: &str) {
        let number = |word: &str| self.forms.words.get(&*stem(word)).copied().unwrap_or(OTHER);
        let words: Vec<u32> = wording::words(text).map(|(_, word)| number(word)).collect();
        for (at, word) in words.iter().enumerate().filter(|(_, word)| **word != OTHER) {
            for (rest, term) in self.forms.by_first.get(word).into_iter().flatten() {
                if words[at + 1..].starts_with(rest) && self.own != Some(*term) {
                    self.found[*term] = true;
                }
            }
        }
    }
}

impl Visit for Used<'_> {
    fn inline(&mut self, inline: &Inline) {
        let InlineKind::Link { link, .. } = &inline.kind else { return };
        let LinkTarget::Part(link) = &link.target else { return };
        let linked = self.by_id.get(link.id.as_str()).filter(|_| link.kind == PartKind::Term);
        if let Some(term) = linked.filter(|term| self.own != Some(**term)) {
            self.found[*term] = true;
        }
    }
}
