//! The grader, one for each thread: loading its modules takes longer than a verdict. A verdict on what was asked before is kept,
//! because a watcher, and a test, compiles a course again and again of which little changed.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, PoisonError};

use gradus_grade::{GradeError, Grader, MatchKind, Verdict};
use serde::Serialize;
use serde_json::Value;

/// So many verdicts are kept; then all are forgotten, which only costs time.
const KEPT: usize = 20_000;

thread_local! {
    static GRADER: RefCell<Option<Grader>> = const { RefCell::new(None) };
}

/// Asks this thread's grader.
fn ask<T>(question: impl FnOnce(&Grader) -> Result<T, GradeError>) -> Result<T, GradeError> {
    GRADER.with_borrow_mut(|slot| {
        let grader = match slot.take() {
            Some(grader) => grader,
            None => Grader::new()?,
        };
        question(slot.insert(grader))
    })
}

/// What an answer, files by name, is worth under a rubric.
pub(super) fn grade(files: &BTreeMap<String, String>, rubric: &Value) -> Result<Verdict, GradeError> {
    static VERDICTS: Verdicts<Verdict> = Verdicts::new();
    VERDICTS.of(&(files, rubric), |grader| grader.grade(files, rubric))
}

/// Whether a blank is filled in right.
pub(super) fn fill_in(
    how: MatchKind,
    accepted: &[String],
    rejected: &[String],
    given: &str,
) -> Result<bool, GradeError> {
    static VERDICTS: Verdicts<bool> = Verdicts::new();
    VERDICTS.of(&(how, accepted, rejected, given), |grader| grader.fill_in(how, accepted, rejected, given))
}

/// Verdicts by a hash of what was asked: the grader is a function of that alone.
struct Verdicts<T>(Mutex<Option<HashMap<[u8; 32], T>>>);

impl<T: Clone> Verdicts<T> {
    const fn new() -> Self {
        Verdicts(Mutex::new(None))
    }

    fn of(
        &self,
        asked: &impl Serialize,
        question: impl FnOnce(&Grader) -> Result<T, GradeError>,
    ) -> Result<T, GradeError> {
        let Ok(text) = serde_json::to_vec(asked) else { return ask(question) };
        let key = *blake3::hash(&text).as_bytes();
        let known = |slot: &Option<HashMap<_, T>>| slot.as_ref().and_then(|kept| kept.get(&key).cloned());
        if let Some(verdict) = known(&self.0.lock().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(verdict);
        }
        let verdict = ask(question)?;
        let mut slot = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = slot.get_or_insert_with(HashMap::new);
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(key, verdict.clone());
        Ok(verdict)
    }
}
