//! The scaffold's catalogue in memory, and what changes it.

use std::collections::BTreeMap;

use gradus_core::files::MemoryFiles;
use gradus_core::model::{Day, Id};
use gradus_core::{Compiled, Options, compile, scaffold};
use gradus_diagnostics::human;

/// Files by path, ready to be changed.
#[derive(Clone)]
pub(crate) struct Fixture(pub(crate) BTreeMap<String, Vec<u8>>);

impl Fixture {
    /// What `gradus init` writes.
    pub(crate) fn new() -> Self {
        let code = Id::new("course").unwrap();
        let files = scaffold::catalog("Catalogue", &code, "3f0c7f0e-6d1b-4b57-9a59-0d5c2f1f7a11", made());
        Fixture(files.into_iter().map(|(path, text)| (path, text.into_bytes())).collect())
    }

    pub(crate) fn text(&self, path: &str) -> &str {
        let bytes = self.0.get(path).unwrap_or_else(|| panic!("there is no file {path}"));
        std::str::from_utf8(bytes).unwrap()
    }

    pub(crate) fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.0.insert(path.to_owned(), bytes.into());
        self
    }

    pub(crate) fn without(mut self, path: &str) -> Self {
        assert!(self.0.remove(path).is_some(), "there is no file {path}");
        self
    }

    /// Replaces a text that occurs exactly once.
    pub(crate) fn patch(self, path: &str, old: &str, new: &str) -> Self {
        let text = self.text(path);
        assert_eq!(text.matches(old).count(), 1, "{old:?} in {path}:\n{text}");
        let text = text.replace(old, new);
        self.with(path, text)
    }

    pub(crate) fn append(self, path: &str, more: &str) -> Self {
        let text = format!("{}\n{more}", self.text(path));
        self.with(path, text)
    }

    pub(crate) fn files(&self) -> MemoryFiles {
        self.0.iter().fold(MemoryFiles::new(), |files, (path, bytes)| files.with(path, bytes.clone()))
    }

    pub(crate) fn compile(&self) -> Compiled {
        let theme_judge = Some(gradus_theme::unknown_overrides as gradus_core::ThemeJudge);
        self.compile_with(&Options { today: Day::parse("2026-02-01"), theme_judge, ..Options::default() })
    }

    pub(crate) fn compile_with(&self, options: &Options) -> Compiled {
        compile(&self.files(), options)
    }
}

/// The day on which the scaffold was made. The fixtures are compiled a month later.
pub(crate) fn made() -> Day {
    Day::parse("2026-01-01").unwrap()
}

/// The rules of all findings, each once.
pub(crate) fn rules(compiled: &Compiled) -> Vec<&'static str> {
    let mut rules: Vec<&str> = compiled.diagnostics.iter().map(|finding| finding.rule.0).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}

/// All findings as an author reads them.
pub(crate) fn rendered(compiled: &Compiled) -> String {
    human::render_all(&compiled.sources, &compiled.diagnostics, false)
}
