//! The exam that a course prepares for.

use std::collections::BTreeMap;

use gradus_diagnostics::{Span, Spanned};

use super::{Id, Percent};

/// The snapshot of an exam, with its sources and the day they were checked.
#[derive(Debug, Clone)]
pub struct Exam {
    /// `exam.yaml`.
    pub span: Span,
    /// Full name.
    pub title: String,
    /// Who holds it.
    pub vendor: String,
    /// What it is like, in a phrase.
    pub format: String,
    /// How long it takes.
    pub minutes: u32,
    /// How many tasks it has, if it consists of tasks.
    pub tasks: Option<TaskRange>,
    /// What it takes to pass.
    pub pass_mark: Percent,
    /// How long the certificate holds.
    pub validity_months: u32,
    /// What one must hold to sit it.
    pub prerequisite: Option<String>,
    /// Version of the curriculum.
    pub curriculum: Option<String>,
    /// Software and its version in the exam.
    pub software: Vec<(String, String)>,
    /// The day the facts were checked, `YYYY-MM-DD`.
    pub verified_on: Spanned<String>,
    /// Where the facts come from.
    pub sources: Vec<Reference>,
    /// Domains with their weights; the weights sum to 100.
    pub domains: Vec<Domain>,
    /// The whole list, for findings about the sum.
    pub domains_span: Span,
    /// Weights that held before.
    pub earlier_weights: Vec<EarlierWeights>,
    /// What the question bank shall hold.
    pub blueprint: Option<Blueprint>,
    /// The mock exam.
    pub mock: Mock,
}

/// From how many to how many tasks.
#[derive(Debug, Clone, Copy)]
pub struct TaskRange {
    /// At least.
    pub min: u32,
    /// At most.
    pub max: u32,
    /// Where the latter stands.
    pub span: Span,
}

/// A document elsewhere.
#[derive(Debug, Clone)]
pub struct Reference {
    /// Its name.
    pub title: String,
    /// Its address.
    pub url: String,
}

/// A domain of the exam.
#[derive(Debug, Clone)]
pub struct Domain {
    /// Its id.
    pub id: Spanned<Id>,
    /// Its name.
    pub title: String,
    /// Its share of the exam.
    pub weight: Spanned<Percent>,
    /// What it asks for.
    pub competencies: Vec<Competency>,
}

/// Something the exam expects a candidate to do.
#[derive(Debug, Clone)]
pub struct Competency {
    /// Its id.
    pub id: Spanned<Id>,
    /// What.
    pub text: String,
}

/// Weights that held until a day.
#[derive(Debug, Clone)]
pub struct EarlierWeights {
    /// The day they ended, `YYYY-MM-DD`.
    pub until: String,
    /// Where that day stands.
    pub until_span: Span,
    /// By domain.
    pub weights: Vec<(Spanned<Id>, Percent)>,
}

/// What the bank shall hold.
#[derive(Debug, Clone)]
pub struct Blueprint {
    /// All questions and tasks.
    pub questions: Spanned<u32>,
    /// Of each difficulty; may be empty.
    pub difficulty: BTreeMap<Difficulty, u32>,
}

/// Size of a mock exam.
#[derive(Debug, Clone, Copy)]
pub struct Mock {
    /// Questions.
    pub questions: u32,
    /// Where their number stands.
    pub questions_span: Span,
    /// Minutes.
    pub minutes: u32,
}

/// How hard a question is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Difficulty {
    /// Recall.
    Easy,
    /// Application.
    Medium,
    /// Several steps or a trap.
    Hard,
}

impl Difficulty {
    /// The word in sources and machine forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Difficulty::Easy => "easy",
            Difficulty::Medium => "medium",
            Difficulty::Hard => "hard",
        }
    }
}
