//! `cargo xtask generate`: the committed files that come from code.
//!
//! The binary writes them from the Rust types and the list of rules; tests fail while they differ.

use anyhow::Result;

use crate::{process, workspace};

pub(crate) fn run() -> Result<()> {
    let gradus = ["run", "--quiet", "--package", "gradus-cli", "--"];
    process::run(workspace::cargo().args(gradus).args(["schema", "--write", "schemas"]))?;
    let checks = process::output(workspace::cargo().args(gradus).args(["explain", "--format", "markdown"]))?;
    std::fs::write(workspace::root().join("docs/checks.md"), checks)?;
    Ok(())
}
