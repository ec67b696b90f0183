//! Questions, tasks and cards as JSON.

use gradus_core::model::{Answer, Attempt, Card, CardBody, Criterion, Id, Question, Stage, Task};
use gradus_diagnostics::Spanned;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::prose::{BlockNode, InlineNode, blocks, inlines};

/// A question or a task.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct QuestionForm {
    /// The id it was first released under: progress and Anki hang on it.
    key: String,
    id: String,
    kind: &'static str,
    title: Vec<InlineNode>,
    lesson: String,
    domain: String,
    difficulty: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    minutes: Option<u32>,
    assesses: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    was: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retired: Option<String>,
    /// For practice alone; no exam draws it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    lab: bool,
    stem: Vec<BlockNode>,
    answer: AnswerForm,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hints: Vec<Vec<BlockNode>>,
    explanation: Vec<BlockNode>,
    references: Vec<BlockNode>,
}

/// What answers a question; which field is there follows from the kind.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum AnswerForm {
    /// Options of a choice.
    Options {
        /// Whether their order may change.
        shuffle: bool,
        /// The options.
        options: Vec<OptionForm>,
    },
    /// Stages of an order; steps of one stage may swap.
    Order(Vec<StageForm>),
    /// Blanks.
    Blanks(Vec<BlankForm>),
    /// A task.
    Task(Box<TaskForm>),
}

/// An option.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct OptionForm {
    right: bool,
    content: Vec<BlockNode>,
    rationale: Vec<BlockNode>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pin_last: bool,
}

/// A stage of an order.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct StageForm {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    label: Vec<InlineNode>,
    steps: Vec<Vec<BlockNode>>,
}

/// A blank.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct BlankForm {
    name: String,
    #[serde(rename = "match")]
    how: &'static str,
    accept: Vec<String>,
    reject: Vec<String>,
}

/// What a task has beyond a question.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct TaskForm {
    setup: Vec<BlockNode>,
    starter: AttemptForm,
    solution: AttemptForm,
    right: Vec<AttemptForm>,
    wrong: Vec<AttemptForm>,
    rubric: Vec<CriterionForm>,
    verify: Vec<BlockNode>,
}

/// An answer to a task.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct AttemptForm {
    #[serde(skip_serializing_if = "String::is_empty")]
    title: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fails: Vec<String>,
    files: Vec<FileForm>,
    blocks: Vec<BlockNode>,
}

/// A file of an answer.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct FileForm {
    name: String,
    text: String,
}

/// A criterion.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct CriterionForm {
    id: String,
    points: u32,
    text: String,
    /// The criterion as the grader takes it.
    test: Value,
}

/// A flashcard.
#[derive(Debug, Serialize, JsonSchema)]
pub(crate) struct CardForm {
    /// The id it was first released under: progress and Anki hang on it.
    key: String,
    id: String,
    lesson: String,
    domain: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    was: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    retired: Option<String>,
    #[serde(flatten)]
    body: CardBodyForm,
}

/// The two kinds of card.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum CardBodyForm {
    /// A question and its answer.
    Basic {
        /// What is asked.
        front: Vec<BlockNode>,
        /// The answer.
        back: Vec<BlockNode>,
    },
    /// A text with deletions.
    Cloze {
        /// Shown above the text.
        prompt: Vec<InlineNode>,
        /// The text.
        text: Vec<BlockNode>,
        /// The ordinals that occur.
        ordinals: Vec<u16>,
    },
}

pub(crate) fn question(question: &Question) -> QuestionForm {
    QuestionForm {
        key: question.key.to_string(),
        id: question.id.to_string(),
        kind: question.kind().as_str(),
        title: inlines(&question.title),
        lesson: question.lesson.to_string(),
        domain: question.domain.to_string(),
        difficulty: question.difficulty.as_str(),
        minutes: question.minutes,
        assesses: strings(&question.assesses),
        was: strings(&question.was),
        retired: question.retired.clone(),
        lab: question.lab,
        stem: blocks(&question.stem),
        answer: answer(&question.answer),
        hints: question.hints.iter().map(|hint| blocks(hint)).collect(),
        explanation: blocks(&question.explanation),
        references: blocks(&question.references),
    }
}

fn answer(answer: &Answer) -> AnswerForm {
    match answer {
        Answer::Choice(choice) => {
            let option = |it: &gradus_core::model::ChoiceOption| OptionForm {
                right: it.right,
                content: blocks(&it.content),
                rationale: blocks(&it.rationale),
                pin_last: it.pin_last,
            };
            AnswerForm::Options { shuffle: choice.shuffle, options: choice.options.iter().map(option).collect() }
        }
        Answer::Ordering(stages) => {
            let stage = |it: &Stage| StageForm {
                label: inlines(&it.label),
                steps: it.steps.iter().map(|step| blocks(&step.content)).collect(),
            };
            AnswerForm::Order(stages.iter().map(stage).collect())
        }
        Answer::FillIn(blanks) => {
            let blank = |it: &gradus_core::model::Blank| BlankForm {
                name: it.name.clone(),
                how: it.how.as_str(),
                accept: it.accepted.iter().map(|form| form.value.clone()).collect(),
                reject: it.rejected.iter().map(|form| form.value.clone()).collect(),
            };
            AnswerForm::Blanks(blanks.iter().map(blank).collect())
        }
        Answer::Task(it) => AnswerForm::Task(Box::new(task(it))),
    }
}

fn task(task: &Task) -> TaskForm {
    let criterion = |it: &Criterion| CriterionForm {
        id: it.id.to_string(),
        points: it.points,
        text: it.text.clone(),
        test: it.test.clone(),
    };
    TaskForm {
        setup: blocks(&task.setup),
        starter: attempt(&task.starter),
        solution: attempt(&task.solution),
        right: task.rights.iter().map(attempt).collect(),
        wrong: task.wrongs.iter().map(attempt).collect(),
        rubric: task.rubric.iter().map(criterion).collect(),
        verify: blocks(&task.verify),
    }
}

fn attempt(attempt: &Attempt) -> AttemptForm {
    let file = |it: &gradus_core::model::AnswerFile| FileForm { name: it.name.value.clone(), text: it.text.clone() };
    AttemptForm {
        title: attempt.title.clone(),
        fails: strings(&attempt.fails),
        files: attempt.files.iter().map(file).collect(),
        blocks: blocks(&attempt.blocks),
    }
}

pub(crate) fn card(card: &Card) -> CardForm {
    CardForm {
        key: card.key.to_string(),
        id: card.id.to_string(),
        lesson: card.lesson.to_string(),
        domain: card.domain.value.to_string(),
        was: strings(&card.was),
        retired: card.retired.clone(),
        body: match &card.body {
            CardBody::Basic { front, back } => CardBodyForm::Basic { front: blocks(front), back: blocks(back) },
            CardBody::Cloze { prompt, text, ordinals } => {
                CardBodyForm::Cloze { prompt: inlines(prompt), text: blocks(text), ordinals: ordinals.clone() }
            }
        },
    }
}

/// Ids without their places.
pub(crate) fn strings(ids: &[Spanned<Id>]) -> Vec<String> {
    ids.iter().map(|id| id.value.to_string()).collect()
}
