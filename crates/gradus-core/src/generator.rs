//! What an output is: a name, and a function from an edition to files.
//!
//! A generator writes nothing itself. Its options are its own; the command line makes it with them and puts it in one list.

use std::collections::BTreeMap;

use gradus_diagnostics::Diagnostic;

use crate::Edition;
use crate::lock::ContentHash;
use crate::model::Course;

/// Turns an edition into files. Same edition, same bytes: no clock, environment, hash order or thread count may show.
pub trait Generator: Send + Sync {
    /// The name by which `--only` asks for it.
    fn name(&self) -> &'static str;

    /// Whether it presents what the others built (the site lists downloads) and so runs after them.
    fn presents_others(&self) -> bool {
        false
    }

    /// The forms of this output that learners keep and later releases must fit, for one course; a release locks them.
    ///
    /// # Errors
    /// When the theme or the machine stands in the way.
    fn shapes(&self, _edition: &Edition, _course: &Course) -> Result<Vec<Shape>, GenerateError> {
        Ok(Vec::new())
    }

    /// Makes the files. `built` holds those of the generators that ran before, if this one presents them, else nothing.
    fn generate(&self, edition: &Edition, built: &Artifacts) -> Result<Generated, GenerateError>;
}

/// A form that learners hold, such as a note type of Anki.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// Its lasting name, such as `anki/card`.
    pub name: String,
    /// What may never change once it was released, such as the fields.
    pub frozen: ContentHash,
    /// What may: how it looks. The lock dates it.
    pub look: ContentHash,
}

/// What a generator made.
#[derive(Debug, Default)]
pub struct Generated {
    /// The files.
    pub artifacts: Artifacts,
    /// Located warnings, such as a card that does not fit its paper.
    pub diagnostics: Vec<Diagnostic>,
}

/// Files by path. A path is relative to the output folder, with `/` between parts, never empty, `.` or `..`.
#[derive(Debug, Default, Clone)]
pub struct Artifacts(BTreeMap<String, Vec<u8>>);

impl Artifacts {
    /// No files.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file. A second file of one path is a defect of the generator and replaces the first in release builds.
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        let path = path.into();
        debug_assert!(!path.split('/').any(|part| matches!(part, "" | "." | "..")), "bad artifact path {path:?}");
        let previous = self.0.insert(path, bytes.into());
        debug_assert!(previous.is_none(), "two artifacts of one path");
    }

    /// Adds all files of another set.
    pub fn extend(&mut self, other: Artifacts) {
        self.0.extend(other.0);
    }

    /// The bytes at a path.
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.0.get(path).map(Vec::as_slice)
    }

    /// All files in order of path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.0.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// All files in order of path, to be named anew.
    #[expect(clippy::should_implement_trait, reason = "a method says enough for its one caller")]
    pub fn into_iter(self) -> impl Iterator<Item = (String, Vec<u8>)> {
        self.0.into_iter()
    }

    /// How many files.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A generator could not do its work although the course is right: a defect in a theme, the machine or Gradus.
#[derive(Debug, thiserror::Error)]
#[error("{generator}: {message}")]
pub struct GenerateError {
    /// Which generator.
    pub generator: &'static str,
    /// What happened.
    pub message: String,
    /// Why, if something below said so.
    #[source]
    pub source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl GenerateError {
    /// An error with its cause.
    pub fn new(
        generator: &'static str,
        message: impl Into<String>,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        GenerateError { generator, message: message.into(), source: Some(source.into()) }
    }

    /// An error without one.
    pub fn plain(generator: &'static str, message: impl Into<String>) -> Self {
        GenerateError { generator, message: message.into(), source: None }
    }
}
