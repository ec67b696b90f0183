//! Where a command runs and how it speaks, settled once.

use std::env;
use std::path::{Path, PathBuf};

use gradus_driver::{OpenError, Session};

use crate::arguments::{ColorChoice, GlobalArguments};
use crate::failure::Failure;
use crate::paths;
use crate::terminal::Terminal;

/// The settled global arguments.
#[derive(Debug)]
pub(crate) struct Context {
    /// Where the command was started.
    started: PathBuf,
    /// Where it runs.
    directory: PathBuf,
    /// How it speaks.
    pub(crate) terminal: Terminal,
    colour: ColorChoice,
}

impl Context {
    pub(crate) fn new(global: GlobalArguments) -> Result<Self, Failure> {
        let terminal = Terminal::new(global.color, global.quiet);
        let started = env::current_dir()?;
        let directory = match &global.directory {
            None => started.clone(),
            Some(directory) => started
                .join(directory)
                .canonicalize()
                .map_err(|error| Failure::new(format!("cannot run in `{}`: {error}", directory.display())))?,
        };
        Ok(Context { started, directory, terminal, colour: global.color })
    }

    /// A path from the command line.
    pub(crate) fn path(&self, path: &Path) -> PathBuf {
        self.directory.join(path)
    }

    /// When to use colours, for failures that are told on the way.
    pub(crate) fn color(&self) -> ColorChoice {
        self.colour
    }

    /// The catalogue.
    pub(crate) fn session(&self) -> Result<Session, Failure> {
        Session::find(&self.directory).map_err(|error| {
            let missing = matches!(error, OpenError::NotFound(_));
            let failure = Failure::from(error);
            if missing {
                failure.help("a catalogue is a folder with `catalog.yaml`; `gradus init DIR` makes one")
            } else {
                failure
            }
        })
    }

    /// A path as it is shown: from where the command was started if it lies below, so that it can be clicked and that CI
    /// finds the file; else from where it runs.
    pub(crate) fn shown(&self, path: &Path) -> String {
        let started = self.started.canonicalize().unwrap_or_else(|_| self.started.clone());
        let from = if path.starts_with(&started) { &started } else { &self.directory };
        paths::shown(from, path)
    }
}
