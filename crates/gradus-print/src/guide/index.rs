//! The index: where each term of the glossary is spoken of. Nothing is marked for it alone: a term counts where an author
//! linked to it, and where its title first stands in a lesson, in text or in code.

use std::collections::{BTreeMap, BTreeSet};

use gradus_content::{Inline, PartKind, plain_inlines};
use gradus_core::model::Course;
use serde::Serialize;

use crate::links::{Destination, part_label};
use crate::node::{Node, Piece};

/// An entry of the index.
#[derive(Debug, Serialize)]
pub(super) struct IndexEntry {
    /// What it is sorted and found by.
    letter: String,
    title: String,
    /// The label of its explanation.
    term: String,
    /// Labels of the places that speak of it, in their order.
    places: Vec<String>,
}

/// Collects places while the lessons are made.
pub(super) struct Index {
    terms: Vec<Term>,
    places: BTreeMap<usize, Vec<String>>,
}

struct Term {
    label: String,
    title: String,
    /// The title without what is in brackets.
    bare: String,
    /// Forms that count in text.
    forms: Vec<String>,
}

impl Index {
    pub(super) fn of(course: &Course) -> Self {
        let terms = course.glossary.iter().map(|term| Term::new(term.id.as_str(), &term.title)).collect();
        Index { terms, places: BTreeMap::new() }
    }

    /// Puts marks into a lesson's text.
    pub(super) fn mark(&mut self, blocks: &mut [Node]) {
        let mut marker = Marker { index: self, met: BTreeSet::new() };
        marker.linked(blocks);
        marker.named(blocks);
    }

    /// The entries, by title.
    pub(super) fn into_entries(mut self) -> Vec<IndexEntry> {
        let terms = std::mem::take(&mut self.terms);
        let mut entries: Vec<IndexEntry> = terms
            .into_iter()
            .enumerate()
            .map(|(number, term)| IndexEntry {
                letter: term.title.chars().next().map(|c| c.to_uppercase().collect()).unwrap_or_default(),
                title: term.title,
                term: term.label,
                places: self.places.remove(&number).unwrap_or_default(),
            })
            .collect();
        entries.sort_by_cached_key(|entry| entry.title.to_lowercase());
        entries
    }
}

impl Term {
    fn new(id: &str, title: &[Inline]) -> Self {
        let title = plain_inlines(title);
        // `Audience (aud)`: text rarely has what is in brackets.
        let bare = title.split(" (").next().unwrap_or(&title).trim().to_owned();
        let mut forms = vec![bare.clone()];
        let ordinary = bare.contains(' ') && bare.chars().nth(1).is_some_and(char::is_lowercase);
        if let (true, Some(first)) = (ordinary, bare.chars().next()) {
            // Two words or more are the term within a sentence too: `default deny`.
            forms.push(first.to_lowercase().chain(bare.chars().skip(1)).collect());
        }
        // A single word in small letters, such as `except`, is the term only in code.
        forms.retain(|form| form.contains(' ') || form.chars().any(char::is_uppercase));
        Term { label: part_label(PartKind::Term, id), title, bare, forms }
    }

    /// Where the text first names the term, as a whole word.
    fn named_in(&self, text: &str) -> Option<usize> {
        let word = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
        self.forms
            .iter()
            .filter_map(|form| {
                text.match_indices(form.as_str()).map(|(at, _)| at).find(|&at| {
                    let before = text[..at].chars().next_back().is_some_and(word);
                    let after = text[at + form.len()..].chars().next();
                    // The plural counts.
                    let after = if after == Some('s') { text[at + form.len() + 1..].chars().next() } else { after };
                    !before && !after.is_some_and(word)
                })
            })
            .min()
    }
}

/// Marks one lesson.
struct Marker<'a> {
    index: &'a mut Index,
    /// Terms that this lesson has met.
    met: BTreeSet<usize>,
}

