//! The sides of a comparison, from whatever names them: folders, git revisions, compiled courses.

use std::fs;
use std::path::{Path, PathBuf};

use gradus_core::model::Course;
use gradus_core::{Compiled, Options, compile};
use gradus_diff::{ReadError, Snapshot};
use gradus_driver::Session;
use gradus_driver::revision::files_at;
use gradus_json::CompiledCourse;

use crate::context::Context;
use crate::failure::Failure;
use crate::findings::Findings;

/// The courses of a side; none when its catalogue has errors, which have then been told. Without a name it is the catalogue
/// that the command runs in.
pub(crate) fn read(context: &Context, name: Option<&str>) -> Result<Option<Vec<Snapshot>>, Failure> {
    let Some(name) = name else {
        let session = context.session()?;
        return snapshots(context, &session, session.check(&Options::default())?, "the catalogue now");
    };
    let path = context.path(Path::new(name));
    if path.is_file() {
        let course = fs::read(&path)?;
        let snapshot = Snapshot::read(&course).map_err(|error| {
            Failure::new(format!("cannot compare `{name}`: {error}")).help("a build leaves `cks/cks.json` and its like")
        })?;
        return Ok(Some(vec![snapshot]));
    }
    if path.is_dir() {
        if path.join("catalog.yaml").is_file() || path.join("course/catalog.yaml").is_file() {
            let session = Session::find(&path)?;
            return snapshots(context, &session, session.check(&Options::default())?, name);
        }
        return built(&path, name).map(Some);
    }
    let session = context.session()?;
    let files = files_at(session.root(), name).map_err(|error| {
        Failure::from(error)
            .help(format!("`{name}` is neither a folder nor a file here, so it was taken for a git revision"))
    })?;
    snapshots(context, &session, compile(&files, &Options::default()), name)
}

fn snapshots(
    context: &Context,
    session: &Session,
    compiled: Compiled,
    name: &str,
) -> Result<Option<Vec<Snapshot>>, Failure> {
    let Some(edition) = compiled.edition else {
        let findings = Findings::new(context, session, &compiled.sources, compiled.diagnostics);
        findings.tell(context);
        let count = findings.count(context.terminal.error_colour);
        context.terminal.tell(&format!("Nothing was compared: {name} has {count}\n"));
        return Ok(None);
    };
    edition.catalog().courses.iter().map(snapshot).collect::<Result<Vec<_>, Failure>>().map(Some)
}

/// A course of an edition.
pub(crate) fn snapshot(course: &Course) -> Result<Snapshot, Failure> {
    let json = serde_json::to_vec(&CompiledCourse::of(course))?;
    Ok(Snapshot::read(&json)?)
}

/// The courses of the catalogue at a tag; none if there is no such tag, or if what it holds no longer compiles.
pub(crate) fn at_tag(session: &Session, tag: &str) -> Option<Vec<Snapshot>> {
    let files = files_at(session.root(), tag).ok()?;
    let edition = compile(&files, &Options::default()).edition?;
    edition.catalog().courses.iter().map(|course| snapshot(course).ok()).collect()
}

/// The compiled courses that a build or a release left in a folder.
fn built(folder: &Path, name: &str) -> Result<Vec<Snapshot>, Failure> {
    let mut courses = Vec::new();
    for file in json_files(folder)? {
        match Snapshot::read(&fs::read(&file)?) {
            Ok(course) => courses.push(course),
            // The manifest and other tools' files.
            Err(ReadError::Form(_)) => {}
            Err(error @ ReadError::Newer(_)) => return Err(Failure::from(error)),
        }
    }
    if courses.is_empty() {
        return Err(Failure::new(format!("`{name}` holds neither a catalogue nor a compiled course"))
            .help("name a folder with `catalog.yaml`, or one that `gradus build` or `gradus release` filled"));
    }
    Ok(courses)
}

/// The JSON files of a folder and of the folders right below it, sorted.
fn json_files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut entries = children(folder)?;
    let below: Vec<PathBuf> = entries.iter().filter(|path| path.is_dir() && !path.is_symlink()).cloned().collect();
    for folder in below {
        entries.extend(children(&folder)?);
    }
    entries.retain(|path| path.is_file() && path.extension().is_some_and(|it| it == "json"));
    entries.sort();
    Ok(entries)
}

fn children(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    Ok(fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?)
}
