//! The index: where the book speaks of each term of the glossary, and of words that authors marked. A term counts where an
//! author linked to it, and where a lesson first names it: in its title, a heading, text or code. `mentions` finds the places.

use std::collections::BTreeMap;

use gradus_content::{Inline, PartKind, plain_inlines};
use gradus_core::model::Course;
use serde::Serialize;

use super::mentions::Marker;
use crate::links::part_label;
use crate::node::{Node, Piece};

/// An entry of the index.
#[derive(Debug, Serialize)]
pub(super) struct IndexEntry {
    /// What it is found under.
    letter: String,
    title: String,
    /// The label of its explanation in the glossary.
    term: Option<String>,
    /// The label of the place that teaches it.
    taught: Option<String>,
    /// Labels of the places that speak of it, in their order.
    places: Vec<String>,
}

/// Collects places while the book is made.
pub(super) struct Index {
    pub(super) subjects: Vec<Subject>,
}

/// What an entry is about.
pub(super) struct Subject {
    title: String,
    pub(super) term: Option<Term>,
    places: Vec<String>,
    taught: Option<(Taught, String)>,
}

/// A term of the glossary.
pub(super) struct Term {
    pub(super) label: String,
    /// The label of the lesson that its author says teaches it.
    lesson: Option<String>,
    /// The title without what is in brackets.
    bare: String,
    /// Forms that count in text.
    forms: Vec<String>,
    /// Forms that count where the term is taught.
    loose: Vec<String>,
}

/// How sure it is that a place teaches a term; the surest counts, and of equals the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Taught {
    /// Its lesson names the term so often.
    Named(usize),
    /// A heading names it.
    Heading,
    /// The lesson's title does.
    Title,
    /// The glossary says so.
    Said,
}

impl Index {
    pub(super) fn of(course: &Course) -> Self {
        let subjects = course.glossary.iter().map(|term| {
            let lesson = term.lessons.first().map(|id| part_label(PartKind::Lesson, id.value.as_str()));
            Subject::of_term(Term::new(term.id.as_str(), &term.title, lesson), plain_inlines(&term.title))
        });
        Index { subjects: subjects.collect() }
    }

    /// Puts marks into a lesson's text.
    pub(super) fn lesson(&mut self, label: &str, title: &str, body: &mut [Node]) {
        Marker::of_lesson(self, label, title, body).lesson(body);
    }

    /// Puts marks into a note where its author wants them. Notes repeat what lessons teach, so their terms do not count.
    pub(super) fn note(&mut self, label: &str, title: &mut Vec<Piece>, blocks: &mut [Node]) {
        let mut marker = Marker::of_note(self, label);
        marker.heading(None, title);
        marker.blocks(blocks);
    }

    /// The number of what an author calls so.
    pub(super) fn subject(&mut self, entry: &str) -> usize {
        let wanted = entry.to_lowercase();
        let same = |subject: &Subject| {
            let bare = subject.term.as_ref().map(|term| term.bare.to_lowercase());
            subject.title.to_lowercase() == wanted || bare.as_deref() == Some(&wanted)
        };
        self.subjects.iter().position(same).unwrap_or_else(|| {
            self.subjects.push(Subject { title: entry.to_owned(), term: None, places: Vec::new(), taught: None });
            self.subjects.len() - 1
        })
    }

    /// The entries by title; of an excerpt, only what its pages speak of.
    pub(super) fn into_entries(self, excerpt: bool) -> Vec<IndexEntry> {
        let subjects = self.subjects.into_iter().filter(|subject| !excerpt || !subject.places.is_empty());
        // Signs count only between words that are otherwise the same.
        let key = |title: &str| {
            (title.to_lowercase().replace(|sign: char| !sign.is_alphanumeric() && sign != ' ', ""), title.to_owned())
        };
        let sorted: BTreeMap<_, Subject> = subjects.map(|subject| (key(&subject.title), subject)).collect();
        let entry = |((letters, _), subject): ((String, String), Subject)| IndexEntry {
            letter: letters.chars().next().map(|first| first.to_uppercase().collect()).unwrap_or_default(),
            title: subject.title,
            term: subject.term.map(|term| term.label),
            taught: subject.taught.map(|(_, place)| place),
            places: subject.places,
        };
        sorted.into_iter().map(entry).collect()
    }
}

impl Subject {
    pub(super) fn of_term(term: Term, title: String) -> Self {
        Subject { title, term: Some(term), places: Vec::new(), taught: None }
    }

    /// A place that has a label.
    pub(super) fn speaks_at(&mut self, label: &str) {
        self.places.push(label.to_owned());
    }

    /// A new place, the next of this subject, which has this number.
    pub(super) fn place(&mut self, number: usize) -> String {
        let label = format!("index:{number}.{}", self.places.len() + 1);
        self.places.push(label.clone());
        label
    }

    pub(super) fn taught_at(&mut self, how: Taught, label: &str) {
        if self.taught.as_ref().is_none_or(|(before, _)| *before < how) {
            self.taught = Some((how, label.to_owned()));
        }
    }
}

impl Term {
    pub(super) fn new(id: &str, title: &[Inline], lesson: Option<String>) -> Self {
        let title = plain_inlines(title);
        // `Audience (aud)`: text rarely has what is in brackets.
        let bare = title.split(" (").next().unwrap_or(&title).trim().to_owned();
        let small = {
            let mut signs = bare.chars();
            let first: String = signs.next().into_iter().flat_map(char::to_lowercase).collect();
            first + signs.as_str()
        };
        let mut forms = vec![bare.clone()];
        let mut loose = Vec::new();
        if bare.chars().nth(1).is_some_and(char::is_lowercase) {
            // Two words or more are the term within a sentence too: `default deny`. One may be an ordinary word.
            if bare.contains(' ') { &mut forms } else { &mut loose }.push(small);
        }
        // A single word in small letters, such as `except`, is the term only in code.
        let named = |form: &String| form.contains(' ') || form.chars().any(char::is_uppercase);
        if !named(&bare) {
            loose.clear();
        }
        forms.retain(named);
        Term { label: part_label(PartKind::Term, id), lesson, bare, forms: plural(forms), loose: plural(loose) }
    }

    /// Whether its author says that this lesson teaches it.
    pub(super) fn belongs_to(&self, lesson: &str) -> bool {
        self.lesson.as_deref() == Some(lesson)
    }

    /// How often a text names the term as a whole word, where it is taught or elsewhere.
    pub(super) fn named_in(&self, text: &str, taught: bool) -> usize {
        let word = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
        let whole = |at: usize, form: &str| {
            let after = &text[at + form.len()..];
            // The plural counts.
            let after = after.strip_prefix('s').unwrap_or(after);
            !text[..at].chars().next_back().is_some_and(word) && !after.chars().next().is_some_and(word)
        };
        let loose = if taught { &*self.loose } else { &[] };
        let forms = self.forms.iter().chain(loose);
        forms.map(|form| text.match_indices(form.as_str()).filter(|(at, _)| whole(*at, form)).count()).sum()
    }

    /// Whether code is the term's name, alone or as the name of a field: `hostUsers: false`.
    pub(super) fn is_code(&self, text: &str) -> bool {
        let name = text.split_once(": ").map_or(text, |(name, _)| name);
        self.bare == name || self.loose.first().is_some_and(|form| form == name)
    }
}

/// `policy` is `policies` too.
fn plural(forms: Vec<String>) -> Vec<String> {
    let many = forms.iter().filter_map(|form| Some(format!("{}ies", form.strip_suffix('y')?))).collect::<Vec<_>>();
    forms.into_iter().chain(many).collect()
}
