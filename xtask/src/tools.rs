//! What the tests and the benchmark need beyond Rust: system programs, a Python environment, npm packages.
//!
//! System programs come from Debian's packages where that is possible without asking, and are named otherwise. Python and npm
//! packages are pinned by files in `tests/` and installed once for each state of those files.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;
use crate::workspace;

/// A program that is there if it runs with `probe`, and the Debian package that brings it.
#[derive(Clone, Copy)]
pub(crate) struct Program {
    need: &'static str,
    name: &'static str,
    probe: &'static [&'static str],
    package: &'static str,
}

pub(crate) const CHROMIUM: Program =
    Program { need: "Chromium", name: "chromium", probe: &["--version"], package: "chromium" };
pub(crate) const NODE: Program = Program {
    need: "Node 20 or later",
    name: "node",
    probe: &["--eval", "process.exit(Number(process.versions.node.split('.')[0]) < 20 ? 1 : 0)"],
    package: "nodejs",
};
pub(crate) const NPM: Program = Program { need: "npm", name: "npm", probe: &["--version"], package: "npm" };
pub(crate) const JAVA: Program =
    Program { need: "Java", name: "java", probe: &["-version"], package: "default-jre-headless" };
pub(crate) const PYTHON: Program = Program {
    need: "Python 3 with venv",
    name: "python3",
    probe: &["-c", "import ensurepip, venv"],
    package: "python3-venv",
};
pub(crate) const QPDF: Program = Program { need: "qpdf", name: "qpdf", probe: &["--version"], package: "qpdf" };
pub(crate) const POPPLER: Program =
    Program { need: "Poppler's tools", name: "pdftotext", probe: &["-v"], package: "poppler-utils" };
pub(crate) const GNU_TIME: Program = Program { need: "GNU time", name: "time", probe: &["--version"], package: "time" };

impl fmt::Display for Program {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} (`{}`; Debian: {})", self.need, self.name, self.package)
    }
}

/// Installs those programs that are missing; returns those that still are.
pub(crate) fn programs(wanted: &[Program]) -> Result<Vec<Program>> {
    let missing = missing(wanted);
    if missing.is_empty() || !may_install() {
        return Ok(missing);
    }
    process::run(Command::new("apt-get").args(["update", "--quiet=2"]))?;
    let mut install = Command::new("apt-get");
    install.env("DEBIAN_FRONTEND", "noninteractive");
    install.args(["install", "--yes", "--quiet=2", "--no-install-recommends"]);
    process::run(install.args(missing.iter().map(|program| program.package)))?;
    Ok(self::missing(wanted))
}

fn missing(wanted: &[Program]) -> Vec<Program> {
    let is_missing = |program: &&Program| process::output(Command::new(program.name).args(program.probe)).is_err();
    wanted.iter().filter(is_missing).copied().collect()
}

/// Whether this is root on a Debian: then a package can be installed without asking anyone.
fn may_install() -> bool {
    let user = process::output(Command::new("id").arg("-u")).unwrap_or_default();
    user.trim() == "0" && process::find("apt-get").is_some()
}

/// The Python of an environment with what the requirements files, relative to the workspace, name.
pub(crate) fn python(name: &str, requirements: &[&str]) -> Result<PathBuf> {
    let environment = workspace::target()?.join("tools").join(name);
    let python = environment.join("bin/python");
    let files: Vec<PathBuf> = requirements.iter().map(|file| workspace::root().join(file)).collect();
    installed(&environment, &files, || {
        process::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&environment))?;
        let mut install = Command::new(&python);
        install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]);
        for file in &files {
            install.arg("--requirement").arg(file);
        }
        process::run(&mut install)
    })?;
    Ok(python)
}

/// Installs the npm packages of `tests/package-lock.json` beside it, where the scripts' imports find them.
pub(crate) fn npm() -> Result<()> {
    let tests = workspace::root().join("tests");
    let files = [tests.join("package.json"), tests.join("package-lock.json")];
    installed(&tests.join("node_modules"), &files, || {
        process::run(
            Command::new("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(&tests),
        )
    })
}

/// Calls `install` unless `folder` has the mark that it was installed from files of the same content.
fn installed(folder: &Path, files: &[PathBuf], install: impl FnOnce() -> Result<()>) -> Result<()> {
    let mut wanted = String::new();
    for file in files {
        wanted += &fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    }
    let mark = folder.join(".installed-from");
    if fs::read_to_string(&mark).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    install()?;
    if !folder.is_dir() {
        bail!("nothing was installed in {}", folder.display());
    }
    fs::write(&mark, wanted)?;
    Ok(())
}
