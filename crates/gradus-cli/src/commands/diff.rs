//! `gradus diff`: what changed for learners between two releases.

use clap::{Args, ValueEnum};
use gradus_diff::{Snapshot, compare, html, human, markdown};

use crate::ExitStatus;
use crate::context::Context;
use crate::failure::Failure;
use crate::sides;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The older side: a folder (a catalogue, a build or a release), a git revision, or a compiled course (`cks.json`)
    old: String,
    /// The newer side, likewise [default: the catalogue as it is now]
    new: Option<String>,
    /// Compare this course alone
    #[arg(long, value_name = "CODE")]
    course: Option<String>,
    /// How the comparison is printed
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
}

/// How a comparison is printed.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// Words that went and came, in colour on a terminal
    Human,
    /// A Markdown document
    Markdown,
    /// One JSON document
    Json,
    /// One HTML page
    Html,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Result<ExitStatus, Failure> {
    let Some(old) = sides::read(context, Some(&arguments.old))? else { return Ok(ExitStatus::Findings) };
    let Some(new) = sides::read(context, arguments.new.as_deref())? else { return Ok(ExitStatus::Findings) };
    let (old, new) = match &arguments.course {
        Some(code) => only(code, old, new)?,
        None => (old, new),
    };
    let new_name = arguments.new.as_deref().unwrap_or("the catalogue now");
    let comparison = compare((&arguments.old, &old), (new_name, &new));
    let text = match arguments.format {
        Format::Human => human(&comparison, context.terminal.out_colour),
        Format::Markdown => markdown(&comparison),
        Format::Json => serde_json::to_string_pretty(&comparison)? + "\n",
        Format::Html => html(&comparison),
    };
    context.terminal.print(&text)?;
    Ok(ExitStatus::Clean)
}

fn only(code: &str, old: Vec<Snapshot>, new: Vec<Snapshot>) -> Result<(Vec<Snapshot>, Vec<Snapshot>), Failure> {
    let mut codes: Vec<String> = old.iter().chain(&new).map(|course| course.code.clone()).collect();
    codes.sort();
    codes.dedup();
    if !codes.iter().any(|known| known == code) {
        return Err(Failure::new(format!("neither side has a course `{code}`"))
            .help(format!("courses are {}", codes.join(", "))));
    }
    // A course that was renamed is asked for by either code.
    let uids: Vec<String> =
        old.iter().chain(&new).filter(|course| course.code == code).map(|course| course.uid.clone()).collect();
    let wanted = |courses: Vec<Snapshot>| courses.into_iter().filter(|course| uids.contains(&course.uid)).collect();
    Ok((wanted(old), wanted(new)))
}
