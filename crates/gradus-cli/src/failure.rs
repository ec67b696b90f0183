//! Why a command could not do its work, as it is told: a headline, its causes, a way out.

use std::error::Error;

use crate::arguments::ColorChoice;
use crate::terminal::{self, Paint, paint};

/// Wrong usage or trouble with files. Findings about a course are no failures.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
    causes: Vec<String>,
    help: Option<String>,
}

impl Failure {
    /// A failure without a cause below it.
    pub(crate) fn new(message: impl Into<String>) -> Self {
        Failure { message: message.into(), causes: Vec::new(), help: None }
    }

    /// Adds a way out.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Prints it on standard error.
    pub(crate) fn print(&self, colour: ColorChoice) {
        terminal::to_error(&self.text(terminal::error_colour(colour)));
    }

    /// It as text.
    pub(crate) fn text(&self, colour: bool) -> String {
        let mut text = format!("{}: {}\n", paint("error", Paint::Error, colour), self.message);
        for cause in &self.causes {
            text.push_str(&format!("  {} {cause}\n", paint("because:", Paint::Strong, colour)));
        }
        if let Some(help) = &self.help {
            text.push_str(&format!("  {} {help}\n", paint("help:", Paint::Strong, colour)));
        }
        text
    }
}

impl<E: Error> From<E> for Failure {
    fn from(error: E) -> Self {
        let message = error.to_string();
        let mut causes: Vec<String> = Vec::new();
        let mut below = error.source();
        while let Some(cause) = below {
            // Some errors repeat their cause in their own words.
            let text = cause.to_string();
            if !message.contains(&text) && causes.last() != Some(&text) {
                causes.push(text);
            }
            below = cause.source();
        }
        Failure { message, causes, help: None }
    }
}
