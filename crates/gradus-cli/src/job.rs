//! A build as the command line runs it: make, write, tell. `build` does it once, `watch` again and again.

use std::path::Path;
use std::time::{Duration, Instant};

use gradus_core::{Generator, Options};
use gradus_diagnostics::Summary;
use gradus_driver::writer::Made;
use gradus_driver::{Build, Outcome, Output, Session, Writer, Written, build};

use crate::ExitStatus;
use crate::arguments::BuildArguments;
use crate::context::Context;
use crate::failure::Failure;
use crate::findings::Findings;
use crate::progress::Progress;
use crate::quantities::{count, size, time};
use crate::terminal::{Paint, paint};
use crate::{outputs, rules};

/// Outputs that have absolute links if they can.
const ABSOLUTE: [&str; 2] = ["site", "anki"];

/// The settled arguments of a build.
pub(crate) struct Job {
    /// What is built.
    pub(crate) session: Session,
    /// Where to.
    pub(crate) writer: Writer,
    options: Options,
    generators: Vec<Box<dyn Generator>>,
}

/// How one run ended.
pub(crate) struct Done {
    /// What was found, not yet told.
    pub(crate) findings: Findings,
    /// What was written, unless findings stood in the way.
    pub(crate) written: Option<Report>,
}

/// What a run wrote.
pub(crate) struct Report {
    outputs: Vec<Line>,
    written: Written,
    took: Duration,
    /// Whether something was left out for want of the site's address.
    without_address: bool,
}

/// An output in the summary.
struct Line {
    name: &'static str,
    place: String,
    files: usize,
    bytes: u64,
    took: Duration,
}

impl Job {
    /// Settles the arguments.
    pub(crate) fn new(context: &Context, arguments: &BuildArguments) -> Result<Self, Failure> {
        #[cfg(feature = "print")]
        let choices = outputs::Choices::from(&arguments.print);
        #[cfg(not(feature = "print"))]
        let choices = outputs::Choices::default();
        let generators = outputs::generators(&arguments.only, &choices)?;
        let base_url = arguments.base_url.as_deref().map(address).transpose()?;
        let options = rules::options(&arguments.compile, base_url)?;
        let session = context.session()?;
        let writer = writer(context, &session, arguments.out.as_deref())?;
        Ok(Job { session, writer, options, generators })
    }

    /// Builds, and writes if nothing stands in the way.
    pub(crate) fn run(&self, context: &Context) -> Result<Done, Failure> {
        let began = Instant::now();
        let progress = Progress::new(context.terminal);
        let names: Vec<&str> = self.generators.iter().map(|generator| generator.name()).collect();
        let others = self.writer.left_by_others(&names)?;
        let Build { sources, diagnostics, outcome } =
            build(&self.session, &self.options, &self.generators, &others, &|step| progress.step(step))?;
        let findings = Findings::new(context, &self.session, &sources, diagnostics);
        let outputs = match outcome {
            Outcome::Made(outputs) => outputs,
            Outcome::Refused => return Ok(Done { findings, written: None }),
            Outcome::Failed(errors) => {
                drop(progress);
                findings.tell(context);
                return Err(failed(errors));
            }
        };
        progress.message("Writing");
        let made: Vec<Made<'_>> =
            outputs.iter().map(|output| Made { output: output.name, artifacts: &output.artifacts }).collect();
        let written = self.writer.write(&made)?;
        let lines = outputs.iter().map(|output| Line::new(context, self.writer.root(), output)).collect();
        let without_address = self.options.base_url.is_none() && names.iter().any(|name| ABSOLUTE.contains(name));
        Ok(Done { findings, written: Some(Report { outputs: lines, written, took: began.elapsed(), without_address }) })
    }
}

/// The writer of an output folder, by default the one beside the catalogue.
pub(crate) fn writer(context: &Context, session: &Session, out: Option<&Path>) -> Result<Writer, Failure> {
    let folder = out.map_or_else(|| session.output(), |out| context.path(out));
    Ok(Writer::open(&folder, session.root())?)
}

