//! Says when sources change: the first event at once, the rest of a burst when it has been quiet for a moment.
//!
//! An editor that saves by rename, a checkout that replaces a hundred files, a folder that is deleted and made again: each
//! ends with the build of what is there in the end. What to do about a change is for the caller.

mod relevant;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{CreateKind, EventKind, ModifyKind, RenameMode};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};

pub use relevant::Relevant;

/// How long the first event waits for its companions: emptying a file and filling it are two.
const LEAD: Duration = Duration::from_millis(1);

/// How long a burst has to be quiet to count as over.
const QUIET: Duration = Duration::from_millis(30);

/// A burst that never ends is acted upon after so long.
const PATIENCE: Duration = Duration::from_millis(500);

/// Why a folder cannot be watched.
#[derive(Debug, thiserror::Error)]
#[error("cannot watch `{}`", folder.display())]
pub struct WatchError {
    folder: PathBuf,
    source: notify::Error,
}

/// Watches a catalogue.
#[derive(Debug)]
pub struct Watcher {
    root: PathBuf,
    system: RecommendedWatcher,
    changes: Changes,
}

impl Watcher {
    /// Watches a folder and all below it, as far as it is relevant.
    ///
    /// # Errors
    /// When the operating system refuses.
    pub fn new(root: &Path, relevant: Relevant) -> Result<Self, WatchError> {
        let failed = |source| WatchError { folder: root.to_owned(), source };
        // Events carry paths with links resolved on some systems.
        let root = root.canonicalize().map_err(|error| failed(notify::Error::io(error)))?;
        let (sender, changes) = channel();
        let system = notify::recommended_watcher(handler(root.clone(), relevant, sender)).map_err(failed)?;
        let mut watcher = Watcher { root, system, changes: Changes::new(changes) };
        watcher.observe().map_err(failed)?;
        // The folder above tells when the root itself is deleted and made again.
        if let Some(above) = watcher.root.parent() {
            let above = above.to_owned();
            watcher.system.watch(&above, RecursiveMode::NonRecursive).map_err(failed)?;
        }
        Ok(watcher)
    }

    /// Waits for a change and returns what changed. `None` when watching has come to an end.
    pub fn wait(&mut self) -> Option<BTreeSet<PathBuf>> {
        let changed = self.changes.wait()?;
        self.observe_again(&changed);
        Some(changed)
    }

    /// What else changes until it is quiet; `None` if nothing does. A caller that found the course broken asks here before
    /// it complains: an editor may be half-way through saving.
    pub fn rest(&mut self) -> Option<BTreeSet<PathBuf>> {
        let changed = self.changes.rest()?;
        self.observe_again(&changed);
        Some(changed)
    }

    fn observe(&mut self) -> notify::Result<()> {
        self.system.watch(&self.root, RecursiveMode::Recursive)
    }

    /// A root that was deleted took its watch with it.
    fn observe_again(&mut self, changed: &BTreeSet<PathBuf>) {
        if changed.contains(&self.root) && self.root.is_dir() {
            // It may vanish again in this moment; the folder above reports the next one.
            let _ = self.observe();
        }
    }
}

/// An event, reduced to what pacing needs.
#[derive(Debug)]
struct Change {
    paths: Vec<PathBuf>,
    /// Files may have been put into a new folder before the system began to watch it; a second look is due.
    look_again: bool,
}

fn handler(root: PathBuf, relevant: Relevant, sender: Sender<Change>) -> impl FnMut(notify::Result<Event>) {
    move |event| {
        let Ok(event) = event else { return };
        if matches!(event.kind, EventKind::Access(_)) && !event.need_rescan() {
            return;
        }
        let concerns =
            |path: &PathBuf| *path == root || path.strip_prefix(&root).is_ok_and(|path| relevant.concerns(path));
        let mut paths: Vec<PathBuf> = event.paths.iter().filter(|path| concerns(path)).cloned().collect();
        if event.need_rescan() {
            paths.push(root.clone());
        }
        if !paths.is_empty() {
            let appeared = matches!(
                event.kind,
                EventKind::Create(CreateKind::Folder | CreateKind::Any)
                    | EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both | RenameMode::Any))
            );
            let look_again = appeared && paths.iter().any(|path| path.is_dir());
            // Fails when the watcher is gone, and with it whoever listens.
            let _ = sender.send(Change { paths, look_again });
        }
    }
}

