//! What a release does to learners' progress: items keep the key that it is kept under, and what was asked otherwise is told.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::collections::BTreeMap;
use std::path::Path;

use gradus_core::files::MemoryFiles;
use gradus_core::lock::{Lock, Released};
use gradus_core::{Artifacts, Edition, Generator, Options, compile};
use gradus_site::Site;
use serde_json::Value;

const BANK: &str = "kit/questions/all.md";

/// The catalogue of the tests, as text to be edited.
fn sources() -> BTreeMap<String, Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/catalogue");
    let mut found = BTreeMap::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
                found.insert(name, std::fs::read(path).unwrap());
            }
        }
    }
    found
}

fn edition(sources: &BTreeMap<String, Vec<u8>>) -> Edition {
    let files = sources.iter().fold(MemoryFiles::new(), |files, (path, bytes)| files.with(path, bytes.clone()));
    let compiled = compile(&files, &Options::default());
    compiled.edition.unwrap_or_else(|| panic!("{:#?}", compiled.diagnostics))
}

/// The sources with the lock that a release of them writes.
fn released(mut sources: BTreeMap<String, Vec<u8>>, version: &str, time: i64) -> BTreeMap<String, Vec<u8>> {
    let course = edition(&sources).catalog().courses[0].clone();
    let released = Released { version: version.parse().unwrap(), time, shapes: &[], refresh: false };
    sources.insert("kit/course.lock".to_owned(), Lock::next(&course, &released).to_string().into_bytes());
    sources
}

fn edited(mut sources: BTreeMap<String, Vec<u8>>, from: &str, to: &str) -> BTreeMap<String, Vec<u8>> {
    let bank = String::from_utf8(sources[BANK].clone()).unwrap();
    assert!(bank.contains(from), "{from}");
    sources.insert(BANK.to_owned(), bank.replace(from, to).into_bytes());
    sources
}

fn site(sources: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let made = Site::default().generate(&edition(sources), &Artifacts::new()).unwrap();
    made.artifacts.iter().map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).collect()
}