impl Marker<'_> {
    /// A mark before each link to a term.
    fn linked(&mut self, blocks: &mut [Node]) {
        each_text(blocks, &mut |pieces| {
            let mut at = 0;
            while at < pieces.len() {
                if let Piece::Link { to: Destination::Label { label, .. }, .. } = &pieces[at]
                    && let Some(number) = self.index.terms.iter().position(|term| term.label == *label)
                {
                    pieces.insert(at, self.place(number));
                    at += 1;
                }
                at += 1;
            }
        });
    }

    /// A mark before the first mention of each term without a link.
    fn named(&mut self, blocks: &mut [Node]) {
        each_text(blocks, &mut |pieces| {
            let mut marked = Vec::with_capacity(pieces.len());
            for piece in pieces.drain(..) {
                let named: Vec<usize> = (0..self.index.terms.len())
                    .filter(|number| !self.met.contains(number))
                    .filter(|&number| match &piece {
                        Piece::Text { text } => self.index.terms[number].named_in(text).is_some(),
                        Piece::Code { text } => self.index.terms[number].bare == *text,
                        _ => false,
                    })
                    .collect();
                marked.extend(named.into_iter().map(|number| self.place(number)));
                marked.push(piece);
            }
            *pieces = marked;
        });
    }

    fn place(&mut self, number: usize) -> Piece {
        self.met.insert(number);
        let places = self.index.places.entry(number).or_default();
        let label = format!("index:{number}.{}", places.len() + 1);
        places.push(label.clone());
        Piece::Place { label }
    }
}

/// Every run of inlines of the running text, but for headings: a mark in one would be copied into the running head.
fn each_text(blocks: &mut [Node], act: &mut dyn FnMut(&mut Vec<Piece>)) {
    for block in blocks {
        match block {
            Node::Paragraph { content } => each_run(content, act),
            Node::List { items, .. } => items.iter_mut().for_each(|item| each_text(&mut item.blocks, act)),
            Node::Quote { blocks } | Node::Callout { blocks, .. } => each_text(blocks, act),
            Node::Table { rows, .. } => rows.iter_mut().flatten().for_each(|cell| each_run(cell, act)),
            Node::Heading { .. } | Node::Code { .. } | Node::Figure { .. } | Node::Rule => {}
        }
    }
}

fn each_run(pieces: &mut Vec<Piece>, act: &mut dyn FnMut(&mut Vec<Piece>)) {
    for piece in pieces.iter_mut() {
        if let Piece::Emphasis { content } | Piece::Strong { content } = piece {
            each_run(content, act);
        }
    }
    act(pieces);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn term(title: &str) -> Term {
        let text = gradus_content::InlineKind::Text(title.to_owned());
        let span = gradus_diagnostics::Span::file(gradus_diagnostics::SourceId::from_index(0));
        Term::new("t", &[Inline { span, kind: text }])
    }

    #[test]
    fn a_term_is_named_by_whole_words() {
        assert_eq!(term("Falco").named_in("Start Falco."), Some(6));
        assert_eq!(term("Falco").named_in("Falcosidekick, my-Falco"), None);
        assert_eq!(term("Static Pod").named_in("Two static Pods"), Some(4));
        assert_eq!(term("Audience (aud)").named_in("the Audience"), Some(4));
    }

    #[test]
    fn an_ordinary_word_is_a_term_in_code_alone() {
        assert_eq!(term("except").named_in("all except one"), None);
        let mut blocks = vec![Node::Paragraph {
            content: vec![Piece::Text { text: "all except ".to_owned() }, Piece::Code { text: "except".to_owned() }],
        }];
        let mut index = Index { terms: vec![term("except")], places: BTreeMap::new() };
        index.mark(&mut blocks);
        let Node::Paragraph { content } = &blocks[0] else { panic!("{blocks:?}") };
        assert_eq!(content[1], Piece::Place { label: "index:0.1".to_owned() });
        assert_eq!(index.into_entries()[0].places, ["index:0.1"]);
    }

    #[test]
    fn every_link_counts_and_only_the_first_mention() {
        let link = || Piece::Link {
            to: Destination::Label { label: "term:t".to_owned(), page: false },
            content: vec![Piece::Text { text: "that".to_owned() }],
        };
        let text = || Piece::Text { text: "Falco and Falco".to_owned() };
        let mut index = Index { terms: vec![term("Falco")], places: BTreeMap::new() };
        index.mark(&mut [Node::Paragraph { content: vec![text(), link(), link()] }]);
        index.mark(&mut [Node::Paragraph { content: vec![text(), text()] }]);
        assert_eq!(index.into_entries()[0].places.len(), 3);
    }
}
