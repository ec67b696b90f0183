//! Findings as they are printed: for people on standard error, for machines on standard output.

use clap::ValueEnum;
use gradus_diagnostics::sarif::About;
use gradus_diagnostics::{Diagnostic, SourceMap, Summary, fold, github, human, json, sarif};
use gradus_driver::Session;

use crate::ExitStatus;
use crate::context::Context;
use crate::failure::Failure;
use crate::rules;
use crate::terminal::{Paint, paint};

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people, on standard error
    Human,
    /// One JSON document
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations of a GitHub workflow
    Github,
}

/// Findings with their sources, whose paths lead from where the reader stands.
#[derive(Debug)]
pub(crate) struct Findings {
    sources: SourceMap,
    diagnostics: Vec<Diagnostic>,
}

impl Findings {
    /// Takes the findings about a catalogue.
    pub(crate) fn new(context: &Context, session: &Session, sources: &SourceMap, diagnostics: Vec<Diagnostic>) -> Self {
        let mut moved = SourceMap::new();
        let root = context.shown(session.root());
        for (_, file) in sources.iter() {
            // Ids count files in order, so every span fits the new map.
            let path = match (root.as_str(), file.path.as_str()) {
                (".", path) => path.to_owned(),
                (root, "") => root.to_owned(),
                (root, path) => format!("{root}/{path}"),
            };
            moved.add(path, file.text.clone());
        }
        Findings { sources: moved, diagnostics }
    }

    /// How many there are.
    pub(crate) fn summary(&self) -> Summary {
        Summary::of(&self.diagnostics)
    }

    /// How many of them have a safe fix that goes with the others'.
    pub(crate) fn mendable(&self) -> usize {
        gradus_diagnostics::mend(&self.sources, &self.diagnostics).findings
    }

    /// What they mean for the exit status.
    pub(crate) fn status(&self) -> ExitStatus {
        if self.summary().errors > 0 { ExitStatus::Findings } else { ExitStatus::Clean }
    }

    /// Prints them for people, those of one cause folded.
    pub(crate) fn tell(&self, context: &Context) {
        context.terminal.tell(&fold::render(&self.sources, &self.diagnostics, context.terminal.error_colour));
    }

    /// Them as text without colour.
    pub(crate) fn text(&self) -> String {
        fold::render(&self.sources, &self.diagnostics, false)
    }

    /// Prints them in a format. For people those of one cause are folded unless `all` are wanted.
    pub(crate) fn print(&self, context: &Context, format: Format, all: bool) -> Result<(), Failure> {
        let document = match format {
            Format::Human if all => {
                let colour = context.terminal.error_colour;
                context.terminal.tell(&human::render_all(&self.sources, &self.diagnostics, colour));
                return Ok(());
            }
            Format::Human => {
                self.tell(context);
                return Ok(());
            }
            Format::Json => serde_json::to_string_pretty(&json::report(&self.sources, &self.diagnostics))? + "\n",
            Format::Sarif => {
                let rules = rules::all();
                let about = |id: &str| {
                    let rule = rules.iter().find(|rule| rule.id.0 == id)?;
                    Some(About { level: rule.severity, doc: rule.doc })
                };
                let log = sarif::log(&self.sources, &self.diagnostics, env!("CARGO_PKG_VERSION"), about);
                serde_json::to_string_pretty(&log)? + "\n"
            }
            Format::Github => github::render(&self.sources, &self.diagnostics),
        };
        context.terminal.print(&document)
    }

    /// The count in the colour of the worst.
    pub(crate) fn count(&self, colour: bool) -> String {
        let summary = self.summary();
        let text = summary.to_string();
        match (summary.errors, summary.warnings) {
            (0, 0) => text,
            (0, _) => paint(&text, Paint::Warning, colour),
            _ => paint(&text, Paint::Error, colour),
        }
    }
}
