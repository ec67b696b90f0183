//! Search: a page with a field, and the list of what can be found, which the page's script makes an index of when somebody
//! first searches.
//!
//! The list is the course's text once more, without markup; ranking is for the script. A lesson is listed by its sections,
//! so that a hit leads to the right paragraph. Answers are left out: a search must not give away what is to be practised.

use gradus_content::{Block, BlockKind, plain_blocks, plain_inlines};
use gradus_core::model::{Answer, CardBody, Lesson};
use serde::Serialize;

use super::frame::Frame;
use super::lesson_number;
use super::{Made, fill};
use crate::SiteError;
use crate::build::Build;
use crate::layout::relative;
use crate::shelf::Shelf;

#[derive(Serialize)]
struct SearchPage {
    glossary: String,
}

/// Something to find.
#[derive(Serialize)]
struct Entry {
    kind: &'static str,
    /// Relative to the search page.
    href: String,
    title: String,
    /// The lesson it belongs to.
    #[serde(skip_serializing_if = "String::is_empty")]
    place: String,
    text: String,
}

pub(super) fn make(build: &Build<'_>, shelf: &Shelf<'_>) -> Result<Made, SiteError> {
    let address = shelf.layout.search();
    let title = build.text("search.title");
    let description = build.messages.format("search.description", &[("course", &shelf.course.title)]);
    let page = SearchPage { glossary: relative(&address, &shelf.layout.glossary()) };
    let frame = Frame::of_course(build, shelf, "search", address, &title, &description)?;
    fill(build, "search.html", frame, &page)
}

/// The list as JSON.
pub(super) fn entries(shelf: &Shelf<'_>) -> Result<Vec<u8>, SiteError> {
    let page = shelf.layout.search();
    let place = |lesson: &gradus_core::model::Id| {
        let found = shelf.course.lesson(lesson);
        found.map(|(module, lesson)| format!("{} {}", lesson_number(module, lesson), lesson.title)).unwrap_or_default()
    };
    let mut entries: Vec<Entry> = Vec::new();
    for (_, lesson) in &shelf.lessons {
        let address = relative(&page, &shelf.layout.lesson(lesson.id.as_str()));
        entries.extend(sections(lesson, &address, &place(&lesson.id.value)));
    }
    for question in &shelf.questions {
        let stem = plain_blocks(&question.stem);
        let options = match &question.answer {
            Answer::Choice(choice) => choice.options.iter().map(|option| plain_blocks(&option.content)).collect(),
            Answer::Ordering(_) | Answer::FillIn(_) | Answer::Task(_) => Vec::new(),
        };
        let lesson = &question.lesson.value;
        entries.push(Entry {
            kind: "question",
            href: relative(&page, &shelf.layout.question(lesson.as_str(), question.id.as_str())),
            title: plain_inlines(&question.title),
            place: place(lesson),
            text: one_line(&format!("{stem} {}", options.join(" "))),
        });
    }
    for card in &shelf.cards {
        let (title, text) = match &card.body {
            CardBody::Basic { front, back } => (plain_blocks(front), plain_blocks(back)),
            CardBody::Cloze { prompt, text, .. } => (plain_inlines(prompt), plain_blocks(text)),
        };
        entries.push(Entry {
            kind: "card",
            href: relative(&page, &shelf.layout.card(card.id.as_str())),
            title: one_line(&title),
            place: place(&card.lesson.value),
            text: one_line(&text),
        });
    }
    for term in &shelf.course.glossary {
        entries.push(Entry {
            kind: "term",
            href: relative(&page, &shelf.layout.term(term.id.as_str())),
            title: plain_inlines(&term.title),
            place: String::new(),
            text: one_line(&plain_blocks(&term.blocks)),
        });
    }
    Ok(serde_json::to_vec(&entries)?)
}

/// A lesson by its sections; what comes before the first heading goes under the lesson's own name.
fn sections(lesson: &Lesson, address: &str, place: &str) -> Vec<Entry> {
    let objectives = lesson.objectives.iter().map(|objective| objective.text.as_str());
    let opening = std::iter::once(lesson.summary.as_str()).chain(objectives).collect::<Vec<_>>().join(" ");
    let mut found = Vec::new();
    for blocks in lesson.body.chunk_by(|_, next| !is_heading(next)) {
        let heading = blocks.first().and_then(|first| match &first.kind {
            BlockKind::Heading(heading) => Some(heading),
            _ => None,
        });
        let text = plain_blocks(&blocks[usize::from(heading.is_some())..]);
        found.push(match heading {
            Some(heading) => Entry {
                kind: "lesson",
                href: format!("{address}#{}", heading.anchor),
                title: plain_inlines(&heading.content),
                place: place.to_owned(),
                text: one_line(&text),
            },
            None => opening_entry(lesson, address, one_line(&format!("{opening} {text}"))),
        });
    }
    if found.first().is_none_or(|first| first.href != address) {
        found.insert(0, opening_entry(lesson, address, one_line(&opening)));
    }
    found
}

fn opening_entry(lesson: &Lesson, address: &str, text: String) -> Entry {
    let href = address.to_owned();
    Entry { kind: "lesson", href, title: lesson.title.clone(), place: String::new(), text }
}

fn is_heading(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Heading(_))
}

fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
