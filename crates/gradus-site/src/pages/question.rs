//! A question or a task as a template takes it: complete, with its answer, so that it works without scripts.

use gradus_content::plain_blocks;
use gradus_core::model::{Answer, Attempt, Blank, ChoiceOption, Question, Stage, Step, Task};
use serde::Serialize;
use serde_json::{Value, json};

use crate::SiteError;
use crate::build::Build;
use crate::html::{Markup, Scope, data_block};
use crate::layout::relative;
use crate::shelf::Shelf;

#[derive(Serialize)]
pub(super) struct QuestionView<'a> {
    id: &'a str,
    key: &'a str,
    kind: &'static str,
    lab: bool,
    domain: &'a str,
    domain_number: usize,
    domain_title: &'a str,
    lesson: &'a str,
    lesson_title: &'a str,
    lesson_href: String,
    /// What the question assesses, in the lesson's words.
    objective: Option<Objective<'a>>,
    /// How many cards the lesson has, and where.
    cards: usize,
    cards_href: String,
    difficulty: &'static str,
    minutes: Option<u32>,
    title: Markup,
    stem: Markup,
    hints: Vec<Markup>,
    explanation: Markup,
    references: Markup,
    options: Vec<OptionView>,
    shuffle: bool,
    /// Steps as they are offered.
    steps: Vec<StepView>,
    /// Steps in the right order.
    stages: Vec<StageView>,
    blanks: Vec<BlankView<'a>>,
    task: Option<TaskView<'a>>,
    data: Markup,
}

#[derive(Serialize)]
struct Objective<'a> {
    text: &'a str,
    href: String,
}

#[derive(Serialize)]
struct OptionView {
    right: bool,
    pin_last: bool,
    text: Markup,
    rationale: Markup,
}

#[derive(Serialize)]
struct StepView {
    stage: usize,
    text: Markup,
}

#[derive(Serialize)]
struct StageView {
    label: Markup,
    steps: Vec<Markup>,
}

#[derive(Serialize)]
struct BlankView<'a> {
    name: &'a str,
    accepted: Vec<&'a str>,
}

#[derive(Serialize)]
struct TaskView<'a> {
    points: u32,
    setup: Markup,
    starter: Markup,
    solution: Markup,
    rights: Vec<AttemptView<'a>>,
    wrongs: Vec<AttemptView<'a>>,
    rubric: Vec<CriterionView<'a>>,
    verify: Markup,
}

#[derive(Serialize)]
struct AttemptView<'a> {
    title: &'a str,
    body: Markup,
    /// What criteria it fails, in words.
    fails: Vec<&'a str>,
}

#[derive(Serialize)]
struct CriterionView<'a> {
    id: &'a str,
    points: u32,
    text: &'a str,
    computed: bool,
}

impl<'a> QuestionView<'a> {
    pub(super) fn stem(&self) -> &str {
        self.stem.as_str()
    }

    pub(super) fn new(
        build: &Build<'_>,
        shelf: &Shelf<'a>,
        page: &str,
        question: &'a Question,
    ) -> Result<Self, SiteError> {
        let id = question.id.as_str();
        let lesson = question.lesson.as_str();
        let scope = build.scope(shelf.course, page).of_item(id);
        let taught = shelf.course.lesson(&question.lesson.value).map(|(_, lesson)| lesson);
        let objective = taught.and_then(|taught| {
            let assessed = |id| taught.objectives.iter().find(|objective| objective.id.value == id);
            question.assesses.iter().find_map(|id| assessed(id.value.clone()))
        });
        let mut view = QuestionView {
            id,
            key: question.key.as_str(),
            kind: question.kind().as_str(),
            lab: question.lab,
            domain: question.domain.as_str(),
            domain_number: shelf.domain_number(&question.domain.value),
            domain_title: shelf.domain_title(&question.domain.value),
            lesson,
            lesson_title: taught.map_or("", |lesson| lesson.title.as_str()),
            lesson_href: relative(page, &shelf.layout.lesson(lesson)),
            objective: objective.map(|objective| Objective {
                text: &objective.text,
                href: relative(page, &format!("{}#{}", shelf.layout.lesson(lesson), objective.id.as_str())),
            }),
            cards: shelf.items(&question.lesson.value).cards,
            cards_href: format!("{}?lesson={lesson}", relative(page, &shelf.layout.flashcards())),
            difficulty: question.difficulty.as_str(),
            minutes: question.minutes,
            title: scope.inlines(&question.title),
            stem: scope.blocks(&question.stem),
            hints: question.hints.iter().map(|hint| scope.blocks(hint)).collect(),
            explanation: scope.blocks(&question.explanation),
            references: scope.blocks(&question.references),
            options: Vec::new(),
            shuffle: false,
            steps: Vec::new(),
            stages: Vec::new(),
            blanks: Vec::new(),
            task: None,
            data: Markup::default(),
        };
        let mut steps = Vec::new();
        match &question.answer {
            Answer::Choice(choice) => {
                view.options = choice.options.iter().map(|option| option_view(scope, option)).collect();
                view.shuffle = choice.shuffle;
            }
            Answer::Ordering(stages) => {
                steps = offered(stages);
                view.steps = steps.iter().map(|(stage, step)| step_view(scope, *stage, step)).collect();
                view.stages = stages.iter().map(|stage| stage_view(scope, stage)).collect();
            }
            Answer::FillIn(blanks) => view.blanks = blanks.iter().map(blank_view).collect(),
            Answer::Task(task) => view.task = Some(task_view(scope, task)),
        }
        view.data = Markup::trusted(data_block(&data(question, &steps))?);
        Ok(view)
    }
}

