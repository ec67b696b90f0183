//! Checks over a whole course: what no single file can tell.
//!
//! A check is one file here: a unit struct that implements [`Check`], its line in [`ALL`], and for each of its rules a doc
//! `<rule>.md` with failing and passing examples. A test compiles the examples of every doc, so they cannot lie.

mod abbreviations;
mod assets;
mod bank_weights;
mod data_fences;
mod days;
mod duplicate_id;
mod empty_lesson;
mod exam_weights;
mod external_links;
mod fence_languages;
mod fences;
mod fill_in_forms;
mod frozen_items;
mod grading;
mod heading_levels;
mod images;
mod lesson_order;
mod link_texts;
mod links;
mod long_sentences;
mod manifests;
pub(crate) mod names;
mod outdated_lock;
mod placeholders;
mod plan;
mod prose;
mod references;
mod released_ids;
mod repeated_words;
mod right_answers;
mod shell_fences;
mod snapshot;
mod task_proof;
mod unused_terms;
mod wording;

use gradus_diagnostics::{Diagnostic, RuleId, Severity};

pub use external_links::external_links;

use crate::load::Gaps;
use crate::model::{Catalog, Course};
use crate::policy::Policy;
use crate::rules::{self, Rule};

/// Every check.
pub static ALL: &[&dyn Check] = &[
    &abbreviations::Abbreviations,
    &assets::MissingAssets,
    &assets::UnusedAssets,
    &bank_weights::BankWeights,
    &data_fences::DataFences,
    &days::Days,
    &duplicate_id::DuplicateIds,
    &empty_lesson::EmptyLessons,
    &exam_weights::ExamWeights,
    &fence_languages::FenceLanguages,
    &fill_in_forms::FillInForms,
    &frozen_items::FrozenItems,
    &heading_levels::HeadingLevels,
    &images::Images,
    &lesson_order::LessonOrder,
    &link_texts::LinkTexts,
    &links::Anchors,
    &long_sentences::LongSentences,
    &manifests::Manifests,
    &outdated_lock::OutdatedLock,
    &placeholders::Placeholders,
    &plan::PlanCoverage,
    &references::References,
    &released_ids::ReleasedIds,
    &released_ids::VanishedItems,
    &repeated_words::RepeatedWords,
    &right_answers::RightAnswers,
    &shell_fences::ShellFences,
    &snapshot::Snapshot,
    &task_proof::TaskProof,
    &unused_terms::UnusedTerms,
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
    /// What could not be read: names in here must not be called unknown.
    pub gaps: &'a Gaps,
    /// Whether the course must be as it was last released.
    pub locked: bool,
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
    gaps: &[Gaps],
    policy: &Policy,
    locked: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<RuleId> {
    let wanted = |check: &dyn Check| check.on_by_default() || check.rules().iter().any(|rule| policy.asks_for(rule.id));
    let wanted: Vec<&dyn Check> = ALL.iter().copied().filter(|check| wanted(*check)).collect();
    for (course, gaps) in catalog.courses.iter().zip(gaps) {
        let scope = Scope { catalog, course, gaps, locked };
        for check in wanted.iter().filter(|check| !(gaps.any && check.needs_whole())) {
            check.check(&scope, diagnostics);
        }
    }
    let mut ran = rules::of_stages();
    if !gaps.iter().any(|gaps| gaps.any) {
        ran.extend(wanted.iter().flat_map(|check| check.rules()).map(|rule| rule.id));
    }
    ran
}
