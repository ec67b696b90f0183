//! Questions. Tasks are questions whose answer is files; see [`Task`].

use gradus_content::{Block, Inline};
use gradus_diagnostics::{Span, Spanned};

use super::{Difficulty, Id, Task};

/// A question or a task.
#[derive(Debug, Clone)]
pub struct Question {
    /// The id it was first released under; until then its id.
    pub key: Id,
    /// Its id.
    pub id: Spanned<Id>,
    /// Its heading.
    pub span: Span,
    /// Short title.
    pub title: Vec<Inline>,
    /// The lesson that teaches it.
    pub lesson: Spanned<Id>,
    /// The exam domain: its own or the lesson's first.
    pub domain: Spanned<Id>,
    /// How hard.
    pub difficulty: Difficulty,
    /// Expected minutes.
    pub minutes: Option<u32>,
    /// Objectives it assesses.
    pub assesses: Vec<Spanned<Id>>,
    /// Earlier ids.
    pub was: Vec<Spanned<Id>>,
    /// The release that retired it.
    pub retired: Option<String>,
    /// Not for learners yet.
    pub draft: bool,
    /// For practice alone: no exam draws it and the blueprint does not count it.
    pub lab: bool,
    /// What is asked. Never empty: without a stem it is the title.
    pub stem: Vec<Block>,
    /// One after the other, on demand.
    pub hints: Vec<Vec<Block>>,
    /// Why the answer is right.
    pub explanation: Vec<Block>,
    /// Where to read on.
    pub references: Vec<Block>,
    /// What answers it.
    pub answer: Answer,
}

/// The kinds of question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuestionKind {
    /// One right option.
    Single,
    /// Several right options.
    Multiple,
    /// Steps to put in order.
    Ordering,
    /// Blanks to fill in.
    FillIn,
    /// Files to write.
    Task,
}

impl QuestionKind {
    /// All of them.
    pub const ALL: [QuestionKind; 5] = [Self::Single, Self::Multiple, Self::Ordering, Self::FillIn, Self::Task];

    /// The word in sources and machine forms.
    pub fn as_str(self) -> &'static str {
        match self {
            QuestionKind::Single => "single",
            QuestionKind::Multiple => "multiple",
            QuestionKind::Ordering => "ordering",
            QuestionKind::FillIn => "fill-in",
            QuestionKind::Task => "task",
        }
    }
}

/// What answers a question.
#[derive(Debug, Clone)]
pub enum Answer {
    /// Options to choose from.
    Choice(Choice),
    /// Stages in the right order; steps within one stage may swap.
    Ordering(Vec<Stage>),
    /// Blanks, in the order of their answers.
    FillIn(Vec<Blank>),
    /// Files.
    Task(Box<Task>),
}

impl Question {
    /// Its kind.
    pub fn kind(&self) -> QuestionKind {
        match &self.answer {
            Answer::Choice(choice) if choice.multiple => QuestionKind::Multiple,
            Answer::Choice(_) => QuestionKind::Single,
            Answer::Ordering(_) => QuestionKind::Ordering,
            Answer::FillIn(_) => QuestionKind::FillIn,
            Answer::Task(_) => QuestionKind::Task,
        }
    }
}

/// Options.
#[derive(Debug, Clone)]
pub struct Choice {
    /// Whether several may be right.
    pub multiple: bool,
    /// Whether learners see them in another order each time.
    pub shuffle: bool,
    /// As written.
    pub options: Vec<ChoiceOption>,
}

/// An option: the key or a distractor.
#[derive(Debug, Clone)]
pub struct ChoiceOption {
    /// Where it stands.
    pub span: Span,
    /// Whether it is right.
    pub right: bool,
    /// What it says.
    pub content: Vec<Block>,
    /// Why it is right or wrong.
    pub rationale: Vec<Block>,
    /// Stays last when options are shuffled.
    pub pin_last: bool,
}

/// A place in an order: one step, or several that may swap.
#[derive(Debug, Clone)]
pub struct Stage {
    /// What a group is called, if it has several steps and a text of its own.
    pub label: Vec<Inline>,
    /// At least one.
    pub steps: Vec<Step>,
}

/// A step.
#[derive(Debug, Clone)]
pub struct Step {
    /// Where it stands.
    pub span: Span,
    /// What it says.
    pub content: Vec<Block>,
}

/// A blank and what fills it.
#[derive(Debug, Clone)]
pub struct Blank {
    /// Where its answers stand.
    pub span: Span,
    /// The name in the stem.
    pub name: String,
    /// How an answer is compared.
    pub how: Match,
    /// Forms that pass; the first is shown.
    pub accepted: Vec<Spanned<String>>,
    /// Forms that must not pass.
    pub rejected: Vec<Spanned<String>>,
}

/// How the text of a blank is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// The same text, white space folded.
    Exact,
    /// The same shell words, options in any order.
    Command,
    /// The same YAML data.
    Yaml,
    /// A pattern that matches the whole.
    Regex,
}

impl Match {
    /// The word in sources and machine forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Match::Exact => "exact",
            Match::Command => "command",
            Match::Yaml => "yaml",
            Match::Regex => "regex",
        }
    }
}
