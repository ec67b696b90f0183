//! The whole way from files to an edition.

use std::collections::BTreeMap;

use gradus_diagnostics::{Diagnostic, RuleId, Severity, SourceMap, Span};

use crate::checks;
use crate::edition::Edition;
use crate::files::Files;
use crate::load::{self, Reader};
use crate::lower;
use crate::model::{Catalog, Day, RuleLevel};
use crate::naming;
use crate::policy::Policy;

/// Which files, by their paths below `theme/`, take the place of nothing, each with the path that was probably meant.
pub type ThemeJudge = fn(&BTreeMap<String, Vec<u8>>) -> Vec<(String, Option<String>)>;

/// Settings of one compilation.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Whether items marked `draft` are in.
    pub drafts: bool,
    /// Where the site will be.
    pub base_url: Option<String>,
    /// Levels of rules from the command line; they go before the catalogue's. A rule to `warn` of stays a warning even when
    /// warnings are denied.
    pub levels: BTreeMap<String, RuleLevel>,
    /// Whether every warning that is left counts as an error.
    pub deny_warnings: bool,
    /// Whether every item must be as it was last released.
    pub locked: bool,
    /// Rules of the generators, which a catalogue may set levels for too.
    pub generator_rules: Vec<RuleId>,
    /// Judges the catalogue's own theme files; what a theme holds is for who uses it. Without it they are not judged.
    pub theme_judge: Option<ThemeJudge>,
    /// The day it is, for the warnings that depend on it. Without it they are silent: what is built depends on no clock.
    pub today: Option<Day>,
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
    /// Whether something could not be read, so that what depends on it was not judged: more may be found once it is mended.
    pub partial: bool,
    /// What becomes of findings that are made later, by generators for example.
    pub policy: Policy,
}

/// Compiles the catalogue whose folder `files` is.
pub fn compile(files: &dyn Files, options: &Options) -> Compiled {
    let mut reader = Reader::new(files);
    let parsed = load::catalog(files, &mut reader, options.theme_judge);
    let (sources, mut diagnostics, silences) = reader.finish();
    let Some(parsed) = parsed else {
        let mut policy = Policy::new(None, options, silences);
        policy.apply(&mut diagnostics);
        fit(&sources, &mut diagnostics);
        gradus_diagnostics::sort(&sources, &mut diagnostics);
        return Compiled { sources, diagnostics, edition: None, unfinished: None, partial: true, policy };
    };
    let (catalog, gaps) = lower::catalog(parsed, &sources, options, &mut diagnostics);
    let mut policy = Policy::new(Some(&catalog), options, silences);
    policy.name_rules(&options.generator_rules, &mut diagnostics);
    let ran = checks::run(&catalog, &sources, &gaps, &policy, options.locked, options.today, &mut diagnostics);
    naming::name_items(&catalog, &gaps, &sources, &mut diagnostics);
    policy.apply(&mut diagnostics);
    let unseen: Vec<Span> = gaps.iter().flat_map(|gaps| &gaps.drafts_at).copied().collect();
    let mut unused = policy.unused(&ran, &unseen, &options.generator_rules);
    policy.apply(&mut unused);
    diagnostics.extend(unused);
    fit(&sources, &mut diagnostics);
    gradus_diagnostics::sort(&sources, &mut diagnostics);
    let failed = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    let (edition, unfinished) = match failed {
        false => (Some(Edition::new(catalog, options.base_url.clone())), None),
        true => (None, Some(catalog)),
    };
    let partial = gaps.iter().any(|gaps| gaps.any);
    Compiled { sources, diagnostics, edition, unfinished, partial, policy }
}

/// Fits the changes that mend a finding into their files.
fn fit(sources: &SourceMap, diagnostics: &mut [Diagnostic]) {
    for diagnostic in diagnostics {
        diagnostic.fix = diagnostic.fix.take().and_then(|fix| fix.fitted(sources));
    }
}
