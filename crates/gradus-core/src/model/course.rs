//! A course and its modules.

use std::collections::{BTreeMap, HashMap};

use gradus_content::{PartKind, PartRef};
use gradus_diagnostics::{Span, Spanned};

use super::{Card, CardBody, Domain, Exam, Id, Lesson, Note, Plan, Question, QuestionKind, ReleaseNotes};
use crate::lock::Lock;

/// A course. Built from [`CourseParts`], which keeps the index of ids in step with the parts.
#[derive(Debug, Clone)]
pub struct Course {
    parts: CourseParts,
    index: HashMap<Id, Place>,
}

/// What a course consists of.
#[derive(Debug, Clone)]
pub struct CourseParts {
    /// Its folder in the catalogue.
    pub folder: String,
    /// `course.yaml`, for findings about the course as a whole.
    pub span: Span,
    /// A UUID, chosen once: learners' progress and Anki's ids hang on it.
    pub uid: Spanned<String>,
    /// Short name in lower case; names the outputs.
    pub code: Spanned<Id>,
    /// Full name.
    pub title: String,
    /// Which track of the catalogue.
    pub track: Spanned<Id>,
    /// For whom.
    pub level: Level,
    /// One paragraph of plain text.
    pub summary: String,
    /// BCP 47 tag of the content's language.
    pub locale: String,
    /// Draft or complete.
    pub status: Spanned<Status>,
    /// SPDX expression for the content.
    pub license: String,
    /// What a learner needs before.
    pub prerequisites: Vec<Prerequisite>,
    /// Sample topics beside the call to practise.
    pub practice: Vec<String>,
    /// A podcast, if the course has one.
    pub podcast: Option<Podcast>,
    /// A comparison with another course or exam.
    pub comparison: Option<Comparison>,
    /// The exam.
    pub exam: Exam,
    /// The study plan.
    pub plan: Plan,
    /// In order.
    pub modules: Vec<Module>,
    /// Questions and tasks in the order of their lessons, then of bank and place in it; retired ones included.
    pub questions: Vec<Question>,
    /// Flashcards, likewise.
    pub cards: Vec<Card>,
    /// Concept boxes of the course page.
    pub key_concepts: Vec<Note>,
    /// The usual mistakes.
    pub mistakes: Vec<Note>,
    /// The glossary, in alphabetical order of titles.
    pub glossary: Vec<Note>,
    /// Files under `assets/`, by path relative to the course.
    pub assets: BTreeMap<String, Asset>,
    /// What was released so far.
    pub lock: Lock,
    /// Notes of those releases, and of one that is to come, by version.
    pub release_notes: Vec<ReleaseNotes>,
}

/// For whom a course is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// No experience needed.
    Beginner,
    /// Some.
    Intermediate,
    /// Much.
    Advanced,
}

/// How far the authors are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Gaps are warnings.
    Draft,
    /// Gaps are errors.
    Complete,
}

/// Something to have before the course.
#[derive(Debug, Clone)]
pub struct Prerequisite {
    /// What.
    pub text: String,
    /// Where to get it.
    pub url: Option<String>,
}

/// A podcast that goes with the course.
#[derive(Debug, Clone)]
pub struct Podcast {
    /// Its name.
    pub title: String,
    /// What it is about.
    pub text: String,
    /// Where it is.
    pub url: String,
}

/// Two or more columns of points.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The table's title.
    pub title: String,
    /// Its columns.
    pub columns: Vec<Column>,
}

/// A column of a comparison.
#[derive(Debug, Clone)]
pub struct Column {
    /// The head.
    pub title: String,
    /// One cell each.
    pub points: Vec<String>,
}

/// A module.
#[derive(Debug, Clone)]
pub struct Module {
    /// Its id.
    pub id: Spanned<Id>,
    /// `module.yaml`.
    pub span: Span,
    /// 1 for the first.
    pub number: usize,
    /// Its name.
    pub title: String,
    /// A sentence or two.
    pub summary: String,
    /// In order.
    pub lessons: Vec<Lesson>,
}

/// A file of the course, copied as it is.
#[derive(Debug, Clone)]
pub struct Asset {
    /// An empty span in the file, for findings about it.
    pub span: Span,
    /// Its content.
    pub bytes: Vec<u8>,
}

#[derive(Debug, Clone, Copy)]
enum Place {
    Module(usize),
    Lesson(usize, usize),
    Question(usize),
    Card(usize),
    Term(usize),
}

