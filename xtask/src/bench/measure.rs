//! Wall time and peak memory of a command.
//!
//! The clock is ours; the memory is GNU time's, which asks the kernel. Without GNU time there is no memory figure.

use std::fmt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use serde_json::{Value, json};

use crate::process;

/// The walls of all runs, sorted, and the largest peak.
pub(crate) struct Measurement {
    walls: Vec<Duration>,
    peak_kilobytes: Option<u64>,
}

/// A command that GNU time watches, where it is installed.
pub(crate) fn timed(program: &Path) -> Command {
    match process::find("time") {
        Some(time) => {
            let mut command = Command::new(time);
            command.args(["--format", PEAK]).arg(program);
            command
        }
        None => Command::new(program),
    }
}

/// The mark of the line that GNU time adds to standard error.
const PEAK: &str = "peak-kilobytes=%M";

/// Runs the command that `prepare` returns several times.
pub(crate) fn median(runs: u32, mut prepare: impl FnMut() -> Result<Command>) -> Result<Measurement> {
    let mut measurement = Measurement { walls: Vec::new(), peak_kilobytes: None };
    for _ in 0..runs {
        let mut command = prepare()?;
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
        let start = Instant::now();
        let output = command.spawn()?.wait_with_output()?;
        measurement.walls.push(start.elapsed());
        let said = String::from_utf8_lossy(&output.stderr);
        if !output.status.success() {
            bail!("{}\n{}", output.status, said.trim());
        }
        let peak = said.lines().rev().find_map(|line| line.strip_prefix("peak-kilobytes=")?.parse().ok());
        measurement.peak_kilobytes = measurement.peak_kilobytes.max(peak);
    }
    measurement.walls.sort();
    Ok(measurement)
}

impl Measurement {
    fn median(&self) -> Duration {
        self.walls.get(self.walls.len() / 2).copied().unwrap_or_default()
    }

    /// The median shared out over the lessons of a course: what must not grow with their number.
    pub(crate) fn milliseconds_per(&self, lessons: usize) -> f64 {
        milliseconds(self.median()) / lessons as f64
    }

    pub(crate) fn json(&self) -> Value {
        let walls: Vec<f64> = self.walls.iter().copied().map(milliseconds).collect();
        json!({ "wall_ms": milliseconds(self.median()), "walls_ms": walls, "peak_kb": self.peak_kilobytes })
    }
}

impl fmt::Display for Measurement {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = (self.walls.first().copied(), self.walls.last().copied());
        let range = (milliseconds(first.unwrap_or_default()), milliseconds(last.unwrap_or_default()));
        write!(out, "{:.0} ({:.0}–{:.0}) | ", milliseconds(self.median()), range.0, range.1)?;
        match self.peak_kilobytes {
            Some(peak) => write!(out, "{:.0}", peak as f64 / 1024.0),
            None => write!(out, "unknown"),
        }
    }
}

fn milliseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
