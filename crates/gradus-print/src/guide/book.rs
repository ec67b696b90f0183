//! The guide's document: what `print/guide.typ` walks. Numbers are given here, so that every template counts alike.

use std::collections::HashMap;

use gradus_content::PartKind;
use gradus_core::model::{Course, Exam, Id, Lesson, Level, Module, Note, Question};
use serde::Serialize;

use super::questions::{QuestionEntry, question_entry};
use crate::links::{Links, part_label};
use crate::node::{Node, Piece};
use crate::prose::Prose;

/// Level of the headings under which lessons' texts stand.
const LESSON_LEVEL: u8 = 2;

/// The whole guide.
#[derive(Serialize)]
pub(super) struct Book<'a> {
    course: Facts<'a>,
    exam: ExamPage<'a>,
    modules: Vec<ModuleEntry<'a>>,
    plan: PlanPage<'a>,
    key_concepts: Vec<NoteEntry>,
    mistakes: Vec<NoteEntry>,
    comparison: Option<ComparisonPage<'a>>,
    glossary: Vec<NoteEntry>,
    questions: Vec<DomainQuestions<'a>>,
}

#[derive(Serialize)]
struct Facts<'a> {
    publisher: &'a str,
    code: String,
    title: &'a str,
    summary: &'a str,
    lang: &'a str,
    region: Option<&'a str>,
    version: Option<&'a str>,
    level: &'static str,
    license: &'a str,
    prerequisites: Vec<Linked<'a>>,
    minutes: u32,
    lessons: usize,
    questions: usize,
    tasks: usize,
    cards: usize,
}

#[derive(Serialize)]
struct Linked<'a> {
    text: &'a str,
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct ExamPage<'a> {
    title: &'a str,
    vendor: &'a str,
    format: &'a str,
    minutes: u32,
    tasks: Option<[u32; 2]>,
    pass_mark: u8,
    validity_months: u32,
    prerequisite: Option<&'a str>,
    curriculum: Option<&'a str>,
    software: Vec<[&'a str; 2]>,
    verified_on: &'a str,
    sources: Vec<Linked<'a>>,
    domains: Vec<DomainEntry<'a>>,
    earlier: Vec<Earlier<'a>>,
}

#[derive(Serialize)]
struct DomainEntry<'a> {
    title: &'a str,
    weight: u8,
    competencies: Vec<&'a str>,
    questions: usize,
}

#[derive(Serialize)]
struct Earlier<'a> {
    until: &'a str,
    weights: Vec<u8>,
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
    questions: Vec<Numbered>,
}

/// A lesson named elsewhere.
#[derive(Serialize)]
struct Reference<'a> {
    label: String,
    number: String,
    title: &'a str,
    minutes: u32,
}

#[derive(Serialize)]
struct Numbered {
    label: String,
    number: usize,
}

#[derive(Serialize)]
struct PlanPage<'a> {
    title: &'a str,
    weeks: Vec<WeekEntry<'a>>,
}

#[derive(Serialize)]
struct WeekEntry<'a> {
    number: usize,
    theme: &'a str,
    text: &'a str,
    minutes: u32,
    lessons: Vec<Reference<'a>>,
}

#[derive(Serialize)]
struct ComparisonPage<'a> {
    title: &'a str,
    columns: Vec<ComparisonColumn<'a>>,
}

#[derive(Serialize)]
struct ComparisonColumn<'a> {
    title: &'a str,
    points: Vec<&'a str>,
}

#[derive(Serialize)]
struct NoteEntry {
    label: String,
    title: Vec<Piece>,
    blocks: Vec<Node>,
}

#[derive(Serialize)]
struct DomainQuestions<'a> {
    title: &'a str,
    weight: u8,
    items: Vec<QuestionEntry>,
}

