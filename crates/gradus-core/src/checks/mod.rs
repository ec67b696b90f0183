//! Checks over a whole course: what no single file can tell.
//!
//! A check is one file here: a unit struct that implements [`Check`], its doc with a failing and a passing example in the
//! Markdown file beside it, and its line in [`ALL`]. A test compiles the examples of every doc, so they cannot lie.

mod exam_weights;

use gradus_content::markdown::Silence;
use gradus_diagnostics::{Diagnostic, Severity};

use crate::load::Gaps;
use crate::model::{Catalog, Course};
use crate::rules::Rule;

/// Every check.
pub static ALL: &[&dyn Check] = &[&exam_weights::ExamWeights];

/// A check of one course.
pub trait Check: Sync {
    /// Its rule and doc.
    fn rule(&self) -> Rule;

    /// Whether it only makes sense over a course of which nothing is missing. Others run on what could be read.
    fn needs_whole(&self) -> bool {
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
pub(crate) fn run(catalog: &Catalog, gaps: &[Gaps], diagnostics: &mut Vec<Diagnostic>) {
    for (course, gaps) in catalog.courses.iter().zip(gaps) {
        let scope = Scope { catalog, course, gaps };
        for check in ALL.iter().filter(|check| !(gaps.any && check.needs_whole())) {
            check.check(&scope, diagnostics);
        }
    }
}

/// Drops the warnings that an author silenced at their place.
pub(crate) fn silence(silences: &[Silence], diagnostics: &mut Vec<Diagnostic>) {
    let covers = |silence: &Silence, diagnostic: &Diagnostic| {
        let at = diagnostic.primary.span;
        silence.rule.value == diagnostic.rule.0
            && silence.next.is_some_and(|next| next.source == at.source && next.start <= at.start && at.end <= next.end)
    };
    diagnostics.retain(|diagnostic| {
        diagnostic.severity == Severity::Error || !silences.iter().any(|silence| covers(silence, diagnostic))
    });
}
