//! `gradus completions`: a script for a shell.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::ExitStatus;
use crate::context::Context;
use crate::failure::Failure;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Which shell
    shell: Shell,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Result<ExitStatus, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut crate::arguments::Arguments::command(), "gradus", &mut script);
    context.terminal.print(&String::from_utf8_lossy(&script))?;
    Ok(ExitStatus::Clean)
}
