//! The catalogue: what `catalog.yaml` says, and its courses.

use std::collections::BTreeMap;

use gradus_diagnostics::Spanned;

use super::{Course, Id};

/// Everything that one build compiles.
#[derive(Debug, Clone)]
pub struct Catalog {
    /// The site's name.
    pub title: String,
    /// A sentence or two about it.
    pub summary: String,
    /// BCP 47 tag of the interface's language.
    pub locale: String,
    /// Groups of courses.
    pub tracks: Vec<Track>,
    /// In the order the catalogue names them.
    pub courses: Vec<Course>,
    /// Levels that the author set for rules.
    pub rules: BTreeMap<String, Spanned<RuleLevel>>,
    /// Theme overrides: path below `theme/` to bytes.
    pub theme: BTreeMap<String, Vec<u8>>,
}

/// A group of courses.
#[derive(Debug, Clone)]
pub struct Track {
    /// Its id in the catalogue.
    pub id: Spanned<Id>,
    /// Its name.
    pub title: String,
    /// A sentence about it.
    pub summary: String,
}

/// How a catalogue or the command line wants a rule treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleLevel {
    /// Not reported.
    Allow,
    /// A warning.
    Warn,
    /// An error.
    Deny,
}
