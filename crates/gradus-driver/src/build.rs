//! One build: check, then every generator, all in memory. Writing what was made is for the [`writer`](crate::writer).

use std::time::{Duration, Instant};

use gradus_core::{Artifacts, Compiled, Edition, GenerateError, Generated, Generator, Options};
use gradus_diagnostics::{Diagnostic, Severity, SourceMap};
use rayon::prelude::*;

use crate::release;
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
    Ok(build_compiled(compiled, generators, others, &Scope::default(), progress))
}

/// Runs the generators over what was compiled.
pub(crate) fn build_compiled(
    compiled: Compiled,
    generators: &[Box<dyn Generator>],
    others: &Artifacts,
    scope: &Scope<'_>,
    progress: &(dyn Fn(Step<'_>) + Sync),
) -> Build {
    let (sources, mut diagnostics, mut policy) = (compiled.sources, compiled.diagnostics, compiled.policy);
    let Some(edition) = compiled.edition else {
        return Build { sources, diagnostics, outcome: Outcome::Refused };
    };
    let edition = scope.course.map_or_else(|| edition.clone(), |code| edition.of_course(code));
    let made = frozen(&edition, generators).and_then(|()| make_all(&edition, generators, others, scope, progress));
    let outputs = match made {
        Ok(outputs) => outputs,
        Err(errors) => return Build { sources, diagnostics, outcome: Outcome::Failed(errors) },
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
    Build { sources, diagnostics, outcome }
}

/// What of a catalogue is built, and what its files are called.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Scope<'a> {
    /// The code of the only course.
    pub(crate) course: Option<&'a str>,
    /// The version that the names of the course's files end with.
    pub(crate) version: Option<&'a str>,
}

impl Scope<'_> {
    /// `cks/cks.apkg` as `cks/cks-1.2.0.apkg`; files of the site keep their names.
    fn name(&self, artifacts: Artifacts) -> Artifacts {
        let (Some(course), Some(version)) = (self.course, self.version) else { return artifacts };
        let mut named = Artifacts::new();
        for (path, bytes) in artifacts.into_iter() {
            let own = path.strip_prefix(course).is_some_and(|rest| rest.starts_with('/'));
            let (stem, ending) = match path.rsplit_once('.') {
                Some((stem, ending)) if !ending.contains('/') => (stem, format!(".{ending}")),
                _ => (path.as_str(), String::new()),
            };
            named.insert(if own { format!("{stem}-{version}{ending}") } else { path.clone() }, bytes);
        }
        named
    }
}

/// Refuses to build what learners' collections would not take.
fn frozen(edition: &Edition, generators: &[Box<dyn Generator>]) -> Result<(), Vec<GenerateError>> {
    for course in &edition.catalog().courses {
        let shapes = release::shapes(edition, course, generators).map_err(|error| vec![error])?;
        if let Some(broken) = release::broken_shape(course, &shapes) {
            return Err(vec![GenerateError::plain("lock", broken)]);
        }
    }
    Ok(())
}

type Attempt = Result<(Output, Vec<Diagnostic>), GenerateError>;

fn make_all(
    edition: &Edition,
    generators: &[Box<dyn Generator>],
    others: &Artifacts,
    scope: &Scope<'_>,
    progress: &(dyn Fn(Step<'_>) + Sync),
) -> Result<Vec<(Output, Vec<Diagnostic>)>, Vec<GenerateError>> {
    let (last, first): (Vec<&dyn Generator>, Vec<&dyn Generator>) =
        generators.iter().map(AsRef::as_ref).partition(|generator| generator.presents_others());
    let run = |generators: &[&dyn Generator], built: &Artifacts| -> Vec<Attempt> {
        generators.par_iter().map(|generator| make(edition, *generator, built, scope, progress)).collect()
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
    scope: &Scope<'_>,
    progress: &(dyn Fn(Step<'_>) + Sync),
) -> Attempt {
    let name = generator.name();
    progress(Step::Making(name));
    let began = Instant::now();
    let Generated { artifacts, diagnostics } = generator.generate(edition, built)?;
    progress(Step::Made(name));
    Ok((Output { name, artifacts: scope.name(artifacts), took: began.elapsed() }, diagnostics))
}

/// Every success, or every failure.
fn all(attempts: Vec<Attempt>) -> Result<Vec<(Output, Vec<Diagnostic>)>, Vec<GenerateError>> {
    let mut errors = Vec::new();
    let made = attempts.into_iter().filter_map(|attempt| attempt.map_err(|error| errors.push(error)).ok()).collect();
    if errors.is_empty() { Ok(made) } else { Err(errors) }
}
