//! Checks over a whole course: what no single file can tell.
//!
//! A check is one file here: a unit struct that implements [`Check`], its line in [`ALL`], and for each of its rules a doc
//! `<rule>.md` with failing and passing examples. A test compiles the examples of every doc, so they cannot lie.

mod assets;
mod bank_weights;
mod days;
mod duplicate_id;
mod empty_lesson;
mod exam_weights;
mod fill_in_forms;
mod frozen_items;
mod grading;
mod images;
mod lesson_order;
mod links;
mod manifests;
pub(crate) mod names;
mod outdated_lock;
mod plan;
mod prose;
mod references;
mod released_ids;
mod right_answers;
mod snapshot;
mod task_proof;

use gradus_content::markdown::Silence;
use gradus_diagnostics::{Diagnostic, RuleId, Severity};

use crate::load::Gaps;
use crate::model::{Catalog, Course};
use crate::rules::{self, Rule};

/// Every check.
pub static ALL: &[&dyn Check] = &[
    &assets::MissingAssets,
    &assets::UnusedAssets,
    &bank_weights::BankWeights,
    &days::Days,
    &duplicate_id::DuplicateIds,
    &empty_lesson::EmptyLessons,
    &exam_weights::ExamWeights,
    &fill_in_forms::FillInForms,
    &frozen_items::FrozenItems,
    &images::Images,
    &lesson_order::LessonOrder,
    &links::Anchors,
    &manifests::Manifests,
    &outdated_lock::OutdatedLock,
    &plan::PlanCoverage,
    &references::References,
    &released_ids::ReleasedIds,
    &released_ids::VanishedItems,
    &right_answers::RightAnswers,
    &snapshot::Snapshot,
    &task_proof::TaskProof,
];

/// A check of one course.
pub trait Check: Sync {
    /// The rules it judges by, with their docs.
    fn rules(&self) -> &'static [Rule];

    /// Whether it only makes sense over a course of which nothing is missing. Others run on what could be read.
    fn needs_whole(&self) -> bool {
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

/// Runs all checks over all courses. `gaps` has one entry for each course.
pub(crate) fn run(catalog: &Catalog, gaps: &[Gaps], locked: bool, diagnostics: &mut Vec<Diagnostic>) {
    for (course, gaps) in catalog.courses.iter().zip(gaps) {
        let scope = Scope { catalog, course, gaps, locked };
        for check in ALL.iter().filter(|check| !(gaps.any && check.needs_whole())) {
            check.check(&scope, diagnostics);
        }
    }
}

/// Drops the warnings that an author silenced at their place, and says which comments name no rule.
pub(crate) fn silence(silences: &[Silence], generators: &[RuleId], diagnostics: &mut Vec<Diagnostic>) {
    let covers = |silence: &Silence, diagnostic: &Diagnostic| {
        let at = diagnostic.primary.span;
        silence.rule.value == diagnostic.rule.0
            && silence.next.is_some_and(|next| next.source == at.source && next.start <= at.start && at.end <= next.end)
    };
    diagnostics.retain(|diagnostic| {
        diagnostic.severity == Severity::Error || !silences.iter().any(|silence| covers(silence, diagnostic))
    });
    diagnostics.extend(silences.iter().filter_map(|silence| rules::unknown(&silence.rule, generators)));
}
