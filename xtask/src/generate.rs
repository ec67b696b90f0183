//! `cargo xtask generate`: the committed files that come from code, `schemas/` and `docs/checks.md`.
//!
//! The tests that hold these files write them anew when they are asked to.

use anyhow::Result;

use crate::{process, workspace};

/// The tests that hold generated files, by package.
const HOLDERS: [(&str, &str); 4] = [
    ("gradus-core", "generated::"),
    ("gradus-core", "invalid::"),
    ("gradus-json", "the_committed_schema_is_the_generated_one"),
    ("gradus-diff", "the_committed_schema_is_the_generated_one"),
];

pub(crate) fn run() -> Result<()> {
    for (package, tests) in HOLDERS {
        let mut cargo = workspace::cargo();
        cargo.args(["test", "--quiet", "--package", package, tests]).env("GRADUS_UPDATE", "1");
        process::run(&mut cargo)?;
    }
    Ok(())
}
