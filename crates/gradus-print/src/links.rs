//! Where links lead inside one document: the labels that exist in it, and which link means which.

use std::collections::BTreeSet;

use gradus_content::{Block, BlockKind, LinkTarget, PartKind, Visit, walk_blocks};
use gradus_core::model::Course;
use serde::Serialize;

use crate::options::PrintOptions;

/// The labels of a document.
#[derive(Debug, Default)]
pub(crate) struct Links {
    labels: BTreeSet<String>,
}

/// Where a link of the document goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(crate) enum Destination {
    /// A place in the document.
    Label {
        /// Its label.
        label: String,
        /// Whether a reader on paper is told the page.
        page: bool,
    },
    /// A page elsewhere.
    Url {
        /// Its address.
        url: String,
    },
}

impl Links {
    /// A document that holds no part of the course.
    pub(crate) fn none() -> Self {
        Links::default()
    }

    /// A document that holds the modules to print, their lessons with their headings and live questions, and the terms of a
    /// course.
    pub(crate) fn of_course(course: &Course, options: &PrintOptions) -> Self {
        let mut labels = BTreeSet::new();
        for module in options.modules(course) {
            labels.insert(part_label(PartKind::Module, module.id.as_str()));
            for lesson in &module.lessons {
                let label = part_label(PartKind::Lesson, lesson.id.as_str());
                let mut anchors = Anchors { owner: &label, labels: &mut labels };
                walk_blocks(&lesson.body, &mut anchors);
                labels.insert(label);
            }
        }
        for question in course.live_questions().filter(|question| options.wants_lesson(course, &question.lesson)) {
            labels.insert(part_label(PartKind::Question, question.id.as_str()));
        }
        for term in &course.glossary {
            labels.insert(part_label(PartKind::Term, term.id.as_str()));
        }
        Links { labels }
    }

    /// Where a link leads. `owner` is the label of the text it stands in. `None` if this document has no such place: the
    /// link's words stay, as text.
    pub(crate) fn resolve(&self, target: &LinkTarget, owner: &str) -> Option<Destination> {
        match target {
            LinkTarget::External(url) => Some(Destination::Url { url: url.clone() }),
            LinkTarget::Anchor(anchor) => self.label(anchor_label(owner, anchor), false),
            LinkTarget::Part(part) => {
                let whole = part_label(part.kind, &part.id);
                let heading = part.anchor.as_deref().map(|anchor| anchor_label(&whole, anchor));
                let page = part.kind != PartKind::Term;
                heading.and_then(|label| self.label(label, page)).or_else(|| self.label(whole, page))
            }
            // A file of the course is not in the document.
            LinkTarget::Asset(_) => None,
        }
    }

    fn label(&self, label: String, page: bool) -> Option<Destination> {
        self.labels.contains(&label).then_some(Destination::Label { label, page })
    }
}

/// The label of a part. Questions and tasks share one space of names, as they do in the course.
pub(crate) fn part_label(kind: PartKind, id: &str) -> String {
    let scheme = match kind {
        PartKind::Task => PartKind::Question.scheme(),
        kind => kind.scheme(),
    };
    format!("{scheme}:{id}")
}

/// The label of a heading in a part.
pub(crate) fn anchor_label(owner: &str, anchor: &str) -> String {
    format!("{owner}#{anchor}")
}

struct Anchors<'a> {
    owner: &'a str,
    labels: &'a mut BTreeSet<String>,
}

impl Visit for Anchors<'_> {
    fn block(&mut self, block: &Block) {
        if let BlockKind::Heading(heading) = &block.kind {
            self.labels.insert(anchor_label(self.owner, &heading.anchor));
        }
    }
}
