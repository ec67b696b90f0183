//! The fields of questions and tasks.

use gradus_content::plain_blocks;
use gradus_core::model::{Answer, Attempt, Blank, Choice, ChoiceOption, Match, Question, Stage, Step, Task};

use super::plain;
use crate::html::{Blanks, Html};
use crate::media::Media;

/// The fields of a question's own note type.
pub(super) fn of(question: &Question, media: &mut Media<'_>) -> Vec<String> {
    let mut fields = vec![Html::new(media).inlines(&question.title)];
    match &question.answer {
        Answer::Choice(choice) => {
            fields.push(Html::new(media).blocks(&question.stem));
            let order = option_order(choice, question.key.as_str());
            let stays = |option: &ChoiceOption| !choice.shuffle || option.pin_last;
            fields.push(order.iter().map(|option| option_html(option, stays(option), media)).collect());
            fields.push(order.iter().map(|option| judged_html(option, media)).collect());
        }
        Answer::Ordering(stages) => {
            fields.push(Html::new(media).blocks(&question.stem));
            let shuffled = step_order(stages, question.key.as_str());
            fields.push(shuffled.iter().map(|step| step_html(step, media)).collect());
            fields.push(stages.iter().map(|stage| stage_html(stage, media)).collect());
        }
        Answer::FillIn(blanks) => {
            let empty = if blanks.len() > 1 { Blanks::Numbered(blanks) } else { Blanks::Empty };
            fields.push(Html::new(media).with_blanks(empty).blocks(&question.stem));
            fields.push(Html::new(media).with_blanks(Blanks::Filled(blanks)).blocks(&question.stem));
            fields.push(accepted(blanks));
            fields.push(typed(blanks));
        }
        Answer::Task(task) => {
            fields.push(Html::new(media).blocks(&question.stem));
            fields.extend(of_task(task, media));
        }
    }
    fields.push(hints(question, media));
    fields.push(Html::new(media).blocks(&question.explanation));
    fields.push(Html::new(media).blocks(&question.references));
    fields
}

/// Options in the order of a hash, so that the right one does not stand where authors like to write it; as written if
/// the author wants that, and the pinned one last. Where scripts run, each view of the card has an order of its own.
fn option_order<'a>(choice: &'a Choice, key: &str) -> Vec<&'a ChoiceOption> {
    let mut order: Vec<_> = choice.options.iter().collect();
    if choice.shuffle {
        order.sort_by_cached_key(|option| (option.pin_last, shuffled(key, &plain_blocks(&option.content))));
    }
    order
}

/// All steps in the order of a hash, which is never a right one unless every order is.
fn step_order<'a>(stages: &'a [Stage], key: &str) -> Vec<&'a Step> {
    let mut order: Vec<(usize, &Step)> = stages
        .iter()
        .enumerate()
        .flat_map(|(stage, steps)| steps.steps.iter().map(move |step| (stage, step)))
        .collect();
    order.sort_by_cached_key(|(_, step)| shuffled(key, &plain_blocks(&step.content)));
    if order.is_sorted_by_key(|(stage, _)| *stage) {
        order.rotate_left(1);
    }
    order.into_iter().map(|(_, step)| step).collect()
}

fn shuffled(key: &str, text: &str) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_derive_key("gradus anki shuffle 1");
    hasher.update(key.as_bytes()).update(&[0]).update(text.as_bytes());
    *hasher.finalize().as_bytes()
}

fn option_html(option: &ChoiceOption, stays: bool, media: &mut Media<'_>) -> String {
    let class = if stays { " class=\"stays\"" } else { "" };
    format!("<li{class}>{}</li>", Html::new(media).compact(&option.content))
}

fn judged_html(option: &ChoiceOption, media: &mut Media<'_>) -> String {
    let class = if option.right { "right" } else { "wrong" };
    let content = Html::new(media).compact(&option.content);
    let rationale = match option.rationale.as_slice() {
        [] => String::new(),
        blocks => format!("<div class=\"rationale\">{}</div>", Html::new(media).blocks(blocks)),
    };
    format!("<li class=\"{class}\">{content}{rationale}</li>")
}

fn step_html(step: &Step, media: &mut Media<'_>) -> String {
    format!("<li>{}</li>", Html::new(media).compact(&step.content))
}

/// A step with a number, or several under one number that may come in any order.
fn stage_html(stage: &Stage, media: &mut Media<'_>) -> String {
    match stage.steps.as_slice() {
        [step] => step_html(step, media),
        steps => {
            let label = Html::new(media).inlines(&stage.label);
            let steps: String = steps.iter().map(|step| step_html(step, media)).collect();
            format!("<li>{label}<ul>{steps}</ul></li>")
        }
    }
}

/// Forms that pass besides those shown in the blanks; nothing if there are none.
fn accepted(blanks: &[Blank]) -> String {
    if blanks.iter().all(|blank| blank.accepted.len() < 2) {
        return String::new();
    }
    let forms = |blank: &Blank| -> String {
        blank.accepted.iter().skip(1).map(|form| format!("<li>{}</li>", form_html(form))).collect()
    };
    match blanks {
        [blank] => format!("<ul>{}</ul>", forms(blank)),
        _ => {
            let numbered = |(index, blank): (usize, &Blank)| match blank.accepted.len() {
                0 | 1 => String::new(),
                _ => format!("<li value=\"{}\"><ul>{}</ul></li>", index + 1, forms(blank)),
            };
            let lists: String = blanks.iter().enumerate().map(numbered).collect();
            format!("<ol>{lists}</ol>")
        }
    }
}

fn form_html(form: &str) -> String {
    let text = plain(form.trim_end_matches('\n'));
    if form.trim_end().contains('\n') {
        format!("<pre><code>{text}</code></pre>")
    } else {
        format!("<code>{text}</code>")
    }
}

/// What a learner types, where one line can be compared with what they typed: a single blank that takes plain words.
fn typed(blanks: &[Blank]) -> String {
    match blanks {
        [Blank { how: Match::Exact | Match::Command, accepted, .. }] => match accepted.first() {
            Some(form) if !form.trim().contains('\n') => plain(form.trim()),
            _ => String::new(),
        },
        _ => String::new(),
    }
}

/// The first hint, and each further one folded away in the one before it.
fn hints(question: &Question, media: &mut Media<'_>) -> String {
    let count = question.hints.len();
    let mut out = String::new();
    for (index, hint) in question.hints.iter().enumerate() {
        if index > 0 {
            out.push_str(&format!("<details><summary>{} / {count}</summary>", index + 1));
        }
        out.push_str(&Html::new(media).blocks(hint));
    }
    out.push_str(&"</details>".repeat(count.saturating_sub(1)));
    out
}

fn of_task(task: &Task, media: &mut Media<'_>) -> [String; 7] {
    let rubric = task.rubric.iter().map(|criterion| {
        format!("<li><span class=\"points\">{}</span><span>{}</span></li>", criterion.points, plain(&criterion.text))
    });
    [
        Html::new(media).blocks(&task.setup),
        Html::new(media).blocks(&task.starter.blocks),
        Html::new(media).blocks(&task.solution.blocks),
        task.rights.iter().map(|attempt| folded(attempt, media)).collect(),
        task.wrongs.iter().map(|attempt| folded(attempt, media)).collect(),
        rubric.collect(),
        Html::new(media).blocks(&task.verify),
    ]
}

fn folded(attempt: &Attempt, media: &mut Media<'_>) -> String {
    let blocks = Html::new(media).blocks(&attempt.blocks);
    format!("<details><summary>{}</summary>{blocks}</details>", plain(&attempt.title))
}
