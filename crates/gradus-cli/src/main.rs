//! The `gradus` command: arguments, commands, terminal.
//!
//! `main` parses and calls a command; each command is one file that turns raw arguments into settled ones and calls the
//! driver. What a course is and how outputs come about is for the crates below.
//!
//! Machine forms go to standard output, alone; progress and prose go to standard error.

mod arguments;
mod commands;
mod context;
mod failure;
mod fault;
mod findings;
mod job;
mod mending;
mod outputs;
mod paths;
mod progress;
mod quantities;
mod rules;
mod sides;
mod statistics;
mod terminal;
mod today;
mod uid;

use std::process::ExitCode;

use clap::Parser;

use arguments::Arguments;
use context::Context;

/// A course is many small pieces of text; the C library's allocator would take most of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ExitStatus {
    /// Nothing wrong, or warnings only.
    Clean = 0,
    /// Findings that count as errors.
    Findings = 1,
    /// Wrong usage, trouble with files, or a fault of Gradus.
    Failure = 2,
}

fn main() -> ExitCode {
    let status = fault::guard(run);
    ExitCode::from(status as u8)
}

fn run() -> ExitStatus {
    let arguments = Arguments::parse();
    let colour = arguments.global.color;
    let done = Context::new(arguments.global).and_then(|context| commands::run(&context, arguments.command));
    done.unwrap_or_else(|failure| {
        failure.print(colour);
        ExitStatus::Failure
    })
}
