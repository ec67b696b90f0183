//! Reads files into the source map and says clearly what cannot be read.

use std::collections::BTreeSet;

use gradus_content::markdown::Silence;
use gradus_diagnostics::{Diagnostic, SourceId, SourceMap, Span, did_you_mean};

use super::{Notes, invisible};
use crate::files::{Files, MAX_TEXT, ReadError};
use crate::rules::{
    EMPTY_FILE, INVALID_UTF8, MERGE_CONFLICT, MISSING_FILE, OUTSIDE_CATALOG, STRAY_FILE, UNREADABLE_FILE,
};

/// The files being read, and what was found so far.
pub(crate) struct Reader<'a> {
    files: &'a dyn Files,
    sources: SourceMap,
    diagnostics: Vec<Diagnostic>,
    silences: Vec<Silence>,
    lost: usize,
    /// Files that are called nearly like one that is missing, which has been said.
    misnamed: BTreeSet<String>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(files: &'a dyn Files) -> Self {
        Reader {
            files,
            sources: SourceMap::new(),
            diagnostics: Vec::new(),
            silences: Vec::new(),
            lost: 0,
            misnamed: BTreeSet::new(),
        }
    }

    pub(crate) fn sources(&self) -> &SourceMap {
        &self.sources
    }

    /// Everything that was gathered.
    pub(crate) fn finish(self) -> (SourceMap, Vec<Diagnostic>, Vec<Silence>) {
        (self.sources, self.diagnostics, self.silences)
    }

    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    pub(crate) fn take(&mut self, notes: Notes) {
        self.diagnostics.extend(notes.diagnostics);
        self.silences.extend(notes.silences);
    }

    /// Whether some file could not be read at all.
    pub(crate) fn lost_any(&self) -> bool {
        self.lost > 0
    }

    /// A name in the source map for a file that is not text.
    pub(crate) fn name(&mut self, path: &str) -> SourceId {
        self.sources.add(path, "")
    }

    /// Reads a text that must be there.
    pub(crate) fn text(&mut self, path: &str) -> Option<SourceId> {
        self.text_up_to(path, MAX_TEXT)
    }

    /// Reads a text that must be there and may be long.
    pub(crate) fn text_up_to(&mut self, path: &str, limit: u64) -> Option<SourceId> {
        let bytes = self.bytes(path, limit)?;
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let valid = error.utf8_error().valid_up_to();
                let id = self.sources.add(path, String::from_utf8_lossy(error.as_bytes()));
                self.lose(
                    Diagnostic::error(INVALID_UTF8, Span::new(id, valid, valid + 3), "this file is not UTF-8")
                        .label("the first byte that does not fit")
                        .help("save the file as UTF-8 without a byte-order mark"),
                );
                return None;
            }
        };
        let empty = text.trim().is_empty();
        let id = self.sources.add(path, text);
        if empty {
            self.lose(
                Diagnostic::error(EMPTY_FILE, Span::file(id), "this file is empty")
                    .help(required(path).unwrap_or("fill it, or delete it; `gradus new` writes a skeleton")),
            );
            return None;
        }
        if let Some(at) = conflict(&self.sources.file(id).text).filter(|_| !path.ends_with(super::LOCK)) {
            self.lose(
                Diagnostic::error(MERGE_CONFLICT, Span::new(id, at, at + 7), "a merge left its marks here")
                    .label("nothing of this file was read")
                    .help("keep what is right of the two sides, and delete the lines of `<`, `=` and `>`"),
            );
            return None;
        }
        let found = invisible::findings(id, &self.sources.file(id).text);
        self.diagnostics.extend(found);
        Some(id)
    }

    /// Reads bytes that must be there.
    pub(crate) fn bytes(&mut self, path: &str, limit: u64) -> Option<Vec<u8>> {
        match self.files.read(path, limit) {
            Ok(bytes) => Some(bytes),
            Err(error) => {
                let id = self.sources.add(path, "");
                let at = Span::file(id);
                let finding = match &error {
                    ReadError::NotFound => {
                        let finding = Diagnostic::error(MISSING_FILE, at, format!("`{path}` is missing"));
                        let near = self.misnamed(path).map(|near| format!("did you mean `{near}`? Then rename it"));
                        let write = required(path).unwrap_or("write it, or take away what names it");
                        finding.help(near.unwrap_or_else(|| write.to_owned()))
                    }
                    ReadError::Outside => {
                        Diagnostic::error(OUTSIDE_CATALOG, at, format!("`{path}` leads out of the catalogue"))
                            .help("move the file into the catalogue; links that leave it are not followed")
                    }
                    ReadError::TooLarge { .. } => {
                        Diagnostic::error(UNREADABLE_FILE, at, format!("`{path}` is too large: {error}"))
                            .help("split it")
                    }
                    ReadError::Not(_) | ReadError::Io(_) => {
                        Diagnostic::error(UNREADABLE_FILE, at, format!("`{path}` cannot be read: {error}"))
                            .help("check that it is a file and that you may read it")
                    }
                };
                self.lose(finding);
                None
            }
        }
    }

    /// A file beside a missing one that is called nearly so; it is stray no more.
    fn misnamed(&mut self, path: &str) -> Option<String> {
        let (folder, name) = path.rsplit_once('/')?;
        let beside = self.files.list(folder).ok()?;
        // A lesson or another file of a course is called as it should be.
        let known = |name: &str| name.ends_with(".md") || required(name).is_some();
        let files = beside.iter().filter(|entry| !entry.folder && !known(&entry.name));
        let near = did_you_mean(name, files.map(|entry| entry.name.as_str()))?.to_owned();
        self.misnamed.insert(format!("{folder}/{near}"));
        Some(near)
    }

    /// Paths of the files in a folder, sorted; none if there is no such folder.
    pub(crate) fn files(&mut self, folder: &str) -> Vec<String> {
        self.entries(folder)
            .into_iter()
            .filter(|(_, is_folder)| !is_folder)
            .map(|(name, _)| format!("{folder}/{name}"))
            .collect()
    }

    /// Names of the folders in a folder, sorted.
    pub(crate) fn folders(&mut self, folder: &str) -> Vec<String> {
        let (folders, files): (Vec<_>, Vec<_>) =
            self.entries(folder).into_iter().partition(|(_, is_folder)| *is_folder);
        for (name, _) in files {
            self.stray(&format!("{folder}/{name}"), "only folders belong here, one for each module");
        }
        folders.into_iter().map(|(name, _)| name).collect()
    }

    /// Paths of all files below a folder, sorted.
    pub(crate) fn tree(&mut self, folder: &str) -> Vec<String> {
        let mut found = Vec::new();
        let mut open = vec![(folder.to_owned(), 0)];
        while let Some((folder, depth)) = open.pop() {
            for (name, is_folder) in self.entries(&folder) {
                let path = format!("{folder}/{name}");
                match is_folder {
                    // A link in a circle would never end.
                    true if depth < 16 => open.push((path, depth + 1)),
                    true => {}
                    false => found.push(path),
                }
            }
        }
        found.sort();
        found
    }

    /// Warns of a file that nothing reads.
    pub(crate) fn stray(&mut self, path: &str, help: &str) {
        if self.misnamed.contains(path) {
            return;
        }
        let id = self.sources.add(path, "");
        self.report(Diagnostic::warning(STRAY_FILE, Span::file(id), format!("`{path}` is not read")).help(help));
    }

    /// Whether a folder can be listed; if not, that is reported.
    pub(crate) fn opens(&mut self, folder: &str) -> bool {
        let before = self.lost;
        self.entries(folder);
        self.lost == before
    }

    pub(crate) fn entries(&mut self, folder: &str) -> Vec<(String, bool)> {
        match self.files.list(folder) {
            Ok(entries) => entries.into_iter().map(|entry| (entry.name, entry.folder)).collect(),
            Err(ReadError::NotFound) => Vec::new(),
            Err(error) => {
                let id = self.sources.add(folder, "");
                let (rule, help) = match error {
                    ReadError::Outside => (OUTSIDE_CATALOG, "links that leave the catalogue are not followed"),
                    _ => (UNREADABLE_FILE, "check that it is a folder and that you may read it"),
                };
                self.lose(
                    Diagnostic::error(rule, Span::file(id), format!("`{folder}` cannot be read: {error}")).help(help),
                );
                Vec::new()
            }
        }
    }

    /// Counts parts of the course that are there and were not read: nothing must be said to be missing that may be among them.
    pub(crate) fn overlook(&mut self) {
        self.lost += 1;
    }

    fn lose(&mut self, diagnostic: Diagnostic) {
        self.lost += 1;
        self.diagnostics.push(diagnostic);
    }
}

