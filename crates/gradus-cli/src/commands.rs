//! One file for each command.

mod build;
mod check;
mod clean;
mod completions;
mod diff;
mod explain;
mod init;
mod new;
mod release;
mod schema;
mod serve;
mod stats;
mod verify;
mod watch;

use clap::Subcommand;

use crate::ExitStatus;
use crate::context::Context;
use crate::failure::Failure;

/// What Gradus does.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Start a catalogue with a first course in a new folder
    Init(init::Arguments),
    /// Add a course, module, lesson or question bank
    #[command(subcommand)]
    New(new::Arguments),
    /// Find what is wrong, without building anything
    Check(check::Arguments),
    /// Check, then build every output
    Build(build::Arguments),
    /// Build again whenever a source changes
    Watch(watch::Arguments),
    /// Show the site on this machine, reloading as you write
    Serve(serve::Arguments),
    /// Compare two releases: what changed for learners
    Diff(diff::Arguments),
    /// Lock a course, build its release, and write the notes
    Release(release::Arguments),
    /// Prove that a release is whole and what its sources make
    Verify(verify::Arguments),
    /// Explain a rule, or list all rules
    Explain(explain::Arguments),
    /// Count what the courses hold
    Stats(stats::Arguments),
    /// Print the JSON Schemas of the source format
    Schema(schema::Arguments),
    /// Delete what builds left
    Clean(clean::Arguments),
    /// Print a completion script for a shell
    Completions(completions::Arguments),
}

/// Runs a command.
pub(crate) fn run(context: &Context, command: Command) -> Result<ExitStatus, Failure> {
    match command {
        Command::Init(arguments) => init::run(context, &arguments),
        Command::New(arguments) => new::run(context, arguments),
        Command::Check(arguments) => check::run(context, &arguments),
        Command::Build(arguments) => build::run(context, &arguments),
        Command::Watch(arguments) => watch::run(context, &arguments),
        Command::Serve(arguments) => serve::run(context, &arguments),
        Command::Diff(arguments) => diff::run(context, &arguments),
        Command::Release(arguments) => release::run(context, &arguments),
        Command::Verify(arguments) => verify::run(context, &arguments),
        Command::Explain(arguments) => explain::run(context, &arguments),
        Command::Stats(arguments) => stats::run(context, &arguments),
        Command::Schema(arguments) => schema::run(context, &arguments),
        Command::Clean(arguments) => clean::run(context, &arguments),
        Command::Completions(arguments) => completions::run(context, &arguments),
    }
}
