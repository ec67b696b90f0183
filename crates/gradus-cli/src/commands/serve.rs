//! `gradus serve`: the site alone, from memory, reloading as one writes. It writes nothing.

use clap::Args;
use gradus_core::{Artifacts, Generator, Options};
use gradus_driver::serve::DEFAULT_PORT;
use gradus_driver::watch::Relevant;
use gradus_driver::{Outcome, ServeError, Server, Session, Watcher, build};
use gradus_site::Site;

use crate::ExitStatus;
use crate::arguments::CompileArguments;
use crate::context::Context;
use crate::failure::Failure;
use crate::findings::Findings;
use crate::{job, rules};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Port on 127.0.0.1; 0 takes any that is free
    #[arg(long, value_name = "PORT", default_value_t = DEFAULT_PORT)]
    port: u16,
    #[command(flatten)]
    compile: CompileArguments,
}

/// What is built for every change.
struct Preview {
    session: Session,
    options: Options,
    generators: Vec<Box<dyn Generator>>,
    /// Downloads of the last build, which the site offers.
    others: Artifacts,
}

/// How a build for the server ended.
enum Shown {
    Site(Artifacts, Findings),
    Broken(Findings),
    Failed(Failure),
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Result<ExitStatus, Failure> {
    let session = context.session()?;
    let options = rules::options(&arguments.compile, None)?;
    let others = job::writer(context, &session, None)?.left_by_others(&[Site::NAME])?;
    let preview = Preview { session, options, generators: vec![Box::new(Site::preview())], others };

    let server = Server::start(arguments.port).map_err(|error| {
        let taken = matches!(error, ServeError::PortTaken { .. });
        let failure = Failure::from(error);
        if taken { failure.help("choose another with `--port`, or `--port 0` for any that is free") } else { failure }
    })?;
    let mut watcher = Watcher::new(preview.session.root(), Relevant::default())?;
    show(context, &server, preview.build(context));
    // Needed even with `--quiet`: with port 0 nobody knows it otherwise.
    context.terminal.tell(&format!("Serving {}  Press Ctrl+C to end.\n", server.url()));
    while watcher.wait().is_some() {
        let mut shown = preview.build(context);
        // Half-saved files look broken; only what is still broken when it is quiet is told.
        while !matches!(shown, Shown::Site(..)) && watcher.rest().is_some() {
            shown = preview.build(context);
        }
        show(context, &server, shown);
    }
    Err(Failure::new("the system no longer reports changes"))
}

impl Preview {
    fn build(&self, context: &Context) -> Shown {
        let build = match build(&self.session, &self.options, &self.generators, &self.others, &|_| {}) {
            Ok(build) => build,
            Err(error) => return Shown::Failed(error.into()),
        };
        let findings = Findings::new(context, &self.session, &build.sources, build.diagnostics);
        match build.outcome {
            Outcome::Made(outputs) => {
                let mut artifacts = Artifacts::new();
                outputs.into_iter().for_each(|output| artifacts.extend(output.artifacts));
                Shown::Site(artifacts, findings)
            }
            Outcome::Refused => Shown::Broken(findings),
            Outcome::Failed(errors) => match errors.into_iter().next() {
                Some(error) => Shown::Failed(error.into()),
                None => Shown::Broken(findings),
            },
        }
    }
}

fn show(context: &Context, server: &Server, shown: Shown) {
    match shown {
        Shown::Site(artifacts, findings) => {
            findings.tell(context);
            if server.publish(&artifacts) {
                context.terminal.say(&format!("Site ready: {}\n", findings.count(context.terminal.error_colour)));
            }
        }
        Shown::Broken(findings) => {
            findings.tell(context);
            server.explain(&findings.text());
            context
                .terminal
                .tell(&format!("The site stays as it was: {}\n", findings.count(context.terminal.error_colour)));
        }
        Shown::Failed(failure) => {
            failure.print(context.color());
            server.explain(&failure.text(false));
        }
    }
}
