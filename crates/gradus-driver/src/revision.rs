//! A catalogue as it was at a git revision, in memory. The work tree is not touched.
//!
//! `git` itself is asked, so that worktrees, partial clones and replaced objects work as the author expects.

use std::io::{self, Cursor, Read};
use std::path::Path;
use std::process::{Command, Output};

use gradus_core::files::{MAX_ASSET, MemoryFiles};
use zip::ZipArchive;
use zip::result::ZipError;

/// Why there are no files of a revision.
#[derive(Debug, thiserror::Error)]
pub enum RevisionError {
    /// No `git` on this machine.
    #[error("cannot run git")]
    Git(#[source] io::Error),
    /// The catalogue is in no repository.
    #[error("the catalogue is in no git repository")]
    NoRepository,
    /// The repository has no such revision.
    #[error("git knows no revision `{0}`")]
    Unknown(String),
    /// Git has the revision, but not this folder in it, or could not read it.
    #[error("git cannot read the catalogue at `{revision}`: {said}")]
    Unread {
        /// The revision asked for.
        revision: String,
        /// What git said.
        said: String,
    },
    /// What git sent cannot be read.
    #[error("cannot read what git sent")]
    Archive(#[from] ZipError),
    /// What git sent cannot be unpacked.
    #[error("cannot unpack what git sent")]
    Unpack(#[from] io::Error),
}

/// The files of a folder at a revision. Links are left out: what they would name may lie outside.
///
/// # Errors
/// When git, the repository, the revision or the folder in it is missing.
pub fn files_at(folder: &Path, revision: &str) -> Result<MemoryFiles, RevisionError> {
    if !git(folder, &["rev-parse", "--git-dir"])?.status.success() {
        return Err(RevisionError::NoRepository);
    }
    let commit = format!("{revision}^{{commit}}");
    let found = git(folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
    if !found.status.success() {
        return Err(RevisionError::Unknown(revision.to_owned()));
    }
    let commit = String::from_utf8_lossy(&found.stdout).trim().to_owned();
    let archive = git(folder, &["archive", "--format=zip", "-0", &commit, "."])?;
    if !archive.status.success() {
        let said = String::from_utf8_lossy(&archive.stderr).trim().trim_start_matches("fatal: ").to_owned();
        return Err(RevisionError::Unread { revision: revision.to_owned(), said });
    }
    unpack(archive.stdout)
}

fn git(folder: &Path, arguments: &[&str]) -> Result<Output, RevisionError> {
    Command::new("git").arg("-C").arg(folder).args(arguments).output().map_err(RevisionError::Git)
}

fn unpack(bytes: Vec<u8>) -> Result<MemoryFiles, RevisionError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut files = MemoryFiles::new();
    for n in 0..archive.len() {
        let entry = archive.by_index(n)?;
        if !entry.is_file() || entry.is_symlink() {
            continue;
        }
        let name = entry.name().to_owned();
        let mut bytes = Vec::new();
        // One byte more than is allowed shows that there are more; the compiler says so at its place.
        entry.take(MAX_ASSET + 1).read_to_end(&mut bytes)?;
        files.insert(name, bytes);
    }
    Ok(files)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use std::fs;

    use gradus_core::files::Files;

    use super::*;

    fn run(folder: &Path, arguments: &[&str]) {
        let identity = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"];
        let ended = Command::new("git").arg("-C").arg(folder).args(identity).args(arguments).output().unwrap();
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    }

    #[test]
    fn reads_a_folder_as_it_was() {
        let dir = tempfile::tempdir().unwrap();
        let course = dir.path().join("course");
        fs::create_dir(&course).unwrap();
        assert!(matches!(files_at(&course, "HEAD"), Err(RevisionError::NoRepository)));
        fs::write(course.join("catalog.yaml"), "title: Old\n").unwrap();
        fs::write(dir.path().join("beside.txt"), "not of the catalogue").unwrap();
        run(dir.path(), &["init", "--quiet"]);
        run(dir.path(), &["add", "."]);
        run(dir.path(), &["commit", "--quiet", "-m", "First"]);
        run(dir.path(), &["tag", "c-v1"]);
        fs::write(course.join("catalog.yaml"), "title: New\n").unwrap();

        let files = files_at(&course, "c-v1").unwrap();
        assert_eq!(files.read("catalog.yaml", 100).unwrap(), b"title: Old\n");
        assert_eq!(files.list("").unwrap().len(), 1);
        for unknown in ["nothing", "--output=x", "-h"] {
            assert!(matches!(files_at(&course, unknown), Err(RevisionError::Unknown(_))), "{unknown}");
        }
        let elsewhere = dir.path().join("other");
        fs::create_dir(&elsewhere).unwrap();
        assert!(matches!(files_at(&elsewhere, "HEAD"), Err(RevisionError::Unread { .. })));
    }
}
