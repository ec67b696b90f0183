//! `gradus watch`: build again whenever a source changes. While the course is broken the last good output stays.

use clap::Args;
use gradus_driver::Watcher;
use gradus_driver::watch::Relevant;

use crate::ExitStatus;
use crate::arguments::BuildArguments;
use crate::context::Context;
use crate::failure::Failure;
use crate::job::{Done, Job, refusal};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    build: BuildArguments,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Result<ExitStatus, Failure> {
    let job = Job::new(context, &arguments.build)?;
    // Before the first build, so that no change in between is missed. The output folder is never in the catalogue.
    let mut watcher = Watcher::new(job.session.root(), Relevant::default())?;
    tell(context, job.run(context));
    context.terminal.say(&format!("Watching {}. Press Ctrl+C to end.\n", context.shown(job.session.root())));
    while watcher.wait().is_some() {
        let mut done = job.run(context);
        // Half-saved files look broken; only what is still broken when it is quiet is told.
        while is_broken(&done) && watcher.rest().is_some() {
            done = job.run(context);
        }
        tell(context, done);
    }
    Err(Failure::new("the system no longer reports changes"))
}

fn is_broken(done: &Result<Done, Failure>) -> bool {
    done.as_ref().map_or(true, |done| done.written.is_none())
}

/// Nothing that goes wrong ends the watch: the next save may mend it.
fn tell(context: &Context, done: Result<Done, Failure>) {
    match done {
        Ok(done) => {
            done.findings.tell(context);
            match done.written {
                Some(report) => context.terminal.say(&(report.line(done.findings.summary()) + "\n")),
                None => drop(refusal(context, &done.findings)),
            }
        }
        Err(failure) => failure.print(context.color()),
    }
}
