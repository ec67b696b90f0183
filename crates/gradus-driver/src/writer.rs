//! The one place that writes: artifacts into the output folder, new and mended source files into the catalogue.
//!
//! A build is written only when every generator has succeeded. All changed files are first staged beside their places,
//! then renamed onto them, then what the last manifest recorded and this build lacks is deleted, and the manifest comes
//! last. A file with the same bytes is not touched; a file that no manifest recorded is not deleted.

mod atomic;
mod cache;
mod folder;
mod manifest;
mod sources;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use gradus_core::Artifacts;
use rayon::prelude::*;
use tempfile::TempPath;

pub(crate) use cache::Cache;
use folder::Folder;
pub use manifest::{Manifest, Record, ReleaseRecord, VERSION as MANIFEST_VERSION};
pub(crate) use manifest::{NAME as MANIFEST, sha256};
pub use sources::{StagedSources, add_files, change_sources, replace_file, stage_sources};

/// Where caches are kept in the output folder: disposable, never in the manifest.
const CACHE: &str = ".cache";

/// Writes one output folder.
#[derive(Debug)]
pub struct Writer {
    folder: Folder,
}

/// What one generator made.
#[derive(Debug, Clone, Copy)]
pub struct Made<'a> {
    /// The generator's name.
    pub output: &'a str,
    /// Its files.
    pub artifacts: &'a Artifacts,
}

/// What writing changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that are new or have new bytes.
    pub changed: usize,
    /// Files that were left alone.
    pub unchanged: usize,
    /// Files of the last build that this one lacks.
    pub deleted: usize,
}

/// Why an output folder cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The operating system says no.
    #[error("{action} `{}`", path.display())]
    Io {
        /// What was tried.
        action: &'static str,
        /// With what.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A path, or a link in it, leads out of the folder.
    #[error("`{path}` would be written outside `{}`", folder.display())]
    Outside {
        /// The artifact.
        path: String,
        /// The folder.
        folder: PathBuf,
    },
    /// A file where the output folder should be.
    #[error("`{}` is not a folder", .0.display())]
    NotAFolder(PathBuf),
    /// Output and sources would mix.
    #[error("the output folder `{}` and the catalogue `{}` must lie beside each other, not one in the other", output.display(), catalog.display())]
    Nested {
        /// The output folder.
        output: PathBuf,
        /// The catalogue's folder.
        catalog: PathBuf,
    },
    /// A `manifest.json` that Gradus did not write, or another version of it.
    #[error("`{}` is not a manifest that this version of Gradus can read; move it away or choose another output folder", .0.display())]
    ForeignManifest(PathBuf),
    /// An artifact has a path that is Gradus's own.
    #[error("an output may not be called `{0}`")]
    Reserved(String),
    /// Two generators made one path.
    #[error("two outputs make the same file `{0}`")]
    Twice(String),
    /// A source is no longer what its change was made for.
    #[error("`{}` has changed since it was read, so nothing was written", .0.display())]
    Changed(PathBuf),
    /// Two changes of one file.
    #[error("`{}` is one file under two names; change it by hand", .0.display())]
    Linked(PathBuf),
    /// A file that was to be added exists.
    #[error("`{}` exists already", .0.display())]
    Exists(PathBuf),
}

impl WriteError {
    fn io(action: &'static str, path: &Path, source: io::Error) -> Self {
        WriteError::Io { action, path: path.to_owned(), source }
    }
}

impl Writer {
    /// Opens an output folder, which need not exist yet, for a catalogue.
    ///
    /// # Errors
    /// When one of the two folders lies in the other, or the output is not a folder.
    pub fn open(output: &Path, catalog: &Path) -> Result<Self, WriteError> {
        let folder = Folder::new(output)?;
        let catalog = folder::resolve(catalog).map_err(|source| WriteError::io("cannot use", catalog, source))?;
        if folder.root().starts_with(&catalog) || catalog.starts_with(folder.root()) {
            return Err(WriteError::Nested { output: folder.root().to_owned(), catalog });
        }
        Ok(Writer { folder })
    }

