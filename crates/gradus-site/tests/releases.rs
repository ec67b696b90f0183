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
