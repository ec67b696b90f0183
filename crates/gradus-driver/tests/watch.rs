//! The watcher against a real folder.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use gradus_driver::watch::{Relevant, Watcher};

struct Watched {
    dir: tempfile::TempDir,
    seen: Receiver<Vec<PathBuf>>,
}

impl Watched {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("course");
        fs::create_dir_all(root.join("cks/modules")).unwrap();
        fs::write(root.join("cks/course.yaml"), "title: A\n").unwrap();
        let mut watcher = Watcher::new(&root, Relevant::default()).unwrap();
        let (sender, seen) = channel();
        thread::spawn(move || {
            while let Some(changed) = watcher.wait() {
                if sender.send(changed.into_iter().collect()).is_err() {
                    return;
                }
            }
        });
        Watched { dir, seen }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.dir.path().join("course").join(path)
    }

    /// Waits until a change of the path is reported.
    fn sees(&self, path: &Path) {
        let path =
            path.parent().unwrap().canonicalize().map_or(path.to_owned(), |dir| dir.join(path.file_name().unwrap()));
        let deadline = Instant::now() + Duration::from_millis(1500);
        while let Ok(paths) = self.seen.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            if paths.contains(&path) {
                return;
            }
        }
        panic!("no change of {} was reported", path.display());
    }

    fn settle(&self) {
        while self.seen.recv_timeout(Duration::from_millis(100)).is_ok() {}
    }
}

#[test]
fn reports_a_save_a_rename_and_a_deletion() {
    let watched = Watched::new();
    let file = watched.path("cks/course.yaml");
    fs::write(&file, "title: B\n").unwrap();
    watched.sees(&file);
    watched.settle();

    // As editors do that never leave half a file behind.
    let scratch = watched.path("cks/course.yaml~");
    fs::write(&scratch, "title: C\n").unwrap();
    fs::rename(&scratch, &file).unwrap();
    watched.sees(&file);
    watched.settle();

    fs::remove_file(&file).unwrap();
    watched.sees(&file);
}

#[test]
fn reports_files_in_a_new_folder() {
    let watched = Watched::new();
    let folder = watched.path("cks/modules/new");
    fs::create_dir(&folder).unwrap();
    watched.sees(&folder);
    watched.settle();
    let lesson = folder.join("lesson.md");
    fs::write(&lesson, "x").unwrap();
    watched.sees(&lesson);
}

#[test]
fn survives_the_deletion_of_the_catalogue() {
    let watched = Watched::new();
    let root = watched.path("");
    fs::remove_dir_all(&root).unwrap();
    watched.settle();
    fs::create_dir_all(root.join("cks")).unwrap();
    watched.settle();
    let file = root.join("cks/course.yaml");
    fs::write(&file, "title: again\n").unwrap();
    watched.sees(&file);
}

#[test]
fn is_silent_about_what_is_no_source() {
    let watched = Watched::new();
    fs::write(watched.path("cks/.course.yaml.swp"), "x").unwrap();
    fs::create_dir(watched.dir.path().join("output")).unwrap();
    fs::write(watched.dir.path().join("output/page.html"), "x").unwrap();
    // Reading is no change either.
    fs::read(watched.path("cks/course.yaml")).unwrap();
    assert!(watched.seen.recv_timeout(Duration::from_millis(200)).is_err());
}
