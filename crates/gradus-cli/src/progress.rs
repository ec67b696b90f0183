//! Progress: one line that moves on a terminal, next to nothing elsewhere.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use gradus_driver::Step;
use indicatif::{ProgressBar, ProgressStyle};

use crate::terminal::Terminal;

/// The line. It vanishes when this is dropped; what stays is for the command to print.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    making: Mutex<BTreeSet<String>>,
}

impl Progress {
    pub(crate) fn new(terminal: Terminal) -> Self {
        let bar = terminal.live.then(|| {
            let bar = ProgressBar::new_spinner();
            if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(80));
            bar
        });
        Progress { bar, making: Mutex::default() }
    }

    /// Takes note of a step of a build.
    pub(crate) fn step(&self, step: Step<'_>) {
        let mut making = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        match step {
            Step::Checking => {}
            Step::Making(output) => drop(making.insert(output.to_owned())),
            Step::Made(output) => drop(making.remove(output)),
        }
        let names: Vec<&str> = making.iter().map(String::as_str).collect();
        self.message(if names.is_empty() { "Checking".to_owned() } else { format!("Building {}", names.join(", ")) });
    }

    /// Says what is being done.
    pub(crate) fn message(&self, message: impl Into<String>) {
        if let Some(bar) = &self.bar {
            bar.set_message(message.into());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
