//! The output folder: where a path leads in it, and that it leads nowhere else.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::WriteError;

/// A folder that nothing leaves, also not through a symbolic link.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    root: PathBuf,
}

impl Folder {
    /// The folder at a path, which need not exist yet.
    pub(super) fn new(path: &Path) -> Result<Self, WriteError> {
        let root = resolve(path).map_err(|source| WriteError::io("cannot use", path, source))?;
        if root.exists() && !root.is_dir() {
            return Err(WriteError::NotAFolder(root));
        }
        Ok(Folder { root })
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// The place of an artifact.
    pub(super) fn place(&self, path: &str) -> Result<PathBuf, WriteError> {
        let outside = || WriteError::Outside { path: path.to_owned(), folder: self.root.clone() };
        let parts: Vec<&str> = path.split('/').collect();
        let bad = |part: &&str| matches!(*part, "" | "." | "..") || part.contains(['\\', ':', '\0']);
        if parts.iter().any(bad) {
            return Err(outside());
        }
        let mut place = self.root.clone();
        for part in &parts[..parts.len() - 1] {
            place.push(part);
            let linked = fs::symlink_metadata(&place).is_ok_and(|meta| meta.file_type().is_symlink());
            if linked && !place.canonicalize().is_ok_and(|real| real.starts_with(&self.root)) {
                return Err(outside());
            }
        }
        place.push(parts[parts.len() - 1]);
        Ok(place)
    }

    /// Removes the empty folders from an artifact's place upwards, the root excluded.
    pub(super) fn prune(&self, place: &Path) {
        let above = place.ancestors().skip(1).take_while(|folder| *folder != self.root);
        for folder in above {
            // Fails when something is left in it, which is what stops the walk.
            if !folder.starts_with(&self.root) || fs::remove_dir(folder).is_err() {
                return;
            }
        }
    }
}

/// The absolute path with links resolved, as far as it exists.
pub(super) fn resolve(path: &Path) -> io::Result<PathBuf> {
    let mut existing = std::path::absolute(path)?;
    let mut rest: Vec<PathBuf> = Vec::new();
    loop {
        match existing.canonicalize() {
            Ok(real) => return Ok(rest.iter().rev().fold(real, |path, part| join(&path, part))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => match existing.components().next_back() {
                Some(Component::Normal(name)) => rest.push(OsStr::new(name).into()),
                Some(Component::ParentDir) => rest.push("..".into()),
                _ => return Err(error),
            },
            Err(error) => return Err(error),
        }
        existing.pop();
    }
}

fn join(path: &Path, part: &Path) -> PathBuf {
    if part == Path::new("..") { path.parent().unwrap_or(path).to_owned() } else { path.join(part) }
}
