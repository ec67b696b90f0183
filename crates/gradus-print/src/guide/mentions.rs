//! Finds where a text speaks of what the index names, and puts marks there.

use std::collections::{BTreeMap, BTreeSet};

use super::index::{Index, Taught};
use crate::links::Destination;
use crate::node::{Node, Piece};

/// Marks one text.
pub(super) struct Marker<'a> {
    index: &'a mut Index,
    /// The label of the text.
    owner: &'a str,
    /// Whether terms count where they are named.
    names: bool,
    /// Terms that the title or a heading of the text names, or that it teaches by the glossary's word.
    taught: BTreeSet<usize>,
    /// Terms that were named, how often, and where first.
    named: BTreeMap<usize, (usize, String)>,
}

impl<'a> Marker<'a> {
    pub(super) fn of_lesson(index: &'a mut Index, owner: &'a str, title: &str, body: &[Node]) -> Self {
        let mut marker = Marker { index, owner, names: true, taught: BTreeSet::new(), named: BTreeMap::new() };
        let mut heads = vec![(title.to_owned(), owner, Taught::Title)];
        for node in body {
            if let Node::Heading { label: Some(label), content, .. } = node {
                heads.push((words(content), label, Taught::Heading));
            }
        }
        for (number, subject) in marker.index.subjects.iter_mut().enumerate() {
            let Some(term) = &subject.term else { continue };
            let mut taught = term.belongs_to(owner);
            let naming: Vec<_> = heads.iter().filter(|(head, ..)| term.named_in(head, true) > 0).collect();
            for (_, label, how) in naming {
                taught = true;
                subject.speaks_at(label);
                subject.taught_at(*how, label);
            }
            if taught {
                marker.taught.insert(number);
            }
        }
        marker
    }

    pub(super) fn of_note(index: &'a mut Index, owner: &'a str) -> Self {
        Marker { index, owner, names: false, taught: BTreeSet::new(), named: BTreeMap::new() }
    }

    pub(super) fn lesson(&mut self, body: &mut [Node]) {
        self.blocks(body);
        for (number, (count, place)) in std::mem::take(&mut self.named) {
            let subject = &mut self.index.subjects[number];
            let said = subject.term.as_ref().is_some_and(|term| term.belongs_to(self.owner));
            subject.taught_at(if said { Taught::Said } else { Taught::Named(count) }, &place);
        }
    }

    pub(super) fn blocks(&mut self, blocks: &mut [Node]) {
        for block in blocks {
            match block {
                Node::Paragraph { content } => self.run(content),
                Node::Heading { label, content, .. } => self.heading(label.as_deref(), content),
                Node::List { items, .. } => items.iter_mut().for_each(|item| self.blocks(&mut item.blocks)),
                Node::Quote { blocks } => self.blocks(blocks),
                Node::Callout { title, blocks, .. } => {
                    title.iter_mut().for_each(|title| self.run(title));
                    self.blocks(blocks);
                }
                Node::Table { head, rows, .. } => self.table(head, rows),
                Node::Code { .. } | Node::Figure { .. } | Node::Rule => {}
            }
        }
    }

    /// A mark in a heading would be copied into the running head and the outline: its place is the heading's, or the text's.
    pub(super) fn heading(&mut self, label: Option<&str>, content: &mut Vec<Piece>) {
        let place = label.unwrap_or(self.owner).to_owned();
        for entry in unmarked(content) {
            let number = self.index.subject(&entry);
            self.index.subjects[number].speaks_at(&place);
        }
    }

    /// A head is repeated on each page of its table, so what it marks is marked in the first row.
    fn table(&mut self, head: &mut [Vec<Piece>], rows: &mut [Vec<Vec<Piece>>]) {
        let entries: Vec<String> = head.iter_mut().flat_map(unmarked).collect();
        rows.iter_mut().flatten().for_each(|cell| self.run(cell));
        let places: Vec<Piece> = entries.iter().map(|entry| self.marked(entry)).collect();
        if let Some(first) = rows.first_mut().and_then(|row| row.first_mut()) {
            first.splice(0..0, places);
        }
    }

