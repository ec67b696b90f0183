//! A catalogue on disk, found from wherever one stands in it.

use std::io;
use std::path::{Path, PathBuf};

use gradus_core::files::DiskFiles;
use gradus_core::{Compiled, Mended, Options, compile, mend};

/// The file that makes a folder a catalogue.
const CATALOG: &str = "catalog.yaml";

/// The catalogue's folder in a project.
pub const FOLDER: &str = "course";

/// The output folder beside it.
const OUTPUT: &str = "output";

/// Why there is no catalogue to work on.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// None here and none above.
    #[error("there is no catalogue in `{}` or above it", .0.display())]
    NotFound(PathBuf),
    /// The operating system says no.
    #[error("cannot open `{}`", path.display())]
    Io {
        /// What was to be opened.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

/// An opened catalogue. It holds no content: each [`check`](Session::check) reads what is there now.
#[derive(Debug, Clone)]
pub struct Session {
    root: PathBuf,
}

impl Session {
    /// Finds the catalogue of a folder: the nearest folder from there upwards that has `catalog.yaml`, or has it in `course/`.
    ///
    /// # Errors
    /// When there is none, or the folder cannot be read.
    pub fn find(from: &Path) -> Result<Self, OpenError> {
        let from = from.canonicalize().map_err(|source| OpenError::Io { path: from.to_owned(), source })?;
        let found = from.ancestors().find_map(|folder| {
            let candidates = [folder.to_owned(), folder.join(FOLDER)];
            candidates.into_iter().find(|candidate| candidate.join(CATALOG).is_file())
        });
        found.map(|root| Session { root }).ok_or(OpenError::NotFound(from))
    }

    /// The catalogue's folder, with links resolved.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where outputs go unless another folder is asked for: beside the catalogue.
    pub fn output(&self) -> PathBuf {
        self.root.parent().unwrap_or(&self.root).join(OUTPUT)
    }

    /// Compiles what is on disk now.
    ///
    /// # Errors
    /// When the folder is gone.
    pub fn check(&self, options: &Options) -> Result<Compiled, OpenError> {
        Ok(compile(&self.files()?, options))
    }

    /// Works out what the safe fixes make of what is on disk now; writes nothing.
    ///
    /// # Errors
    /// When the folder is gone.
    pub fn mend(&self, options: &Options) -> Result<Mended, OpenError> {
        Ok(mend(&self.files()?, options))
    }

    fn files(&self) -> Result<DiskFiles, OpenError> {
        DiskFiles::new(&self.root).map_err(|source| OpenError::Io { path: self.root.clone(), source })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn finds_the_catalogue_from_above_and_from_within() {
        let dir = tempfile::tempdir().unwrap();
        let project = dir.path().canonicalize().unwrap();
        let lessons = project.join("course/cks/modules");
        fs::create_dir_all(&lessons).unwrap();
        fs::create_dir_all(project.join("docs")).unwrap();
        assert!(matches!(Session::find(&lessons), Err(OpenError::NotFound(_))));
        fs::write(project.join("course/catalog.yaml"), "title: T\n").unwrap();
        for from in [&project, &project.join("docs"), &project.join("course"), &lessons] {
            let session = Session::find(from).unwrap();
            assert_eq!(session.root(), project.join("course"));
            assert_eq!(session.output(), project.join("output"));
        }
        assert!(matches!(Session::find(&project.join("nowhere")), Err(OpenError::Io { .. })));
    }
}
