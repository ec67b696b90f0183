//! `gradus build`: check, then every output.

use clap::Args;

use crate::ExitStatus;
use crate::arguments::BuildArguments;
use crate::context::Context;
use crate::failure::Failure;
use crate::job::{Job, refusal};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    build: BuildArguments,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Result<ExitStatus, Failure> {
    let job = Job::new(context, &arguments.build)?;
    let done = job.run(context)?;
    done.findings.tell(context);
    match done.written {
        Some(report) => {
            context.terminal.say(&report.text(done.findings.summary(), context.terminal.error_colour));
            Ok(ExitStatus::Clean)
        }
        None => Ok(refusal(context, &done.findings)),
    }
}
