//! Files → parsed parts: every file is found, read, parsed and held against its schema; nothing is joined yet.
//!
//! Reading is serial, because it numbers the sources; parsing runs on all cores, because each file stands alone. What could
//! not be parsed is remembered in [`Gaps`], so that later stages do not report its absence a second time.

mod bank;
mod document;
mod invisible;
mod reader;
mod release_notes;
mod silences;
mod strays;
mod swallowed;

use std::collections::BTreeSet;
use std::sync::Arc;

use gradus_content::{Block, markdown::Silence, rules::UNCLOSED_FENCE};
use gradus_diagnostics::{Diagnostic, SourceId, SourceMap, Span, did_you_mean};
use rayon::prelude::*;

use crate::bank::{Grammar, Prose};
use crate::compile::ThemeJudge;
use crate::files::{Files, MAX_ASSET, ReadError};
use crate::lock::{self, Lock};
use crate::model::{Asset, ReleaseNotes};
use crate::rules::{MISSING_FILE, STRAY_FILE, UNLISTED_PART};
use crate::schema::Shape;
use crate::source::{
    CardSource, CatalogSource, CourseSource, Defaults, ExamSource, ItemSource, LessonSource, ModuleSource, NoteSource,
    PlanSource,
};
pub(crate) use reader::Reader;

/// The lock of a course, in its folder.
pub const LOCK: &str = "course.lock";

/// Parts that are there but could not be read: what names them must not be called wrong.
#[derive(Debug, Default, Clone)]
pub struct Gaps {
    /// Ids of parts whose id could be read though the rest could not.
    pub ids: BTreeSet<String>,
    /// Whether anything of the course could not be read.
    pub any: bool,
    /// Whether some part is missing whose id is not even known.
    pub unknown: bool,
    /// Ids of lessons of which only the beginning could be read: nobody knows their headings.
    pub torn: BTreeSet<String>,
    /// Ids of drafts that this build leaves out.
    pub drafts: BTreeSet<String>,
    /// Where those drafts stand.
    pub drafts_at: Vec<Span>,
}

impl Gaps {
    /// Whether a name that nothing has may belong to something that could not be read.
    pub fn may_hold(&self, id: &str) -> bool {
        self.unknown || self.ids.contains(id)
    }
}

/// The catalogue's own file and its courses, parsed.
pub(crate) struct ParsedCatalog {
    pub(crate) source: CatalogSource,
    pub(crate) courses: Vec<ParsedCourse>,
    pub(crate) theme: std::collections::BTreeMap<String, Vec<u8>>,
}

/// A course's files, parsed.
pub(crate) struct ParsedCourse {
    pub(crate) folder: String,
    pub(crate) course: Option<(Span, CourseSource)>,
    pub(crate) exam: Option<(Span, ExamSource)>,
    pub(crate) plan: Option<(Span, PlanSource)>,
    pub(crate) modules: Vec<ParsedModule>,
    pub(crate) questions: Vec<ParsedBank<ItemSource>>,
    pub(crate) cards: Vec<ParsedBank<CardSource>>,
    pub(crate) key_concepts: Option<ParsedBank<NoteSource>>,
    pub(crate) mistakes: Option<ParsedBank<NoteSource>>,
    pub(crate) glossary: Option<ParsedBank<NoteSource>>,
    pub(crate) assets: std::collections::BTreeMap<String, Asset>,
    pub(crate) lock: Lock,
    pub(crate) release_notes: Vec<ReleaseNotes>,
    pub(crate) gaps: Gaps,
}

pub(crate) struct ParsedModule {
    pub(crate) span: Span,
    pub(crate) source: ModuleSource,
    pub(crate) lessons: Vec<ParsedLesson>,
}

pub(crate) struct ParsedLesson {
    pub(crate) span: Span,
    pub(crate) path: String,
    pub(crate) source: LessonSource,
    pub(crate) body: Vec<Block>,
}

pub(crate) struct ParsedBank<T> {
    pub(crate) defaults: Defaults,
    pub(crate) items: Vec<ParsedItem<T>>,
}

pub(crate) struct ParsedItem<T> {
    pub(crate) source: T,
    /// The rubric as data: what the grader judges by. Nothing else of the item's data is kept beside `source`.
    pub(crate) rubric: Option<gradus_yaml::Node>,
    pub(crate) prose: Prose,
}

/// What parsing one file leaves beside its value.
#[derive(Default)]
pub(crate) struct Notes {
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) silences: Vec<Silence>,
    pub(crate) gaps: Gaps,
}

impl Notes {
    /// Records that the file, or a part of it with that id, could not be read.
    pub(crate) fn gap(&mut self, id: Option<&str>) {
        self.gaps.any = true;
        match id {
            Some(id) => drop(self.gaps.ids.insert(id.to_owned())),
            None => self.gaps.unknown = true,
        }
    }

