//! `cargo xtask test`: installs what the tests need and runs them, all of them unless told otherwise.
//!
//! Steps run in order, each to its end, whatever the others did. What a tool says is streamed; the summary stands last. A step
//! whose tools are missing is skipped loudly, and fails where `CI` is set.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};

use crate::tools::{self, Program};
use crate::{process, workspace};

#[derive(Args)]
pub(crate) struct Options {
    /// Run these steps only.
    #[arg(long, value_delimiter = ',')]
    only: Vec<Step>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Step {
    /// cargo fmt --check
    Fmt,
    /// cargo clippy, warnings denied
    Clippy,
    /// The release binary, and the catalogue built with it; what the steps below judge
    Build,
    /// Unit, integration and documentation tests; end-to-end tests of the command line use the release binary if it was built
    Rust,
    /// Unit tests of the site's scripts
    Scripts,
    /// Manifests, scripts, policies and files in the course's Markdown
    Manifests,
    /// What the course promises: how many lessons, questions and cards, and what each brings
    Numbers,
    /// The packages in two versions of the real Anki, updates through many releases, and the cards in a real browser
    Anki,
    /// The PDFs under independent readers
    Print,
    /// The site in a real browser
    Site,
}

enum Outcome {
    Passed,
    Failed(String),
    Skipped(String),
}

pub(crate) fn run(options: &Options) -> Result<bool> {
    let ci = env::var_os("CI").is_some_and(|value| value == "true");
    let mut session = Session { release: None, built: tempfile::tempdir()? };
    let mut outcomes: Vec<(Step, Outcome, Duration)> = Vec::new();
    for step in Step::selected(&options.only) {
        eprintln!("\n==> {}", step.name());
        let start = Instant::now();
        let build_failed = outcomes.iter().any(|(done, outcome, _)| *done == Step::Build && outcome.failed());
        let outcome = if build_failed && step.needs_build() {
            Outcome::Failed("not run: the build failed".into())
        } else {
            session.outcome(step, ci)
        };
        if let Outcome::Failed(why) | Outcome::Skipped(why) = &outcome {
            eprintln!("\n!!! {}: {why}", step.name());
        }
        outcomes.push((step, outcome, start.elapsed()));
    }
    Ok(summary(&outcomes))
}

impl Step {
    /// The steps to run, in order, with the build that some of them need.
    fn selected(only: &[Step]) -> Vec<Step> {
        let wanted = |step: Step| only.is_empty() || only.contains(&step);
        let build = Self::value_variants().iter().any(|step| wanted(*step) && step.needs_build());
        let all = Self::value_variants().iter().copied();
        all.filter(|step| wanted(*step) || (*step == Step::Build && build)).collect()
    }

    fn needs_build(self) -> bool {
        matches!(self, Step::Numbers | Step::Anki | Step::Print | Step::Site)
    }

    fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    fn programs(self) -> &'static [Program] {
        match self {
            Step::Fmt | Step::Clippy | Step::Build | Step::Rust => &[],
            Step::Scripts => &[tools::NODE],
            Step::Manifests | Step::Numbers => &[tools::PYTHON],
            Step::Anki => &[tools::PYTHON, tools::CHROMIUM, tools::NODE, tools::NPM],
            Step::Print => &[tools::PYTHON, tools::QPDF, tools::POPPLER, tools::NODE],
            Step::Site => &[tools::CHROMIUM, tools::NODE, tools::NPM, tools::JAVA],
        }
    }
}

impl Outcome {
    fn failed(&self) -> bool {
        matches!(self, Outcome::Failed(_))
    }
}

/// What one step leaves to the next.
struct Session {
    /// The release binary, once built.
    release: Option<PathBuf>,
    /// What that binary made of the catalogue.
    built: tempfile::TempDir,
}

