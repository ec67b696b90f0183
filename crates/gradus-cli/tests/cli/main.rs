//! The command as it is used: exit status, what is on which stream, and what is on disk afterwards.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests may panic")]

mod building;
mod checking;
mod fixing;
mod integration;
mod reading;
mod releasing;
mod running;
mod scaffolding;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder in which the command runs.
struct Place {
    dir: tempfile::TempDir,
}

/// How a command ended.
struct Ran {
    status: i32,
    out: String,
    error: String,
}

impl Place {
    /// An empty folder.
    fn empty() -> Self {
        Place { dir: tempfile::tempdir().unwrap() }
    }

    /// A folder with a fresh catalogue, whose course is called `demo`.
    fn project() -> Self {
        let place = Place::empty();
        place.ok(&["init", ".", "--code", "demo", "--title", "Demo"]);
        place
    }

    fn path(&self, path: &str) -> PathBuf {
        self.dir.path().join(path)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    fn write(&self, path: &str, text: &str) {
        fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        fs::write(self.path(path), text).unwrap();
    }

    /// Changes a file; the old text must be in it.
    fn edit(&self, path: &str, old: &str, new: &str) {
        let text = self.read(path);
        assert!(text.contains(old), "{path} has no {old:?}:\n{text}");
        self.write(path, &text.replace(old, new));
    }

    /// Breaks the course: the weights no longer sum to 100.
    fn break_weights(&self) {
        self.edit("course/demo/exam.yaml", "weight: 40", "weight: 30");
    }

    /// Adds something that is warned about: a file where none belongs.
    fn add_stray_file(&self) {
        self.write("course/demo/questions/notes.txt", "x");
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gradus"));
        command.args(arguments).current_dir(self.dir.path()).stdin(Stdio::null());
        command.env_remove("NO_COLOR").env_remove("TERM").env_remove("CLICOLOR_FORCE");
        command
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        let output = self.command(arguments).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ran { status: output.status.code().unwrap(), out: text(output.stdout), error: text(output.stderr) }
    }

    /// Runs what must succeed.
    fn ok(&self, arguments: &[&str]) -> Ran {
        let ran = self.run(arguments);
        assert_eq!(ran.status, 0, "{arguments:?}\n{}{}", ran.out, ran.error);
        ran
    }

    /// Runs what must fail with a status, with nothing on standard output.
    fn fails(&self, status: i32, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!(ran.status, status, "{arguments:?}\n{}{}", ran.out, ran.error);
        assert_eq!(ran.out, "", "{arguments:?}");
        ran.error
    }

    /// Every file below a folder.
    fn files(&self, below: &str) -> Vec<String> {
        fn walk(dir: &Path, root: &Path, into: &mut Vec<String>) {
            for entry in fs::read_dir(dir).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    walk(&path, root, into);
                } else {
                    into.push(path.strip_prefix(root).unwrap().to_string_lossy().into_owned());
                }
            }
        }
        let mut files = Vec::new();
        walk(&self.path(below), &self.path(below), &mut files);
        files.sort();
        files
    }
}
