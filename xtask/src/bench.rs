//! `cargo xtask bench`: how long Gradus takes, and how much memory, on synthetic courses of several sizes.
//!
//! Nothing is asserted on time: machines differ. The table says how Gradus stands beside its peers on this one; the JSON file
//! is for comparing runs on one machine.

mod course;
mod measure;
mod packages;
mod peers;
mod prose;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use clap::Args;
use serde_json::json;

use self::course::Size;
use self::measure::Measurement;
use crate::{process, tools, workspace};

#[derive(Args)]
pub(crate) struct Options {
    /// Sizes of the course: S is 21 lessons, 60 questions and 200 cards; M 500, 2,000 and 5,000; L 5,000, 20,000 and 20,000;
    /// N is for Anki alone: 60 questions and 50,000 cards in 10 lessons of one module.
    #[arg(long, value_delimiter = ',', default_value = "S,M,N")]
    sizes: Vec<Size>,
    /// Runs of each command; the median counts.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// Leave out Hugo, genanki, Anki, Typst and pandoc.
    #[arg(long)]
    without_peers: bool,
    /// Where to write the measurements; beside the target's other files by default.
    #[arg(long)]
    json: Option<PathBuf>,
    /// Measure this binary instead of building one.
    #[arg(long)]
    binary: Option<PathBuf>,
    /// Write the courses into this folder, measure nothing.
    #[arg(long, value_name = "DIR")]
    write: Option<PathBuf>,
}

/// What Gradus is asked to do, with the arguments that say so.
const COMMANDS: [(&str, &[&str]); 7] = [
    ("check", &["check"]),
    ("site", &["build", "--only", "site"]),
    ("anki", &["build", "--only", "anki"]),
    ("json", &["build", "--only", "json"]),
    ("guide", &["build", "--only", "guide"]),
    ("cards", &["build", "--only", "cards"]),
    ("everything", &["build"]),
];

pub(crate) fn run(options: &Options) -> Result<()> {
    if let Some(folder) = &options.write {
        return options.sizes.iter().try_for_each(|size| course::write(*size, &folder.join(size.name())));
    }
    let binary = match &options.binary {
        Some(binary) => binary.canonicalize()?,
        None => workspace::release_binary()?,
    };
    for missing in tools::programs(&[tools::GNU_TIME])? {
        eprintln!("WITHOUT PEAK MEMORY: this machine lacks {missing}");
    }
    let peers = if options.without_peers { None } else { peers::Peers::install() };
    println!(
        "| size | what | wall ms, median (range) | peak MB | wall ms a lesson | package MB |\n|---|---|---|---|---|---|"
    );
    let mut measurements = Vec::new();
    for size in &options.sizes {
        let folder = tempfile::tempdir()?;
        let catalogue = folder.path().join("course");
        course::write(*size, &catalogue)?;
        let mut note = |name: &str, measured: Result<Measurement>, package: Option<PathBuf>| {
            record(&mut measurements, *size, name, measured, package.as_deref());
        };
        for (name, arguments) in
            COMMANDS.iter().filter(|(name, _)| *size != Size::N || ["check", "anki"].contains(name))
        {
            let package = (*name == "anki").then(|| packages::of_gradus(&catalogue));
            note(name, cold(&binary, arguments, &catalogue, options.runs), package);
        }
        if *size != Size::N {
            search(&catalogue)?;
        }
        if let Some(peers) = &peers {
            if *size != Size::N {
                note("hugo: site", peers.site(*size, folder.path(), options.runs), None);
                for (name, measured) in peers.guides(*size, folder.path(), options.runs) {
                    note(name, measured, None);
                }
            }
            for (name, measured, package) in peers.packages(*size, folder.path(), options.runs)? {
                note(name, measured, Some(package));
            }
        }
    }
    let path = match &options.json {
        Some(path) => path.clone(),
        None => workspace::target()?.join("bench.json"),
    };
    let version = process::output(Command::new(&binary).arg("--version"))?;
    let document = json!({ "gradus": version.trim(), "runs": options.runs, "measurements": measurements });
    fs::write(&path, serde_json::to_string_pretty(&document)? + "\n")?;
    eprintln!("measurements: {}", path.display());
    Ok(())
}

/// Says how much of the site's generation is its search.
fn search(catalogue: &Path) -> Result<()> {
    let mut example = workspace::cargo();
    example.args(["run", "--quiet", "--release", "--locked", "-p", "gradus-site", "--example", "search", "--"]);
    process::run(example.arg(catalogue))
}

/// Times a command that starts from nothing each time: no output and no cache of an earlier run.
fn cold(binary: &Path, arguments: &[&str], catalogue: &Path, runs: u32) -> Result<Measurement> {
    let output = catalogue.with_file_name("output");
    measure::median(runs, || {
        if output.exists() {
            fs::remove_dir_all(&output)?;
        }
        let mut command = measure::timed(binary);
        command.arg("-C").arg(catalogue).args(arguments);
        if arguments[0] == "build" {
            command.arg("--out").arg(&output);
        }
        Ok(command)
    })
}

fn record(
    measurements: &mut Vec<serde_json::Value>,
    size: Size,
    name: &str,
    measured: Result<Measurement>,
    package: Option<&Path>,
) {
    match measured {
        Ok(measurement) => {
            let bytes = package.and_then(|path| fs::metadata(path).ok()).map(|metadata| metadata.len());
            let megabytes = bytes.map_or_else(String::new, |bytes| format!("{:.1}", bytes as f64 / 1e6));
            let a_lesson = measurement.milliseconds_per(size.lessons());
            println!("| {} | {name} | {measurement} | {a_lesson:.2} | {megabytes} |", size.name());
            measurements.push(json!({
                "size": size.name(), "what": name, "wall_ms_a_lesson": a_lesson, "measured": measurement.json(),
                "package_bytes": bytes,
            }));
        }
        Err(error) => {
            println!("| {} | {name} | failed | | | |", size.name());
            eprintln!("{name} at {}: {error:#}", size.name());
        }
    }
}
