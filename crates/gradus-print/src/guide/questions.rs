//! Questions and their answers: two entries of the guide that link to each other.

use gradus_content::{Block, BlockKind, Code, PartKind};
use gradus_core::model::{Answer, Attempt, Blank, Choice, Course, Match, Question, Stage, Task};
use serde::Serialize;

use super::changes::changes;
use crate::links::{Links, part_label};
use crate::node::{Node, Piece};
use crate::orders::Orders;
use crate::prose::Prose;
use crate::room;

/// Level of a question's heading, under its domain's.
const QUESTION_LEVEL: u8 = 3;

/// A question and its answer.
#[derive(Serialize)]
pub(crate) struct QuestionEntry {
    label: String,
    answer_label: String,
    number: usize,
    id: String,
    title: Vec<Piece>,
    sort: &'static str,
    difficulty: &'static str,
    minutes: Option<u32>,
    lesson: LessonReference,
    /// At most so many lines of text, if that can be told.
    rows: Option<usize>,
    stem: Vec<Node>,
    hints: Vec<Vec<Node>>,
    explanation: Vec<Node>,
    references: Vec<Node>,
    answer: AnswerEntry,
}

#[derive(Serialize)]
struct LessonReference {
    label: String,
    number: String,
}

#[derive(Serialize)]
#[serde(tag = "sort", rename_all = "kebab-case")]
enum AnswerEntry {
    Choice { options: Vec<OptionEntry> },
    Ordering { steps: Vec<StepEntry>, stages: Vec<StageEntry> },
    FillIn { blanks: Vec<BlankEntry> },
    Task(Box<TaskEntry>),
}

#[derive(Serialize)]
struct OptionEntry {
    letter: String,
    right: bool,
    content: Vec<Node>,
    rationale: Vec<Node>,
}

/// A step as the question shows it, out of order.
#[derive(Serialize)]
struct StepEntry {
    letter: String,
    content: Vec<Node>,
}

/// A place in the right order.
#[derive(Serialize)]
struct StageEntry {
    label: Vec<Piece>,
    letters: Vec<String>,
}

#[derive(Serialize)]
struct BlankEntry {
    number: Option<usize>,
    how: &'static str,
    accepted: Vec<String>,
    rejected: Vec<String>,
}

#[derive(Serialize)]
struct TaskEntry {
    setup: Vec<Node>,
    starter: Vec<Node>,
    solution: Vec<Node>,
    verify: Vec<Node>,
    points: u32,
    rubric: Vec<CriterionEntry>,
    rights: Vec<AttemptEntry>,
    wrongs: Vec<AttemptEntry>,
}

#[derive(Serialize)]
struct CriterionEntry {
    points: u32,
    text: String,
}

#[derive(Serialize)]
struct AttemptEntry {
    title: String,
    blocks: Vec<Node>,
    fails: Vec<String>,
}

impl QuestionEntry {
    /// What the question is worth: a task what its criteria are, any other 1.
    pub(crate) fn points(&self) -> u32 {
        match &self.answer {
            AnswerEntry::Task(task) => task.points,
            AnswerEntry::Choice { .. } | AnswerEntry::Ordering { .. } | AnswerEntry::FillIn { .. } => 1,
        }
    }
}

/// The entry of a question under its number.
pub(crate) fn question_entry(
    course: &Course,
    links: &Links,
    question: &Question,
    number: usize,
    orders: &Orders,
) -> QuestionEntry {
    let label = part_label(PartKind::Question, question.id.as_str());
    let prose = Prose::new(links, &label, QUESTION_LEVEL);
    let names: Vec<&str> = match &question.answer {
        Answer::FillIn(blanks) => blanks.iter().map(|blank| blank.name.as_str()).collect(),
        Answer::Choice(_) | Answer::Ordering(_) | Answer::Task(_) => Vec::new(),
    };
    let lesson_number =
        course.lesson(&question.lesson).map(|(module, lesson)| format!("{}.{}", module.number, lesson.number));
    let title = prose.inlines(&question.title);
    let stem = prose.blanks(&names).blocks(&question.stem);
    let answer = match &question.answer {
        Answer::Choice(choice) => AnswerEntry::Choice { options: options(&prose, choice, orders.of(question)) },
        Answer::Ordering(stages) => ordering(&prose, stages, orders.of(question)),
        Answer::FillIn(blanks) => AnswerEntry::FillIn { blanks: blank_entries(blanks) },
        Answer::Task(task) => AnswerEntry::Task(Box::new(task_entry(&prose, task))),
    };
    QuestionEntry {
        answer_label: format!("answer:{}", question.id.as_str()),
        number,
        id: question.id.as_str().to_owned(),
        rows: rows(&title, &stem, &answer),
        title,
        sort: question.kind().as_str(),
        difficulty: question.difficulty.as_str(),
        minutes: question.minutes,
        lesson: LessonReference {
            label: part_label(PartKind::Lesson, question.lesson.as_str()),
            number: lesson_number.unwrap_or_default(),
        },
        stem,
        hints: question.hints.iter().map(|hint| prose.blocks(hint)).collect(),
        explanation: prose.blocks(&question.explanation),
        references: prose.blocks(&question.references),
        answer,
        label,
    }
}

