//! A copy of the repository's catalogue that a test may break.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A catalogue in a folder of its own, deleted with this value.
pub struct Catalogue {
    folder: TempDir,
}

/// What a command said and how it ended.
#[derive(Debug)]
pub struct Ended {
    /// Its exit status; `None` if a signal ended it.
    pub code: Option<i32>,
    /// Its standard output.
    pub stdout: String,
    /// Its standard error.
    pub stderr: String,
}

impl Catalogue {
    /// A copy of the catalogue in `course/`.
    pub fn copy() -> Self {
        let folder = TempDir::with_prefix("gradus-").expect("a temporary folder");
        copy_folder(&crate::root().join("course"), &folder.path().join("course"));
        Catalogue { folder }
    }

    /// The folder that has `course/` and will have `output/`.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// A path below the catalogue's root.
    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Puts `new` in the place of the first `old` in a file; returns the line that it starts on.
    pub fn replace(&self, file: &str, old: &str, new: &str) -> usize {
        let path = self.path(file);
        let text = fs::read_to_string(&path).expect("the file to edit can be read");
        let at = text.find(old).unwrap_or_else(|| panic!("{file} has no {old:?}"));
        let edited = format!("{}{new}{}", &text[..at], &text[at + old.len()..]);
        fs::write(&path, edited).expect("the file to edit can be written");
        text[..at].lines().count() + usize::from(text[..at].ends_with('\n'))
    }

    /// A command in this catalogue, with a plain environment.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(crate::binary());
        command.current_dir(self.root()).args(arguments);
        command.env_remove("CI").env_remove("GITHUB_ACTIONS").env("NO_COLOR", "1");
        command
    }

    /// Runs `gradus` with these arguments in the catalogue's root.
    pub fn gradus(&self, arguments: &[&str]) -> Ended {
        Ended::of(&mut self.command(arguments))
    }
}

impl Ended {
    /// Runs a command to its end.
    pub fn of(command: &mut Command) -> Self {
        let output = command.output().expect("the binary under test starts");
        Ended {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
        }
    }

    /// Asserts the exit status, showing what was said if it differs.
    #[track_caller]
    pub fn with_code(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }
}

/// Copies a folder; the entries in reverse order, so that no output can lean on the order a file system lists them in.
fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    let mut entries: Vec<_> =
        fs::read_dir(from).expect("a folder can be read").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for entry in entries.iter().rev() {
        let target = to.join(entry.file_name().expect("an entry has a name"));
        if entry.is_dir() {
            copy_folder(entry, &target);
        } else {
            fs::copy(entry, &target).expect("a file can be copied");
        }
    }
}
