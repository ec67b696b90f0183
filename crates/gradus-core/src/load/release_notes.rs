//! Notes of releases: `releases/<version>.md`, each a text without front matter.
//!
//! Notes may be there before their release is: those of a version that can still come are read and shown nowhere yet.

use gradus_content::markdown;
use gradus_diagnostics::{Diagnostic, SourceId, SourceMap, Span, TextMap};

use super::{Notes, Reader, text_of};
use crate::lock::{Lock, Version};
use crate::model::ReleaseNotes;
use crate::rules::STRAY_FILE;

const FOLDER: &str = "releases";

/// Finds the notes of a course, by version.
pub(super) fn files(reader: &mut Reader<'_>, folder: &str, lock: &Lock) -> Vec<(SourceId, Version)> {
    let mut found = Vec::new();
    let last = lock.releases().iter().map(|release| &release.version).max();
    for (name, is_folder) in reader.entries(&format!("{folder}/{FOLDER}")) {
        let path = format!("{folder}/{FOLDER}/{name}");
        let version = name.strip_suffix(".md").and_then(|name| name.parse::<Version>().ok());
        let Some(version) = version.filter(|_| !is_folder) else {
            reader.stray(&path, "notes are called after their release: `1.2.0.md`");
            continue;
        };
        let Some(id) = reader.text(&path) else { continue };
        if let Some(last) = last.filter(|last| lock.release(&version).is_none() && version <= **last) {
            let message = format!("there was no release {version}, and after {last} there cannot be one");
            let help = "give the file the version it is about, or delete it; `course.lock` lists the releases";
            reader.report(Diagnostic::warning(STRAY_FILE, Span::file(id), message).help(help));
            continue;
        }
        found.push((id, version));
    }
    found.sort_by(|(_, one), (_, other)| one.cmp(other));
    found
}

/// The notes of one release.
pub(super) fn parse(sources: &SourceMap, id: SourceId, version: Version, notes: &mut Notes) -> ReleaseNotes {
    let text = text_of(sources, id);
    let map = TextMap::identity(id, 0);
    let parsed = markdown::parse(&text, &map, markdown::Options::default(), &mut notes.diagnostics);
    notes.silences.extend(parsed.silences);
    ReleaseNotes { span: Span::file(id), version, blocks: parsed.blocks }
}