/// The room of what asks: a title, a line about it, the stem and what is chosen or put in order.
fn rows(title: &[Piece], stem: &[Node], answer: &AnswerEntry) -> Option<usize> {
    let contents: Vec<&[Node]> = match answer {
        AnswerEntry::Choice { options } => options.iter().map(|option| &*option.content).collect(),
        AnswerEntry::Ordering { steps, .. } => steps.iter().map(|step| &*step.content).collect(),
        AnswerEntry::FillIn { .. } => Vec::new(),
        AnswerEntry::Task(_) => return None,
    };
    let below = contents.into_iter().map(room::rows).sum::<Option<usize>>()?;
    Some(room::rows_of_pieces(title) + 2 + room::rows(stem)? + below)
}

fn options(prose: &Prose<'_>, choice: &Choice, order: &[usize]) -> Vec<OptionEntry> {
    let options = order.iter().filter_map(|&index| choice.options.get(index));
    let entry = |(index, option): (usize, &gradus_core::model::ChoiceOption)| OptionEntry {
        letter: letter(index),
        right: option.right,
        content: prose.blocks(&option.content),
        rationale: prose.blocks(&option.rationale),
    };
    options.enumerate().map(entry).collect()
}

fn ordering(prose: &Prose<'_>, stages: &[Stage], shown: &[usize]) -> AnswerEntry {
    let steps: Vec<(usize, &[Block])> = stages
        .iter()
        .enumerate()
        .flat_map(|(place, stage)| stage.steps.iter().map(move |step| (place, &*step.content)))
        .collect();
    let mut letters = vec![Vec::new(); stages.len()];
    for (position, &step) in shown.iter().enumerate() {
        letters[steps[step].0].push(letter(position));
    }
    AnswerEntry::Ordering {
        steps: shown
            .iter()
            .enumerate()
            .map(|(position, &step)| StepEntry { letter: letter(position), content: prose.blocks(steps[step].1) })
            .collect(),
        stages: stages
            .iter()
            .zip(letters)
            .map(|(stage, letters)| StageEntry { label: prose.inlines(&stage.label), letters })
            .collect(),
    }
}

fn blank_entries(blanks: &[Blank]) -> Vec<BlankEntry> {
    let texts = |forms: &[gradus_diagnostics::Spanned<String>]| forms.iter().map(|form| form.value.clone()).collect();
    let entry = |(index, blank): (usize, &Blank)| BlankEntry {
        number: (blanks.len() > 1).then_some(index + 1),
        how: match blank.how {
            Match::Exact => "exact",
            Match::Command => "command",
            Match::Yaml => "yaml",
            Match::Regex => "regex",
        },
        accepted: texts(&blank.accepted),
        rejected: texts(&blank.rejected),
    };
    blanks.iter().enumerate().map(entry).collect()
}

fn task_entry(prose: &Prose<'_>, task: &Task) -> TaskEntry {
    let text_of = |id: &str| task.rubric.iter().find(|criterion| criterion.id.as_str() == id).map(|c| c.text.clone());
    let attempt = |attempt: &Attempt| AttemptEntry {
        title: attempt.title.clone(),
        blocks: prose.blocks(&against(&attempt.blocks, &task.solution)),
        fails: attempt.fails.iter().filter_map(|id| text_of(id.as_str())).collect(),
    };
    TaskEntry {
        setup: prose.blocks(&task.setup),
        starter: prose.blocks(&task.starter.blocks),
        solution: prose.blocks(&task.solution.blocks),
        verify: prose.blocks(&task.verify),
        points: task.rubric.iter().map(|criterion| criterion.points).sum(),
        rubric: task
            .rubric
            .iter()
            .map(|criterion| CriterionEntry { points: criterion.points, text: criterion.text.clone() })
            .collect(),
        rights: task.rights.iter().map(attempt).collect(),
        wrongs: task.wrongs.iter().map(attempt).collect(),
    }
}

/// An attempt's blocks, its files told by how they differ from the solution's.
fn against(blocks: &[Block], solution: &Attempt) -> Vec<Block> {
    let changed = |code: &Code| {
        let name = code.file.as_ref()?;
        let file = solution.files.iter().find(|file| file.name.value == name.value)?;
        changes(&file.text, &code.text)
    };
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        match &block.kind {
            BlockKind::Code(code) => match changed(code) {
                Some(text) if text.is_empty() => {}
                Some(text) => {
                    let language = code.language.as_ref().map(|language| language.clone().map(|_| "diff".to_owned()));
                    let code = Box::new(Code { language, text, fragment: false, ..(**code).clone() });
                    out.push(Block { span: block.span, kind: BlockKind::Code(code) });
                }
                None => out.push(block.clone()),
            },
            _ => out.push(block.clone()),
        }
    }
    out
}

/// A, B, … Z, then A2, B2, …
fn letter(index: usize) -> String {
    let letter = char::from(b'A' + u8::try_from(index % 26).unwrap_or(0));
    match index / 26 {
        0 => letter.to_string(),
        round => format!("{letter}{}", round + 1),
    }
}