/// A part of a course that a link can name.
#[derive(Debug, Clone, Copy)]
pub enum Part<'a> {
    /// A module.
    Module(&'a Module),
    /// A lesson and its module.
    Lesson(&'a Module, &'a Lesson),
    /// A question or a task.
    Question(&'a Question),
    /// A flashcard.
    Card(&'a Card),
    /// A glossary term.
    Term(&'a Note),
}

impl Part<'_> {
    /// The kind by which a link names it.
    pub fn kind(&self) -> PartKind {
        match self {
            Part::Module(_) => PartKind::Module,
            Part::Lesson(..) => PartKind::Lesson,
            Part::Question(question) if question.kind() == QuestionKind::Task => PartKind::Task,
            Part::Question(_) => PartKind::Question,
            Part::Card(_) => PartKind::Card,
            Part::Term(_) => PartKind::Term,
        }
    }
}

impl std::ops::Deref for Course {
    type Target = CourseParts;
    fn deref(&self) -> &CourseParts {
        &self.parts
    }
}

impl Course {
    /// Indexes the parts. Where an id occurs twice the first one counts; a check reports the second.
    pub fn new(parts: CourseParts) -> Self {
        let mut index = HashMap::new();
        for (m, module) in parts.modules.iter().enumerate() {
            index.entry(module.id.value.clone()).or_insert(Place::Module(m));
            for (l, lesson) in module.lessons.iter().enumerate() {
                index.entry(lesson.id.value.clone()).or_insert(Place::Lesson(m, l));
            }
        }
        for (q, question) in parts.questions.iter().enumerate() {
            index.entry(question.id.value.clone()).or_insert(Place::Question(q));
        }
        for (c, card) in parts.cards.iter().enumerate() {
            index.entry(card.id.value.clone()).or_insert(Place::Card(c));
        }
        for (t, term) in parts.glossary.iter().enumerate() {
            index.entry(term.id.value.clone()).or_insert(Place::Term(t));
        }
        Course { parts, index }
    }

    /// The parts, to be changed and indexed again.
    pub fn into_parts(self) -> CourseParts {
        self.parts
    }

    /// The part of an id, whatever its kind.
    pub fn part(&self, id: &str) -> Option<Part<'_>> {
        Some(match *self.index.get(id)? {
            Place::Module(m) => Part::Module(&self.parts.modules[m]),
            Place::Lesson(m, l) => Part::Lesson(&self.parts.modules[m], &self.parts.modules[m].lessons[l]),
            Place::Question(q) => Part::Question(&self.parts.questions[q]),
            Place::Card(c) => Part::Card(&self.parts.cards[c]),
            Place::Term(t) => Part::Term(&self.parts.glossary[t]),
        })
    }

    /// The part that a link names, if it is of the kind the link says. In an edition every link resolves.
    pub fn resolve(&self, link: &PartRef) -> Option<Part<'_>> {
        self.part(&link.id).filter(|part| part.kind() == link.kind)
    }

    /// A lesson and its module.
    pub fn lesson(&self, id: &Id) -> Option<(&Module, &Lesson)> {
        match self.part(id.as_str()) {
            Some(Part::Lesson(module, lesson)) => Some((module, lesson)),
            _ => None,
        }
    }

    /// A domain of the exam.
    pub fn domain(&self, id: &Id) -> Option<&Domain> {
        self.parts.exam.domains.iter().find(|domain| domain.id.value == *id)
    }

    /// All lessons in order, with their modules.
    pub fn lessons(&self) -> impl Iterator<Item = (&Module, &Lesson)> {
        self.parts.modules.iter().flat_map(|module| module.lessons.iter().map(move |lesson| (module, lesson)))
    }

    /// Questions and tasks that learners meet: neither retired nor draft. In an edition with drafts none is draft.
    pub fn live_questions(&self) -> impl Iterator<Item = &Question> {
        self.parts.questions.iter().filter(|question| question.retired.is_none())
    }

    /// Questions that exams are drawn from and that the blueprint counts: labs are left out.
    pub fn exam_questions(&self) -> impl Iterator<Item = &Question> {
        self.live_questions().filter(|question| !question.lab)
    }

    /// Questions that a mock exam is drawn from. Tasks have an exam of their own.
    pub fn mock_questions(&self) -> impl Iterator<Item = &Question> {
        self.exam_questions().filter(|question| question.kind() != QuestionKind::Task)
    }

    /// Tasks that an exam of tasks is drawn from.
    pub fn exam_tasks(&self) -> impl Iterator<Item = &Question> {
        self.exam_questions().filter(|question| question.kind() == QuestionKind::Task)
    }

    /// How many tasks an exam of tasks has: as few as the real one at its shortest, and at most half of those there are, so
    /// that two exams differ.
    pub fn exam_task_count(&self) -> usize {
        let real = self.parts.exam.tasks.map_or(usize::MAX, |tasks| tasks.min as usize);
        real.min(self.exam_tasks().count().div_ceil(2))
    }

    /// Cards that learners meet.
    pub fn live_cards(&self) -> impl Iterator<Item = &Card> {
        self.parts.cards.iter().filter(|card| card.retired.is_none())
    }

    /// Minutes of all lessons together.
    pub fn minutes(&self) -> u32 {
        self.lessons().map(|(_, lesson)| lesson.minutes.total()).sum()
    }

    /// How many Anki cards the live cards make: one for a basic card, one for each ordinal of a cloze.
    pub fn card_faces(&self) -> usize {
        let faces = |card: &Card| match &card.body {
            CardBody::Basic { .. } => 1,
            CardBody::Cloze { ordinals, .. } => ordinals.len(),
        };
        self.live_cards().map(faces).sum()
    }
}

impl Module {
    /// Minutes of its lessons together.
    pub fn minutes(&self) -> u32 {
        self.lessons.iter().map(|lesson| lesson.minutes.total()).sum()
    }
}
