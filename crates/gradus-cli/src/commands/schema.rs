//! `gradus schema`: the JSON Schemas of the source format, of the compiled course and of comparisons.

use std::path::PathBuf;

use clap::Args;
use gradus_core::schema::Shape;
use gradus_diagnostics::did_you_mean;
use gradus_driver::writer::replace_file;

use crate::ExitStatus;
use crate::context::Context;
use crate::failure::Failure;
use crate::quantities::count;

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Schema to print; without it, the names of all
    #[arg(conflicts_with = "write")]
    name: Option<String>,
    /// Write all schemas into DIR instead
    #[arg(long, value_name = "DIR")]
    write: Option<PathBuf>,
}

/// The schema of the compiled course.
const COMPILED: &str = "compiled-course";

/// The schema of what `gradus diff --format json` prints.
const COMPARISON: &str = "comparison";

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Result<ExitStatus, Failure> {
    match (&arguments.name, &arguments.write) {
        (_, Some(folder)) => {
            let folder = context.path(folder);
            let mut changed = 0;
            for name in names() {
                let file = folder.join(format!("{name}.schema.json"));
                changed += usize::from(replace_file(&file, &text(name)?)?);
            }
            let names = count(names().count(), "schema");
            context.terminal.say(&format!("Wrote {names} into {}: {changed} changed\n", context.shown(&folder)));
        }
        (Some(name), None) => context.terminal.print(&text(name)?)?,
        (None, None) => context.terminal.print(&names().map(|name| format!("{name}\n")).collect::<String>())?,
    }
    Ok(ExitStatus::Clean)
}

fn names() -> impl Iterator<Item = &'static str> {
    Shape::ALL.into_iter().map(Shape::name).chain([COMPILED, COMPARISON])
}

fn text(name: &str) -> Result<String, Failure> {
    if name == COMPILED {
        return Ok(gradus_json::schema_text());
    }
    if name == COMPARISON {
        return Ok(gradus_diff::schema_text());
    }
    if let Some(shape) = Shape::ALL.into_iter().find(|shape| shape.name() == name) {
        return Ok(shape.file_text());
    }
    let failure = Failure::new(format!("there is no schema `{name}`"));
    Err(match did_you_mean(name, names()) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None => failure.help("`gradus schema` lists all schemas"),
    })
}