    /// Where the text begins of which a fence that is not closed makes something else, if there is one. What was found there is
    /// dropped: it only follows.
    fn torn(&mut self) -> Option<u32> {
        let unclosed = |finding: &&Diagnostic| finding.rule == UNCLOSED_FENCE;
        let at = self.diagnostics.iter().filter(unclosed).map(|finding| finding.primary.span.start).min()?;
        self.diagnostics.retain(|finding| finding.primary.span.start <= at);
        self.silences.retain(|silence| silence.span.start < at);
        self.gaps.any = true;
        Some(at)
    }
}

/// Reads and parses a whole catalogue. `None` if its own file cannot be used.
pub(crate) fn catalog(
    files: &dyn Files,
    reader: &mut Reader<'_>,
    theme_judge: Option<ThemeJudge>,
) -> Option<ParsedCatalog> {
    let id = reader.text("catalog.yaml")?;
    let mut notes = Notes::default();
    let parsed = document::yaml::<CatalogSource>(reader.sources(), id, Shape::Catalog, &mut notes);
    reader.take(notes);
    let (_, source) = parsed?;
    let mut courses = Vec::new();
    for (at, folder) in source.courses.iter().enumerate() {
        if let Some(first) = source.courses[..at].iter().find(|first| first.value == folder.value) {
            reader.report(
                Diagnostic::error(UNLISTED_PART, folder.span, format!("the course `{}` is listed twice", folder.value))
                    .also(first.span, "first here")
                    .help("take one of the two out"),
            );
            continue;
        }
        courses.extend(course(files, reader, &folder.value, folder.span));
    }
    let listed: Vec<&str> = source.courses.iter().map(|folder| folder.value.as_str()).collect();
    strays::of_catalog(files, reader, &listed);
    let mut theme = std::collections::BTreeMap::new();
    for path in reader.tree("theme") {
        if let Some(bytes) = reader.bytes(&path, MAX_ASSET) {
            theme.insert(path.strip_prefix("theme/").unwrap_or(&path).to_owned(), bytes);
        }
    }
    for (path, meant) in theme_judge.map(|judge| judge(&theme)).unwrap_or_default() {
        strays::of_theme(reader, &path, meant.as_deref());
    }
    Some(ParsedCatalog { source, courses, theme })
}

fn course(files: &dyn Files, reader: &mut Reader<'_>, folder: &str, named_at: Span) -> Option<ParsedCourse> {
    if matches!(files.list(folder), Err(ReadError::Outside)) {
        reader.opens(folder);
        return None;
    }
    if files.list(folder).is_err() {
        let beside = reader.entries("");
        let near =
            did_you_mean(folder, beside.iter().filter(|(_, is_folder)| *is_folder).map(|(name, _)| name.as_str()));
        let make = format!("make one with `gradus new course {folder}`, or take it out of `courses`");
        reader.report(
            Diagnostic::error(MISSING_FILE, named_at, format!("there is no course in the folder `{folder}`"))
                .help(near.map_or(make, |near| format!("did you mean `{near}`?"))),
        );
        return None;
    }
    let at = |name: &str| format!("{folder}/{name}");
    let course = reader.text(&at("course.yaml"));
    let exam = reader.text(&at("exam.yaml"));
    let plan = reader.text(&at("plan.yaml"));
    let modules = module_files(reader, &at("modules"));
    let questions = bank_files(reader, &at("questions"));
    let cards = bank_files(reader, &at("cards"));
    let notes = bank_files(reader, &at("notes"));
    let assets = assets(reader, folder);
    let lock = lock(reader, folder);
    let release_notes = release_notes::files(reader, folder, &lock);
    strays::of_course(reader, folder);

    let sources: &SourceMap = reader.sources();
    let mut notes_of = Notes::default();
    let course = course.and_then(|id| document::yaml(sources, id, Shape::Course, &mut notes_of));
    let exam = exam.and_then(|id| document::yaml(sources, id, Shape::Exam, &mut notes_of));
    let plan = plan.and_then(|id| document::yaml(sources, id, Shape::Plan, &mut notes_of));
    let release_notes = release_notes.into_iter();
    let release_notes =
        release_notes.map(|(id, version)| release_notes::parse(sources, id, version, &mut notes_of)).collect();

    let modules: Vec<_> = modules.into_par_iter().map(|files| module(sources, files)).collect();
    let questions = parse_banks(sources, &questions, Grammar::Questions);
    let cards = parse_banks(sources, &cards, Grammar::Cards);
    let note_banks = parse_banks(sources, &notes, Grammar::Notes);

    let mut all_notes = vec![notes_of];
    let modules = keep(modules, &mut all_notes);
    let questions = keep(questions, &mut all_notes);
    let cards = keep(cards, &mut all_notes);
    let (mut key_concepts, mut mistakes, mut glossary) = (None, None, None);
    let mut strays = Vec::new();
    for ((bank, notes), (id, path)) in note_banks.into_iter().zip(&notes) {
        all_notes.push(notes);
        match stem_of(path).as_str() {
            "key-concepts" => key_concepts = bank,
            "mistakes" => mistakes = bank,
            "glossary" => glossary = bank,
            _ => strays.push(*id),
        }
    }
    let mut gaps = Gaps::default();
    for notes in all_notes {
        gaps.ids.extend(notes.gaps.ids.iter().cloned());
        gaps.torn.extend(notes.gaps.torn.iter().cloned());
        gaps.any |= notes.gaps.any;
        gaps.unknown |= notes.gaps.unknown;
        reader.take(notes);
    }
    for id in strays {
        reader.report(
            Diagnostic::warning(STRAY_FILE, Span::file(id), "no page shows this file")
                .help("notes are `key-concepts.md`, `mistakes.md` and `glossary.md`"),
        );
    }
    gaps.any |= course.is_none() || exam.is_none() || plan.is_none() || reader.lost_any();
    gaps.unknown |= reader.lost_any();
    Some(ParsedCourse {
        folder: folder.to_owned(),
        course,
        exam,
        plan,
        modules,
        questions,
        cards,
        key_concepts,
        mistakes,
        glossary,
        assets,
        lock,
        release_notes,
        gaps,
    })
}

