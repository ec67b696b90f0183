//! Checks over a whole course: what no single file can tell.
//!
//! A check is one file here: a unit struct that implements [`Check`], its line in [`ALL`], and for each of its rules a doc
//! `<rule>.md` with failing and passing examples. A test compiles the examples of every doc, so they cannot lie.

mod abbreviations;
mod agreement;
mod asked;
mod asked_before_taught;
mod assets;
mod bank_weights;
mod catch_alls;
mod choose_count;
mod data_fences;
mod days;
mod duplicate_id;
mod empty_domain;
mod empty_lesson;
mod equal_options;
mod exam_weights;
mod explanations;
mod external_links;
mod fence_languages;
mod fences;
mod fill_in_forms;
mod frozen_items;
mod grading;
mod heading_levels;
mod images;
mod leaked_answers;
mod lesson_minutes;
mod lesson_order;
mod link_texts;
mod links;
mod long_sentences;
mod manifests;
pub(crate) mod names;
mod near_duplicates;
mod negations;
mod option_bias;
mod outdated_lock;
mod placeholders;
mod plan;
mod plan_order;
mod prose;
mod rationales;
mod references;
mod released_ids;
mod repeated_words;
mod right_answers;
mod rubric_schema;
mod shell_fences;
mod snapshot;
mod task_proof;
mod unassessed_objective;
mod untaught_competency;
mod unused_terms;
mod verified_on;
mod week_load;
mod wording;

use gradus_diagnostics::{Diagnostic, RuleId, Severity, SourceMap};
use rayon::prelude::*;

pub use external_links::external_links;

use self::prose::Text;
use crate::load::Gaps;
use crate::model::{Catalog, Course, Day};
use crate::policy::Policy;
use crate::rules::{self, Rule};

/// Every check.
pub static ALL: &[&dyn Check] = &[
    &abbreviations::Abbreviations,
    &asked_before_taught::AskedBeforeTaught,
    &assets::MissingAssets,
    &assets::UnusedAssets,
    &bank_weights::BankWeights,
    &catch_alls::CatchAlls,
    &choose_count::ChooseCounts,
    &data_fences::DataFences,
    &days::Days,
    &duplicate_id::DuplicateIds,
    &empty_domain::EmptyDomains,
    &empty_lesson::EmptyLessons,
    &equal_options::EqualOptions,
    &exam_weights::ExamWeights,
    &explanations::Explanations,
    &fence_languages::FenceLanguages,
    &fill_in_forms::FillInForms,
    &frozen_items::FrozenItems,
    &heading_levels::HeadingLevels,
    &images::Images,
    &leaked_answers::LeakedAnswers,
    &lesson_minutes::LessonMinutes,
    &lesson_order::LessonOrder,
    &link_texts::LinkTexts,
    &links::Anchors,
    &long_sentences::LongSentences,
    &manifests::Manifests,
    &near_duplicates::NearDuplicates,
    &negations::Negations,
    &option_bias::OptionBias,
    &outdated_lock::OutdatedLock,
    &placeholders::Placeholders,
    &plan::PlanCoverage,
    &plan_order::PlanOrder,
    &rationales::Rationales,
    &references::References,
    &released_ids::ReleasedIds,
    &released_ids::VanishedItems,
    &repeated_words::RepeatedWords,
    &right_answers::RightAnswers,
    &shell_fences::ShellFences,
    &snapshot::Snapshot,
    &task_proof::TaskProof,
    &unassessed_objective::UnassessedObjectives,
    &untaught_competency::UntaughtCompetencies,
    &unused_terms::UnusedTerms,
    &verified_on::VerifiedOn,
    &week_load::WeekLoad,
];

/// A check of one course.
pub trait Check: Sync {
    /// The rules it judges by, with their docs.
    fn rules(&self) -> &'static [Rule];

    /// Whether it only makes sense over a course of which nothing is missing. Others run on what could be read.
    fn needs_whole(&self) -> bool {
        false
    }

