//! One build: check, then every generator, all in memory. Writing what was made is for the [`writer`](crate::writer).

use std::time::{Duration, Instant};

use gradus_core::{Artifacts, Edition, GenerateError, Generated, Generator, Options};
use gradus_diagnostics::{Diagnostic, Severity, SourceMap};
use rayon::prelude::*;

use crate::session::{OpenError, Session};

/// What a build left.
#[derive(Debug)]
pub struct Build {
    /// Every file that was read.
    pub sources: SourceMap,
    /// Findings of the checks and of the generators, sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    /// How it ended.
    pub outcome: Outcome,
}

/// How a build ended.
#[derive(Debug)]
pub enum Outcome {
    /// Every output was made.
    Made(Vec<Output>),
    /// Findings that count as errors stand in the way.
    Refused,
    /// The course is right, but a generator could not do its work.
    Failed(Vec<GenerateError>),
}

/// What one generator made.
#[derive(Debug)]
pub struct Output {
    /// The generator's name.
    pub name: &'static str,
    /// Its files.
    pub artifacts: Artifacts,
    /// How long it took.
    pub took: Duration,
}

/// What a build is doing.
#[derive(Debug, Clone, Copy)]
pub enum Step<'a> {
    /// Reading and checking sources.
    Checking,
    /// A generator begins.
    Making(&'a str),
    /// A generator is done.
    Made(&'a str),
}

/// Compiles a catalogue and runs the generators: side by side, and after them those that present the others' files.
/// `others` are files of outputs that this build leaves alone.
///
/// # Errors
/// When the catalogue's folder is gone.
pub fn build(
    session: &Session,
    options: &Options,
    generators: &[Box<dyn Generator>],
    others: &Artifacts,
    progress: &(dyn Fn(Step<'_>) + Sync),
) -> Result<Build, OpenError> {
    progress(Step::Checking);
    let compiled = session.check(options)?;
    let (sources, mut diagnostics, mut policy) = (compiled.sources, compiled.diagnostics, compiled.policy);
    let Some(edition) = compiled.edition else {
        return Ok(Build { sources, diagnostics, outcome: Outcome::Refused });
    };
    let outputs = match make_all(&edition, generators, others, progress) {
        Ok(outputs) => outputs,
        Err(errors) => return Ok(Build { sources, diagnostics, outcome: Outcome::Failed(errors) }),
    };
    let mut made = Vec::new();
    for (output, mut found) in outputs {
        policy.apply(&mut found);
        diagnostics.extend(found);
        made.push(output);
    }
    gradus_diagnostics::sort(&sources, &mut diagnostics);
    let refused = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    let outcome = if refused { Outcome::Refused } else { Outcome::Made(made) };
    Ok(Build { sources, diagnostics, outcome })
}

type Attempt = Result<(Output, Vec<Diagnostic>), GenerateError>;

fn make_all(
    edition: &Edition,
    generators: &[Box<dyn Generator>],
    others: &Artifacts,
    progress: &(dyn Fn(Step<'_>) + Sync),
) -> Result<Vec<(Output, Vec<Diagnostic>)>, Vec<GenerateError>> {
    let (last, first): (Vec<&dyn Generator>, Vec<&dyn Generator>) =
        generators.iter().map(AsRef::as_ref).partition(|generator| generator.presents_others());
    let run = |generators: &[&dyn Generator], built: &Artifacts| -> Vec<Attempt> {
        generators.par_iter().map(|generator| make(edition, *generator, built, progress)).collect()
    };
    let mut made = all(run(&first, &Artifacts::new()))?;
    let mut built = Artifacts::new();
    if !last.is_empty() {
        built.extend(others.clone());
        made.iter().for_each(|(output, _)| built.extend(output.artifacts.clone()));
    }
    made.extend(all(run(&last, &built))?);
    Ok(made)
}

fn make(
    edition: &Edition,
    generator: &dyn Generator,
    built: &Artifacts,
    progress: &(dyn Fn(Step<'_>) + Sync),
) -> Attempt {
    let name = generator.name();
    progress(Step::Making(name));
    let began = Instant::now();
    let Generated { artifacts, diagnostics } = generator.generate(edition, built)?;
    progress(Step::Made(name));
    Ok((Output { name, artifacts, took: began.elapsed() }, diagnostics))
}

/// Every success, or every failure.
fn all(attempts: Vec<Attempt>) -> Result<Vec<(Output, Vec<Diagnostic>)>, Vec<GenerateError>> {
    let mut errors = Vec::new();
    let made = attempts.into_iter().filter_map(|attempt| attempt.map_err(|error| errors.push(error)).ok()).collect();
    if errors.is_empty() { Ok(made) } else { Err(errors) }
}
