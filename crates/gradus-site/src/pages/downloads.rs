//! What the other generators made, to take home: name, what it is, size, checksum.

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::frame::Frame;
use super::{Made, fill};
use crate::SiteError;
use crate::build::Build;
use crate::layout::relative;
use crate::shelf::Shelf;

/// A part of the file's name, its ending, and the key of the text that says what such a file is; first what most learners
/// want. The longest part that fits counts.
const KINDS: &[(&str, &str, &str)] = &[
    ("", ".apkg", "anki"),
    ("study-guide", ".pdf", "guide"),
    ("flashcards", ".pdf", "cards"),
    ("practice-exam", ".pdf", "exam"),
    ("cheat-sheets", ".pdf", "cheats"),
    ("", ".epub", "epub"),
    ("", ".pdf", "pdf"),
    ("", ".json", "json"),
    ("", ".zip", "zip"),
    ("-module-", ".apkg", "anki-module"),
    ("-retired", ".apkg", "anki-retired"),
];

/// What the page of downloads alone lists.
const PARTS: [&str; 2] = ["anki-module", "anki-retired"];

#[derive(Serialize)]
pub(super) struct Download {
    name: String,
    title: String,
    text: String,
    href: String,
    size: String,
}

#[derive(Serialize)]
struct Checked {
    file: Download,
    sha256: String,
}

#[derive(Serialize)]
struct DownloadsPage<'a> {
    downloads: Vec<Checked>,
    release: Option<&'a str>,
    license: &'a str,
}

/// The files of a course among those that were built: name and bytes.
pub(super) fn of_course<'a>(build: &Build<'a>, shelf: &Shelf<'a>) -> impl Iterator<Item = (&'a str, &'a [u8])> {
    let layout = shelf.layout;
    build.built.iter().filter_map(move |(path, bytes)| Some((layout.built(path)?, bytes)))
}

/// The files as a course's page lists them: first what most learners want, and no parts of others.
pub(super) fn list(build: &Build<'_>, shelf: &Shelf<'_>, page: &str) -> Vec<Download> {
    let files = sorted(build, shelf).into_iter();
    let whole = files.filter(|(name, _)| !KINDS.get(kind(name)).is_some_and(|(.., key)| PARTS.contains(key)));
    whole.map(|(name, bytes)| download(build, shelf, page, name, bytes)).collect()
}

/// Where the sheets of cards are, if there are any: those of the size of paper that stands first.
pub(super) fn printed_cards(build: &Build<'_>, shelf: &Shelf<'_>, page: &str) -> Option<String> {
    let (name, _) = sorted(build, shelf)
        .into_iter()
        .find(|(name, _)| KINDS.get(kind(name)).is_some_and(|(.., key)| *key == "cards"))?;
    Some(relative(page, &shelf.layout.download(name)))
}

fn sorted<'a>(build: &Build<'a>, shelf: &Shelf<'a>) -> Vec<(&'a str, &'a [u8])> {
    let mut files: Vec<_> = of_course(build, shelf).collect();
    files.sort_by_key(|(name, _)| (kind(name), module_of(shelf, name).map(|(position, _)| position), *name));
    files
}

/// The module that a file is about: its place in the course and its title.
fn module_of<'a>(shelf: &Shelf<'a>, name: &str) -> Option<(usize, &'a str)> {
    let modules = shelf.course.modules.iter().enumerate();
    let of = modules.filter(|(_, module)| name.contains(&format!("-module-{}", module.id.as_str())));
    of.max_by_key(|(_, module)| module.id.as_str().len()).map(|(position, module)| (position, module.title.as_str()))
}

fn download(build: &Build<'_>, shelf: &Shelf<'_>, page: &str, name: &str, bytes: &[u8]) -> Download {
    let key = KINDS.get(kind(name)).map_or("other", |(_, _, key)| key);
    let module = module_of(shelf, name).map_or("", |(_, title)| title);
    Download {
        name: name.to_owned(),
        title: build.messages.format(&format!("download.{key}"), &[("module", module)]),
        text: build.text(&format!("download.{key}.text")),
        href: relative(page, &shelf.layout.download(name)),
        size: size(bytes.len()),
    }
}

pub(super) fn make(build: &Build<'_>, shelf: &Shelf<'_>) -> Result<Made, SiteError> {
    let address = shelf.layout.downloads();
    let checked = |(name, bytes)| Checked {
        file: download(build, shelf, &address, name, bytes),
        sha256: hex(&Sha256::digest(bytes)),
    };
    let page = DownloadsPage {
        downloads: sorted(build, shelf).into_iter().map(checked).collect(),
        release: shelf.course.release().map(|release| release.version.as_str()),
        license: &shelf.course.license,
    };
    let title = build.text("nav.downloads");
    let description = build.messages.format("downloads.description", &[("course", &shelf.course.title)]);
    let frame = Frame::of_course(build, shelf, "downloads", address, &title, &description)?;
    fill(build, "downloads.html", frame, &page)
}

fn kind(name: &str) -> usize {
    let fits = |(part, ending, _): &(&str, &str, &str)| name.contains(part) && name.ends_with(ending);
    let fitting = (0..KINDS.len()).filter(|index| fits(&KINDS[*index]));
    fitting.max_by_key(|index| KINDS[*index].0.len()).unwrap_or(KINDS.len())
}

/// A size in decimal units, rounded to one place after the point: the command line says the same of the same file.
fn size(bytes: usize) -> String {
    let (unit, name) = match bytes {
        0..1_000 => return format!("{bytes}\u{a0}B"),
        1_000..999_950 => (1e3, "kB"),
        _ => (1e6, "MB"),
    };
    format!("{:.1}\u{a0}{name}", bytes as f64 / unit)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_rounded() {
        assert_eq!(size(999), "999\u{a0}B");
        assert_eq!(size(1_000), "1.0\u{a0}kB");
        assert_eq!(size(1_260), "1.3\u{a0}kB");
        assert_eq!(size(999_949), "999.9\u{a0}kB");
        assert_eq!(size(999_950), "1.0\u{a0}MB");
        assert_eq!(size(5_290_000), "5.3\u{a0}MB");
    }

    #[test]
    fn knows_what_a_file_is() {
        let key = |name| KINDS[kind(name)].2;
        assert_eq!(key("cks.apkg"), "anki");
        assert_eq!(key("cks-module-setup-1.2.0.apkg"), "anki-module");
        assert_eq!(key("cks-retired.apkg"), "anki-retired");
        assert_eq!(key("cks-flashcards-letter-1.2.0.pdf"), "cards");
        assert_eq!(key("cks-practice-exam.pdf"), "exam");
        assert_eq!(key("cks-cheat-sheets.pdf"), "cheats");
        assert_eq!(kind("cks.xyz"), KINDS.len());
    }
}