impl Report {
    /// The table and the line below it.
    pub(crate) fn text(&self, summary: Summary, colour: bool) -> String {
        let rows: Vec<[String; 5]> = self.outputs.iter().map(|line| line.cells()).collect();
        let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        let widths: [usize; 5] = std::array::from_fn(width);
        let mut text = String::new();
        for [name, place, files, bytes, took] in &rows {
            let name = paint(&format!("{name:<w$}", w = widths[0]), Paint::Strong, colour);
            text.push_str(&format!(
                "{name}  {place:<p$}  {files:>f$}  {bytes:>b$}  {took:>t$}\n",
                p = widths[1],
                f = widths[2],
                b = widths[3],
                t = widths[4]
            ));
        }
        if self.without_address {
            text.push_str(
                "Without --base-url the sitemap, canonical links and links from Anki to the site are left out.\n",
            );
        }
        text + &self.line(summary) + "\n"
    }

    /// The totals on one line.
    pub(crate) fn line(&self, summary: Summary) -> String {
        let files = self.outputs.iter().map(|line| line.files).sum();
        let bytes = self.outputs.iter().map(|line| line.bytes).sum();
        let Written { changed, deleted, .. } = self.written;
        let deleted = if deleted > 0 { format!(", {deleted} deleted") } else { String::new() };
        let warnings = if summary.warnings > 0 { format!("; {summary}") } else { String::new() };
        format!(
            "Built {}, {}, {} in {}: {changed} changed{deleted}{warnings}",
            count(self.outputs.len(), "output"),
            count(files, "file"),
            size(bytes),
            time(self.took)
        )
    }
}

impl Line {
    fn new(context: &Context, root: &Path, output: &Output) -> Self {
        let paths: Vec<&str> = output.artifacts.iter().map(|(path, _)| path).collect();
        Line {
            name: output.name,
            place: context.shown(&root.join(common(&paths))),
            files: paths.len(),
            bytes: output.artifacts.iter().map(|(_, bytes)| bytes.len() as u64).sum(),
            took: output.took,
        }
    }

    fn cells(&self) -> [String; 5] {
        [self.name.to_owned(), self.place.clone(), count(self.files, "file"), size(self.bytes), time(self.took)]
    }
}

/// The one path, or the folder that all paths share.
fn common(paths: &[&str]) -> String {
    let Some((first, rest)) = paths.split_first() else { return String::new() };
    if rest.is_empty() {
        return (*first).to_owned();
    }
    let folder = first.rsplit_once('/').map_or("", |(folder, _)| folder);
    let shared =
        |folder: &str| rest.iter().all(|path| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')));
    let above = std::iter::successors(Some(folder), |folder| folder.rsplit_once('/').map(|(above, _)| above));
    above.into_iter().find(|folder| shared(folder)).unwrap_or_default().to_owned()
}

/// Several generators may fail; the first is the headline.
pub(crate) fn failed(errors: Vec<gradus_core::GenerateError>) -> Failure {
    let names: Vec<&str> = errors.iter().map(|error| error.generator).collect();
    let others = names.get(1..).filter(|others| !others.is_empty()).map(|others| others.join(", "));
    let failure = errors.into_iter().next().map_or_else(|| Failure::new("an output failed"), Failure::from);
    match others {
        Some(others) => failure.help(format!("these failed too: {others}; nothing was written")),
        None => failure.help("nothing was written; the last good output is as it was"),
    }
}

/// An address that links can be built on.
pub(crate) fn address(text: &str) -> Result<String, Failure> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let good = rest.is_some_and(|rest| {
        !rest.is_empty()
            && !rest.starts_with('/')
            && !rest.contains(['?', '#', '"', '<', '>'])
            && !rest.contains(char::is_whitespace)
    });
    if good {
        Ok(text.to_owned())
    } else {
        Err(Failure::new(format!("`{text}` is not an address such as https://example.org/courses")))
    }
}

/// What a run that findings stopped says at its end.
pub(crate) fn refusal(context: &Context, findings: &Findings) -> ExitStatus {
    let count = findings.count(context.terminal.error_colour);
    context.terminal.tell(&format!("Nothing was built: {count}\n"));
    ExitStatus::Findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_place_of_an_output() {
        assert_eq!(common(&["cks/cks.apkg"]), "cks/cks.apkg");
        assert_eq!(common(&["site/a/b", "site/a/c", "site/d"]), "site");
        assert_eq!(common(&["site/a/b", "site/ab/c"]), "site");
        assert_eq!(common(&["a/a.json", "b/b.json"]), "");
    }

    #[test]
    fn takes_whole_addresses_alone() {
        assert!(address("https://example.org/courses/").is_ok());
        for bad in ["example.org", "ftp://x", "https://", "https:///x", "https://x/?a", "https://x y"] {
            assert!(address(bad).is_err(), "{bad}");
        }
    }
}
