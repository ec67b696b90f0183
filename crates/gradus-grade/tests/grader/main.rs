//! The grader through its public face: data in, verdicts out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod admits;
mod answers;
mod audit;
mod bounds;
mod can;
mod draw;
mod fill_in;
mod judges;
mod reach;
mod requests;

use gradus_grade::{GradeError, Grader, Status, Verdict};
use serde_json::Value;

thread_local! {
    /// Making one takes longer than a verdict.
    static GRADER: Grader = Grader::new().unwrap();
}

/// Grades files given as pairs.
fn grade(files: &[(&str, &str)], rubric: Value) -> Verdict {
    let files = files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    GRADER.with(|grader| grader.grade(&files, &rubric)).unwrap()
}

/// The reasons of the only criterion: none if it passed.
fn reasons(files: &[(&str, &str)], criterion: Value) -> Vec<String> {
    let verdict = grade(files, Value::Array(vec![criterion]));
    assert_eq!(verdict.refused, None);
    let [only] = verdict.criteria.try_into().unwrap();
    assert_eq!(only.status == Status::Passed, only.reasons.is_empty());
    only.reasons
}

/// What the author of a rubric is told, with an empty answer.
fn mistake(rubric: &Value) -> String {
    match GRADER.with(|grader| grader.grade(&[].into(), rubric)) {
        Err(GradeError::Author(message)) => message,
        other => panic!("{rubric}: {other:?}"),
    }
}
