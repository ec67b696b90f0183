//! Mending a catalogue: the safe fixes of its findings, made in memory until none is left. Writing is for others.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::compile::{Compiled, Options, compile};
use crate::files::{Files, Overlay};

/// A fix may uncover the next one; so many times is more than any course needs, and an end in any case.
const ROUNDS: usize = 16;

/// A catalogue with the safe fixes made.
#[derive(Debug)]
pub struct Mended {
    /// The files that differ, sorted by path.
    pub changes: Vec<Change>,
    /// How many findings that mended.
    pub findings: usize,
    /// What is left to say about the catalogue then.
    pub compiled: Compiled,
}

/// A source and what it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Its path in the catalogue.
    pub path: String,
    /// The text that was read.
    pub old: Arc<str>,
    /// The text with its fixes.
    pub new: String,
}

/// Compiles a catalogue, makes the safe fixes and compiles it again, until there is nothing left to mend: mending what is
/// mended changes nothing.
pub fn mend(files: &dyn Files, options: &Options) -> Mended {
    let mut overlay = Overlay::new(files);
    let mut compiled = compile(&overlay, options);
    let mut changes: BTreeMap<String, Change> = BTreeMap::new();
    let mut findings = 0;
    for _ in 0..ROUNDS {
        let mended = gradus_diagnostics::mend(&compiled.sources, &compiled.diagnostics);
        if mended.texts.is_empty() {
            break;
        }
        findings += mended.findings;
        for (source, new) in mended.texts {
            let file = compiled.sources.file(source);
            overlay.set(&file.path, new.clone());
            let change = || Change { path: file.path.clone(), old: Arc::clone(&file.text), new: String::new() };
            changes.entry(file.path.clone()).or_insert_with(change).new = new;
        }
        compiled = compile(&overlay, options);
    }
    let changes = changes.into_values().filter(|change| *change.old != *change.new).collect();
    Mended { changes, findings, compiled }
}
