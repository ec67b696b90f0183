//! `gradus check`: everything but rendering.

use clap::Args;
use gradus_core::Compiled;
use gradus_core::model::Day;
use gradus_driver::{Links, Session};

use crate::ExitStatus;
use crate::arguments::CompileArguments;
use crate::context::Context;
use crate::failure::Failure;
use crate::findings::{Findings, Format};
use crate::job;
use crate::mending;
use crate::progress::Progress;
use crate::{rules, today};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// How findings are printed
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
    /// Make the changes that can only be meant: missing ids, misspelt names, attributes
    #[arg(long)]
    fix: bool,
    /// Print what --fix would change, and change nothing
    #[arg(long)]
    diff: bool,
    /// Show every finding in full, also many of one cause
    #[arg(long)]
    all: bool,
    /// Ask the addresses that links lead to whether they answer, and remember it for a while
    #[arg(long)]
    links: bool,
    /// The day it is, for warnings that depend on it [default: today, in UTC]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = today::read)]
    today: Option<Day>,
    #[command(flatten)]
    compile: CompileArguments,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Result<ExitStatus, Failure> {
    let mut options = rules::options(&arguments.compile, None)?;
    options.today = Some(arguments.today.unwrap_or_else(today::by_the_clock));
    if arguments.diff && arguments.format != Format::Human {
        return Err(Failure::new("--diff goes to standard output, which another format has to itself")
            .help("the formats `json` and `sarif` hold the changes too"));
    }
    let session = context.session()?;
    let progress = Progress::new(context.terminal);
    progress.message("Checking");
    let mended = (arguments.fix || arguments.diff).then(|| session.mend(&options)).transpose()?;
    let mut compiled = match mended {
        Some(mended) if !arguments.diff => {
            drop(progress);
            mending::make(context, &session, &mended)?;
            mended.compiled
        }
        mended => {
            let compiled = session.check(&options)?;
            drop(progress);
            if let Some(mended) = mended {
                context.terminal.print(&mending::diff(context, &session, &mended, context.terminal.out_colour))?;
            }
            compiled
        }
    };
    if arguments.links {
        ask(context, &session, &mut compiled)?;
    }
    // The process is about to end: to free the course piece by piece would only take time.
    std::mem::forget(compiled.edition.take());
    let more = if compiled.partial { "; more may follow: what could not be read was not checked" } else { "" };
    let findings = Findings::new(context, &session, &compiled.sources, compiled.diagnostics);
    findings.print(context, arguments.format, arguments.all)?;
    let count = findings.count(context.terminal.error_colour);
    let hint = match findings.mendable() {
        0 => String::new(),
        mendable => format!("; `gradus check --fix` mends {mendable} of them"),
    };
    context.terminal.say(&format!("{}: {count}{hint}{more}\n", context.shown(session.root())));
    Ok(findings.status())
}

/// Adds what external links answer to the findings.
fn ask(context: &Context, session: &Session, compiled: &mut Compiled) -> Result<(), Failure> {
    let Some(edition) = &compiled.edition else {
        context.terminal.say("Links were not asked: first the errors above\n");
        return Ok(());
    };
    let links = gradus_core::external_links(edition.catalog());
    let progress = Progress::new(context.terminal);
    progress.message("Asking links");
    let mut answers = Links::new(job::writer(context, session, None)?).ask(&links);
    drop(progress);
    if answers.offline {
        context.terminal.say("No address could be reached, so links were not judged: is this machine offline?\n");
    }
    compiled.policy.apply(&mut answers.findings);
    compiled.diagnostics.append(&mut answers.findings);
    gradus_diagnostics::sort(&compiled.sources, &mut compiled.diagnostics);
    Ok(())
}