impl Session {
    fn outcome(&mut self, step: Step, ci: bool) -> Outcome {
        match tools::programs(step.programs()) {
            Ok(missing) if missing.is_empty() => match self.run(step) {
                Ok(()) => Outcome::Passed,
                Err(error) => Outcome::Failed(format!("{error:#}")),
            },
            Ok(missing) => {
                let missing: Vec<String> = missing.iter().map(Program::to_string).collect();
                let why = format!("not run: this machine lacks {}", missing.join(", "));
                if ci { Outcome::Failed(why) } else { Outcome::Skipped(why) }
            }
            Err(error) => Outcome::Failed(format!("cannot install its tools: {error:#}")),
        }
    }

    fn run(&mut self, step: Step) -> Result<()> {
        let course = Path::new("course/cks");
        match step {
            Step::Fmt => process::run(workspace::cargo().args(["fmt", "--all", "--check"])),
            Step::Clippy => {
                let clippy = ["clippy", "--workspace", "--all-targets", "--locked", "--", "--deny", "warnings"];
                process::run(workspace::cargo().args(clippy))
            }
            Step::Build => self.build(),
            Step::Rust => self.rust(),
            Step::Scripts => node_tests("tests/scripts", ".test.js", &[]),
            Step::Manifests => {
                let python = tools::python("manifests", &["tests/manifests/requirements.txt"])?;
                process::run(script(&python).args(["-m", "unittest", "discover", "-s", "tests/manifests"]))?;
                process::run(script(&python).arg("tests/manifests/check.py").arg(course))
            }
            Step::Numbers => {
                let python = tools::python("manifests", &["tests/manifests/requirements.txt"])?;
                let json = self.output("cks/cks.json");
                process::run(script(&python).arg("tests/manifests/course_numbers.py").arg(json))
            }
            Step::Anki => self.anki(),
            Step::Print => {
                let python = tools::python("print", &["tests/print/requirements.txt"])?;
                process::run(script(&python).arg("tests/print/check.py").arg(self.output("cks")).arg(course))?;
                self.card_sides(&python, course)?;
                self.grey_module(&python, course)
            }
            Step::Site => {
                tools::npm()?;
                let verdicts = workspace::release_example("gradus-grade", "verdicts")?;
                let binary = self.release.clone().context("the binary was not built")?;
                let site = self.output("site");
                let environment = [("GRADUS_SITE", site), ("GRADUS_VERDICTS", verdicts), ("GRADUS_BIN", binary)];
                node_tests("tests/browser", ".test.mjs", &environment)
            }
        }
    }

    /// Flashcards for every way to reach their backs, measured.
    fn card_sides(&self, python: &Path, course: &Path) -> Result<()> {
        let binary = self.release.as_ref().context("the binary was not built")?;
        let sheets = [
            ("long-edge", "3x3", "letter"),
            ("long-edge", "4x7", "a4"),
            ("short-edge", "2x4", "a4"),
            ("short-edge", "4x7", "letter"),
            ("fold", "2x3", "letter"),
            ("fold", "4x7", "a4"),
        ];
        for (sides, grid, paper) in sheets {
            let out = self.built.path().join(format!("cards-{sides}-{grid}"));
            let options = ["build", "--only", "cards", "--card-sides", sides, "--card-grid", grid, "--paper", paper];
            process::run(script(binary).args(options).arg("--out").arg(&out))?;
            let file = out.join("cks/cks-flashcards.pdf");
            process::run(script(python).arg("tests/print/cards.py").arg(file).arg(sides).arg(course))?;
        }
        Ok(())
    }

    /// One module in greys and without answers.
    fn grey_module(&self, python: &Path, course: &Path) -> Result<()> {
        let (binary, module) = (self.release.as_ref().context("the binary was not built")?, "setup");
        let out = self.built.path().join("grey");
        let only = ["build", "--only", "guide,cards,exam,cheats"];
        let options = ["--greyscale", "--no-answers", "--modules", module];
        process::run(script(binary).args(only).args(options).arg("--out").arg(&out))?;
        process::run(script(python).arg("tests/print/editions.py").arg(out.join("cks")).arg(course).arg(module))
    }

