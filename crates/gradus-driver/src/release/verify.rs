//! Whether a folder is a release as it was made: by its own checksums, and by making it again from its sources.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use gradus_core::{Artifacts, Generator, Options};

use super::make::checksums;
use super::{NAME, sums};
use crate::build::{Build, Outcome, Scope, Step, build_compiled};
use crate::session::{OpenError, Session};
use crate::writer::{MANIFEST, Manifest, ReleaseRecord, sha256};

/// A file that is not as it was released.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wrong {
    /// Other bytes.
    Altered(String),
    /// Listed, but not there.
    Missing(String),
    /// There, but not listed.
    Extra(String),
    /// `SHA256SUMS` and `manifest.json` do not say the same.
    Disagree(String),
    /// Built from the sources, it has other bytes, or is not there.
    NotRebuilt(String),
}

/// What was found.
#[derive(Debug)]
pub struct Verdict {
    /// How many files were compared.
    pub files: usize,
    /// What is wrong, by path.
    pub wrong: Vec<Wrong>,
    /// What the manifest says of the release; `None` without one.
    pub release: Option<ReleaseRecord>,
    /// The version of Gradus that made it.
    pub gradus: Option<String>,
    /// The names of the outputs in it.
    pub outputs: Vec<String>,
}

/// Why a folder cannot be verified.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// Neither a manifest nor checksums.
    #[error("`{}` has neither `{MANIFEST}` nor `{}`", .0.display(), sums::FILE)]
    NoRelease(PathBuf),
    /// One of the two cannot be understood.
    #[error("`{}` cannot be read as what its name says", .0.display())]
    Unreadable(PathBuf),
    /// The operating system says no.
    #[error("cannot read `{}`", path.display())]
    Io {
        /// What was to be read.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The sources are another release.
    #[error("{0}")]
    OtherSources(String),
    /// The catalogue's folder is gone.
    #[error(transparent)]
    Open(#[from] OpenError),
}

/// Holds a folder against its own manifest and checksums.
///
/// # Errors
/// When it has none, or they cannot be read.
pub fn verify(folder: &Path) -> Result<Verdict, VerifyError> {
    let manifest = text(&folder.join(MANIFEST))?;
    let manifest = match &manifest {
        Some(bytes) => Some(Manifest::parse(bytes).ok_or_else(|| VerifyError::Unreadable(folder.join(MANIFEST)))?),
        None => None,
    };
    let listed = match text(&folder.join(sums::FILE))? {
        Some(bytes) => {
            let read = std::str::from_utf8(&bytes).ok().and_then(sums::read);
            Some(read.ok_or_else(|| VerifyError::Unreadable(folder.join(sums::FILE)))?)
        }
        None => None,
    };
    if manifest.is_none() && listed.is_none() {
        return Err(VerifyError::NoRelease(folder.to_owned()));
    }
    let recorded: BTreeMap<String, String> = manifest
        .iter()
        .flat_map(|manifest| &manifest.artifacts)
        .map(|record| (record.path.clone(), record.sha256.clone()))
        .collect();
    let mut wrong = Vec::new();
    let mut sums = recorded.clone();
    for (path, sum) in listed.into_iter().flatten() {
        match recorded.get(&path) {
            None if manifest.is_none() => drop(sums.insert(path, sum)),
            Some(known) if *known == sum => {}
            _ => wrong.push(Wrong::Disagree(path)),
        }
    }
    for (path, sum) in &sums {
        match text(&folder.join(path))? {
            None => wrong.push(Wrong::Missing(path.clone())),
            Some(bytes) if sha256(&bytes) != *sum => wrong.push(Wrong::Altered(path.clone())),
            Some(_) => {}
        }
    }
    let own = |path: &str| path == MANIFEST || path == sums::FILE;
    wrong.extend(files(folder)?.into_iter().filter(|path| !sums.contains_key(path) && !own(path)).map(Wrong::Extra));
    wrong.sort();
    let records = manifest.iter().flat_map(|manifest| &manifest.artifacts);
    let mut outputs: Vec<String> = records.map(|it| it.output.clone()).filter(|name| name != NAME).collect();
    outputs.sort();
    outputs.dedup();
    let (release, gradus) = manifest.map_or((None, None), |manifest| (manifest.release, Some(manifest.gradus)));
    Ok(Verdict { files: sums.len(), wrong, release, gradus, outputs })
}

/// Makes a release again from its sources and compares the bytes. Findings about the sources come as a build.
///
/// # Errors
/// When the sources are not those of the release.
pub fn rebuild(
    folder: &Path,
    record: &ReleaseRecord,
    session: &Session,
    options: &Options,
    generators: &[Box<dyn Generator>],
    progress: &(dyn Fn(Step<'_>) + Sync),
) -> Result<Result<Vec<Wrong>, Build>, VerifyError> {
    progress(Step::Checking);
    let options = Options { base_url: record.base_url.clone(), ..options.clone() };
    let compiled = session.check(&options)?;
    if let Some(edition) = &compiled.edition {
        let course = edition.catalog().courses.iter().find(|course| course.code.as_str() == record.course);
        let other = |text: String| Err(VerifyError::OtherSources(text));
        let Some(course) = course else {
            return other(format!("the sources have no course `{}`", record.course));
        };
        let ReleaseRecord { course: code, version, .. } = record;
        match course.release() {
            Some(release) if release.version.as_str() == version => {}
            Some(release) => {
                return other(format!("the sources of `{code}` are those of {}, not of {version}", release.version));
            }
            None => return other(format!("the sources of `{code}` were never released")),
        }
        if let Some(item) = course.items().find(|item| course.last_change(*item).release.is_none()) {
            return other(format!("`{}` has changed since {version} was released", item.id().value));
        }
    }
    let scope = Scope { course: Some(&record.course), version: Some(&record.version) };
    let built = build_compiled(compiled, generators, &Artifacts::new(), &scope, progress);
    let Outcome::Made(mut outputs) = built.outcome else { return Ok(Err(built)) };
    outputs.push(checksums(&outputs));
    let made: BTreeMap<&str, &[u8]> = outputs.iter().flat_map(|output| output.artifacts.iter()).collect();
    let mut wrong = Vec::new();
    for (path, bytes) in &made {
        if text(&folder.join(path))?.is_none_or(|there| there != *bytes) {
            wrong.push(Wrong::NotRebuilt((*path).to_owned()));
        }
    }
    let others = files(folder)?.into_iter().filter(|path| path != MANIFEST && !made.contains_key(path.as_str()));
    wrong.extend(others.map(Wrong::NotRebuilt));
    wrong.sort();
    Ok(Ok(wrong))
}

/// The bytes of a file; `None` if there is none.
fn text(path: &Path) -> Result<Option<Vec<u8>>, VerifyError> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::IsADirectory) => Ok(None),
        Err(source) => Err(VerifyError::Io { path: path.to_owned(), source }),
    }
}

/// The paths of all files below a folder, with `/` between parts.
fn files(folder: &Path) -> Result<Vec<String>, VerifyError> {
    let mut found = Vec::new();
    let mut open = vec![(folder.to_owned(), String::new())];
    while let Some((at, prefix)) = open.pop() {
        let failed = |source| VerifyError::Io { path: at.clone(), source };
        for entry in fs::read_dir(&at).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type().map_err(failed)?.is_dir() {
                open.push((entry.path(), path + "/"));
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
