//! What the pages of one course share, worked out once: order, counts and who is next to whom.

use std::collections::HashMap;

use gradus_core::model::{Card, CardBody, Course, Id, Lesson, Module, Question, QuestionKind};

use crate::layout::CourseLayout;

pub(crate) struct Shelf<'a> {
    pub(crate) course: &'a Course,
    pub(crate) layout: CourseLayout<'a>,
    /// All lessons in order.
    pub(crate) lessons: Vec<(&'a Module, &'a Lesson)>,
    /// Questions and tasks in the order of their lessons.
    pub(crate) questions: Vec<&'a Question>,
    /// Cards in the order of their lessons.
    pub(crate) cards: Vec<&'a Card>,
    items: HashMap<&'a Id, Items>,
    first_question: HashMap<&'a Id, usize>,
}

/// How much there is to practise.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Items {
    pub(crate) questions: usize,
    pub(crate) tasks: usize,
    /// Tasks that stand beside the questions.
    pub(crate) labs: usize,
    pub(crate) cards: usize,
}

impl<'a> Shelf<'a> {
    pub(crate) fn new(course: &'a Course) -> Self {
        let lessons: Vec<_> = course.lessons().collect();
        let position: HashMap<&Id, usize> =
            lessons.iter().enumerate().map(|(n, (_, lesson))| (&lesson.id.value, n)).collect();
        let at = |lesson: &Id| position.get(lesson).copied().unwrap_or(usize::MAX);

        // Stable sorts: within a lesson the order of the banks stays, but for labs, which nobody should meet first.
        let mut questions: Vec<_> = course.live_questions().collect();
        questions.sort_by_key(|question| (at(&question.lesson.value), question.lab));
        let mut cards: Vec<_> = course.live_cards().collect();
        cards.sort_by_key(|card| at(&card.lesson.value));

        let mut items: HashMap<&Id, Items> = HashMap::new();
        let mut first_question: HashMap<&Id, usize> = HashMap::new();
        for (n, question) in questions.iter().enumerate() {
            first_question.entry(&question.lesson.value).or_insert(n);
            let items = items.entry(&question.lesson.value).or_default();
            match question.kind() {
                _ if question.lab => items.labs += 1,
                QuestionKind::Task => items.tasks += 1,
                _ => items.questions += 1,
            }
        }
        for card in &cards {
            items.entry(&card.lesson.value).or_default().cards += faces(card);
        }
        let layout = CourseLayout::new(course.code.value.as_str());
        Shelf { course, layout, lessons, questions, cards, items, first_question }
    }

    /// What belongs to a lesson.
    pub(crate) fn items(&self, lesson: &Id) -> Items {
        self.items.get(lesson).copied().unwrap_or_default()
    }

    /// The position of a domain in the exam, from 1: its colour and mark.
    pub(crate) fn domain_number(&self, domain: &Id) -> usize {
        self.course.exam.domains.iter().position(|known| known.id.value == *domain).map_or(0, |at| at + 1)
    }

    /// The title of a domain.
    pub(crate) fn domain_title(&self, domain: &Id) -> &'a str {
        self.course.domain(domain).map_or("", |domain| domain.title.as_str())
    }

    /// The questions, tasks and labs of a lesson.
    pub(crate) fn questions_of(&self, lesson: &Id) -> &[&'a Question] {
        let Items { questions, tasks, labs, .. } = self.items(lesson);
        let first = self.first_question.get(lesson).copied().unwrap_or_default();
        self.questions.get(first..first + questions + tasks + labs).unwrap_or_default()
    }

    /// The questions that count as the course's: labs stand beside them.
    pub(crate) fn exam_questions(&self) -> impl Iterator<Item = &'a Question> {
        self.questions.iter().copied().filter(|question| !question.lab)
    }

    /// How many of those are tasks.
    pub(crate) fn tasks(&self) -> usize {
        self.exam_questions().filter(|question| question.kind() == QuestionKind::Task).count()
    }

    /// How many labs stand beside them.
    pub(crate) fn labs(&self) -> usize {
        self.questions.iter().filter(|question| question.lab).count()
    }
}

fn faces(card: &Card) -> usize {
    match &card.body {
        CardBody::Basic { .. } => 1,
        CardBody::Cloze { ordinals, .. } => ordinals.len(),
    }
}
