//! What a course has to practise, as data that scripts fetch when they need it: `items.json`.
//!
//! It tells scripts which of the records that a browser keeps are still of the course, and by a hash of what an item asks
//! whether it is still the same. Wording that changes neither the question nor what is right (hints, rationales,
//! explanations) is not in the hash, nor is markup, so a new theme changes nothing.

use gradus_content::{plain_blocks, plain_inlines};
use gradus_core::lock::Version;
use gradus_core::model::{self, Answer, Attempt, Card, CardBody, Question};
use serde::Serialize;

use crate::SiteError;
use crate::shelf::Shelf;

#[derive(Serialize)]
struct Items<'a> {
    release: Option<&'a str>,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    key: &'a str,
    id: &'a str,
    kind: &'static str,
    title: String,
    lesson: &'a str,
    domain: &'a str,
    /// Stands beside the questions, and in no exam.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    lab: bool,
    hash: String,
    /// The release that brought its last change; a plain build has none for what changed since.
    #[serde(skip_serializing_if = "Option::is_none")]
    changed: Option<&'a str>,
    /// Of a card with several faces: each is scheduled by itself.
    #[serde(skip_serializing_if = "<[u16]>::is_empty")]
    faces: &'a [u16],
}

/// The file's content.
pub(super) fn write(shelf: &Shelf<'_>) -> Result<Vec<u8>, SiteError> {
    let changed = |item| shelf.course.last_change(item).release.map(Version::as_str);
    let questions = shelf.questions.iter().map(|question| Item {
        key: question.key.as_str(),
        id: question.id.as_str(),
        kind: question.kind().as_str(),
        title: plain_inlines(&question.title),
        lesson: question.lesson.as_str(),
        domain: question.domain.as_str(),
        lab: question.lab,
        hash: of_question(question),
        changed: changed(model::Item::Question(question)),
        faces: &[],
    });
    let cards = shelf.cards.iter().map(|card| Item {
        key: card.key.as_str(),
        id: card.id.as_str(),
        kind: "card",
        title: card_title(card),
        lesson: card.lesson.as_str(),
        domain: card.domain.as_str(),
        lab: false,
        hash: of_card(card),
        changed: changed(model::Item::Card(card)),
        faces: match &card.body {
            CardBody::Basic { .. } => &[],
            CardBody::Cloze { ordinals, .. } => ordinals,
        },
    });
    let release = shelf.course.release().map(|release| release.version.as_str());
    Ok(serde_json::to_vec(&Items { release, items: questions.chain(cards).collect() })?)
}

fn card_title(card: &Card) -> String {
    let text = match &card.body {
        CardBody::Basic { front, .. } => plain_blocks(front),
        CardBody::Cloze { prompt, .. } => plain_inlines(prompt),
    };
    text.lines().next().unwrap_or_default().to_owned()
}

/// Hashes texts so that no two lists of texts give the same input.
#[derive(Default)]
struct Fingerprint(blake3::Hasher);

impl Fingerprint {
    fn text(mut self, text: &str) -> Self {
        self.0.update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes());
        self
    }

    fn texts<'t>(self, texts: impl IntoIterator<Item = &'t str>) -> Self {
        texts.into_iter().fold(self.text("["), Fingerprint::text).text("]")
    }

    fn end(self) -> String {
        self.0.finalize().to_hex()[..12].to_owned()
    }
}

fn of_question(question: &Question) -> String {
    let start = Fingerprint::default()
        .text(question.kind().as_str())
        .text(&plain_inlines(&question.title))
        .text(&plain_blocks(&question.stem));
    let end = match &question.answer {
        // In any order: an author may sort options.
        Answer::Choice(choice) => {
            let mut options: Vec<String> = choice
                .options
                .iter()
                .map(|option| format!("{} {}", u8::from(option.right), plain_blocks(&option.content)))
                .collect();
            options.sort();
            start.texts(options.iter().map(String::as_str))
        }
        Answer::Ordering(stages) => stages.iter().fold(start, |fingerprint, stage| {
            let steps: Vec<String> = stage.steps.iter().map(|step| plain_blocks(&step.content)).collect();
            fingerprint.texts(steps.iter().map(String::as_str))
        }),
        Answer::FillIn(blanks) => blanks.iter().fold(start, |fingerprint, blank| {
            let accepted = blank.accepted.iter().map(|form| form.value.as_str());
            fingerprint.text(&blank.name).text(blank.how.as_str()).texts(accepted)
        }),
        Answer::Task(task) => {
            let fingerprint = [&task.starter, &task.solution].into_iter().fold(start, with_files);
            task.rubric.iter().fold(fingerprint, |fingerprint, criterion| {
                fingerprint.text(&criterion.points.to_string()).text(&criterion.test.to_string())
            })
        }
    };
    end.end()
}

fn with_files(fingerprint: Fingerprint, attempt: &Attempt) -> Fingerprint {
    attempt
        .answer()
        .iter()
        .fold(fingerprint.text("{"), |fingerprint, (name, text)| fingerprint.text(name).text(text))
        .text("}")
}

fn of_card(card: &Card) -> String {
    let start = Fingerprint::default();
    match &card.body {
        CardBody::Basic { front, back } => start.text(&plain_blocks(front)).text(&plain_blocks(back)),
        CardBody::Cloze { prompt, text, .. } => start.text(&plain_inlines(prompt)).text(&plain_blocks(text)),
    }
    .end()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_do_not_run_together() {
        let of = |texts: &[&str]| Fingerprint::default().texts(texts.iter().copied()).end();
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_ne!(of(&["ab"]), of(&["ab", ""]));
        assert_eq!(of(&["ab", "c"]), of(&["ab", "c"]));
    }
}
