//! The lock as a file: one line for each release, shape and item, sorted, so that git shows and merges it line by line.
//!
//! Two branches that both released are merged by keeping the lines of both (`merge=union` in `.gitattributes`): of two
//! lines for one thing the one of the later release counts, and the next release writes the file anew.

use std::fmt;

use super::{Lock, moment};

/// The first line: the form and its version.
pub(super) const HEADER: &str = "gradus-lock 1";

const ABOUT: &str = "# Written by `gradus release`, one line an item. Commit it; never edit it by hand.";

impl fmt::Display for Lock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADER}\n{ABOUT}")?;
        for release in &self.releases {
            writeln!(f, "release {} {}", release.version, moment::text(release.time))?;
        }
        for (name, shape) in &self.shapes {
            writeln!(f, "shape {name} frozen={} look={} changed={}", shape.frozen, shape.look, shape.changed)?;
        }
        for (key, item) in &self.items {
            write!(f, "item {key}")?;
            if item.id != *key {
                write!(f, " id={}", item.id)?;
            }
            let was: Vec<&str> = item.was.iter().map(|id| id.as_str()).collect();
            list(f, "was", &was)?;
            write!(f, " kind={}", item.kind)?;
            list(f, "cloze", &item.clozes)?;
            writeln!(f, " hash={} changed={}", item.hash, item.changed)?;
        }
        Ok(())
    }
}

/// A field with several values; nothing if there is none.
fn list(f: &mut fmt::Formatter<'_>, name: &str, values: &[impl ToString]) -> fmt::Result {
    if values.is_empty() {
        return Ok(());
    }
    let values: Vec<String> = values.iter().map(ToString::to_string).collect();
    write!(f, " {name}={}", values.join(","))
}