impl<'a> Book<'a> {
    pub(super) fn of(publisher: &'a str, course: &'a Course) -> Self {
        let links = Links::of_course(course);
        let order = questions_in_order(course);
        let mut by_lesson: HashMap<&Id, Vec<Numbered>> = HashMap::new();
        let mut number = 0;

        let mut questions = Vec::new();
        for (domain, items) in course.exam.domains.iter().zip(&order) {
            let entries = items.iter().map(|question| {
                number += 1;
                let label = part_label(PartKind::Question, question.id.as_str());
                by_lesson.entry(&question.lesson.value).or_default().push(Numbered { label, number });
                question_entry(course, &links, question, number)
            });
            let items: Vec<_> = entries.collect();
            if !items.is_empty() {
                questions.push(DomainQuestions { title: &domain.title, weight: domain.weight.0, items });
            }
        }
        Book {
            course: facts(publisher, course),
            exam: exam_page(course, &course.exam),
            modules: course.modules.iter().map(|module| module_entry(course, &links, &mut by_lesson, module)).collect(),
            plan: plan_page(course),
            key_concepts: notes(&links, &course.key_concepts, "concept"),
            mistakes: notes(&links, &course.mistakes, "mistake"),
            comparison: course.comparison.as_ref().map(|comparison| ComparisonPage {
                title: &comparison.title,
                columns: comparison
                    .columns
                    .iter()
                    .map(|column| ComparisonColumn {
                        title: &column.title,
                        points: column.points.iter().map(String::as_str).collect(),
                    })
                    .collect(),
            }),
            glossary: notes(&links, &course.glossary, PartKind::Term.scheme()),
            questions,
        }
    }
}

/// Live questions by domain, and in it in the order of the lessons that teach them.
fn questions_in_order(course: &Course) -> Vec<Vec<&Question>> {
    let rank: HashMap<&Id, usize> =
        course.lessons().enumerate().map(|(index, (_, lesson))| (&lesson.id.value, index)).collect();
    let domains = course.exam.domains.iter().map(|domain| {
        let mut questions: Vec<&Question> =
            course.live_questions().filter(|question| question.domain.value == domain.id.value).collect();
        questions.sort_by_key(|question| rank.get(&question.lesson.value).copied());
        questions
    });
    domains.collect()
}

fn facts<'a>(publisher: &'a str, course: &'a Course) -> Facts<'a> {
    let mut subtags = course.locale.split('-');
    let lang = subtags.next().unwrap_or("en");
    let tasks = course.live_questions().filter(|question| question.kind().as_str() == "task").count();
    Facts {
        publisher,
        code: course.code.as_str().to_uppercase(),
        title: &course.title,
        summary: &course.summary,
        lang,
        region: subtags.find(|subtag| subtag.len() == 2),
        version: course.release.as_ref().map(|release| release.version.as_str()),
        level: match course.level {
            Level::Beginner => "beginner",
            Level::Intermediate => "intermediate",
            Level::Advanced => "advanced",
        },
        license: &course.license,
        prerequisites: course
            .prerequisites
            .iter()
            .map(|prerequisite| Linked { text: &prerequisite.text, url: prerequisite.url.as_deref() })
            .collect(),
        minutes: course.minutes(),
        lessons: course.lessons().count(),
        questions: course.live_questions().count() - tasks,
        tasks,
        cards: course.card_faces(),
    }
}

