//! 50,000 notes as an Anki package, beside genanki and Anki's own export of the same notes.
//!
//! Each is a whole process, from what it starts with to the file: Gradus reads and checks Markdown and renders it, genanki
//! reads fields that are HTML already and compresses nothing, Anki exports a collection that has Gradus's own package in it,
//! so that the two files hold the same notes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use serde_json::json;

use super::course::{self, Size};
use super::measure::{self, Measurement};
use super::peers::Peers;
use crate::{process, workspace};

/// What a peer did: its name, its measurement, its package.
pub(super) type Packaged = (&'static str, Result<Measurement>, PathBuf);

/// Where Gradus writes the package of the synthetic course.
pub(super) fn of_gradus(catalogue: &Path) -> PathBuf {
    catalogue.with_file_name("output").join("bench/bench.apkg")
}

impl Peers {
    /// The same cards by genanki, and what Gradus made of them by Anki, in the container that every client reads and in its
    /// newest.
    pub(super) fn packages(&self, size: Size, folder: &Path, runs: u32) -> Result<Vec<Packaged>> {
        let notes = (0..size.cards()).map(|number| {
            let (front, back) = course::card(number);
            json!([format!("card-{number}"), front, format!("<p>{back}</p>")])
        });
        let source = folder.join("notes.json");
        fs::write(&source, serde_json::Value::from_iter(notes).to_string())?;
        let mut packaged = vec![];
        let genanki = folder.join("genanki.apkg");
        let by_genanki = self.script("genanki_package.py", &[&source, &genanki], &[], runs);
        packaged.push(("genanki: anki", by_genanki, genanki));
        if size != Size::N {
            return Ok(packaged);
        }
        let collection = folder.join("collection.anki2");
        let script = workspace::root().join("tests/bench/anki_export.py");
        let ours = of_gradus(&folder.join("course"));
        process::run(Command::new(self.python()).arg(script).arg("fill").arg(ours).arg(&collection))?;
        for (name, file, more) in
            [("anki: export", "anki.apkg", &["legacy"][..]), ("anki: export, latest", "latest.apkg", &[])]
        {
            let package = folder.join(file);
            let run = self.script("anki_export.py", &[Path::new("export"), &collection, &package], more, runs);
            packaged.push((name, run, package));
        }
        Ok(packaged)
    }

    fn script(&self, name: &str, paths: &[&Path], more: &[&str], runs: u32) -> Result<Measurement> {
        measure::median(runs, || {
            let mut command = measure::timed(self.python());
            command.arg(workspace::root().join("tests/bench").join(name)).args(paths).args(more);
            Ok(command)
        })
    }
}