/// The pace at which changes are handed on.
#[derive(Debug)]
struct Changes {
    events: Receiver<Change>,
    in_burst: bool,
    look_again: bool,
}

impl Changes {
    fn new(events: Receiver<Change>) -> Self {
        Changes { events, in_burst: false, look_again: false }
    }

    fn wait(&mut self) -> Option<BTreeSet<PathBuf>> {
        if self.in_burst
            && let Some(rest) = self.rest()
        {
            return Some(rest);
        }
        let mut changed = BTreeSet::new();
        let first = self.events.recv().ok()?;
        self.in_burst = true;
        self.take(first, &mut changed);
        // Once and no longer, so that a stream of events does not delay the first build.
        if let Ok(second) = self.events.recv_timeout(LEAD) {
            self.take(second, &mut changed);
        }
        Some(changed)
    }

    fn rest(&mut self) -> Option<BTreeSet<PathBuf>> {
        let began = Instant::now();
        let mut changed = BTreeSet::new();
        let look_again = std::mem::take(&mut self.look_again);
        while let Ok(change) = self.events.recv_timeout(QUIET) {
            self.take(change, &mut changed);
            if began.elapsed() >= PATIENCE {
                return Some(changed);
            }
        }
        self.in_burst = !changed.is_empty() || look_again;
        self.in_burst.then_some(changed)
    }

    fn take(&mut self, change: Change, changed: &mut BTreeSet<PathBuf>) {
        self.look_again |= change.look_again;
        changed.extend(change.paths);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    fn change(path: &str) -> Change {
        Change { paths: vec![path.into()], look_again: false }
    }

    fn names(changed: Option<BTreeSet<PathBuf>>) -> Vec<String> {
        changed.unwrap().iter().map(|path| path.display().to_string()).collect()
    }

    #[test]
    fn hands_on_the_first_at_once_and_the_rest_together() {
        let (sender, receiver) = channel();
        let mut changes = Changes::new(receiver);
        for path in ["a", "a", "b", "c", "b"] {
            sender.send(change(path)).unwrap();
        }
        let began = Instant::now();
        assert_eq!(names(changes.wait()), ["a"]);
        assert!(began.elapsed() < QUIET);
        assert_eq!(names(changes.wait()), ["b", "c"]);
    }

    #[test]
    fn rest_is_nothing_once_it_is_quiet() {
        let (sender, receiver) = channel();
        let mut changes = Changes::new(receiver);
        sender.send(change("a")).unwrap();
        assert_eq!(names(changes.wait()), ["a"]);
        assert!(changes.rest().is_none());
        sender.send(change("b")).unwrap();
        assert_eq!(names(changes.wait()), ["b"], "the next burst begins at once again");
    }

    #[test]
    fn looks_twice_at_a_new_folder() {
        let (sender, receiver) = channel();
        let mut changes = Changes::new(receiver);
        sender.send(Change { paths: vec!["folder".into()], look_again: true }).unwrap();
        assert_eq!(names(changes.wait()), ["folder"]);
        assert_eq!(names(changes.wait()), [""; 0], "nothing more was seen, yet there is a second look");
        drop(sender);
        assert!(changes.wait().is_none());
    }

    #[test]
    fn a_burst_without_end_is_acted_upon() {
        let (sender, receiver) = channel();
        let mut changes = Changes::new(receiver);
        let busy = std::thread::spawn(move || {
            while sender.send(change("a")).is_ok() {
                std::thread::sleep(Duration::from_millis(1));
            }
        });
        assert_eq!(names(changes.wait()), ["a"]);
        assert_eq!(names(changes.wait()), ["a"]);
        drop(changes);
        busy.join().unwrap();
    }
}