fn exam_page<'a>(course: &'a Course, exam: &'a Exam) -> ExamPage<'a> {
    let questions = |id: &Id| course.live_questions().filter(|question| question.domain.value == *id).count();
    ExamPage {
        title: &exam.title,
        vendor: &exam.vendor,
        format: &exam.format,
        minutes: exam.minutes,
        tasks: exam.tasks.map(|range| [range.min, range.max]),
        pass_mark: exam.pass_mark.0,
        validity_months: exam.validity_months,
        prerequisite: exam.prerequisite.as_deref(),
        curriculum: exam.curriculum.as_deref(),
        software: exam.software.iter().map(|(name, version)| [name.as_str(), version.as_str()]).collect(),
        verified_on: &exam.verified_on,
        sources: exam.sources.iter().map(|source| Linked { text: &source.title, url: Some(&source.url) }).collect(),
        domains: exam
            .domains
            .iter()
            .map(|domain| DomainEntry {
                title: &domain.title,
                weight: domain.weight.0,
                competencies: domain.competencies.iter().map(|competency| competency.text.as_str()).collect(),
                questions: questions(&domain.id),
            })
            .collect(),
        earlier: exam
            .earlier_weights
            .iter()
            .map(|earlier| Earlier {
                until: &earlier.until,
                weights: exam
                    .domains
                    .iter()
                    .map(|domain| {
                        let found = earlier.weights.iter().find(|(id, _)| id.value == domain.id.value);
                        found.map_or(0, |(_, percent)| percent.0)
                    })
                    .collect(),
            })
            .collect(),
    }
}

fn module_entry<'a>(
    course: &'a Course,
    links: &Links,
    questions: &mut HashMap<&Id, Vec<Numbered>>,
    module: &'a Module,
) -> ModuleEntry<'a> {
    ModuleEntry {
        label: part_label(PartKind::Module, module.id.as_str()),
        number: module.number,
        title: &module.title,
        summary: &module.summary,
        minutes: module.minutes(),
        lessons: module.lessons.iter().map(|lesson| lesson_entry(course, links, questions, module, lesson)).collect(),
    }
}

fn lesson_entry<'a>(
    course: &'a Course,
    links: &Links,
    questions: &mut HashMap<&Id, Vec<Numbered>>,
    module: &'a Module,
    lesson: &'a Lesson,
) -> LessonEntry<'a> {
    let label = part_label(PartKind::Lesson, lesson.id.as_str());
    LessonEntry {
        number: lesson_number(module, lesson),
        title: &lesson.title,
        summary: &lesson.summary,
        read: lesson.minutes.read,
        lab: lesson.minutes.lab,
        practise: lesson.minutes.practise,
        total: lesson.minutes.total(),
        domains: lesson.domains.iter().filter_map(|id| course.domain(id)).map(|domain| domain.title.as_str()).collect(),
        after: lesson.after.iter().filter_map(|id| reference(course, id)).collect(),
        objectives: lesson.objectives.iter().map(|objective| objective.text.as_str()).collect(),
        body: Prose::new(links, &label, LESSON_LEVEL).anchored().blocks(&lesson.body),
        questions: questions.remove(&lesson.id.value).unwrap_or_default(),
        label,
    }
}

fn lesson_number(module: &Module, lesson: &Lesson) -> String {
    format!("{}.{}", module.number, lesson.number)
}

fn reference<'a>(course: &'a Course, id: &Id) -> Option<Reference<'a>> {
    let (module, lesson) = course.lesson(id)?;
    Some(Reference {
        label: part_label(PartKind::Lesson, lesson.id.as_str()),
        number: lesson_number(module, lesson),
        title: &lesson.title,
        minutes: lesson.minutes.total(),
    })
}

fn plan_page(course: &Course) -> PlanPage<'_> {
    let weeks = course.plan.weeks.iter().map(|week| {
        let lessons: Vec<_> = week.lessons.iter().filter_map(|id| reference(course, id)).collect();
        WeekEntry {
            number: week.number,
            theme: &week.theme,
            text: &week.text,
            minutes: lessons.iter().map(|lesson| lesson.minutes).sum(),
            lessons,
        }
    });
    PlanPage { title: &course.plan.title, weeks: weeks.collect() }
}

fn notes(links: &Links, notes: &[Note], scheme: &str) -> Vec<NoteEntry> {
    let entry = |note: &Note| {
        let label = format!("{scheme}:{}", note.id.as_str());
        let prose = Prose::new(links, &label, LESSON_LEVEL);
        let (title, blocks) = (prose.inlines(&note.title), prose.blocks(&note.blocks));
        NoteEntry { label, title, blocks }
    };
    notes.iter().map(entry).collect()
}
