//! Files on disk below one folder.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::{Entry, Files, ReadError, stays_inside};

/// The files below a folder.
#[derive(Debug)]
pub struct DiskFiles {
    root: PathBuf,
    observed: Mutex<BTreeSet<String>>,
}

impl DiskFiles {
    /// Opens a folder.
    ///
    /// # Errors
    /// When it cannot be resolved.
    pub fn new(root: impl AsRef<Path>) -> io::Result<Self> {
        Ok(DiskFiles { root: root.as_ref().canonicalize()?, observed: Mutex::default() })
    }

    /// The folder, with links resolved.
    pub fn root(&self) -> &Path {
        &self.root
    }

    fn resolve(&self, path: &str) -> Result<PathBuf, ReadError> {
        self.observed.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned());
        if !stays_inside(path) {
            return Err(ReadError::Outside);
        }
        let full = self.root.join(path).canonicalize().map_err(from_io)?;
        if full.starts_with(&self.root) { Ok(full) } else { Err(ReadError::Outside) }
    }
}

impl Files for DiskFiles {
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, ReadError> {
        let full = self.resolve(path)?;
        let meta = fs::metadata(&full).map_err(from_io)?;
        if !meta.is_file() {
            return Err(ReadError::Not("file"));
        }
        if meta.len() > limit {
            return Err(ReadError::TooLarge { size: meta.len(), limit });
        }
        let mut bytes = Vec::new();
        // A file may grow while it is read.
        fs::File::open(&full).map_err(from_io)?.take(limit + 1).read_to_end(&mut bytes).map_err(from_io)?;
        match u64::try_from(bytes.len()) {
            Ok(size) if size > limit => Err(ReadError::TooLarge { size, limit }),
            _ => Ok(bytes),
        }
    }

    fn list(&self, path: &str) -> Result<Vec<Entry>, ReadError> {
        let full = self.resolve(path)?;
        if !full.is_dir() {
            return Err(ReadError::Not("folder"));
        }
        let mut entries = Vec::new();
        for entry in fs::read_dir(&full).map_err(from_io)? {
            let entry = entry.map_err(from_io)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if !name.starts_with('.') {
                // `entry.path().is_dir()` follows links; where they lead is looked at when they are read.
                entries.push(Entry { folder: entry.path().is_dir(), name });
            }
        }
        entries.sort();
        Ok(entries)
    }

    fn observed(&self) -> Vec<String> {
        self.observed.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}

fn from_io(error: io::Error) -> ReadError {
    match error.kind() {
        io::ErrorKind::NotFound => ReadError::NotFound,
        io::ErrorKind::NotADirectory => ReadError::Not("folder"),
        _ => ReadError::Io(error),
    }
}