    /// Text with a mark before all that counts.
    fn run(&mut self, pieces: &mut Vec<Piece>) {
        for mut piece in std::mem::take(pieces) {
            match &mut piece {
                Piece::Emphasis { content } | Piece::Strong { content } | Piece::Strikethrough { content } => {
                    self.run(content);
                }
                Piece::Indexed { entry, content } => {
                    pieces.push(self.marked(entry));
                    self.run(content);
                    pieces.append(content);
                    continue;
                }
                Piece::Link { to: Destination::Label { label, .. }, .. } if self.names => {
                    let linked = |term: &super::index::Term| term.label == *label;
                    let subjects = &self.index.subjects;
                    if let Some(number) = subjects.iter().position(|subject| subject.term.as_ref().is_some_and(linked))
                    {
                        let place = self.index.subjects[number].place(number);
                        self.count(number, 1, &place);
                        pieces.push(Piece::Place { label: place });
                    }
                }
                Piece::Text { text } => {
                    let text = text.clone();
                    self.named(pieces, |term, taught| term.named_in(&text, taught));
                }
                Piece::Code { text } => {
                    let text = text.clone();
                    self.named(pieces, |term, _| usize::from(term.is_code(&text)));
                }
                _ => {}
            }
            pieces.push(piece);
        }
    }

    /// A mark for each term that is named here first.
    fn named(&mut self, pieces: &mut Vec<Piece>, times: impl Fn(&super::index::Term, bool) -> usize) {
        for number in 0..if self.names { self.index.subjects.len() } else { 0 } {
            let Some(term) = &self.index.subjects[number].term else { continue };
            let count = times(term, self.taught.contains(&number));
            if count == 0 {
                continue;
            }
            if self.named.contains_key(&number) {
                self.count(number, count, "");
            } else {
                let place = self.index.subjects[number].place(number);
                self.count(number, count, &place);
                pieces.push(Piece::Place { label: place });
            }
        }
    }

    fn count(&mut self, number: usize, times: usize, place: &str) {
        self.named.entry(number).or_insert_with(|| (0, place.to_owned())).0 += times;
    }

    fn marked(&mut self, entry: &str) -> Piece {
        let number = self.index.subject(entry);
        Piece::Place { label: self.index.subjects[number].place(number) }
    }
}

/// Takes the marks out of a text and says what they marked.
fn unmarked(pieces: &mut Vec<Piece>) -> Vec<String> {
    let mut entries = Vec::new();
    for mut piece in std::mem::take(pieces) {
        match &mut piece {
            Piece::Emphasis { content } | Piece::Strong { content } | Piece::Strikethrough { content } => {
                entries.append(&mut unmarked(content));
            }
            Piece::Indexed { entry, content } => {
                entries.push(std::mem::take(entry));
                pieces.append(content);
                continue;
            }
            _ => {}
        }
        pieces.push(piece);
    }
    entries
}

/// The words of a heading.
fn words(pieces: &[Piece]) -> String {
    let word = |piece: &Piece| match piece {
        Piece::Text { text } | Piece::Code { text } => text.clone(),
        Piece::Emphasis { content }
        | Piece::Strong { content }
        | Piece::Strikethrough { content }
        | Piece::Link { content, .. }
        | Piece::Indexed { content, .. } => words(content),
        _ => String::new(),
    };
    pieces.iter().map(word).collect()
}

#[cfg(test)]
mod tests {
    use gradus_content::{Inline, InlineKind};
    use gradus_diagnostics::{SourceId, Span};

    use super::super::index::{Subject, Term};
    use super::*;

    fn term(title: &str, lesson: Option<&str>) -> Term {
        let kind = InlineKind::Text(title.to_owned());
        let span = Span::file(SourceId::from_index(0));
        Term::new("t", &[Inline { span, kind }], lesson.map(str::to_owned))
    }

    fn index(title: &str, lesson: Option<&str>) -> Index {
        Index { subjects: vec![Subject::of_term(term(title, lesson), title.to_owned())] }
    }

    fn text(text: &str) -> Piece {
        Piece::Text { text: text.to_owned() }
    }

    fn paragraph(content: Vec<Piece>) -> Node {
        Node::Paragraph { content }
    }

    fn heading(label: &str, content: &str) -> Node {
        Node::Heading { level: 3, label: Some(label.to_owned()), content: vec![text(content)] }
    }

    /// The one entry, as JSON.
    fn entry(index: Index) -> serde_json::Value {
        serde_json::to_value(&index.into_entries(false)[0]).unwrap()
    }

