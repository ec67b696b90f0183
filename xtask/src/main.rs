//! Project tasks: `cargo xtask test`, `cargo xtask bench`, `cargo xtask generate`.
//!
//! Whatever a task needs beyond Rust it installs, pinned, or names. Nothing here is part of Gradus itself.

mod bench;
mod generate;
mod process;
mod test;
mod tools;
mod workspace;

use std::process::ExitCode;

use clap::Parser;

/// Tasks of the Gradus project.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
enum Task {
    /// Install what the tests need and run them all.
    Test(test::Options),
    /// Time Gradus, and its peers where they are installed, on courses of several sizes.
    Bench(bench::Options),
    /// Write the committed files that are generated: schemas/ and docs/checks.md.
    Generate,
}

fn main() -> ExitCode {
    let done = match Task::parse() {
        Task::Test(options) => test::run(&options),
        Task::Bench(options) => bench::run(&options).map(|()| true),
        Task::Generate => generate::run().map(|()| true),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