    fn build(&mut self) -> Result<()> {
        let binary = workspace::release_binary()?;
        let mut build = script(&binary);
        process::run(build.arg("build").arg("--out").arg(self.output("")))?;
        self.release = Some(binary);
        Ok(())
    }

    /// Nextest runs tests side by side and stops one that hangs; plain `cargo test` does where it is not installed.
    fn rust(&self) -> Result<()> {
        let with_binary = |mut cargo: Command| {
            if let Some(binary) = &self.release {
                cargo.env("GRADUS_BIN", binary);
            }
            cargo
        };
        if process::find("cargo-nextest").is_none() {
            return process::run(with_binary(workspace::cargo()).args([
                "test",
                "--workspace",
                "--locked",
                "--no-fail-fast",
            ]));
        }
        let nextest = ["nextest", "run", "--workspace", "--locked", "--no-fail-fast", "--no-tests", "fail"];
        let ran = process::run(with_binary(workspace::cargo()).args(nextest));
        let documented = process::run(workspace::cargo().args(["test", "--workspace", "--locked", "--doc"]));
        ran.and(documented)
    }

    /// Both ends of what learners have: an old Anki that many still run, and the newest.
    fn anki(&self) -> Result<()> {
        let faces = tempfile::tempdir()?;
        for version in ["23.12", "26.09"] {
            let requirements = format!("tests/anki/requirements-{version}.txt");
            let python = tools::python(&format!("anki-{version}"), &[&requirements])?;
            let mut check = script(&python);
            check.arg("tests/anki/check_package.py").arg(self.output("cks/cks.apkg"));
            check.arg("--course").arg(self.output("cks/cks.json")).arg("--site").arg(self.output("site"));
            process::run(check.arg("--faces").arg(faces.path()))?;
            let mut updates = script(&python);
            if let Some(binary) = &self.release {
                updates.env("GRADUS_BIN", binary);
            }
            process::run(updates.args(["-m", "unittest", "discover", "-s", "tests/anki"]))?;
        }
        tools::npm()?;
        node_tests("tests/anki", ".test.mjs", &[("GRADUS_FACES", faces.path().to_owned())])
    }

    fn output(&self, path: &str) -> PathBuf {
        self.built.path().join("output").join(path)
    }
}

/// Runs the files of a folder whose names end so under Node's test runner; what they look at is in the environment.
fn node_tests(folder: &str, ending: &str, environment: &[(&str, PathBuf)]) -> Result<()> {
    let mut files = Vec::new();
    for entry in workspace::root().join(folder).read_dir()? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(ending) {
            files.push(format!("{folder}/{name}"));
        }
    }
    if files.is_empty() {
        bail!("no tests in {folder}");
    }
    files.sort();
    let mut node = script(Path::new("node"));
    node.args(["--test", "--test-concurrency", "1", "--test-reporter", "spec"]).args(files);
    process::run(node.envs(environment.iter().map(|(name, path)| (name, path))))
}

/// A program run in the workspace's root.
fn script(program: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(workspace::root());
    command
}

fn summary(outcomes: &[(Step, Outcome, Duration)]) -> bool {
    eprintln!();
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for (step, outcome, elapsed) in outcomes {
        let (word, why) = match outcome {
            Outcome::Passed => ("passed", ""),
            Outcome::Failed(why) => ("FAILED", why.as_str()),
            Outcome::Skipped(why) => ("SKIPPED", why.as_str()),
        };
        match outcome {
            Outcome::Passed => passed += 1,
            Outcome::Failed(_) => failed += 1,
            Outcome::Skipped(_) => skipped += 1,
        }
        eprintln!("{:<10} {word:<8} {:>6.1} s  {why}", step.name(), elapsed.as_secs_f64());
    }
    let skipped = if skipped == 0 { String::new() } else { format!(", {skipped} skipped") };
    println!("steps: {passed} passed, {failed} failed{skipped}");
    failed == 0
}
