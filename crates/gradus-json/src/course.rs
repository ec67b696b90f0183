//! The course as JSON.

use std::collections::BTreeMap;

use gradus_core::lock::{Release, moment};
use gradus_core::model::{Course, Exam, Lesson, Level, Module, Note, Status};
use schemars::JsonSchema;
use serde::Serialize;

use crate::items::{self, CardForm, QuestionForm, strings};
use crate::prose::{BlockNode, InlineNode, blocks, inlines};

/// The version of the form; it changes when a field changes its meaning or goes.
pub const VERSION: u32 = 1;

/// A compiled course.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(title = "A course compiled by Gradus")]
pub struct CompiledCourse {
    /// Version of this form.
    version: u32,
    uid: String,
    code: String,
    title: String,
    track: String,
    level: &'static str,
    summary: String,
    locale: String,
    status: &'static str,
    license: String,
    /// The release that this is; none if items are new or changed since the latest one.
    #[serde(skip_serializing_if = "Option::is_none")]
    release: Option<ReleaseForm>,
    /// What was released, the latest first.
    releases: Vec<HistoryForm>,
    prerequisites: Vec<LinkForm>,
    practice: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    podcast: Option<PodcastForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comparison: Option<ComparisonForm>,
    exam: ExamForm,
    plan: PlanForm,
    modules: Vec<ModuleForm>,
    questions: Vec<QuestionForm>,
    cards: Vec<CardForm>,
    key_concepts: Vec<NoteForm>,
    mistakes: Vec<NoteForm>,
    glossary: Vec<NoteForm>,
    /// Bytes of each asset by path.
    assets: BTreeMap<String, usize>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ReleaseForm {
    version: String,
    /// The UTC second: `2026-11-23T12:00:00Z`.
    time: String,
}

#[derive(Debug, Serialize, JsonSchema)]
struct HistoryForm {
    #[serde(flatten)]
    release: ReleaseForm,
    /// Its notes; links in them may lead to parts that are no longer there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<BlockNode>,
}

impl ReleaseForm {
    fn of(release: &Release) -> Self {
        ReleaseForm { version: release.version.to_string(), time: moment::text(release.time) }
    }
}

#[derive(Debug, Serialize, JsonSchema)]
struct LinkForm {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct PodcastForm {
    title: String,
    text: String,
    url: String,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ComparisonForm {
    title: String,
    columns: Vec<ColumnForm>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ColumnForm {
    title: String,
    points: Vec<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ExamForm {
    title: String,
    vendor: String,
    format: String,
    minutes: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    tasks: Option<[u32; 2]>,
    pass_mark: u8,
    validity_months: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    prerequisite: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    curriculum: Option<String>,
    software: BTreeMap<String, String>,
    verified_on: String,
    sources: Vec<LinkForm>,
    domains: Vec<DomainForm>,
    earlier_weights: Vec<EarlierForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    blueprint: Option<BlueprintForm>,
    mock: MockForm,
}

#[derive(Debug, Serialize, JsonSchema)]
struct DomainForm {
    id: String,
    title: String,
    weight: u8,
    competencies: Vec<NamedForm>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct NamedForm {
    id: String,
    text: String,
}

#[derive(Debug, Serialize, JsonSchema)]
struct EarlierForm {
    until: String,
    weights: BTreeMap<String, u8>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct BlueprintForm {
    questions: u32,
    difficulty: BTreeMap<&'static str, u32>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct MockForm {
    questions: u32,
    minutes: u32,
}

#[derive(Debug, Serialize, JsonSchema)]
struct PlanForm {
    title: String,
    weeks: Vec<WeekForm>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct WeekForm {
    theme: String,
    text: String,
    lessons: Vec<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ModuleForm {
    id: String,
    title: String,
    summary: String,
    lessons: Vec<LessonForm>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct LessonForm {
    id: String,
    title: String,
    summary: String,
    domains: Vec<String>,
    minutes: MinutesForm,
    after: Vec<String>,
    objectives: Vec<ObjectiveForm>,
    body: Vec<BlockNode>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct MinutesForm {
    read: u32,
    lab: u32,
    practise: u32,
}

#[derive(Debug, Serialize, JsonSchema)]
struct ObjectiveForm {
    id: String,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    competency: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct NoteForm {
    id: String,
    title: Vec<InlineNode>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    lessons: Vec<String>,
    body: Vec<BlockNode>,
}

impl CompiledCourse {
    /// A course of an edition.
    pub fn of(course: &Course) -> Self {
        CompiledCourse {
            version: VERSION,
            uid: course.uid.value.clone(),
            code: course.code.to_string(),
            title: course.title.clone(),
            track: course.track.to_string(),
            level: match course.level {
                Level::Beginner => "beginner",
                Level::Intermediate => "intermediate",
                Level::Advanced => "advanced",
            },
            summary: course.summary.clone(),
            locale: course.locale.clone(),
            status: match course.status.value {
                Status::Draft => "draft",
                Status::Complete => "complete",
            },
            license: course.license.clone(),
            release: course.release().filter(|_| course.is_as_released()).map(ReleaseForm::of),
            releases: course
                .history()
                .map(|(release, notes)| HistoryForm { release: ReleaseForm::of(release), notes: blocks(notes) })
                .collect(),
            prerequisites: course
                .prerequisites
                .iter()
                .map(|it| LinkForm { text: it.text.clone(), url: it.url.clone() })
                .collect(),
            practice: course.practice.clone(),
            podcast: course.podcast.as_ref().map(|it| PodcastForm {
                title: it.title.clone(),
                text: it.text.clone(),
                url: it.url.clone(),
            }),
            comparison: course.comparison.as_ref().map(|it| ComparisonForm {
                title: it.title.clone(),
                columns: it
                    .columns
                    .iter()
                    .map(|it| ColumnForm { title: it.title.clone(), points: it.points.clone() })
                    .collect(),
            }),
            exam: exam(&course.exam),
            plan: PlanForm {
                title: course.plan.title.clone(),
                weeks: course
                    .plan
                    .weeks
                    .iter()
                    .map(|it| WeekForm {
                        theme: it.theme.clone(),
                        text: it.text.clone(),
                        lessons: strings(&it.lessons),
                    })
                    .collect(),
            },
            modules: course.modules.iter().map(module).collect(),
            questions: course.questions.iter().map(items::question).collect(),
            cards: course.cards.iter().map(items::card).collect(),
            key_concepts: course.key_concepts.iter().map(note).collect(),
            mistakes: course.mistakes.iter().map(note).collect(),
            glossary: course.glossary.iter().map(note).collect(),
            assets: course.assets.iter().map(|(path, asset)| (path.clone(), asset.bytes.len())).collect(),
        }
    }
}

fn exam(exam: &Exam) -> ExamForm {
    ExamForm {
        title: exam.title.clone(),
        vendor: exam.vendor.clone(),
        format: exam.format.clone(),
        minutes: exam.minutes,
        tasks: exam.tasks.map(|it| [it.min, it.max]),
        pass_mark: exam.pass_mark.0,
        validity_months: exam.validity_months,
        prerequisite: exam.prerequisite.clone(),
        curriculum: exam.curriculum.clone(),
        software: exam.software.iter().cloned().collect(),
        verified_on: exam.verified_on.value.clone(),
        sources: exam.sources.iter().map(|it| LinkForm { text: it.title.clone(), url: Some(it.url.clone()) }).collect(),
        domains: exam
            .domains
            .iter()
            .map(|it| DomainForm {
                id: it.id.to_string(),
                title: it.title.clone(),
                weight: it.weight.value.0,
                competencies: it
                    .competencies
                    .iter()
                    .map(|it| NamedForm { id: it.id.to_string(), text: it.text.clone() })
                    .collect(),
            })
            .collect(),
        earlier_weights: exam
            .earlier_weights
            .iter()
            .map(|it| EarlierForm {
                until: it.until.clone(),
                weights: it.weights.iter().map(|(id, weight)| (id.to_string(), weight.0)).collect(),
            })
            .collect(),
        blueprint: exam.blueprint.as_ref().map(|it| BlueprintForm {
            questions: it.questions.value,
            difficulty: it.difficulty.iter().map(|(difficulty, n)| (difficulty.as_str(), *n)).collect(),
        }),
        mock: MockForm { questions: exam.mock.questions, minutes: exam.mock.minutes },
    }
}

fn module(module: &Module) -> ModuleForm {
    ModuleForm {
        id: module.id.to_string(),
        title: module.title.clone(),
        summary: module.summary.clone(),
        lessons: module.lessons.iter().map(lesson).collect(),
    }
}

fn lesson(lesson: &Lesson) -> LessonForm {
    LessonForm {
        id: lesson.id.to_string(),
        title: lesson.title.clone(),
        summary: lesson.summary.clone(),
        domains: strings(&lesson.domains),
        minutes: MinutesForm { read: lesson.minutes.read, lab: lesson.minutes.lab, practise: lesson.minutes.practise },
        after: strings(&lesson.after),
        objectives: lesson
            .objectives
            .iter()
            .map(|it| ObjectiveForm {
                id: it.id.to_string(),
                text: it.text.clone(),
                competency: it.competency.as_ref().map(|it| it.to_string()),
            })
            .collect(),
        body: blocks(&lesson.body),
    }
}

fn note(note: &Note) -> NoteForm {
    NoteForm {
        id: note.id.to_string(),
        title: inlines(&note.title),
        lessons: strings(&note.lessons),
        body: blocks(&note.blocks),
    }
}
