//! Commands that run until they are stopped, and bounded waits for what they do.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// A running command; it is killed with this value.
pub struct Running {
    child: Child,
    folder: TempDir,
}

impl Running {
    /// Starts a command.
    pub fn start(command: &mut Command) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let said = File::create(folder.path().join("said")).expect("a file can be made");
        let also = said.try_clone().expect("a file can be shared");
        command.stdin(Stdio::null()).stdout(said).stderr(also);
        Running { child: command.spawn().expect("the binary under test starts"), folder }
    }

    /// What it has said until now, on both streams.
    pub fn said(&self) -> String {
        let path: PathBuf = self.folder.path().join("said");
        String::from_utf8_lossy(&fs::read(path).unwrap_or_default()).into_owned()
    }

    /// Whether it still runs.
    pub fn is_alive(&mut self) -> bool {
        self.child.try_wait().expect("a child can be asked").is_none()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits until `look` returns something, for a minute at most: a slow machine waits longer, a fast one not at all.
#[track_caller]
pub fn eventually<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(start.elapsed() < Duration::from_secs(60), "waited a minute: {what}");
        thread::sleep(Duration::from_millis(20));
    }
}
