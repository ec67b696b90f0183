//! `gradus new`: adds a part to a catalogue and registers it where its parent lists it.
//!
//! The catalogue has to pass its checks before, because what exists is looked up in it; it passes them afterwards too.

mod place;

use std::fs;

use clap::{Args, Subcommand};
use gradus_core::model::{Catalog, Course, Id, Module};
use gradus_core::scaffold::{self, Skeleton};
use gradus_core::{Edition, Options};
use gradus_diagnostics::{Diagnostic, Severity, SourceMap};
use gradus_driver::Session;
use gradus_driver::writer::{add_files, replace_file};

use super::init::not_an_id;
use crate::context::Context;
use crate::failure::Failure;
use crate::findings::Findings;
use crate::{ExitStatus, today, uid};

/// What is added.
#[derive(Debug, Subcommand)]
pub(crate) enum Arguments {
    /// A course with one module, as `gradus init` makes it
    Course(CourseArguments),
    /// A module without lessons
    Module(ModuleArguments),
    /// A lesson at the end of a module
    Lesson(LessonArguments),
    /// A bank with a question of each kind for a lesson
    Questions(QuestionsArguments),
}

#[derive(Debug, Args)]
pub(crate) struct CourseArguments {
    /// Short name, such as `cks`
    code: String,
    /// Full name [default: the short name]
    #[arg(long)]
    title: Option<String>,
    /// Track of the catalogue it belongs to [default: the first]
    #[arg(long, value_name = "ID")]
    track: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ModuleArguments {
    /// Its id
    id: String,
    /// Its name [default: from the id]
    #[arg(long)]
    title: Option<String>,
    /// Course it belongs to [default: the only one]
    #[arg(long, value_name = "CODE")]
    course: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct LessonArguments {
    /// Its id
    id: String,
    /// Module it belongs to
    #[arg(long, value_name = "ID")]
    module: String,
    /// Its name [default: from the id]
    #[arg(long)]
    title: Option<String>,
    /// Exam domain it belongs to [default: that of the lesson before it]
    #[arg(long, value_name = "ID")]
    domain: Option<String>,
    /// Week of the study plan that covers it [default: that of the lesson before it]
    #[arg(long, value_name = "NUMBER")]
    week: Option<usize>,
    /// Course it belongs to [default: the only one]
    #[arg(long, value_name = "CODE")]
    course: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct QuestionsArguments {
    /// Lesson that the questions belong to
    lesson: String,
    /// Course it belongs to [default: the only one]
    #[arg(long, value_name = "CODE")]
    course: Option<String>,
}

impl Arguments {
    /// The id of the new part; a bank has none.
    fn id(&self) -> Option<&str> {
        match self {
            Arguments::Course(arguments) => Some(&arguments.code),
            Arguments::Module(ModuleArguments { id, .. }) | Arguments::Lesson(LessonArguments { id, .. }) => Some(id),
            Arguments::Questions(_) => None,
        }
    }
}

/// What is to be added: new files, and an id at the end of lists of files that exist.
struct Addition {
    files: Skeleton,
    /// File, JSON pointer of the list, id.
    lists: Vec<(String, String, Id)>,
}

pub(crate) fn run(context: &Context, arguments: Arguments) -> Result<ExitStatus, Failure> {
    let session = context.session()?;
    let compiled = session.check(&Options { drafts: true, ..Options::default() })?;
    let catalog = compiled.edition.as_ref().map(Edition::catalog).or(compiled.unfinished.as_ref());
    let addition = match catalog {
        Some(catalog) if compiled.diagnostics.iter().all(|it| is_about(arguments.id(), &compiled.sources, it)) => {
            match &arguments {
                Arguments::Course(arguments) => course(catalog, arguments)?,
                Arguments::Module(arguments) => module(catalog, arguments)?,
                Arguments::Lesson(arguments) => lesson(catalog, &compiled.sources, arguments)?,
                Arguments::Questions(arguments) => questions(catalog, arguments)?,
            }
        }
        _ => {
            let findings = Findings::new(context, &session, &compiled.sources, compiled.diagnostics);
            findings.tell(context);
            context.terminal.tell(&format!("Nothing was added: {}\n", findings.count(context.terminal.error_colour)));
            return Ok(ExitStatus::Findings);
        }
    };
    add(context, &session, addition)?;
    Ok(ExitStatus::Clean)
}

/// Whether a finding is no error, or says no more than that the new part is named before it is there.
fn is_about(id: Option<&str>, sources: &SourceMap, finding: &Diagnostic) -> bool {
    let written = sources.slice(finding.primary.span).trim_matches(['"', '\'']);
    let named = written.split(':').next_back().and_then(|link| link.split('#').next());
    finding.severity != Severity::Error || (id.is_some() && named == id)
}

/// Works out every edit before the first file is written.
fn add(context: &Context, session: &Session, addition: Addition) -> Result<(), Failure> {
    let mut edits = Vec::new();
    for (file, pointer, id) in addition.lists {
        let path = session.root().join(&file);
        let text = fs::read_to_string(&path)
            .map_err(|error| Failure::new(format!("cannot read `{}`: {error}", context.shown(&path))))?;
        if scaffold::lists(&text, &pointer, &id) {
            continue; // the author wrote the list first
        }
        let edited = scaffold::enlist(&text, &pointer, &id).ok_or_else(|| {
            Failure::new(format!("cannot add `{id}` to the list at `{pointer}` in `{}`", context.shown(&path)))
                .help("write the list as `[a, b]` or with one `- a` a line, or add it by hand")
        })?;
        edits.push((path, edited));
    }
    for path in add_files(session.root(), &addition.files)? {
        context.terminal.say(&format!("Made {}\n", context.shown(&path)));
    }
    for (path, edited) in edits {
        replace_file(&path, &edited)?;
        context.terminal.say(&format!("Changed {}\n", context.shown(&path)));
    }
    Ok(())
}

fn course(catalog: &Catalog, arguments: &CourseArguments) -> Result<Addition, Failure> {
    let code = id(&arguments.code)?;
    if catalog.courses.iter().any(|course| course.code.value == code || course.folder == code.as_str()) {
        return Err(Failure::new(format!("there is a course `{code}` already")));
    }
    let track = place::track(catalog, arguments.track.as_deref())?;
    let title = arguments.title.clone().unwrap_or_else(|| code.to_string());
    let files = scaffold::course(&code, &title, &uid::fresh()?, track.as_str(), today::by_the_clock());
    Ok(Addition { files, lists: vec![("catalog.yaml".to_owned(), "/courses".to_owned(), code)] })
}

fn module(catalog: &Catalog, arguments: &ModuleArguments) -> Result<Addition, Failure> {
    let course = place::course(catalog, arguments.course.as_deref())?;
    let id = unused(course, &arguments.id)?;
    let title = arguments.title.clone().unwrap_or_else(|| title(&id));
    let files = scaffold::module(&course.folder, &id, &title);
    Ok(Addition { files, lists: vec![(format!("{}/course.yaml", course.folder), "/modules".to_owned(), id)] })
}

fn lesson(catalog: &Catalog, sources: &SourceMap, arguments: &LessonArguments) -> Result<Addition, Failure> {
    let course = place::course(catalog, arguments.course.as_deref())?;
    let id = unused(course, &arguments.id)?;
    let module: &Module = place::module(course, &arguments.module)?;
    let domain = place::domain(course, module, arguments.domain.as_deref())?;
    let week = place::week(course, module, arguments.week)?;
    let title = arguments.title.clone().unwrap_or_else(|| title(&id));
    let file = &sources.file(module.span.source).path;
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut lists = vec![(file.clone(), "/lessons".to_owned(), id.clone())];
    if !course.plan.weeks.iter().flat_map(|week| &week.lessons).any(|lesson| lesson.value == id) {
        lists.push((format!("{}/plan.yaml", course.folder), format!("/weeks/{week}/lessons"), id.clone()));
    }
    Ok(Addition { files: scaffold::lesson(folder, &id, &title, domain.as_str()), lists })
}

fn questions(catalog: &Catalog, arguments: &QuestionsArguments) -> Result<Addition, Failure> {
    let course = place::course(catalog, arguments.course.as_deref())?;
    let lesson = place::lesson(course, &arguments.lesson)?;
    let objectives = course.lesson(lesson).map(|(_, lesson)| lesson.objectives.as_slice()).unwrap_or_default();
    let objectives: Vec<&str> = objectives.iter().map(|objective| objective.id.as_str()).collect();
    Ok(Addition { files: scaffold::questions(&course.folder, lesson, &objectives), lists: Vec::new() })
}

fn id(text: &str) -> Result<Id, Failure> {
    Id::new(text).ok_or_else(|| not_an_id(text))
}

fn unused(course: &Course, text: &str) -> Result<Id, Failure> {
    let id = id(text)?;
    match course.part(id.as_str()) {
        Some(part) => Err(Failure::new(format!("`{id}` is the id of a {} already", part.kind()))),
        None => Ok(id),
    }
}

/// `network-policy` → `Network policy`
fn title(id: &Id) -> String {
    let words = id.as_str().replace('-', " ");
    words[..1].to_uppercase() + &words[1..]
}