/// Where a line begins that git leaves in a file whose merge did not end. In a fence all three together count, unless the fence
/// says that it is wrong on purpose.
fn conflict(text: &str) -> Option<usize> {
    let (mut at, mut fence, mut meant) = (0, false, false);
    let (mut first, mut parted) = (None, false);
    for line in text.split_inclusive('\n') {
        if ["```", "~~~"].iter().any(|ticks| line.trim_start().starts_with(ticks)) {
            fence = !fence;
            meant = fence && line.split_whitespace().skip(1).any(|word| word == "invalid");
        }
        let (ours, theirs) = (line.starts_with("<<<<<<< "), line.starts_with(">>>>>>> "));
        if !meant && (ours || theirs) && (!fence || (theirs && parted)) {
            return first.or(Some(at));
        }
        if ours && !meant {
            (first, parted) = (Some(at), false);
        }
        parted |= first.is_some() && line.trim_end() == "=======";
        at += line.len();
    }
    None
}

/// What a file that no course can do without should hold.
fn required(path: &str) -> Option<&'static str> {
    Some(match path.rsplit('/').next()? {
        "catalog.yaml" => {
            "write `title`, `summary`, `tracks` and `courses`; `gradus init` writes a whole catalogue to copy from"
        }
        "course.yaml" => {
            "write what the course is: `gradus schema course` shows the fields; beside it stand `exam.yaml`, `plan.yaml` and `modules`"
        }
        "exam.yaml" => "write the facts of the exam with its domains: `gradus schema exam` shows the fields",
        "plan.yaml" => "write `title` and `weeks` with their lessons: `gradus schema plan` shows the fields",
        "course.lock" => "take it from the last commit, or delete it if the course was never released",
        "module.yaml" => "write `id`, `title`, `summary` and `lessons`; `gradus new module` writes a whole module",
        _ => return None,
    })
}
