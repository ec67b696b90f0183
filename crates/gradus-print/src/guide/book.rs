//! The guide's document: what `print/guide.typ` walks. Numbers are given here, so that every template counts alike.

use std::collections::HashMap;

use gradus_content::PartKind;
use gradus_core::model::{Course, Id, Lesson, Module, Note, Question};
use serde::Serialize;

use super::front;
use super::index::{Index, IndexEntry};
use super::questions::{QuestionEntry, question_entry};
use crate::links::{Links, part_label};
use crate::node::{Node, Piece};
use crate::options::PrintOptions;
use crate::orders::Orders;
use crate::prose::Prose;
use crate::room;

/// Level of the headings under which lessons' texts stand.
const LESSON_LEVEL: u8 = 2;

/// The whole guide.
#[derive(Serialize)]
pub(super) struct Book<'a> {
    course: front::Facts<'a>,
    exam: front::ExamPage<'a>,
    modules: Vec<ModuleEntry<'a>>,
    plan: front::PlanPage<'a>,
    key_concepts: Vec<NoteEntry>,
    mistakes: Vec<NoteEntry>,
    comparison: Option<front::ComparisonPage<'a>>,
    glossary: Vec<NoteEntry>,
    questions: Vec<DomainQuestions<'a>>,
    index: Vec<IndexEntry>,
}

#[derive(Serialize)]
struct ModuleEntry<'a> {
    label: String,
    number: usize,
    title: &'a str,
    summary: &'a str,
    minutes: u32,
    lessons: Vec<LessonEntry<'a>>,
}

#[derive(Serialize)]
struct LessonEntry<'a> {
    label: String,
    number: String,
    title: &'a str,
    summary: &'a str,
    read: u32,
    lab: u32,
    practise: u32,
    total: u32,
    domains: Vec<&'a str>,
    after: Vec<Reference<'a>>,
    objectives: Vec<&'a str>,
    body: Vec<Node>,
    /// How many blocks at the end of `body` belong on one page.
    closing: usize,
    questions: Vec<Numbered>,
}

/// A lesson named elsewhere.
#[derive(Serialize)]
pub(super) struct Reference<'a> {
    /// `None` if the book does not hold the lesson.
    label: Option<String>,
    number: String,
    title: &'a str,
    pub(super) minutes: u32,
}

#[derive(Serialize)]
struct Numbered {
    label: String,
    number: usize,
}

#[derive(Serialize)]
struct NoteEntry {
    label: String,
    title: Vec<Piece>,
    /// At most so many lines of text, if that can be told.
    rows: Option<usize>,
    blocks: Vec<Node>,
}

#[derive(Serialize)]
struct DomainQuestions<'a> {
    title: &'a str,
    weight: u8,
    items: Vec<QuestionEntry>,
}

impl<'a> Book<'a> {
    pub(super) fn of(publisher: &'a str, course: &'a Course, options: &PrintOptions, orders: &Orders) -> Self {
        let links = Links::of_course(course, options);
        let order = questions_in_order(course, options);
        let mut by_lesson: HashMap<&Id, Vec<Numbered>> = HashMap::new();
        let mut number = 0;

        let mut questions = Vec::new();
        for (domain, items) in course.exam.domains.iter().zip(&order) {
            let entries = items.iter().map(|question| {
                number += 1;
                let label = part_label(PartKind::Question, question.id.as_str());
                by_lesson.entry(&question.lesson.value).or_default().push(Numbered { label, number });
                question_entry(course, &links, question, number, orders)
            });
            let items: Vec<_> = entries.collect();
            if !items.is_empty() {
                questions.push(DomainQuestions { title: &domain.title, weight: domain.weight.0, items });
            }
        }
        let mut index = Index::of(course);
        let modules = options.modules(course);
        let modules =
            modules.map(|module| module_entry(course, options, &links, &mut by_lesson, &mut index, module)).collect();
        Book {
            course: front::facts(publisher, course, options),
            exam: front::exam_page(course, options),
            modules,
            plan: front::plan_page(course, options),
            key_concepts: notes(&links, &mut index, &course.key_concepts, "concept"),
            mistakes: notes(&links, &mut index, &course.mistakes, "mistake"),
            comparison: front::comparison(course),
            glossary: notes(&links, &mut index, &course.glossary, PartKind::Term.scheme()),
            questions,
            index: index.into_entries(!options.modules.is_empty()),
        }
    }
}

