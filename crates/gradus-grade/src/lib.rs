//! The grader: ES modules that the browser and the compiler both run, and the engine that runs them in the compiler.
//!
//! What an answer is worth, whether a blank is filled in right and which items an exam has is decided in `js/`, once. This
//! crate hands those modules to whoever ships them ([`modules`]) and runs them in QuickJS ([`Grader`]), so that the verdict
//! a course was built with is the verdict a learner gets. Each module names at its head the specification it follows: for
//! `reach` that is <https://kubernetes.io/docs/concepts/services-networking/network-policies/>.
//!
//! Neither an answer nor a pattern can hang or exhaust the compiler: steps, memory and stack are bounded, and steps are
//! counted rather than timed, so that the outcome is the same on every machine.
//!
//! Left to others: reading courses, the schema of rubrics, proving tasks, and keeping verdicts.

mod engine;
mod modules;

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

pub use engine::{GradeError, Limit};
pub use modules::modules;

use engine::Engine;

/// Runs the grader's modules. It holds an engine that cannot be shared between threads: each thread makes its own, once,
/// because loading the modules takes longer than a verdict.
pub struct Grader {
    engine: RefCell<Engine>,
}

/// What an answer is worth under a rubric.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// Why nothing was graded, if the answer could mean two things or is too large.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Refusal>,
    /// What the criteria that passed earn together.
    pub points: u64,
    /// What all criteria can earn, those that the learner marks among them.
    pub possible: u64,
    /// In the rubric's order; empty if the answer was refused.
    pub criteria: Vec<CriterionVerdict>,
}

/// Where and why an answer cannot be graded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The file's name in the answer.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1, in code points.
    pub column: usize,
    /// A sentence for the learner.
    pub reason: String,
}

/// What one criterion says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriterionVerdict {
    /// The criterion's id in the rubric.
    pub id: String,
    /// Whether it passed.
    pub status: Status,
    /// What it earns: all or nothing.
    pub points: u64,
    /// Why it failed, in sentences for the learner.
    pub reasons: Vec<String>,
}

/// How a criterion ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Its judge found no reason to fail it.
    Passed,
    /// Its judge found one.
    Failed,
    /// It has no judge: the learner marks it.
    Manual,
}

/// How the accepted forms of a blank are compared with what was given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MatchKind {
    /// Text, white space folded.
    #[default]
    Exact,
    /// As a shell and the program read it: options in any order.
    Command,
    /// The same data.
    Yaml,
    /// A pattern for the whole text.
    Regex,
}

/// What an exam is drawn from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pool {
    /// How many items an exam has.
    pub count: u32,
    /// In the exam's order, which decides between equal remainders.
    pub domains: Vec<PoolDomain>,
}

/// A domain's part of a pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolDomain {
    /// The domain's id.
    pub id: String,
    /// Its share of the exam, relative to the others.
    pub weight: u32,
    /// Keys of its items, in any order.
    pub items: Vec<String>,
}

/// An exam drawn from a pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exam {
    /// Says which exam of which pool this is; for people to type.
    pub code: String,
    /// Keys of its items, in order.
    pub items: Vec<String>,
    /// Domains that had too few items.
    pub short: Vec<Shortage>,
}

/// A domain that could not give its share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shortage {
    /// The domain's id.
    pub domain: String,
    /// How many items the weights ask for.
    pub wanted: usize,
    /// How many there are.
    pub found: usize,
}

/// An option whose place is to be drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Its plain text, which decides its place.
    pub text: String,
    /// Whether it stays last.
    #[serde(default)]
    pub pinned: bool,
}

impl Grader {
    /// Starts an engine and loads the modules.
    ///
    /// # Errors
    /// If the engine has no memory or a module does not load.
    pub fn new() -> Result<Self, GradeError> {
        Ok(Self { engine: RefCell::new(Engine::new()?) })
    }

    /// Grades an answer, files by name, by a rubric: a list of criteria as the source format has it.
    ///
    /// # Errors
    /// [`GradeError::Author`] if the rubric is wrong, [`GradeError::Limit`] if grading takes more than it may.
    pub fn grade(&self, files: &BTreeMap<String, String>, rubric: &Value) -> Result<Verdict, GradeError> {
        self.call("grade.js", "grade", &[json!({ "files": files, "rubric": rubric })])
    }

    /// Whether a blank is filled in right.
    ///
    /// # Errors
    /// [`GradeError::Author`] if an accepted or rejected form is wrong, [`GradeError::Limit`] as for [`Grader::grade`].
    pub fn fill_in(
        &self,
        how: MatchKind,
        accepted: &[String],
        rejected: &[String],
        given: &str,
    ) -> Result<bool, GradeError> {
        #[derive(Deserialize)]
        struct Match {
            right: bool,
        }
        let arguments = [json!(how), json!(accepted), json!(rejected), json!(given)];
        let Match { right } = self.call("fill-in.js", "match", &arguments)?;
        Ok(right)
    }

    /// Draws the exam that a seed stands for. Seeds are below 2²⁰, so that a code stays short.
    ///
    /// # Errors
    /// [`GradeError::Author`] if the seed is too large.
    pub fn draw(&self, seed: u32, pool: &Pool) -> Result<Exam, GradeError> {
        self.call("draw.js", "draw", &[json!(seed), json!(pool)])
    }

    /// The seed of a code as a person typed it; none if it is no code of this pool.
    ///
    /// # Errors
    /// [`GradeError::Limit`] as for [`Grader::grade`].
    pub fn seed_of(&self, code: &str, pool: &Pool) -> Result<Option<u32>, GradeError> {
        self.call("draw.js", "seedOf", &[json!(code), json!(pool)])
    }

    /// The order of an item's options in the exam of a seed, by their index.
    ///
    /// # Errors
    /// [`GradeError::Limit`] as for [`Grader::grade`].
    pub fn option_order(&self, seed: u32, item: &str, options: &[Choice]) -> Result<Vec<usize>, GradeError> {
        self.call("draw.js", "optionOrder", &[json!(seed), json!(item), json!(options)])
    }

    fn call<T: for<'de> Deserialize<'de>>(
        &self,
        module: &str,
        function: &str,
        arguments: &[Value],
    ) -> Result<T, GradeError> {
        let mut engine = self.engine.borrow_mut();
        let result = engine.call(module, function, arguments);
        if matches!(result, Err(GradeError::Limit(_))) {
            // What a script leaves behind that was stopped half-way is not worth reasoning about.
            *engine = Engine::new()?;
        }
        serde_json::from_str(&result?).map_err(|error| GradeError::Engine(format!("`{function}` of {module}: {error}")))
    }
}
