//! The whole way from files to an edition.

use std::collections::BTreeMap;

use gradus_diagnostics::{Diagnostic, RuleId, Severity, SourceMap};

use crate::checks;
use crate::edition::Edition;
use crate::files::Files;
use crate::load::{self, Reader};
use crate::lower;
use crate::model::{Catalog, RuleLevel};
use crate::naming;

/// Settings of one compilation.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Whether items marked `draft` are in.
    pub drafts: bool,
    /// Where the site will be.
    pub base_url: Option<String>,
    /// Levels of rules from the command line; they go before the catalogue's.
    pub levels: BTreeMap<String, RuleLevel>,
    /// Whether every warning that is left counts as an error.
    pub deny_warnings: bool,
    /// Whether every item must be as it was last released.
    pub locked: bool,
    /// Rules of the generators, which a catalogue may set levels for too.
    pub generator_rules: Vec<RuleId>,
}

/// What a compilation leaves.
#[derive(Debug)]
pub struct Compiled {
    /// Every file that was read.
    pub sources: SourceMap,
    /// Every finding, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// The edition; `None` if there is an error.
    pub edition: Option<Edition>,
    /// With an error, the catalogue as far as it could be read: for who adds what is missing, never for an output.
    pub unfinished: Option<Catalog>,
}

/// Compiles the catalogue whose folder `files` is.
pub fn compile(files: &dyn Files, options: &Options) -> Compiled {
    let mut reader = Reader::new(files);
    let parsed = load::catalog(files, &mut reader);
    let (sources, mut diagnostics, silences) = reader.finish();
    let mut catalog = None;
    if let Some(parsed) = parsed {
        let (lowered, gaps) = lower::catalog(parsed, &sources, options, &mut diagnostics);
        checks::run(&lowered, &gaps, options.locked, &mut diagnostics);
        naming::name_items(&lowered, &gaps, &sources, &mut diagnostics);
        catalog = Some(lowered);
    }
    checks::silence(&silences, &options.generator_rules, &mut diagnostics);
    levels(catalog.as_ref(), options, &mut diagnostics);
    for diagnostic in &mut diagnostics {
        diagnostic.fix = diagnostic.fix.take().and_then(|fix| fix.fitted(&sources));
    }
    gradus_diagnostics::sort(&sources, &mut diagnostics);
    let failed = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    let (edition, unfinished) = match catalog {
        Some(catalog) if !failed => (Some(Edition::new(catalog, options.base_url.clone())), None),
        unfinished => (None, unfinished),
    };
    Compiled { sources, diagnostics, edition, unfinished }
}

/// Applies the levels that the command line, then the catalogue, set for rules. An error of a stage cannot be allowed:
/// without what it guards, there is no course to build. Who runs generators applies it to what they found.
pub fn levels(catalog: Option<&Catalog>, options: &Options, diagnostics: &mut Vec<Diagnostic>) {
    let level = |diagnostic: &Diagnostic| {
        let rule = diagnostic.rule.0;
        let from_catalog = || catalog.and_then(|catalog| catalog.rules.get(rule)).map(|level| level.value);
        options.levels.get(rule).copied().or_else(from_catalog)
    };
    diagnostics.retain_mut(|diagnostic| {
        let error = diagnostic.severity == Severity::Error;
        match level(diagnostic) {
            Some(RuleLevel::Allow) if !error => return false,
            Some(RuleLevel::Deny) => diagnostic.severity = Severity::Error,
            _ if options.deny_warnings => diagnostic.severity = Severity::Error,
            _ => {}
        }
        true
    });
}
