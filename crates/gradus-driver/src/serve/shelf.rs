//! The site as the server holds it: files in memory, found by the address a browser asks for.

use std::borrow::Cow;
use std::collections::BTreeMap;

use gradus_core::Artifacts;
use percent_encoding::percent_decode_str;

/// The folder of the site among the artifacts.
const FOLDER: &str = "site/";

/// The files of a site by path. There is no disk behind it, so no address leads anywhere else.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Shelf(BTreeMap<String, Vec<u8>>);

/// What an address leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found<'a> {
    /// A file: its path and bytes.
    File(&'a str, &'a [u8]),
    /// A folder that was asked for without the slash at its end, which relative links need.
    Folder(String),
    /// Nothing; the site's own page for that, if it has one.
    Nothing(Option<&'a [u8]>),
}

impl Shelf {
    pub(super) fn new(artifacts: &Artifacts) -> Self {
        let files = artifacts.iter().filter_map(|(path, bytes)| Some((path.strip_prefix(FOLDER)?, bytes)));
        Shelf(files.map(|(path, bytes)| (path.to_owned(), bytes.to_owned())).collect())
    }

    /// Looks up the path of an address, as it stands in the request.
    pub(super) fn find(&self, address: &str) -> Found<'_> {
        let decoded: Cow<'_, str> = match percent_decode_str(address.trim_start_matches('/')).decode_utf8() {
            Ok(path) => path,
            Err(_) => return self.nothing(),
        };
        let path = match decoded.as_ref() {
            "" => "index.html".to_owned(),
            folder if folder.ends_with('/') => format!("{folder}index.html"),
            file => file.to_owned(),
        };
        if let Some((path, bytes)) = self.0.get_key_value(&path) {
            return Found::File(path, bytes);
        }
        if self.0.contains_key(&format!("{path}/index.html")) {
            // From the start of the path, whatever the request's slashes: `//host` would lead to another server.
            return Found::Folder(format!("/{}/", address.trim_matches('/')));
        }
        self.nothing()
    }

    fn nothing(&self) -> Found<'_> {
        Found::Nothing(self.0.get("404.html").map(Vec::as_slice))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shelf() -> Shelf {
        let mut artifacts = Artifacts::new();
        for path in ["site/index.html", "site/cks/index.html", "site/a b.txt", "site/404.html", "cks/cks.apkg"] {
            artifacts.insert(path, path.as_bytes());
        }
        Shelf::new(&artifacts)
    }

    #[test]
    fn finds_files_and_folders() {
        let shelf = shelf();
        assert_eq!(shelf.find("/"), Found::File("index.html", b"site/index.html"));
        assert_eq!(shelf.find("/cks/"), Found::File("cks/index.html", b"site/cks/index.html"));
        assert_eq!(shelf.find("/cks"), Found::Folder("/cks/".to_owned()));
        assert_eq!(shelf.find("//cks"), Found::Folder("/cks/".to_owned()));
        assert_eq!(shelf.find("/a%20b.txt"), Found::File("a b.txt", b"site/a b.txt"));
    }

    #[test]
    fn finds_nothing_outside() {
        let shelf = shelf();
        for address in ["/../cks/cks.apkg", "/%2e%2e/cks/cks.apkg", "/..%2f", "/cks/cks.apkg", "/%ff", "//etc/passwd"] {
            assert_eq!(shelf.find(address), Found::Nothing(Some(b"site/404.html")), "{address}");
        }
    }
}