/// The values that are there; their notes go with those of the others.
fn keep<T>(parsed: Vec<(Option<T>, Notes)>, all: &mut Vec<Notes>) -> Vec<T> {
    let mut values = Vec::new();
    for (value, notes) in parsed {
        values.extend(value);
        all.push(notes);
    }
    values
}

struct ModuleFiles {
    module: Option<SourceId>,
    lessons: Vec<(SourceId, String)>,
}

/// Finds the files of all modules, sorted by folder.
fn module_files(reader: &mut Reader<'_>, folder: &str) -> Vec<ModuleFiles> {
    let mut modules = Vec::new();
    for name in reader.folders(folder) {
        let folder = format!("{folder}/{name}");
        if !reader.opens(&folder) {
            modules.push(ModuleFiles { module: None, lessons: Vec::new() });
            continue;
        }
        let module = reader.text(&format!("{folder}/module.yaml"));
        let mut lessons = Vec::new();
        for path in reader.files(&folder) {
            match path.rsplit('.').next() {
                Some("md") => lessons.extend(reader.text(&path).map(|id| (id, path.clone()))),
                _ if path.ends_with("/module.yaml") => {}
                _ => reader.stray(&path, "a module's folder holds `module.yaml` and the lessons' Markdown files"),
            }
        }
        modules.push(ModuleFiles { module, lessons });
    }
    modules
}

fn module(sources: &SourceMap, files: ModuleFiles) -> (Option<ParsedModule>, Notes) {
    let mut notes = Notes::default();
    let mut lessons = Vec::new();
    for (id, path) in files.lessons {
        lessons.extend(document::lesson(sources, id, path, &mut notes));
    }
    let Some(id) = files.module else {
        notes.gap(None);
        return (None, notes);
    };
    let parsed = document::yaml::<ModuleSource>(sources, id, Shape::Module, &mut notes);
    (parsed.map(|(span, source)| ParsedModule { span, source, lessons }), notes)
}

fn bank_files(reader: &mut Reader<'_>, folder: &str) -> Vec<(SourceId, String)> {
    let mut banks = Vec::new();
    for path in reader.files(folder) {
        match path.rsplit('.').next() {
            Some("md" | "yaml") => banks.extend(reader.text(&path).map(|id| (id, path))),
            _ => reader.stray(&path, "banks are Markdown (`.md`) or YAML (`.yaml`)"),
        }
    }
    banks
}

fn parse_banks<T: bank::BankItem + Send>(
    sources: &SourceMap,
    files: &[(SourceId, String)],
    grammar: Grammar,
) -> Vec<(Option<ParsedBank<T>>, Notes)> {
    files.par_iter().map(|(id, _)| bank::parse(sources, *id, grammar)).collect()
}

fn assets(reader: &mut Reader<'_>, folder: &str) -> std::collections::BTreeMap<String, Asset> {
    let mut assets = std::collections::BTreeMap::new();
    for path in reader.tree(&format!("{folder}/assets")) {
        if let Some(bytes) = reader.bytes(&path, MAX_ASSET) {
            let span = Span::file(reader.name(&path));
            let inside = path[folder.len() + 1..].to_owned();
            assets.insert(inside, Asset { span, bytes });
        }
    }
    assets
}

/// What was released; nothing before the first release, or if the lock is broken, which is reported then.
fn lock(reader: &mut Reader<'_>, folder: &str) -> Lock {
    let there = reader.entries(folder).iter().any(|(name, is_folder)| name == LOCK && !is_folder);
    // Without its lock, a course that was released would be another one.
    let Some(id) = there.then(|| reader.text_up_to(&format!("{folder}/{LOCK}"), MAX_ASSET)).flatten() else {
        return Lock::default();
    };
    let mut diagnostics = Vec::new();
    let lock = lock::read(id, &text_of(reader.sources(), id), &mut diagnostics);
    diagnostics.into_iter().for_each(|diagnostic| reader.report(diagnostic));
    lock.unwrap_or_default()
}

fn stem_of(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned()
}

/// The text of a source.
fn text_of(sources: &SourceMap, id: SourceId) -> Arc<str> {
    Arc::clone(&sources.file(id).text)
}
