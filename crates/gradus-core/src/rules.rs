//! Every rule there is: its id, its severity unless a catalogue says otherwise, and its doc.
//!
//! Rules of a stage (files, schema, bank grammar) are declared here, with docs under `rules/`. Rules of the cross-file checks
//! live with them in [`checks`](crate::checks); those of YAML and Markdown in their crates. One list joins them all.

use gradus_diagnostics::{Diagnostic, RuleId, Severity, Spanned, guess};

/// A rule and its doc.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its stable name.
    pub id: RuleId,
    /// How much it weighs by default.
    pub severity: Severity,
    /// Markdown: what it does, why it is bad, an example, how to fix it.
    pub doc: &'static str,
}

/// All rules, sorted by id.
pub fn all() -> Vec<Rule> {
    let joined = gradus_yaml::RULES.iter().chain(gradus_content::RULES).chain(STAGES);
    let mut rules: Vec<Rule> = joined.map(|&(id, severity, doc)| Rule { id, severity, doc }).collect();
    rules.extend(crate::checks::ALL.iter().flat_map(|check| check.rules()));
    rules.sort_by_key(|rule| rule.id);
    rules
}

/// Whether a rule is a matter of taste that a catalogue or the command line must ask for.
pub fn is_off_by_default(id: RuleId) -> bool {
    let own = |check: &&&dyn crate::checks::Check| check.rules().iter().any(|rule| rule.id == id);
    crate::checks::ALL.iter().find(own).is_some_and(|check| !check.on_by_default())
}

/// The rules of reading, which are always judged by. Links are asked after a compilation, if at all.
pub(crate) fn of_stages() -> Vec<RuleId> {
    let rules = gradus_yaml::RULES.iter().chain(gradus_content::RULES).chain(STAGES).map(|(id, ..)| *id);
    rules.filter(|id| *id != DEAD_LINK).collect()
}

/// The docs of all rules as one page.
pub fn reference() -> String {
    let mut page = include_str!("rules/reference.md").to_owned();
    for rule in all() {
        let severity = match rule.severity {
            _ if is_off_by_default(rule.id) => "off",
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        page.push('\n');
        let mut fence = 0;
        for line in rule.doc.lines() {
            let ticks = line.len() - line.trim_start_matches('`').len();
            match fence {
                0 if ticks >= 3 => fence = ticks,
                open if open == ticks => fence = 0,
                _ => {}
            }
            // A level deeper than in the doc, which is a page of its own.
            if fence == 0 && line.starts_with('#') {
                page.push('#');
            }
            page.push_str(line);
            page.push('\n');
            if fence == 0 && line.starts_with("# ") {
                page.push_str(&format!("\nBy default: {severity}.\n"));
            }
        }
    }
    page
}

/// The rule of an id.
pub fn find(id: &str) -> Option<Rule> {
    all().into_iter().find(|rule| rule.id.0 == id)
}

/// A finding if no rule has the name, here or among the generators'.
pub(crate) fn unknown(name: &Spanned<String>, generators: &[RuleId]) -> Option<Diagnostic> {
    let known: Vec<RuleId> = all().iter().map(|rule| rule.id).chain(generators.iter().copied()).collect();
    if known.iter().any(|id| id.0 == name.value) {
        return None;
    }
    let finding = Diagnostic::error(UNKNOWN_FIELD, name.span, format!("there is no rule `{}`", name.value));
    Some(match guess(&name.value, known.iter().map(|id| id.0)) {
        Some(near) => finding.meant(name.span, &name.value, near),
        None => finding.help("`gradus explain` lists all rules"),
    })
}

macro_rules! stage_rules {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $severity:ident;)*) => {
        $($(#[$doc])* pub const $name: RuleId = RuleId($id);)*

        const STAGES: &[(RuleId, Severity, &str)] = &[
            $(($name, Severity::$severity, include_str!(concat!("rules/", $id, ".md"))),)*
        ];
    };
}

stage_rules! {
    /// An address that a link leads to does not answer.
    DEAD_LINK = "dead-link", Warning;
    /// A file that must be there is not.
    MISSING_FILE = "missing-file", Error;
    /// A file cannot be read: permissions, size, not a file.
    UNREADABLE_FILE = "unreadable-file", Error;
    /// A file has no content.
    EMPTY_FILE = "empty-file", Error;
    /// A file is not UTF-8.
    INVALID_UTF8 = "invalid-utf8", Error;
    /// A character that nobody sees.
    INVISIBLE_CHARACTER = "invisible-character", Warning;
    /// A file with the marks of a merge that did not end.
    MERGE_CONFLICT = "merge-conflict", Error;
    /// A path leads out of the catalogue.
    OUTSIDE_CATALOG = "outside-catalog", Error;
    /// A file stands where no file of its kind belongs.
    STRAY_FILE = "stray-file", Warning;
    /// A text that YAML reads otherwise than it is meant.
    SWALLOWED_TEXT = "swallowed-text", Warning;
    /// A value does not fit its schema.
    SCHEMA_VIOLATION = "schema-violation", Error;
    /// A field that the schema does not know.
    UNKNOWN_FIELD = "unknown-field", Error;
    /// A field that must be there is not.
    MISSING_FIELD = "missing-field", Error;
    /// A Markdown file without front matter.
    MISSING_FRONT_MATTER = "missing-front-matter", Error;
    /// An item of a bank without an id.
    ITEM_WITHOUT_ID = "item-without-id", Error;
    /// A file of the catalogue's own theme that replaces nothing.
    UNKNOWN_OVERRIDE = "unknown-override", Warning;
    /// A section that items of this kind do not have.
    UNKNOWN_SECTION = "unknown-section", Error;
    /// A bank that does not follow the grammar.
    BANK_STRUCTURE = "bank-structure", Error;
    /// An item lacks what its kind needs.
    INCOMPLETE_ITEM = "incomplete-item", Error;
    /// An item has what its kind cannot use.
    MISPLACED_PART = "misplaced-part", Error;
    /// Blanks of the stem and answers do not match.
    UNMATCHED_BLANK = "unmatched-blank", Error;
    /// A lock that cannot be relied on.
    BROKEN_LOCK = "broken-lock", Error;
    /// An id that is listed but not defined, or defined but not listed.
    UNLISTED_PART = "unlisted-part", Error;
    /// A comment that silences a rule where there is nothing to silence.
    UNUSED_SILENCE = "unused-silence", Warning;
}
