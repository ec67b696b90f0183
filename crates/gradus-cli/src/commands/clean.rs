//! `gradus clean`: deletes what builds left, and nothing else.

use std::path::PathBuf;

use clap::Args;

use crate::ExitStatus;
use crate::context::Context;
use crate::failure::Failure;
use crate::job;
use crate::quantities::count;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Output folder [default: `output` beside the catalogue]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Result<ExitStatus, Failure> {
    let writer = job::writer(context, &context.session()?, arguments.out.as_deref())?;
    let deleted = writer.clean()?;
    context.terminal.say(&format!("Deleted {} of {}\n", count(deleted, "file"), context.shown(writer.root())));
    Ok(ExitStatus::Clean)
}
