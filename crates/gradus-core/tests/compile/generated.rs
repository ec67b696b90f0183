//! Files that are made from this crate and committed: schemas, the page of rules, and how findings look. `cargo xtask generate` writes
//! them anew, by running these tests with `GRADUS_UPDATE=1`.

use std::fs;
use std::path::Path;

use gradus_core::rules;
use gradus_core::schema::Shape;

use crate::docs::{example, own_rules};
use crate::support::rendered;

fn hold(path: &str, wanted: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    if std::env::var_os("GRADUS_UPDATE").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, wanted).unwrap();
    }
    let committed = fs::read_to_string(&file).unwrap_or_default();
    assert!(committed == wanted, "{path} is out of date: run `cargo xtask generate`");
}

#[test]
fn the_schemas_are_those_of_the_types() {
    for shape in Shape::ALL {
        hold(&format!("schemas/{}.schema.json", shape.name()), &shape.file_text());
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas");
    let files = fs::read_dir(folder).unwrap().filter(|entry| {
        let name = entry.as_ref().unwrap().file_name();
        Shape::ALL.iter().any(|shape| name.to_string_lossy() == format!("{}.schema.json", shape.name()))
    });
    assert_eq!(files.count(), Shape::ALL.len());
}

#[test]
fn the_page_of_rules_is_made_from_their_docs() {
    hold("docs/checks.md", &rules::reference());
}

/// How an author sees the failing example of every rule. Read the difference when it changes.
#[test]
fn findings_look_as_they_did() {
    let shown = |rule| Some(format!("{}\n", rendered(&example(&rule, "Fails")?.compile()).trim_end()));
    let messages: Vec<String> = own_rules().into_iter().filter_map(shown).collect();
    hold("crates/gradus-core/tests/compile/findings.txt", &messages.join("\n"));
}