    /// The folder, with links resolved.
    pub fn root(&self) -> &Path {
        self.folder.root()
    }

    /// The manifest of the last build, if there was one.
    ///
    /// # Errors
    /// When there is a manifest that cannot be read.
    pub fn manifest(&self) -> Result<Option<Manifest>, WriteError> {
        let path = self.folder.root().join(manifest::NAME);
        match fs::read(&path) {
            Ok(bytes) => Manifest::parse(&bytes).map(Some).ok_or(WriteError::ForeignManifest(path)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(WriteError::io("cannot read", &path, error)),
        }
    }

    /// The files that outputs other than `outputs` left in the folder, as far as they still are what the manifest says.
    ///
    /// # Errors
    /// When there is a manifest that cannot be read.
    pub fn left_by_others(&self, outputs: &[&str]) -> Result<Artifacts, WriteError> {
        let mut artifacts = Artifacts::new();
        for record in self.recorded()?.iter().filter(|record| !outputs.contains(&record.output.as_str())) {
            let bytes = self.folder.place(&record.path).ok().and_then(|place| fs::read(place).ok());
            if let Some(bytes) = bytes.filter(|bytes| manifest::sha256(bytes) == record.sha256) {
                artifacts.insert(record.path.clone(), bytes);
            }
        }
        Ok(artifacts)
    }

    /// Makes the folder hold what was made. What outputs left that are not among `made` stays.
    ///
    /// # Errors
    /// When a path is refused or the operating system says no; until every file is staged, nothing has changed then.
    pub fn write(&self, made: &[Made<'_>]) -> Result<Written, WriteError> {
        self.put(made, None)
    }

    /// Makes the folder hold a release, and then gives its sources their places; the last of these makes it one.
    ///
    /// # Errors
    /// As [`write`](Self::write); nothing of the sources has changed then.
    pub fn write_release(
        &self,
        made: &[Made<'_>],
        record: ReleaseRecord,
        sources: StagedSources,
    ) -> Result<(Written, Vec<PathBuf>), WriteError> {
        let written = self.put(made, Some(record))?;
        Ok((written, sources.commit()?))
    }

    fn put(&self, made: &[Made<'_>], release: Option<ReleaseRecord>) -> Result<Written, WriteError> {
        let ours: BTreeSet<&str> = made.iter().map(|made| made.output).collect();
        let (previous, kept): (Vec<Record>, Vec<Record>) =
            self.recorded()?.into_iter().partition(|record| ours.contains(record.output.as_str()));
        let places = self.places(made, &kept)?;
        let stale: Vec<&Record> = previous.iter().filter(|old| !places.contains_key(old.path.as_str())).collect();

        // A file that became a folder, or the other way round, has to go before its successor is staged.
        let mut deleted = 0;
        for record in stale.iter().filter(|old| obstructs(&old.path, &places)) {
            deleted += usize::from(self.delete(&record.path)?);
        }
        let changed = self.replace(&places)?;
        for record in &stale {
            deleted += usize::from(self.delete(&record.path)?);
        }
        let fresh = places.par_iter().map(|(path, file)| Record::new(file.output, path, file.bytes));
        let records: Vec<Record> = fresh.collect::<Vec<_>>().into_iter().chain(kept).collect();
        self.write_manifest(&Manifest::new(records, release))?;
        Ok(Written { changed, unchanged: places.len() - changed, deleted })
    }

    /// Deletes what the manifest records, the caches and the manifest, then the folders that are empty by that.
    ///
    /// # Errors
    /// When a manifest cannot be read or the operating system says no.
    pub fn clean(&self) -> Result<usize, WriteError> {
        let mut deleted = 0;
        for record in self.recorded()? {
            deleted += usize::from(self.delete(&record.path)?);
        }
        let cache = self.folder.root().join(CACHE);
        if fs::symlink_metadata(&cache).is_ok_and(|meta| meta.is_dir()) {
            fs::remove_dir_all(&cache).map_err(|source| WriteError::io("cannot delete", &cache, source))?;
        }
        if self.manifest()?.is_some() {
            self.delete(manifest::NAME)?;
            // Only if nothing else is in it.
            let _ = fs::remove_dir(self.folder.root());
        }
        Ok(deleted)
    }

    fn recorded(&self) -> Result<Vec<Record>, WriteError> {
        Ok(self.manifest()?.map(|manifest| manifest.artifacts).unwrap_or_default())
    }

    fn places<'a>(&self, made: &[Made<'a>], kept: &[Record]) -> Result<BTreeMap<&'a str, File<'a>>, WriteError> {
        let kept: BTreeSet<&str> = kept.iter().map(|record| record.path.as_str()).collect();
        let mut places = BTreeMap::new();
        for Made { output, artifacts } in made {
            for (path, bytes) in artifacts.iter() {
                if path == manifest::NAME || path.split('/').next() == Some(CACHE) {
                    return Err(WriteError::Reserved(path.to_owned()));
                }
                let file = File { output, bytes, place: self.folder.place(path)? };
                if kept.contains(path) || places.insert(path, file).is_some() {
                    return Err(WriteError::Twice(path.to_owned()));
                }
            }
        }
        Ok(places)
    }

    /// Stages all files that changed, then renames them; how many there were.
    fn replace(&self, places: &BTreeMap<&str, File<'_>>) -> Result<usize, WriteError> {
        let root = self.folder.root();
        fs::create_dir_all(root).map_err(|source| WriteError::io("cannot create", root, source))?;
        let changed: Vec<&File<'_>> =
            places.values().collect::<Vec<_>>().into_par_iter().filter(|file| !file.is_there()).collect();
        let staged: Result<Vec<TempPath>, WriteError> = changed.par_iter().map(|file| file.stage()).collect();
        let staged = staged.inspect_err(|_| changed.iter().for_each(|file| self.folder.prune(&file.place)))?;
        for (file, staged) in changed.iter().zip(staged) {
            staged.persist(&file.place).map_err(|error| WriteError::io("cannot write", &file.place, error.error))?;
        }
        Ok(changed.len())
    }

    fn write_manifest(&self, manifest: &Manifest) -> Result<(), WriteError> {
        let place = self.folder.root().join(manifest::NAME);
        let failed = |source| WriteError::io("cannot write", &place, source);
        let bytes = manifest.bytes().map_err(|error| failed(error.into()))?;
        if atomic::holds(&place, &bytes) {
            return Ok(());
        }
        let staged = atomic::stage(&place, &bytes).map_err(failed)?;
        staged.persist(&place).map_err(|error| failed(error.error))
    }

    /// Deletes a file, or the link in its place, and the folders that are empty by that; whether it was there.
    fn delete(&self, path: &str) -> Result<bool, WriteError> {
        let place = self.folder.place(path)?;
        // A folder is not what was recorded, so it is not ours.
        if !fs::symlink_metadata(&place).is_ok_and(|meta| !meta.is_dir()) {
            return Ok(false);
        }
        fs::remove_file(&place).map_err(|source| WriteError::io("cannot delete", &place, source))?;
        self.folder.prune(&place);
        Ok(true)
    }
}

/// A file to be.
struct File<'a> {
    output: &'a str,
    bytes: &'a [u8],
    place: PathBuf,
}

impl File<'_> {
    fn is_there(&self) -> bool {
        atomic::holds(&self.place, self.bytes)
    }

    fn stage(&self) -> Result<TempPath, WriteError> {
        let failed = |source| WriteError::io("cannot write", &self.place, source);
        if self.place.is_dir() {
            return Err(failed(io::ErrorKind::IsADirectory.into()));
        }
        if let Some(folder) = self.place.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        atomic::stage(&self.place, self.bytes).map_err(failed)
    }
}

/// Whether a file stands where one of the places needs a folder, or lies in a folder where one of them is a file.
fn obstructs(old: &str, places: &BTreeMap<&str, File<'_>>) -> bool {
    let folder = format!("{old}/");
    let below = places.range(folder.as_str()..).next().is_some_and(|(new, _)| new.starts_with(&folder));
    below || old.match_indices('/').any(|(at, _)| places.contains_key(&old[..at]))
}
