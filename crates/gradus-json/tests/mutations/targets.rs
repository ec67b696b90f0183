//! What there is to break: the files of the course, and places in them.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;

pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// The repository's catalogue, by path.
pub(crate) fn catalogue() -> Files {
    fn walk(folder: &Path, below: &str, into: &mut Files) {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let name = format!("{below}{}", entry.file_name().to_string_lossy());
            match entry.path() {
                path if path.is_dir() => walk(&path, &format!("{name}/"), into),
                path => drop(into.insert(name, fs::read(path).unwrap())),
            }
        }
    }
    let mut files = Files::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../course"), "", &mut files);
    files
}

/// A text of the course, and where something stands in it.
#[derive(Clone)]
pub(crate) struct Target {
    pub(crate) path: String,
    pub(crate) text: String,
    pub(crate) at: Range<usize>,
}

impl Target {
    /// The text with something else there.
    pub(crate) fn with(&self, new: &str) -> Vec<u8> {
        format!("{}{new}{}", &self.text[..self.at.start], &self.text[self.at.end..]).into_bytes()
    }

    pub(crate) fn old(&self) -> &str {
        &self.text[self.at.clone()]
    }
}

/// Texts that authors write: no assets, no lock.
pub(crate) fn texts(files: &Files) -> Vec<(&String, &str)> {
    let written = files.iter().filter(|(path, _)| path.ends_with(".md") || path.ends_with(".yaml"));
    let written = written.filter(|(path, _)| !path.contains("/assets/") && !path.contains("/releases/"));
    written.map(|(path, bytes)| (path, std::str::from_utf8(bytes).unwrap())).collect()
}

/// Every place that `find` names in the lines of the texts that `wanted` accepts; it gets a line and says what part of it.
pub(crate) fn targets(
    files: &Files,
    wanted: impl Fn(&str) -> bool,
    find: impl Fn(&str) -> Option<Range<usize>>,
) -> Vec<Target> {
    let paths = texts(files).into_iter().map(|(path, _)| path).filter(|path| wanted(path));
    let found: Vec<Target> = paths.flat_map(|path| places(files, path, &find)).collect();
    assert!(found.len() > 5, "nothing to break");
    found
}

/// The places in one text.
pub(crate) fn places(files: &Files, path: &str, find: impl Fn(&str) -> Option<Range<usize>>) -> Vec<Target> {
    let text = std::str::from_utf8(&files[path]).unwrap();
    let mut start = 0;
    let mut found = Vec::new();
    for line in text.split_inclusive('\n') {
        if let Some(part) = find(line.trim_end_matches('\n')) {
            let at = start + part.start..start + part.end;
            found.push(Target { path: path.to_owned(), text: text.to_owned(), at });
        }
        start += line.len();
    }
    found
}

/// What stands behind a prefix, as far as it is an id.
pub(crate) fn id_behind(line: &str, prefix: &str) -> Option<Range<usize>> {
    let start = line.find(prefix)? + prefix.len();
    let length = line[start..].find(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit() && c != '-');
    let end = start + length.unwrap_or(line.len() - start);
    (end > start).then_some(start..end)
}

/// A key at the start of a line of the front matter or file, which every file of that name needs.
fn required_key(path: &str, line: &str) -> Option<Range<usize>> {
    let keys: &[&str] = match path.rsplit('/').next().unwrap() {
        "catalog.yaml" => &["title", "summary", "courses"],
        "course.yaml" => &["uid", "code", "title", "track", "level", "summary", "status", "modules"],
        "exam.yaml" => &["title", "vendor", "format", "minutes", "pass_mark", "validity_months", "verified_on", "mock"],
        "plan.yaml" => &["title"],
        "module.yaml" => &["id", "title", "summary", "lessons"],
        _ if path.contains("/modules/") => &["id", "title", "summary", "domains", "minutes"],
        _ => &[],
    };
    let (key, value) = line.split_once(':')?;
    (keys.contains(&key) && value.starts_with(' ')).then_some(0..key.len())
}

/// The places of required keys. In a lesson they end with the front matter, where prose could look the same.
pub(crate) fn required_keys(files: &Files) -> Vec<Target> {
    let paths = texts(files).into_iter().map(|(path, _)| path);
    let mut found: Vec<Target> = paths.flat_map(|path| places(files, path, |line| required_key(path, line))).collect();
    found.retain(|target| {
        !target.path.ends_with(".md") || target.text.find("\n---").is_some_and(|end| target.at.end < end)
    });
    found
}