/// Live questions by domain, and in it in the order of the lessons that teach them.
fn questions_in_order<'a>(course: &'a Course, options: &PrintOptions) -> Vec<Vec<&'a Question>> {
    let rank: HashMap<&Id, usize> =
        course.lessons().enumerate().map(|(index, (_, lesson))| (&lesson.id.value, index)).collect();
    let domains = course.exam.domains.iter().map(|domain| {
        let mut questions: Vec<&Question> =
            printed(course, options).filter(|question| question.domain.value == domain.id.value).collect();
        questions.sort_by_key(|question| rank.get(&question.lesson.value).copied());
        questions
    });
    domains.collect()
}

/// The live questions of the modules to print.
pub(super) fn printed<'a>(course: &'a Course, options: &PrintOptions) -> impl Iterator<Item = &'a Question> {
    course.live_questions().filter(|question| options.wants_lesson(course, &question.lesson))
}

fn module_entry<'a>(
    course: &'a Course,
    options: &PrintOptions,
    links: &Links,
    questions: &mut HashMap<&Id, Vec<Numbered>>,
    index: &mut Index,
    module: &'a Module,
) -> ModuleEntry<'a> {
    ModuleEntry {
        label: part_label(PartKind::Module, module.id.as_str()),
        number: module.number,
        title: &module.title,
        summary: &module.summary,
        minutes: module.minutes(),
        lessons: module
            .lessons
            .iter()
            .map(|lesson| lesson_entry(course, options, links, questions, index, module, lesson))
            .collect(),
    }
}

fn lesson_entry<'a>(
    course: &'a Course,
    options: &PrintOptions,
    links: &Links,
    questions: &mut HashMap<&Id, Vec<Numbered>>,
    index: &mut Index,
    module: &'a Module,
    lesson: &'a Lesson,
) -> LessonEntry<'a> {
    let label = part_label(PartKind::Lesson, lesson.id.as_str());
    let mut body = Prose::new(links, &label, LESSON_LEVEL).anchored().blocks(&lesson.body);
    index.lesson(&label, &lesson.title, &mut body);
    LessonEntry {
        number: lesson_number(module, lesson),
        title: &lesson.title,
        summary: &lesson.summary,
        read: lesson.minutes.read,
        lab: lesson.minutes.lab,
        practise: lesson.minutes.practise,
        total: lesson.minutes.total(),
        domains: lesson.domains.iter().filter_map(|id| course.domain(id)).map(|domain| domain.title.as_str()).collect(),
        after: lesson.after.iter().filter_map(|id| reference(course, options, id)).collect(),
        objectives: lesson.objectives.iter().map(|objective| objective.text.as_str()).collect(),
        closing: room::closing(&body),
        body,
        questions: questions.remove(&lesson.id.value).unwrap_or_default(),
        label,
    }
}

fn lesson_number(module: &Module, lesson: &Lesson) -> String {
    format!("{}.{}", module.number, lesson.number)
}

pub(super) fn reference<'a>(course: &'a Course, options: &PrintOptions, id: &Id) -> Option<Reference<'a>> {
    let (module, lesson) = course.lesson(id)?;
    Some(Reference {
        label: options.wants(module).then(|| part_label(PartKind::Lesson, lesson.id.as_str())),
        number: lesson_number(module, lesson),
        title: &lesson.title,
        minutes: lesson.minutes.total(),
    })
}

fn notes(links: &Links, index: &mut Index, notes: &[Note], scheme: &str) -> Vec<NoteEntry> {
    let mut entry = |note: &Note| {
        let label = format!("{scheme}:{}", note.id.as_str());
        let prose = Prose::new(links, &label, LESSON_LEVEL);
        let (mut title, mut blocks) = (prose.inlines(&note.title), prose.blocks(&note.blocks));
        index.note(&label, &mut title, &mut blocks);
        NoteEntry { label, title, rows: room::rows(&blocks), blocks }
    };
    notes.iter().map(&mut entry).collect()
}
