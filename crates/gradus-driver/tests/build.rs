//! Whole builds with small generators.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]

use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;

use gradus_core::model::{Day, Id, RuleLevel};
use gradus_core::{Artifacts, Edition, GenerateError, Generated, Generator, Options, scaffold};
use gradus_diagnostics::{Diagnostic, RuleId};
use gradus_driver::build::{Build, Outcome, Step, build};
use gradus_driver::writer::{Made, Writer, add_files};
use gradus_driver::{Session, WriteError, Written};

/// Names the courses, and warns about each.
struct Titles;

impl Generator for Titles {
    fn name(&self) -> &'static str {
        "titles"
    }

    fn generate(&self, edition: &Edition, built: &Artifacts) -> Result<Generated, GenerateError> {
        assert!(built.is_empty());
        let mut generated = Generated::default();
        for course in &edition.catalog().courses {
            generated.artifacts.insert(format!("{}/title.txt", course.code.value), course.title.as_bytes());
            generated.diagnostics.push(Diagnostic::warning(RuleId("plain-title"), course.span, "the title is plain"));
        }
        Ok(generated)
    }
}

/// Lists what the others made.
struct Listing;

impl Generator for Listing {
    fn name(&self) -> &'static str {
        "listing"
    }

    fn presents_others(&self) -> bool {
        true
    }

    fn generate(&self, _edition: &Edition, built: &Artifacts) -> Result<Generated, GenerateError> {
        let paths: Vec<&str> = built.iter().map(|(path, _)| path).collect();
        let mut generated = Generated::default();
        generated.artifacts.insert("site/index.html", paths.join("\n"));
        Ok(generated)
    }
}

struct Broken(&'static str);

impl Generator for Broken {
    fn name(&self) -> &'static str {
        self.0
    }

    fn generate(&self, _edition: &Edition, _built: &Artifacts) -> Result<Generated, GenerateError> {
        Err(GenerateError::plain(self.0, "no ink"))
    }
}

struct Project {
    dir: tempfile::TempDir,
    session: Session,
}

impl Project {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let uid = "3f0c7f0e-6d1b-4b57-9a59-0d5c2f1f7a11";
        let files = scaffold::catalog("Demo", &Id::new("demo").unwrap(), uid, Day::parse("2026-01-01").unwrap());
        add_files(&dir.path().join("course"), &files).unwrap();
        let session = Session::find(dir.path()).unwrap();
        Project { dir, session }
    }

    fn output(&self) -> PathBuf {
        self.dir.path().join("output")
    }

    fn build(&self, options: &Options, generators: Vec<Box<dyn Generator>>) -> Build {
        build(&self.session, options, &generators, &Artifacts::new(), &|_| {}).unwrap()
    }

    /// Builds and writes, as a command does.
    fn write(&self, generators: Vec<Box<dyn Generator>>) -> Option<Result<Written, WriteError>> {
        let Outcome::Made(outputs) = self.build(&Options::default(), generators).outcome else { return None };
        let made: Vec<Made<'_>> =
            outputs.iter().map(|output| Made { output: output.name, artifacts: &output.artifacts }).collect();
        Some(Writer::open(&self.output(), self.session.root()).unwrap().write(&made))
    }
}

#[test]
fn those_that_present_others_run_last() {
    let project = Project::new();
    let build = project.build(&Options::default(), vec![Box::new(Listing), Box::new(Titles)]);
    let Outcome::Made(outputs) = build.outcome else { panic!("{:?}", build.diagnostics) };
    assert_eq!(outputs.iter().map(|output| output.name).collect::<Vec<_>>(), ["titles", "listing"]);
    assert_eq!(outputs[1].artifacts.get("site/index.html"), Some(&b"demo/title.txt"[..]));
    assert_eq!(build.diagnostics.iter().filter(|found| found.rule.0 == "plain-title").count(), 1);
}

#[test]
fn says_what_it_is_doing() {
    let project = Project::new();
    let steps = Mutex::new(Vec::new());
    let generators: Vec<Box<dyn Generator>> = vec![Box::new(Titles), Box::new(Listing)];
    let note = |step: Step<'_>| steps.lock().unwrap().push(format!("{step:?}"));
    build(&project.session, &Options::default(), &generators, &Artifacts::new(), &note).unwrap();
    let expected = ["Checking", "Making(\"titles\")", "Made(\"titles\")", "Making(\"listing\")", "Made(\"listing\")"];
    assert_eq!(*steps.lock().unwrap(), expected);
}

#[test]
fn levels_hold_for_what_generators_find() {
    let project = Project::new();
    let build = |options: Options| project.build(&options, vec![Box::new(Titles)]);
    let levels = |level| Options { levels: [("plain-title".to_owned(), level)].into(), ..Options::default() };
    assert!(build(levels(RuleLevel::Allow)).diagnostics.is_empty());
    assert!(matches!(build(levels(RuleLevel::Deny)).outcome, Outcome::Refused));
    assert!(matches!(build(Options { deny_warnings: true, ..Options::default() }).outcome, Outcome::Refused));
}

#[test]
fn a_failure_leaves_the_last_good_output() {
    let project = Project::new();
    project.write(vec![Box::new(Titles)]).unwrap().unwrap();
    let read = || fs::read_to_string(project.output().join("demo/title.txt")).unwrap();
    assert_eq!(read(), "Demo");

    // A generator fails.
    assert!(project.write(vec![Box::new(Titles), Box::new(Broken("guide")), Box::new(Broken("cards"))]).is_none());
    let failed = project.build(&Options::default(), vec![Box::new(Broken("guide")), Box::new(Broken("cards"))]);
    let Outcome::Failed(errors) = failed.outcome else { panic!("it did not fail") };
    assert_eq!(errors.iter().map(|error| error.generator).collect::<Vec<_>>(), ["guide", "cards"], "all are told");

    // The course breaks, and is mended.
    let course = project.session.root().join("demo/course.yaml");
    let good = fs::read_to_string(&course).unwrap();
    fs::write(&course, good.replace("title: \"Demo\"", "title: [")).unwrap();
    assert!(project.write(vec![Box::new(Titles)]).is_none());
    assert_eq!(read(), "Demo");
    fs::write(&course, good.replace("title: \"Demo\"", "title: Mended")).unwrap();
    project.write(vec![Box::new(Titles)]).unwrap().unwrap();
    assert_eq!(read(), "Mended");
}