fn option_view(scope: Scope<'_>, option: &ChoiceOption) -> OptionView {
    OptionView {
        right: option.right,
        pin_last: option.pin_last,
        text: scope.blocks(&option.content),
        rationale: scope.blocks(&option.rationale),
    }
}

/// The steps in an order that gives nothing away and is the same in every build: by their words. With scripts the order is
/// drawn each time.
fn offered(stages: &[Stage]) -> Vec<(usize, &Step)> {
    let steps = stages.iter().enumerate().flat_map(|(n, stage)| stage.steps.iter().map(move |step| (n + 1, step)));
    let mut steps: Vec<_> = steps.collect();
    steps.sort_by_cached_key(|(_, step)| plain_blocks(&step.content));
    // The one order that would be the answer.
    if steps.is_sorted_by_key(|(stage, _)| *stage) {
        steps.reverse();
    }
    steps
}

fn step_view(scope: Scope<'_>, stage: usize, step: &Step) -> StepView {
    StepView { stage, text: scope.blocks(&step.content) }
}

fn stage_view(scope: Scope<'_>, stage: &Stage) -> StageView {
    StageView {
        label: scope.inlines(&stage.label),
        steps: stage.steps.iter().map(|step| scope.blocks(&step.content)).collect(),
    }
}

fn blank_view(blank: &Blank) -> BlankView<'_> {
    BlankView { name: &blank.name, accepted: blank.accepted.iter().map(|form| form.value.as_str()).collect() }
}

fn task_view<'a>(scope: Scope<'_>, task: &'a Task) -> TaskView<'a> {
    let attempt = |attempt: &'a Attempt| {
        let text =
            |id: &str| task.rubric.iter().find(|criterion| criterion.id.as_str() == id).map(|it| it.text.as_str());
        AttemptView {
            title: &attempt.title,
            body: scope.blocks(&attempt.blocks),
            fails: attempt.fails.iter().filter_map(|id| text(id.as_str())).collect(),
        }
    };
    TaskView {
        points: task.rubric.iter().map(|criterion| criterion.points).sum(),
        setup: scope.blocks(&task.setup),
        starter: scope.blocks(&task.starter.blocks),
        solution: scope.blocks(&task.solution.blocks),
        rights: task.rights.iter().map(attempt).collect(),
        wrongs: task.wrongs.iter().map(attempt).collect(),
        rubric: task
            .rubric
            .iter()
            .map(|criterion| CriterionView {
                id: criterion.id.as_str(),
                points: criterion.points,
                text: &criterion.text,
                computed: criterion.computed,
            })
            .collect(),
        verify: scope.blocks(&task.verify),
    }
}

/// What the page's scripts need to show a question and to judge an answer. `texts` are the words of options or of the steps
/// as offered, which decide their order.
fn data(question: &Question, steps: &[(usize, &Step)]) -> Value {
    let kind = question.kind().as_str();
    match &question.answer {
        Answer::Choice(choice) => {
            let texts: Vec<_> = choice.options.iter().map(|option| plain_blocks(&option.content)).collect();
            json!({"kind": kind, "shuffle": choice.shuffle, "texts": texts})
        }
        Answer::Ordering(_) => {
            let texts: Vec<_> = steps.iter().map(|(_, step)| plain_blocks(&step.content)).collect();
            json!({"kind": kind, "texts": texts})
        }
        Answer::FillIn(blanks) => {
            let texts = |forms: &[gradus_diagnostics::Spanned<String>]| -> Vec<String> {
                forms.iter().map(|form| form.value.clone()).collect()
            };
            let blanks = blanks.iter().map(|blank| {
                json!({
                    "name": blank.name,
                    "how": blank.how.as_str(),
                    "accepted": texts(&blank.accepted),
                    "rejected": texts(&blank.rejected),
                })
            });
            json!({"kind": kind, "blanks": blanks.collect::<Vec<_>>()})
        }
        Answer::Task(task) => {
            let rubric: Vec<&Value> = task.rubric.iter().map(|criterion| &criterion.test).collect();
            let languages = task.starter.files.iter().chain(&task.solution.files);
            let languages: std::collections::BTreeMap<&str, &Option<String>> =
                languages.map(|file| (file.name.value.as_str(), &file.language)).collect();
            json!({
                "kind": kind,
                "files": {"starter": task.starter.answer(), "solution": task.solution.answer()},
                "languages": languages,
                "rubric": rubric,
                "points": task.rubric.iter().map(|criterion| criterion.points).sum::<u32>(),
            })
        }
    }
}