/// Items by key.
fn items(sources: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Value> {
    let list: Value = serde_json::from_slice(&site(sources)["site/kit/items.json"]).unwrap();
    let items = list["items"].as_array().unwrap().iter();
    items.map(|item| (item["key"].as_str().unwrap().to_owned(), item.clone())).collect()
}

#[test]
fn a_renamed_item_keeps_its_key_and_what_it_asks() {
    let first = released(sources(), "1.0.0", 2_000_000_000);
    let before = items(&first);
    assert_eq!(before["q-multiple"]["changed"], "1.0.0");
    let renamed = edited(first, "{#q-multiple ", "{#q-several was=q-multiple ");
    let after = items(&renamed);
    assert_eq!(after.keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
    assert_eq!(after["q-multiple"]["id"], "q-several");
    assert_eq!(after["q-multiple"]["hash"], before["q-multiple"]["hash"]);
    let pages = site(&renamed);
    let marked = |name: &str| pages.values().any(|bytes| String::from_utf8_lossy(bytes).contains(name));
    assert!(marked("data-key=\"q-multiple\"") && !marked("data-key=\"q-several\""));
}

#[test]
fn a_question_asked_otherwise_has_another_hash_and_a_reworded_rationale_has_not() {
    let first = released(sources(), "1.0.0", 2_000_000_000);
    let hash = |sources: &BTreeMap<String, Vec<u8>>| items(sources)["q-multiple"]["hash"].clone();
    assert_ne!(hash(&edited(first.clone(), "- [x] One\n", "- [x] One, and only one\n")), hash(&first));
    let reasoned = edited(first.clone(), "- [x] One\n\n  Yes.\n", "- [x] One\n\n  Yes, because.\n");
    assert_eq!(hash(&reasoned), hash(&first));
    let second = released(edited(first, "- [x] One\n", "- [x] One, and only one\n"), "1.1.0", 2_000_000_500);
    assert_eq!(items(&second)["q-multiple"]["changed"], "1.1.0");
    assert_eq!(items(&second)["q-single"]["changed"], "1.0.0");
}

#[test]
fn a_retired_item_leaves_the_list_and_its_records_count_no_more() {
    let first = released(sources(), "1.0.0", 2_000_000_000);
    let retired = edited(first, "{#q-multiple ", "{#q-multiple retired=1.1.0 ");
    assert!(!items(&retired).contains_key("q-multiple"));
    assert!(items(&retired).contains_key("q-single"));
}

/// Two releases, the first with notes, built for an address.
fn told(base_url: Option<&str>) -> BTreeMap<String, String> {
    let mut first = sources();
    let notes =
        "## New\n\nRead [the first](lesson:all-kinds), not [that one](lesson:gone).\n\n### Small & <things>\n\n- one\n";
    first.insert("kit/releases/1.0.0.md".to_owned(), notes.replace("<things>", "`<things>`").into_bytes());
    first.insert("kit/releases/3.0.0.md".to_owned(), b"A secret still.\n".to_vec());
    let second = released(released(first, "1.0.0", 1_768_035_600), "1.1.0", 1_770_714_000);
    let files = second.iter().fold(MemoryFiles::new(), |files, (path, bytes)| files.with(path, bytes.clone()));
    let compiled = compile(&files, &Options { base_url: base_url.map(str::to_owned), ..Options::default() });
    let edition = compiled.edition.unwrap_or_else(|| panic!("{:#?}", compiled.diagnostics));
    let made = Site::default().generate(&edition, &Artifacts::new()).unwrap();
    made.artifacts.iter().map(|(path, bytes)| (path.to_owned(), String::from_utf8_lossy(bytes).into_owned())).collect()
}

#[test]
fn a_course_tells_its_releases_from_the_latest() {
    let site = told(None);
    let page = &site["site/kit/releases.html"];
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("no {text} in\n{page}"));
    assert!(
        at("id=\"1.1.0\"") < at("This version has no notes.") && at("This version has no notes.") < at("id=\"1.0.0\"")
    );
    at("<time class=\"meta\" datetime=\"2026-01-10T09:00:00Z\">10 January 2026</time>");
    // Below the version stand the headings of its notes, however they were counted.
    at("<h3 id=\"1.0.0.new\">New");
    at("<h4 id=\"1.0.0.small-things\">Small &amp; <code");
    at("Read <a href=\"lessons/all-kinds.html\">the first</a>, not that one.");
    assert!(!site.values().any(|text| text.contains("A secret still")), "notes of what is to come are shown");
    for path in ["site/kit/index.html", "site/kit/downloads.html", "site/kit/glossary.html"] {
        assert!(site[path].contains("<a href=\"releases.html\">"), "{path}");
    }
    // A feed needs an address.
    assert!(!site.contains_key("site/kit/releases.xml") && !page.contains("application/atom+xml"));
}

#[test]
fn a_course_that_was_never_released_tells_of_no_release() {
    let site = site(&sources());
    assert!(!site.contains_key("site/kit/releases.html"));
    assert!(site.values().all(|bytes| !String::from_utf8_lossy(bytes).contains("releases.html")));
}

#[test]
fn the_feed_has_what_atom_asks_for() {
    let site = told(Some("https://example.org/courses"));
    let feed = roxmltree::Document::parse(&site["site/kit/releases.xml"]).unwrap();
    let root = feed.root_element();
    let atom = |node: roxmltree::Node<'_, '_>, name: &str| {
        let child = |child: &roxmltree::Node<'_, '_>| child.has_tag_name(("http://www.w3.org/2005/Atom", name));
        let found: Vec<String> =
            node.children().filter(child).map(|it| it.text().unwrap_or_default().to_owned()).collect();
        assert_eq!(found.len(), 1, "{name}");
        found[0].clone()
    };
    let uid = "urn:uuid:3f0c7f0e-6d1b-4b57-9a59-0d5c2f1f7a11";
    assert_eq!(atom(root, "id"), uid);
    assert!(atom(root, "title").contains("</title>"), "a title is text");
    assert_eq!(atom(root, "updated"), "2026-02-10T09:00:00Z");
    let author = root.children().find(|node| node.has_tag_name("author")).unwrap();
    assert!(!atom(author, "name").is_empty());
    let links = |node: roxmltree::Node<'_, '_>| -> Vec<(String, String)> {
        let links = node.children().filter(|child| child.has_tag_name("link"));
        links.map(|it| (it.attribute("rel").unwrap().to_owned(), it.attribute("href").unwrap().to_owned())).collect()
    };
    let page = "https://example.org/courses/kit/releases.html";
    let own = "https://example.org/courses/kit/releases.xml";
    assert_eq!(links(root), [("self".to_owned(), own.to_owned()), ("alternate".to_owned(), page.to_owned())]);

    let entries: Vec<_> = root.children().filter(|node| node.has_tag_name("entry")).collect();
    let ids: Vec<String> = entries.iter().map(|entry| atom(*entry, "id")).collect();
    assert_eq!(ids, [format!("{uid}#1.1.0"), format!("{uid}#1.0.0")]);
    let first = entries[1];
    assert!(atom(first, "title").ends_with(" 1.0.0"));
    assert_eq!(atom(first, "updated"), "2026-01-10T09:00:00Z");
    assert_eq!(links(first), [("alternate".to_owned(), format!("{page}#1.0.0"))]);
    let content = atom(first, "content");
    assert!(content.starts_with("<p><strong>New</strong></p>\n<p>Read <a href=\"lessons/"), "{content}");
    let base = ("http://www.w3.org/XML/1998/namespace", "base");
    let said = first.children().find(|node| node.has_tag_name("content")).unwrap();
    assert_eq!((said.attribute(base), said.attribute("type")), (Some(page), Some("html")));

    let link = "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"Releases of Kit ";
    assert!(site["site/kit/index.html"].contains(link) && !site["site/index.html"].contains(link));
    assert!(site["site/sitemap.xml"].contains(page) && !site["site/kit/offline.json"].contains("releases.xml"));
}