    #[test]
    fn a_term_is_named_by_whole_words() {
        let times = |title, text| term(title, None).named_in(text, false);
        assert_eq!(times("Falco", "Start Falco, then Falco."), 2);
        assert_eq!(times("Falco", "Falcosidekick, my-Falco"), 0);
        assert_eq!(times("Static Pod", "Two static Pods"), 1);
        assert_eq!(times("Audit policy", "of audit policies"), 1);
        assert_eq!(times("Audience (aud)", "the Audience"), 1);
    }

    #[test]
    fn an_ordinary_word_is_a_term_where_it_is_taught_or_in_code() {
        assert_eq!(term("except", None).named_in("all except one", true), 0);
        assert_eq!(term("Capability", None).named_in("a capability, two capabilities", false), 0);
        assert_eq!(term("Capability", None).named_in("a capability, two capabilities", true), 2);
        let mut blocks = [paragraph(vec![text("all except "), Piece::Code { text: "except".to_owned() }])];
        let mut index = index("except", None);
        index.lesson("lesson:a", "A", &mut blocks);
        let Node::Paragraph { content } = &blocks[0] else { panic!("{blocks:?}") };
        assert_eq!(content[1], Piece::Place { label: "index:0.1".to_owned() });
        assert_eq!(entry(index)["places"], serde_json::json!(["index:0.1"]));
    }

    #[test]
    fn every_link_counts_and_only_the_first_mention() {
        let link = || Piece::Link {
            to: Destination::Label { label: "term:t".to_owned(), page: false },
            content: vec![text("that")],
        };
        let mut index = index("Falco", None);
        index.lesson("lesson:a", "A", &mut [paragraph(vec![text("Falco and Falco"), link(), link()])]);
        index.lesson("lesson:b", "B", &mut [paragraph(vec![text("Falco"), text("and Falco")])]);
        let entry = entry(index);
        assert_eq!(entry["places"].as_array().unwrap().len(), 4);
        assert_eq!(entry["taught"], "index:0.1", "the first lesson names it more often");
    }

    #[test]
    fn the_glossary_then_a_title_then_a_heading_says_where_a_term_is_taught() {
        let mention = || paragraph(vec![text("Falco, Falco, Falco")]);
        let lessons = |lesson| {
            let mut index = index("Falco", lesson);
            index.lesson("lesson:a", "A", &mut [mention()]);
            index.lesson("lesson:b", "B", &mut [heading("lesson:b#c", "Rules of Falco"), mention()]);
            index.lesson("lesson:d", "Falco", &mut [mention()]);
            entry(index)
        };
        assert_eq!(lessons(None)["taught"], "lesson:d");
        assert_eq!(lessons(None)["places"][1], "lesson:b#c");
        assert_eq!(lessons(Some("lesson:a"))["taught"], "index:0.1");
    }

    #[test]
    fn marked_words_have_entries_or_join_those_of_terms() {
        let mark = |entry: &str| Piece::Indexed { entry: entry.to_owned(), content: vec![text("words")] };
        let mut index = index("Audience (aud)", None);
        let table =
            Node::Table { alignments: vec!["left"], head: vec![vec![mark("--as")]], rows: vec![vec![vec![text("x")]]] };
        let mut blocks = [paragraph(vec![mark("audience"), mark("Mesh")]), heading("lesson:a#b", "B"), table];
        let Node::Heading { content, .. } = &mut blocks[1] else { panic!("{blocks:?}") };
        content.push(mark("mesh"));
        index.lesson("lesson:a", "A", &mut blocks);
        assert!(!format!("{blocks:?}").contains("Indexed"), "{blocks:?}");
        let Node::Table { rows, .. } = &blocks[2] else { panic!("{blocks:?}") };
        assert_eq!(rows[0][0][0], Piece::Place { label: "index:2.1".to_owned() });
        let entries = serde_json::to_value(index.into_entries(false)).unwrap();
        let found: Vec<_> =
            entries.as_array().unwrap().iter().map(|entry| (&entry["letter"], &entry["places"])).collect();
        let wanted =
            serde_json::json!([["A", ["index:2.1"]], ["A", ["index:0.1"]], ["M", ["index:1.1", "lesson:a#b"]]]);
        assert_eq!(serde_json::to_value(found).unwrap(), wanted);
    }

    #[test]
    fn an_excerpt_names_only_what_it_holds() {
        assert!(index("Falco", None).into_entries(true).is_empty());
        assert_eq!(index("Falco", None).into_entries(false).len(), 1);
    }
}
