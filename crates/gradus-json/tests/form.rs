//! The form says everything that the course says, satisfies its own schema, and is the same twice.

#![expect(clippy::expect_used, reason = "a test may panic")]

use gradus_core::files::DiskFiles;
use gradus_core::{Artifacts, Edition, Generator, Options, compile};
use gradus_json::Json;

fn edition() -> Edition {
    let course = concat!(env!("CARGO_MANIFEST_DIR"), "/../../course");
    let files = DiskFiles::new(course).expect("the catalogue of this repository");
    compile(&files, &Options::default()).edition.expect("it has no errors")
}

fn json(edition: &Edition) -> Vec<u8> {
    let built = Json.generate(edition, &Artifacts::new()).expect("nothing can fail");
    built.artifacts.get("cks/cks.json").expect("one file a course").to_vec()
}

#[test]
fn the_course_satisfies_the_schema() {
    let document: serde_json::Value = serde_json::from_slice(&json(&edition())).expect("JSON");
    let schema: serde_json::Value = serde_json::from_str(&gradus_json::schema_text()).expect("JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("a schema");
    let errors: Vec<String> =
        validator.iter_errors(&document).map(|error| format!("{error} at {}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    assert_eq!(document["modules"].as_array().map(Vec::len), Some(7));
    assert_eq!(document["exam"]["domains"][0]["weight"], 15);
}

#[test]
fn two_runs_give_the_same_bytes() {
    let edition = edition();
    assert_eq!(json(&edition), json(&edition));
}

#[test]
fn the_committed_schema_is_the_generated_one() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../schemas/compiled-course.schema.json");
    if std::env::var_os("GRADUS_UPDATE").is_some() {
        std::fs::write(path, gradus_json::schema_text()).expect("schemas/ is writable");
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(committed == gradus_json::schema_text(), "run `cargo xtask generate`");
}
