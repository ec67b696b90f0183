//! Files that are not outputs: scaffolds, generated schemas, the parent file that a new part is registered in.

use std::fs;
use std::path::{Path, PathBuf};

use super::WriteError;
use super::atomic;
use super::folder::Folder;

/// Adds files below a folder, which is made if need be. Nothing is written if one of them exists already.
///
/// # Errors
/// When a file exists, a path leaves the folder, or the system refuses.
pub fn add_files(folder: &Path, files: &[(String, String)]) -> Result<Vec<PathBuf>, WriteError> {
    let folder = Folder::new(folder)?;
    let places: Vec<PathBuf> = files.iter().map(|(path, _)| folder.place(path)).collect::<Result<_, _>>()?;
    if let Some(place) = places.iter().find(|place| fs::symlink_metadata(place).is_ok()) {
        return Err(WriteError::Exists(place.clone()));
    }
    for (place, (_, text)) in places.iter().zip(files) {
        put(place, text)?;
    }
    Ok(places)
}

/// Writes or replaces a file, and says whether it changed.
///
/// # Errors
/// When the system refuses.
pub fn replace_file(place: &Path, text: &str) -> Result<bool, WriteError> {
    if atomic::holds(place, text.as_bytes()) {
        return Ok(false);
    }
    put(place, text)?;
    Ok(true)
}

fn put(place: &Path, text: &str) -> Result<(), WriteError> {
    let failed = |source| WriteError::io("cannot write", place, source);
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let staged = atomic::stage(place, text.as_bytes()).map_err(failed)?;
    staged.persist(place).map_err(|error| failed(error.error))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    fn files(files: &[(&str, &str)]) -> Vec<(String, String)> {
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn never_replaces_a_file_it_was_asked_to_add() {
        let dir = tempfile::tempdir().unwrap();
        add_files(dir.path(), &files(&[("a/one.md", "1")])).unwrap();
        let again = add_files(dir.path(), &files(&[("a/two.md", "2"), ("a/one.md", "mine?")]));
        assert!(matches!(again, Err(WriteError::Exists(_))));
        assert_eq!(fs::read_to_string(dir.path().join("a/one.md")).unwrap(), "1");
        assert!(!dir.path().join("a/two.md").exists());
        assert!(matches!(add_files(dir.path(), &files(&[("../x", "")])), Err(WriteError::Outside { .. })));
    }

    #[test]
    fn replaces_only_what_changed() {
        let dir = tempfile::tempdir().unwrap();
        let place = dir.path().join("x/course.yaml");
        assert!(replace_file(&place, "a: 1\n").unwrap());
        assert!(!replace_file(&place, "a: 1\n").unwrap());
        assert!(replace_file(&place, "a: 2\n").unwrap());
        assert_eq!(fs::read_to_string(&place).unwrap(), "a: 2\n");
    }
}
