//! Folders compared byte for byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The bytes of every file of a folder, by its path in it.
pub type Picture = BTreeMap<String, Vec<u8>>;

/// Every file below a folder, sorted; folders whose name `skip` accepts are left out.
pub fn files(folder: &Path, skip: &dyn Fn(&str) -> bool) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("an entry has a name").to_string_lossy().into_owned();
        if path.is_symlink() || !path.is_dir() {
            found.push(path);
        } else if !skip(&name) {
            found.extend(files(&path, skip));
        }
    }
    found.sort();
    found
}

/// What an output folder holds for learners: everything but the cache.
pub fn picture(folder: &Path) -> Picture {
    let name =
        |path: &Path| path.strip_prefix(folder).expect("a file of the folder").to_string_lossy().replace('\\', "/");
    files(folder, &|folder| folder == ".cache")
        .into_iter()
        .map(|path| (name(&path), fs::read(&path).expect("a file can be read")))
        .collect()
}

/// The paths that two pictures do not share, or whose bytes differ.
pub fn differences(left: &Picture, right: &Picture) -> Vec<String> {
    let mut paths: Vec<&String> = left.keys().chain(right.keys()).collect();
    paths.sort();
    paths.dedup();
    paths.into_iter().filter(|path| left.get(*path) != right.get(*path)).cloned().collect()
}
