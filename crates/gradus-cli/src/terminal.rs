//! Standard output and standard error, and when they are coloured. A reader that goes away early is no error.

use std::env;
use std::io::{self, IsTerminal, Write};

use crate::arguments::ColorChoice;
use crate::failure::Failure;

/// Where a command prints.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terminal {
    /// Whether results on standard output are coloured.
    pub(crate) out_colour: bool,
    /// Whether prose on standard error is coloured.
    pub(crate) error_colour: bool,
    /// Whether progress moves on one line of standard error.
    pub(crate) live: bool,
    quiet: bool,
}

/// What a colour means.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Paint {
    /// Something is wrong.
    Error,
    /// Something may be wrong.
    Warning,
    /// Heads and names.
    Strong,
    /// Code.
    Code,
    /// Of less weight.
    Faint,
    /// A line that comes.
    Added,
    /// A line that goes.
    Removed,
}

impl Terminal {
    pub(crate) fn new(choice: ColorChoice, quiet: bool) -> Self {
        Terminal {
            out_colour: coloured(choice, io::stdout().is_terminal()),
            error_colour: error_colour(choice),
            live: io::stderr().is_terminal() && !quiet,
            quiet,
        }
    }

    /// Prints a result on standard output.
    pub(crate) fn print(&self, text: &str) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// Prints what went well on standard error, unless that is not wanted.
    pub(crate) fn say(&self, text: &str) {
        if !self.quiet {
            to_error(text);
        }
    }

    /// Prints what has to be known on standard error.
    pub(crate) fn tell(&self, text: &str) {
        to_error(text);
    }
}

/// Prints on standard error; where that is closed there is nobody to tell.
pub(crate) fn to_error(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Whether standard error is coloured.
pub(crate) fn error_colour(choice: ColorChoice) -> bool {
    coloured(choice, io::stderr().is_terminal())
}

/// The text in a colour, or as it is.
pub(crate) fn paint(text: &str, paint: Paint, colour: bool) -> String {
    if !colour {
        return text.to_owned();
    }
    let code = match paint {
        Paint::Error => "1;31",
        Paint::Warning => "1;33",
        Paint::Strong => "1",
        Paint::Code => "36",
        Paint::Faint => "2",
        Paint::Added => "32",
        Paint::Removed => "31",
    };
    format!("\x1b[{code}m{text}\x1b[0m")
}

fn coloured(choice: ColorChoice, terminal: bool) -> bool {
    // https://no-color.org: set and not empty.
    let refused = || env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = || env::var_os("TERM").is_some_and(|term| term == "dumb");
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => terminal && !refused() && !dumb(),
    }
}
