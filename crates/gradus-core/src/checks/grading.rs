//! The grader, one for each thread: loading its modules takes longer than a verdict.

use std::cell::RefCell;

use gradus_grade::{GradeError, Grader};

thread_local! {
    static GRADER: RefCell<Option<Grader>> = const { RefCell::new(None) };
}

/// Asks this thread's grader.
pub(super) fn ask<T>(question: impl FnOnce(&Grader) -> Result<T, GradeError>) -> Result<T, GradeError> {
    GRADER.with_borrow_mut(|slot| {
        let grader = match slot.take() {
            Some(grader) => grader,
            None => Grader::new()?,
        };
        question(slot.insert(grader))
    })
}
