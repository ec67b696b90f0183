//! Making a release in memory.

use std::collections::BTreeMap;

use gradus_core::files::{DiskFiles, Files, MAX_TEXT, Overlay};
use gradus_core::lock::{Released, Version, moment};
use gradus_core::model::{Course, Item};
use gradus_core::{Artifacts, Compiled, Generator, Options, compile};
use gradus_diagnostics::{Diagnostic, SourceMap};

use super::{NAME, ReleaseError, broken_shape, notes, shapes, sources, sums};
use crate::build::{Build, Outcome, Output, Scope, Step, build_compiled};
use crate::session::{OpenError, Session};
use crate::writer::{ReleaseRecord, sha256};

/// What is to be released.
#[derive(Debug, Clone)]
pub struct Request {
    /// The code of the course; the only one if it is left out.
    pub course: Option<String>,
    /// The version.
    pub version: Version,
    /// The second.
    pub time: i64,
    /// Whether every item counts as changed.
    pub refresh: bool,
}

/// How a release went.
#[derive(Debug)]
pub enum Release {
    /// It is made and can be written.
    Ready(Box<Ready>),
    /// Findings, or outputs that could not be made, stand in the way.
    Stopped(Build),
}

/// A release, in memory.
#[derive(Debug)]
pub struct Ready {
    /// Every file that was read.
    pub sources: SourceMap,
    /// Warnings.
    pub diagnostics: Vec<Diagnostic>,
    /// What was made, checksums included.
    pub outputs: Vec<Output>,
    /// What the manifest says of it.
    pub record: ReleaseRecord,
    /// New sources by path in the catalogue: first the notes, the lock last.
    pub written: Vec<(String, String)>,
}

/// Makes a release of a course. `changes` says in Markdown what is new since the latest one, if it can be told; it is asked
/// where the author wrote no notes.
///
/// # Errors
/// When it may not be made, although the course is right.
pub fn release(
    session: &Session,
    options: &Options,
    generators: &[Box<dyn Generator>],
    request: &Request,
    changes: &dyn Fn(&Course) -> Option<String>,
    progress: &(dyn Fn(Step<'_>) + Sync),
) -> Result<Release, ReleaseError> {
    progress(Step::Checking);
    let gone = |source| OpenError::Io { path: session.root().to_owned(), source };
    let files = DiskFiles::new(session.root()).map_err(gone)?;
    let Compiled { sources: map, diagnostics, edition, .. } = compile(&files, options);
    let Some(edition) = edition else {
        return Ok(Release::Stopped(Build { sources: map, diagnostics, outcome: Outcome::Refused }));
    };
    let course = chosen(&edition.catalog().courses, request.course.as_deref())?;
    may_follow(course, request)?;
    let edition = edition.of_course(course.code.as_str());
    let shapes = shapes(&edition, course, generators)?;
    if let Some(broken) = broken_shape(course, &shapes) {
        return Err(ReleaseError::Shape(broken));
    }
    let Request { version, time, refresh, .. } = request.clone();
    let released = Released { version: version.clone(), time, shapes: &shapes, refresh };
    let own_notes = files.read(&notes::path(course, &version), MAX_TEXT).ok();
    let own_notes = own_notes.and_then(|bytes| String::from_utf8(bytes).ok());
    let told = || course.release().and_then(|_| changes(course));
    let written = sources(course, &released, own_notes.or_else(told));

    let mut overlay = Overlay::new(&files);
    written.iter().for_each(|(path, text)| overlay.set(path, text.clone()));
    let code = course.code.as_str().to_owned();
    let scope = Scope { course: Some(&code), version: Some(version.as_str()) };
    let compiled = compile(&overlay, options);
    let Build { sources, diagnostics, outcome } =
        build_compiled(compiled, generators, &Artifacts::new(), &scope, progress);
    let Outcome::Made(mut outputs) = outcome else {
        return Ok(Release::Stopped(Build { sources, diagnostics, outcome }));
    };
    outputs.push(checksums(&outputs));
    let record = ReleaseRecord {
        course: code,
        version: version.to_string(),
        time: moment::text(time),
        base_url: edition.base_url().map(str::to_owned),
    };
    let written = written.into();
    Ok(Release::Ready(Box::new(Ready { sources, diagnostics, outputs, record, written })))
}

fn chosen<'a>(courses: &'a [Course], code: Option<&str>) -> Result<&'a Course, ReleaseError> {
    match (courses, code) {
        (_, Some(code)) => courses
            .iter()
            .find(|course| course.code.as_str() == code)
            .ok_or_else(|| ReleaseError::NoSuchCourse(code.to_owned())),
        ([only], None) => Ok(only),
        _ => Err(ReleaseError::WhichCourse(courses.iter().map(|course| course.code.to_string()).collect())),
    }
}

/// A release comes after all others, and what it retires says so.
fn may_follow(course: &Course, request: &Request) -> Result<(), ReleaseError> {
    let Request { version, time, .. } = request;
    let releases = course.lock.releases();
    if let Some(last) = releases.iter().map(|release| &release.version).max().filter(|last| *last >= version) {
        return Err(ReleaseError::NotGreater { version: version.to_string(), last: last.to_string() });
    }
    if let Some(last) = releases.last().filter(|last| last.time >= *time) {
        let (time, last_time) = (moment::text(*time), moment::text(last.time));
        return Err(ReleaseError::NotLater { time, last: last.version.to_string(), last_time });
    }
    let released = |item: &Item<'_>| course.lock.items().contains_key(item.key().as_str());
    for item in course.items().filter(released) {
        let Some(retired) = item.retired() else { continue };
        if retired != version.as_str() && !releases.iter().any(|release| release.version.as_str() == retired) {
            let (id, retired) = (item.id().value.to_string(), retired.to_owned());
            return Err(ReleaseError::Retired { id, retired, version: version.to_string() });
        }
    }
    Ok(())
}

/// The file that `sha256sum -c` reads, as one more output.
pub(super) fn checksums(outputs: &[Output]) -> Output {
    let files = outputs.iter().flat_map(|output| output.artifacts.iter());
    let sums: BTreeMap<&str, String> = files.map(|(path, bytes)| (path, sha256(bytes))).collect();
    let mut artifacts = Artifacts::new();
    artifacts.insert(sums::FILE, sums::write(sums.iter().map(|(path, sum)| (*path, sum.as_str()))));
    Output { name: NAME, artifacts, took: std::time::Duration::ZERO }
}
