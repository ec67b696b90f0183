//! `gradus release`: locks a course, builds it under versioned names, and writes its notes.

use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::Args;
use gradus_core::lock::{Version, moment};
use gradus_core::model::Course;
use gradus_diff::{Snapshot, compare, notes};
use gradus_driver::Session;
use gradus_driver::build::Outcome;
use gradus_driver::release::{Ready, Release, ReleaseError, Request, release};
use gradus_driver::writer::{Made, stage_sources};

use crate::ExitStatus;
use crate::arguments::CompileArguments;
use crate::context::Context;
use crate::failure::Failure;
use crate::findings::Findings;
use crate::job::{address, failed, writer};
use crate::progress::Progress;
use crate::quantities::{count, size};
use crate::{outputs, rules, sides};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The version, such as 1.2.0
    version: String,
    /// Code of the course, if the catalogue has several
    #[arg(long, value_name = "CODE")]
    course: Option<String>,
    /// Day or UTC second of the release, such as 2026-11-23 or 2026-11-23T12:00:00Z [default: now]
    #[arg(long, value_name = "DATE")]
    date: Option<String>,
    /// What the notes compare with, as in `gradus diff` [default: the tag `CODE-vPREVIOUS`]
    #[arg(long, value_name = "RELEASE")]
    since: Option<String>,
    /// Count every item as changed, because outputs show all of them in a better way
    #[arg(long)]
    refresh_anki: bool,
    /// Output folder [default: `output/CODE-VERSION` beside the catalogue]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Address the site will have; without it, what needs absolute links is left out
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Treat a rule's warnings as errors; `warnings` means all rules
    #[arg(long, value_name = "RULE|warnings", value_delimiter = ',')]
    deny: Vec<String>,
    /// Do not report a rule's warnings
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    allow: Vec<String>,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Result<ExitStatus, Failure> {
    let request = request(arguments)?;
    let compile = CompileArguments {
        deny: arguments.deny.clone(),
        allow: arguments.allow.clone(),
        warn: Vec::new(),
        drafts: false,
        locked: false,
    };
    let base_url = arguments.base_url.as_deref().map(address).transpose()?;
    let options = rules::options(&compile, base_url)?;
    let generators = outputs::generators(&[], &outputs::Choices::default())?;
    let session = context.session()?;
    let since = match &arguments.since {
        None => None,
        Some(name) => match sides::read(context, Some(name))? {
            Some(courses) => Some(courses),
            None => return Ok(ExitStatus::Findings),
        },
    };
    let progress = Progress::new(context.terminal);
    let changes = |course: &Course| changes(&session, course, since.as_deref());
    let made =
        release(&session, &options, &generators, &request, &changes, &|step| progress.step(step)).map_err(explained)?;
    let ready = match made {
        Release::Ready(ready) => *ready,
        Release::Stopped(build) => {
            drop(progress);
            let findings = Findings::new(context, &session, &build.sources, build.diagnostics);
            findings.tell(context);
            if let Outcome::Failed(errors) = build.outcome {
                return Err(failed(errors));
            }
            let count = findings.count(context.terminal.error_colour);
            context.terminal.tell(&format!("Nothing was released: {count}\n"));
            return Ok(ExitStatus::Findings);
        }
    };
    let Ready { sources, diagnostics, outputs, record, written } = ready;
    let name = format!("{}-{}", record.course, record.version);
    let out = arguments.out.as_ref().map_or_else(|| session.output().join(&name), |out| context.path(out));
    let writer = writer(context, &session, Some(&out))?;
    if writer.manifest()?.is_some_and(|manifest| manifest.release.as_ref() != Some(&record)) {
        return Err(Failure::new(format!("`{}` holds another build", context.shown(writer.root())))
            .help("move it away, or name another folder with `--out`"));
    }
    progress.message("Writing");
    let staged = stage_sources(session.root(), &written)?;
    let made: Vec<Made<'_>> =
        outputs.iter().map(|output| Made { output: output.name, artifacts: &output.artifacts }).collect();
    let (course, version) = (record.course.clone(), record.version.clone());
    let (_, places) = writer.write_release(&made, record, staged)?;
    drop(progress);
    let findings = Findings::new(context, &session, &sources, diagnostics);
    findings.tell(context);
    let files: usize = outputs.iter().map(|output| output.artifacts.len()).sum();
    let bytes = outputs.iter().flat_map(|output| output.artifacts.iter()).map(|(_, bytes)| bytes.len() as u64).sum();
    let places: Vec<String> = places.iter().map(|place| context.shown(place)).collect();
    context.terminal.say(&format!(
        "Released {course} {version}: {}, {} in {}\nCommit {} and tag it `{course}-v{version}`.\n",
        count(files, "file"),
        size(bytes),
        context.shown(writer.root()),
        places.join(" and "),
    ));
    Ok(ExitStatus::Clean)
}

/// The notes of what changed: since what `--since` names, or else since the tag of the latest release.
fn changes(session: &Session, course: &Course, since: Option<&[Snapshot]>) -> Option<String> {
    let tagged = || sides::at_tag(session, &format!("{}-v{}", course.code.value, course.release()?.version));
    let before = match since {
        Some(courses) => courses.iter().find(|before| before.uid == course.uid.value).cloned(),
        None => tagged()?.into_iter().find(|before| before.uid == course.uid.value),
    };
    let after = sides::snapshot(course).ok()?;
    let comparison = compare(("", &[before?]), ("", &[after]));
    comparison.courses.first().map(notes)
}

fn request(arguments: &Arguments) -> Result<Request, Failure> {
    let version: Version = arguments.version.parse().map_err(|error| {
        Failure::from(error)
            .help("three numbers: raise the last for corrections, the middle for new items, the first for another exam")
    })?;
    let time = match &arguments.date {
        Some(date) => moment::parse(date).ok_or_else(|| {
            Failure::new(format!("`{date}` is no date"))
                .help("write a day as 2026-11-23 or a second as 2026-11-23T12:00:00Z")
        })?,
        None => now()?,
    };
    Ok(Request { course: arguments.course.clone(), version, time, refresh: arguments.refresh_anki })
}

/// The second in which somebody releases: the only clock that Gradus reads. It goes into the lock, and outputs have it from there.
fn now() -> Result<i64, Failure> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH)?;
    Ok(i64::try_from(since.as_secs())?)
}

fn explained(error: ReleaseError) -> Failure {
    let help = match &error {
        ReleaseError::WhichCourse(_) => "name one with `--course`",
        ReleaseError::NotGreater { .. } => "choose a greater version: learners tell releases apart by it",
        ReleaseError::NotLater { .. } => "leave `--date` out, or name a later one: updates go by it",
        ReleaseError::Retired { .. } => "write the version that is being released",
        _ => return Failure::from(error),
    };
    Failure::from(error).help(help)
}
