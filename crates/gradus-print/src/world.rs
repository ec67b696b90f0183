//! What Typst may see: the theme's templates, one JSON document and the course's assets. Every other path, every package
//! and the clock are refused, so that a template can only depend on what the build gave it.

use std::collections::HashMap;
use std::sync::LazyLock;

use typst::LibraryExt;
use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, World};

use crate::fonts::Fonts;

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// The files of one document.
pub(crate) struct PrintWorld<'a> {
    fonts: &'a Fonts,
    main: FileId,
    sources: HashMap<FileId, Source>,
    files: HashMap<FileId, Bytes>,
}

/// A path cannot name a virtual file.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is not a path that a template can have")]
pub(crate) struct BadPath(String);

impl<'a> PrintWorld<'a> {
    /// A world whose main template stands at `main`. Paths are absolute without their first slash.
    pub(crate) fn new<'f>(
        fonts: &'a Fonts,
        main: &str,
        files: impl IntoIterator<Item = (&'f str, Vec<u8>)>,
    ) -> Result<Self, BadPath> {
        let mut world = PrintWorld { fonts, main: file_id(main)?, sources: HashMap::new(), files: HashMap::new() };
        for (path, bytes) in files {
            let id = file_id(path)?;
            if path.ends_with(".typ") {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                world.sources.insert(id, Source::new(id, text));
            }
            world.files.insert(id, Bytes::new(bytes));
        }
        Ok(world)
    }
}

impl World for PrintWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.get(&id).cloned().ok_or_else(|| refusal(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| refusal(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn file_id(path: &str) -> Result<FileId, BadPath> {
    let path = VirtualPath::new(path).map_err(|_| BadPath(path.to_owned()))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn refusal(id: FileId) -> FileError {
    match id.get().root() {
        VirtualRoot::Package(package) => FileError::Package(PackageError::NotFound(package.clone())),
        VirtualRoot::Project => FileError::NotFound(id.get().vpath().get_without_slash().into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_given_files_exist() {
        let fonts = Fonts::default();
        let world = PrintWorld::new(&fonts, "print/a.typ", [("print/a.typ", b"Hi".to_vec())]).unwrap();
        assert!(world.source(world.main()).is_ok());
        for path in ["etc/passwd", "print/b.typ", "print", "data.json"] {
            let id = file_id(path).unwrap();
            assert!(matches!(world.file(id), Err(FileError::NotFound(_))), "{path} must be refused");
            assert!(world.source(id).is_err(), "{path} must be refused");
        }
    }

    #[test]
    fn packages_and_the_clock_are_refused() {
        let fonts = Fonts::default();
        let world = PrintWorld::new(&fonts, "a.typ", [("a.typ", Vec::new())]).unwrap();
        let package = "@preview/cetz:0.3.0".parse().unwrap();
        let id = RootedPath::new(VirtualRoot::Package(package), VirtualPath::new("typst.toml").unwrap()).intern();
        assert!(matches!(world.file(id), Err(FileError::Package(_))));
        assert!(world.today(None).is_none());
    }

    #[test]
    fn a_path_cannot_leave_the_root() {
        assert!(file_id("../secret").is_err());
    }
}
