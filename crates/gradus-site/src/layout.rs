//! Where everything stands below `site/`. No other file knows an address.

use std::fmt::Write;

/// The catalogue's page.
pub(crate) const CATALOGUE: &str = "index.html";
/// The page a host shows where there is none.
pub(crate) const NOT_FOUND: &str = "404.html";
/// The page shown without a network in the place of one that is not kept.
pub(crate) const OFFLINE: &str = "offline.html";
/// The service worker: at the root, because it answers for everything below it.
pub(crate) const WORKER: &str = "sw.js";
/// The web app manifest.
pub(crate) const MANIFEST: &str = "site.webmanifest";
/// The list of all pages for search engines.
pub(crate) const SITEMAP: &str = "sitemap.xml";

/// Addresses of a course's pages, relative to the site's root.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CourseLayout<'a> {
    code: &'a str,
}

impl<'a> CourseLayout<'a> {
    pub(crate) fn new(code: &'a str) -> Self {
        CourseLayout { code }
    }

    pub(crate) fn index(self) -> String {
        self.page("index")
    }

    pub(crate) fn module(self, id: &str) -> String {
        format!("{}/modules/{id}.html", self.code)
    }

    pub(crate) fn lesson(self, id: &str) -> String {
        format!("{}/lessons/{id}.html", self.code)
    }

    pub(crate) fn practice(self) -> String {
        self.page("practice")
    }

    /// The questions of one lesson.
    pub(crate) fn practice_of(self, lesson: &str) -> String {
        format!("{}/practice/{lesson}.html", self.code)
    }

    /// The list of files to keep for use without a network.
    pub(crate) fn offline(self) -> String {
        format!("{}/offline.json", self.code)
    }

    /// Whether a file belongs to the course.
    pub(crate) fn holds(self, path: &str) -> bool {
        path.strip_prefix(self.code).is_some_and(|rest| rest.starts_with('/'))
    }

    pub(crate) fn search(self) -> String {
        self.page("search")
    }

    /// What search finds, for its script: beside the search page, where the script looks for it.
    pub(crate) fn search_entries(self) -> String {
        format!("{}/search.json", self.code)
    }

    /// The list of all questions, for scripts.
    pub(crate) fn practice_items(self) -> String {
        format!("{}/practice/items.json", self.code)
    }

    pub(crate) fn question(self, lesson: &str, id: &str) -> String {
        format!("{}#{id}", self.practice_of(lesson))
    }

    pub(crate) fn exam(self) -> String {
        self.page("exam")
    }

    pub(crate) fn flashcards(self) -> String {
        self.page("flashcards")
    }

    pub(crate) fn card(self, id: &str) -> String {
        format!("{}#{id}", self.flashcards())
    }

    pub(crate) fn plan(self) -> String {
        self.page("plan")
    }

    /// The learner's own page.
    pub(crate) fn progress(self) -> String {
        self.page("progress")
    }

    /// What there is to practise, as data.
    pub(crate) fn items(self) -> String {
        format!("{}/items.json", self.code)
    }

    pub(crate) fn glossary(self) -> String {
        self.page("glossary")
    }

    pub(crate) fn term(self, id: &str) -> String {
        format!("{}#{id}", self.glossary())
    }

    pub(crate) fn downloads(self) -> String {
        self.page("downloads")
    }

    /// What each release brought.
    pub(crate) fn releases(self) -> String {
        self.page("releases")
    }

    /// The same for feed readers.
    pub(crate) fn feed(self) -> String {
        format!("{}/releases.xml", self.code)
    }

    /// A file of the course, `assets/…`.
    pub(crate) fn asset(self, path: &str) -> String {
        format!("{}/{path}", self.code)
    }

    /// A file that another generator made.
    pub(crate) fn download(self, name: &str) -> String {
        format!("{}/downloads/{name}", self.code)
    }

    /// A file of the course's folder in the output, without the folder.
    pub(crate) fn built(self, artifact: &'a str) -> Option<&'a str> {
        artifact.strip_prefix(self.code)?.strip_prefix('/')
    }

    fn page(self, name: &str) -> String {
        format!("{}/{name}.html", self.code)
    }
}

/// The way from one page to another address of the site; both are relative to the root, the target may have a fragment.
pub(crate) fn relative(from: &str, to: &str) -> String {
    if let Some(fragment) = to.strip_prefix(from).filter(|rest| rest.starts_with('#')) {
        return fragment.to_owned();
    }
    let mut rest = (folder(from), to);
    while let (Some((a, from_rest)), Some((b, to_rest))) = (rest.0.split_once('/'), rest.1.split_once('/')) {
        if a != b {
            break;
        }
        rest = (from_rest, to_rest);
    }
    let mut out = "../".repeat(rest.0.matches('/').count());
    encode(rest.1, &mut out);
    out
}

/// The way from a page to the site's root: empty, or ends in a slash.
pub(crate) fn root(from: &str) -> String {
    "../".repeat(from.matches('/').count())
}

/// An absolute address of a page; an index page is named by its folder.
pub(crate) fn absolute(base_url: &str, page: &str) -> String {
    let path = match page.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
        _ => page,
    };
    let mut out = base_url.to_owned();
    encode(path, &mut out);
    out
}

fn folder(page: &str) -> &str {
    page.rfind('/').map_or("", |slash| &page[..=slash])
}

/// Percent-encodes what may not stand in a path or a fragment.
fn encode(path: &str, out: &mut String) {
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' | b'#' | b'+' | b',' | b'@' => {
                out.push(char::from(byte));
            }
            _ => {
                // Writing to a string cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_between_pages() {
        assert_eq!(relative("index.html", "cks/index.html"), "cks/index.html");
        assert_eq!(relative("cks/lessons/a.html", "cks/lessons/b.html"), "b.html");
        assert_eq!(relative("cks/lessons/a.html", "cks/glossary.html#x"), "../glossary.html#x");
        assert_eq!(relative("cks/lessons/a.html", "cka/index.html"), "../../cka/index.html");
        assert_eq!(relative("cks/lessons/a.html", "index.html"), "../../index.html");
        assert_eq!(relative("cks/glossary.html", "cks/glossary.html#x"), "#x");
        assert_eq!(relative("cks/glossary.html", "cks/glossary.html"), "glossary.html");
        assert_eq!(relative("cks/index.html", "cks/assets/a b%.svg"), "assets/a%20b%25.svg");
    }

    #[test]
    fn the_way_to_the_root() {
        assert_eq!(root("index.html"), "");
        assert_eq!(root("cks/lessons/a.html"), "../../");
    }

    #[test]
    fn absolute_addresses_name_folders() {
        assert_eq!(absolute("https://x.org/c/", "index.html"), "https://x.org/c/");
        assert_eq!(absolute("https://x.org/c/", "cks/index.html"), "https://x.org/c/cks/");
        assert_eq!(absolute("https://x.org/c/", "cks/plan.html"), "https://x.org/c/cks/plan.html");
    }
}
