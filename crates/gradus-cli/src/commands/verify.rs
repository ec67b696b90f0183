//! `gradus verify`: whether a release is whole, and what its sources make.

use std::path::PathBuf;

use clap::Args;
use gradus_driver::Session;
use gradus_driver::build::Outcome;
use gradus_driver::release::{Verdict, VerifyError, Wrong, rebuild, verify};

use crate::ExitStatus;
use crate::arguments::CompileArguments;
use crate::context::Context;
use crate::failure::Failure;
use crate::findings::Findings;
use crate::job::failed;
use crate::progress::Progress;
use crate::quantities::count;
use crate::{outputs, rules};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Folder of the release
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Catalogue it was made from, at the commit of the release: build it again and compare
    #[arg(long, value_name = "DIR")]
    sources: Option<PathBuf>,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Result<ExitStatus, Failure> {
    let folder = context.path(&arguments.folder);
    let shown = context.shown(&folder);
    let Verdict { files, mut wrong, release, gradus, outputs: made_by } = verify(&folder).map_err(explained)?;
    let name = release.as_ref().map_or_else(|| shown.clone(), |it| format!("{} {}", it.course, it.version));
    let mut proof = format!("{} as listed", count(files, "file"));
    if let (Some(sources), true) = (&arguments.sources, wrong.is_empty()) {
        let Some(record) = &release else {
            return Err(Failure::new(format!("the manifest in `{shown}` names no release"))
                .help("only what `gradus release` made can be built again"));
        };
        let session = Session::find(&context.path(sources))?;
        let compile =
            CompileArguments { deny: Vec::new(), allow: Vec::new(), warn: Vec::new(), drafts: false, locked: false };
        let options = rules::options(&compile, None)?;
        let generators = outputs::generators(&made_by, &outputs::Choices::default())?;
        let progress = Progress::new(context.terminal);
        let rebuilt = rebuild(&folder, record, &session, &options, &generators, &|step| progress.step(step));
        drop(progress);
        match rebuilt.map_err(explained)? {
            Ok(differing) => wrong = differing,
            Err(build) => {
                let findings = Findings::new(context, &session, &build.sources, build.diagnostics);
                findings.tell(context);
                if let Outcome::Failed(errors) = build.outcome {
                    return Err(failed(errors));
                }
                context.terminal.tell("Nothing was verified: the sources have errors\n");
                return Ok(ExitStatus::Findings);
            }
        }
        proof += ", and built again from their sources to the byte";
    }
    if wrong.is_empty() {
        context.terminal.say(&format!("{name}: {proof}\n"));
        return Ok(ExitStatus::Clean);
    }
    for one in &wrong {
        context.terminal.tell(&format!("{}\n", line(one)));
    }
    let same = gradus.as_deref() == Some(env!("CARGO_PKG_VERSION"));
    if !same && wrong.iter().any(|one| matches!(one, Wrong::NotRebuilt(_))) {
        let made = gradus.unwrap_or_default();
        context.terminal.tell(&format!("It was made by Gradus {made}; this is {}.\n", env!("CARGO_PKG_VERSION")));
    }
    context.terminal.tell(&format!("{name} is not as it was released: {}\n", count(wrong.len(), "file")));
    Ok(ExitStatus::Findings)
}

fn line(wrong: &Wrong) -> String {
    match wrong {
        Wrong::Altered(path) => format!("altered: {path}"),
        Wrong::Missing(path) => format!("missing: {path}"),
        Wrong::Extra(path) => format!("not listed: {path}"),
        Wrong::Disagree(path) => format!("SHA256SUMS and manifest.json disagree: {path}"),
        Wrong::NotRebuilt(path) => format!("not what the sources make: {path}"),
    }
}

fn explained(error: VerifyError) -> Failure {
    let help = match &error {
        VerifyError::NoRelease(_) => "name the folder that `gradus release` wrote, or that a release was unpacked to",
        VerifyError::OtherSources(_) => "check out the tag of the release",
        _ => return Failure::from(error),
    };
    Failure::from(error).help(help)
}
