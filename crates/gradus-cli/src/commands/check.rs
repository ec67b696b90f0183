//! `gradus check`: everything but rendering.

use clap::Args;

use crate::ExitStatus;
use crate::arguments::CompileArguments;
use crate::context::Context;
use crate::failure::Failure;
use crate::findings::{Findings, Format};
use crate::progress::Progress;
use crate::rules;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// How findings are printed
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    #[command(flatten)]
    compile: CompileArguments,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Result<ExitStatus, Failure> {
    let options = rules::options(&arguments.compile, None)?;
    let session = context.session()?;
    let progress = Progress::new(context.terminal);
    progress.message("Checking");
    let compiled = session.check(&options)?;
    drop(progress);
    let findings = Findings::new(context, &session, &compiled.sources, compiled.diagnostics);
    findings.print(context, arguments.format)?;
    let count = findings.count(context.terminal.error_colour);
    context.terminal.say(&format!("{}: {count}\n", context.shown(session.root())));
    Ok(findings.status())
}
