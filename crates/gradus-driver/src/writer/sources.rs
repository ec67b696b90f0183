//! Files that are not outputs: scaffolds, generated schemas, the parent file that a new part is registered in, and sources that
//! are mended. What an author wrote is changed by [`change_sources`] and, for one list, by `gradus new` alone.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use gradus_core::Change;
use tempfile::TempPath;

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

/// Gives sources of a catalogue their new texts: all of them, or none if one is no longer what was read or lies outside. Line
/// endings, byte-order mark and permissions stay as they are, and a link stays a link.
///
/// # Errors
/// When a file has changed meanwhile, leads out of the catalogue, or the system refuses.
pub fn change_sources(catalog: &Path, changes: &[Change]) -> Result<Vec<PathBuf>, WriteError> {
    let folder = Folder::new(catalog)?;
    let mut places = BTreeSet::new();
    let mut staged: Vec<(PathBuf, &Change, TempPath)> = Vec::new();
    for change in changes {
        let place = folder.place(&change.path)?;
        let failed = |source| WriteError::io("cannot write", &place, source);
        let real = place.canonicalize().map_err(failed)?;
        if !real.starts_with(folder.root()) {
            return Err(WriteError::Outside { path: change.path.clone(), folder: folder.root().to_owned() });
        }
        if !places.insert(real.clone()) {
            return Err(WriteError::Linked(place));
        }
        let temporary = atomic::stage(&real, change.new.as_bytes()).map_err(failed)?;
        let permissions = fs::metadata(&real).map_err(failed)?.permissions();
        fs::set_permissions(&temporary, permissions).map_err(failed)?;
        staged.push((real, change, temporary));
    }
    // Looked at last, when nothing is left but renaming.
    if let Some((place, ..)) = staged.iter().find(|(place, change, _)| !atomic::holds(place, change.old.as_bytes())) {
        return Err(WriteError::Changed(place.clone()));
    }
    let mut written = Vec::new();
    for (place, _, temporary) in staged {
        temporary.persist(&place).map_err(|error| WriteError::io("cannot write", &place, error.error))?;
        written.push(place);
    }
    Ok(written)
}

/// New sources beside their places. They are gone with this value unless they are [committed](Self::commit).
#[derive(Debug)]
pub struct StagedSources {
    files: Vec<(PathBuf, TempPath)>,
    folders: Vec<PathBuf>,
}

/// Writes new texts of sources beside their places, which nothing sees yet: the notes and the lock of a release.
///
/// # Errors
/// When a path leads out of the catalogue, or the system refuses.
pub fn stage_sources(catalog: &Path, files: &[(String, String)]) -> Result<StagedSources, WriteError> {
    let folder = Folder::new(catalog)?;
    let mut staged = StagedSources { files: Vec::new(), folders: Vec::new() };
    for (path, text) in files {
        let place = folder.place(path)?;
        let failed = |source| WriteError::io("cannot write", &place, source);
        if let Some(parent) = place.parent().filter(|parent| !parent.exists()) {
            fs::create_dir_all(parent).map_err(failed)?;
            staged.folders.push(parent.to_owned());
        }
        let temporary = atomic::stage(&place, text.as_bytes()).map_err(failed)?;
        staged.files.push((place, temporary));
    }
    Ok(staged)
}

impl StagedSources {
    /// Gives them their places, in order.
    ///
    /// # Errors
    /// When the system refuses; those before have their places then.
    pub fn commit(mut self) -> Result<Vec<PathBuf>, WriteError> {
        let mut written = Vec::new();
        for (place, temporary) in self.files.drain(..) {
            temporary.persist(&place).map_err(|error| WriteError::io("cannot write", &place, error.error))?;
            written.push(place);
        }
        Ok(written)
    }
}

impl Drop for StagedSources {
    fn drop(&mut self) {
        self.files.clear();
        for folder in &self.folders {
            // Fails when something is in it, which is what shall stay.
            let _ = fs::remove_dir(folder);
        }
    }
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

    fn change(path: &str, old: &str, new: &str) -> Change {
        Change { path: path.to_owned(), old: old.into(), new: new.to_owned() }
    }

    #[test]
    fn changes_every_source_or_none() {
        let dir = tempfile::tempdir().unwrap();
        let read = |name: &str| fs::read_to_string(dir.path().join(name)).unwrap();
        fs::write(dir.path().join("a.md"), "one").unwrap();
        fs::write(dir.path().join("b.md"), "edited meanwhile").unwrap();
        let both = [change("a.md", "one", "1"), change("b.md", "two", "2")];
        assert!(matches!(change_sources(dir.path(), &both), Err(WriteError::Changed(_))));
        assert!(matches!(change_sources(dir.path(), &[change("gone.md", "", "1")]), Err(WriteError::Io { .. })));
        assert!(matches!(change_sources(dir.path(), &[change("../a.md", "", "1")]), Err(WriteError::Outside { .. })));
        assert_eq!((read("a.md").as_str(), read("b.md").as_str()), ("one", "edited meanwhile"));
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2, "nothing is left beside them");
        fs::write(dir.path().join("b.md"), "two").unwrap();
        assert_eq!(change_sources(dir.path(), &both).unwrap().len(), 2);
        assert_eq!((read("a.md").as_str(), read("b.md").as_str()), ("1", "2"));
    }

    #[test]
    #[cfg(unix)]
    fn follows_links_inside_and_never_out() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let (dir, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let real = dir.path().join("real.md");
        fs::write(&real, "one").unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
        fs::write(outside.path().join("mine.md"), "one").unwrap();
        symlink(&real, dir.path().join("link.md")).unwrap();
        symlink(outside.path().join("mine.md"), dir.path().join("out.md")).unwrap();
        symlink(outside.path(), dir.path().join("folder")).unwrap();
        for path in ["out.md", "folder/mine.md"] {
            let refused = change_sources(dir.path(), &[change("real.md", "one", "1"), change(path, "one", "1")]);
            assert!(matches!(refused, Err(WriteError::Outside { .. })), "{path}");
        }
        let twice = [change("link.md", "one", "1"), change("real.md", "one", "2")];
        assert!(matches!(change_sources(dir.path(), &twice), Err(WriteError::Linked(_))));
        change_sources(dir.path(), &[change("link.md", "one", "1")]).unwrap();
        assert_eq!(fs::read_to_string(&real).unwrap(), "1");
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
        assert!(fs::symlink_metadata(dir.path().join("link.md")).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(outside.path().join("mine.md")).unwrap(), "one");
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
