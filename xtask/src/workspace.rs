//! Where the workspace, its target folder and its binary are.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;

/// The folder of the workspace's manifest.
pub(crate) fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask).to_owned()
}

/// Cargo's target folder: the one that this program was built into.
pub(crate) fn target() -> Result<PathBuf> {
    let program = env::current_exe()?;
    let target = program.ancestors().nth(2).context("xtask runs outside of a target folder")?;
    Ok(target.to_owned())
}

/// A Cargo command in the workspace.
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root());
    cargo
}

/// Builds the binary as it is released and returns its path.
pub(crate) fn release_binary() -> Result<PathBuf> {
    process::run(cargo().args(["build", "--release", "--package", "gradus-cli", "--locked"]))?;
    Ok(target()?.join("release").join(format!("gradus{}", env::consts::EXE_SUFFIX)))
}

/// Builds an example program of a crate and returns its path.
pub(crate) fn release_example(package: &str, name: &str) -> Result<PathBuf> {
    process::run(cargo().args(["build", "--release", "--package", package, "--example", name, "--locked"]))?;
    Ok(target()?.join("release/examples").join(format!("{name}{}", env::consts::EXE_SUFFIX)))
}