    /// Whether it runs unasked. Matters of taste do not: a catalogue or the command line turns them on.
    fn on_by_default(&self) -> bool {
        true
    }

    /// Whether it gives advice on a course that is right. Such a check waits until there is no error, so that what it finds
    /// is not the consequence of another mistake: a misspelt objective is not one that nobody assesses.
    fn advises(&self) -> bool {
        false
    }

    /// Whether it needs to know what day it is. Without that it does not run.
    fn needs_today(&self) -> bool {
        false
    }

    /// Looks at a course.
    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>);
}

/// What a check sees.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'a> {
    /// The catalogue, for tracks and other courses.
    pub catalog: &'a Catalog,
    /// The course.
    pub course: &'a Course,
    /// All prose of the course.
    texts: &'a [Text<'a>],
    /// The texts of the files, for fixes that must not part a comment from what it is about.
    pub sources: &'a SourceMap,
    /// What could not be read: names in here must not be called unknown.
    pub gaps: &'a Gaps,
    /// Whether the course must be as it was last released.
    pub locked: bool,
    /// The day it is, if whoever asked has said so.
    pub today: Option<Day>,
}

impl Scope<'_> {
    /// A warning while the course is a draft, an error once it is complete.
    pub fn severity_of_gap(&self) -> Severity {
        match self.course.status.value {
            crate::model::Status::Draft => Severity::Warning,
            crate::model::Status::Complete => Severity::Error,
        }
    }
}

/// Runs the checks over all courses and returns the rules that were judged by in every corner of them. `gaps` has one entry
/// for each course.
pub(crate) fn run(
    catalog: &Catalog,
    sources: &SourceMap,
    gaps: &[Gaps],
    policy: &Policy,
    locked: bool,
    today: Option<Day>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<RuleId> {
    let asked = |check: &dyn Check| check.on_by_default() || check.rules().iter().any(|rule| policy.asks_for(rule.id));
    let able = |check: &dyn Check| today.is_some() || !check.needs_today();
    let wanted = ALL.iter().copied().filter(|check| asked(*check) && able(*check));
    let (advice, judgement): (Vec<&dyn Check>, Vec<&dyn Check>) = wanted.partition(|check| check.advises());
    let texts: Vec<Vec<Text<'_>>> = catalog.courses.iter().map(prose::texts).collect();
    let courses = catalog.courses.iter().zip(&texts).zip(gaps);
    let scopes: Vec<Scope<'_>> =
        courses.map(|((course, texts), gaps)| Scope { catalog, course, texts, sources, gaps, locked, today }).collect();
    for scope in &scopes {
        let able = |check: &&dyn Check| !(scope.gaps.any && check.needs_whole());
        all(judgement.iter().copied().filter(able).collect(), scope, diagnostics);
    }
    let mut ran = rules::of_stages();
    if !gaps.iter().any(|gaps| gaps.any) {
        ran.extend(judgement.iter().flat_map(|check| check.rules()).map(|rule| rule.id));
    }
    if diagnostics.iter().all(|diagnostic| diagnostic.severity != Severity::Error) {
        for scope in scopes.iter().filter(|scope| !scope.gaps.any) {
            all(advice.clone(), scope, diagnostics);
        }
        let whole = !gaps.iter().any(|gaps| gaps.any);
        ran.extend(advice.iter().filter(|_| whole).flat_map(|check| check.rules()).map(|rule| rule.id));
    }
    ran
}

/// Runs checks on all cores; what they find comes in their order.
fn all(checks: Vec<&dyn Check>, scope: &Scope<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let found: Vec<Vec<Diagnostic>> = checks
        .into_par_iter()
        .map(|check| {
            let mut found = Vec::new();
            check.check(scope, &mut found);
            found
        })
        .collect();
    diagnostics.extend(found.into_iter().flatten());
}
