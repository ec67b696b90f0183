//! `gradus build` and `gradus clean`.

use serde_json::Value;

use crate::Place;

#[test]
fn builds_what_is_asked_for_and_says_so() {
    let place = Place::project();
    let ran = place.ok(&["build", "--only", "json,anki"]);
    assert_eq!(ran.out, "");
    assert_eq!(place.files("output"), ["demo/demo.apkg", "demo/demo.json", "manifest.json"]);
    let lines: Vec<&str> = ran.error.lines().collect();
    assert!(lines[0].starts_with("anki  output/demo/demo.apkg  1 file  "), "{}", ran.error);
    assert!(lines[1].starts_with("json  output/demo/demo.json  1 file  "), "{}", ran.error);
    assert!(lines[2].starts_with("Without --base-url"), "{}", ran.error);
    assert!(lines[3].starts_with("Built 2 outputs, 2 files, ") && lines[3].ends_with(": 2 changed"), "{}", ran.error);

    let addressed = place.ok(&["build", "--only", "anki", "--base-url", "https://example.org/courses"]);
    assert!(!addressed.error.contains("Without"), "{}", addressed.error);

    let again = place.ok(&["build", "--only", "json"]);
    assert!(again.error.lines().last().unwrap().ends_with(": 0 changed"), "{}", again.error);
    assert_eq!(place.files("output").len(), 3, "the others' outputs stay");
    assert_eq!(place.ok(&["build", "--only", "json", "-q"]).error, "");
}

#[test]
fn the_manifest_tells_the_truth() {
    let place = Place::project();
    place.ok(&["build", "--only", "json"]);
    let manifest: Value = serde_json::from_str(&place.read("output/manifest.json")).unwrap();
    assert_eq!(manifest["version"], 1);
    assert_eq!(manifest["gradus"], env!("CARGO_PKG_VERSION"));
    let artifact = &manifest["artifacts"][0];
    assert_eq!(artifact["path"], "demo/demo.json");
    assert_eq!(artifact["media_type"], "application/json");
    assert_eq!(artifact["bytes"].as_u64().unwrap(), place.read("output/demo/demo.json").len() as u64);
}

#[test]
fn a_broken_course_leaves_the_last_good_output_and_no_word_of_success() {
    let place = Place::project();
    place.ok(&["build", "--only", "json"]);
    let before = place.read("output/demo/demo.json");
    place.break_weights();
    let error = place.fails(1, &["build", "--only", "json"]);
    assert!(error.contains("error[weights-not-100]") && error.ends_with("Nothing was built: 1 error\n"), "{error}");
    assert!(!error.contains("Built"), "{error}");
    assert_eq!(place.read("output/demo/demo.json"), before);
}

#[test]
fn a_denied_warning_stops_a_build() {
    let place = Place::project();
    place.add_stray_file();
    let ran = place.ok(&["build", "--only", "json"]);
    assert!(ran.error.ends_with("; 1 warning\n"), "{}", ran.error);
    place.fails(1, &["build", "--only", "json", "--deny", "warnings"]);
}

#[test]
fn the_same_sources_make_the_same_bytes_anywhere() {
    let (one, two) = (Place::project(), Place::empty());
    for file in one.files("course") {
        two.write(&format!("deep/er/course/{file}"), &one.read(&format!("course/{file}")));
    }
    one.ok(&["build", "--only", "json,site,anki"]);
    two.ok(&["-C", "deep/er", "build", "--only", "json,site,anki"]);
    assert_eq!(one.read("output/manifest.json"), two.read("deep/er/output/manifest.json"));
}

#[test]
fn another_output_folder_is_used_and_never_inside_the_catalogue() {
    let place = Place::project();
    place.ok(&["build", "--only", "json", "--out", "elsewhere/public"]);
    assert_eq!(place.files("elsewhere/public"), ["demo/demo.json", "manifest.json"]);
    assert!(!place.path("output").exists());
    for out in ["course", "course/output", "."] {
        assert!(place.fails(2, &["build", "--only", "json", "--out", out]).contains("must lie beside"), "{out}");
    }
}

#[test]
fn wrong_usage_is_told_before_anything_is_built() {
    let place = Place::project();
    let error = place.fails(2, &["build", "--only", "ankii"]);
    assert_eq!(error, "error: there is no output `ankii`\n  help: did you mean `anki`?\n");
    assert!(place.fails(2, &["build", "--base-url", "example.org"]).contains("is not an address"));
    assert!(place.fails(2, &["build", "--unknown"]).contains("--unknown"));
    assert!(!place.path("output").exists());
}

#[test]
fn clean_deletes_what_builds_left_and_nothing_else() {
    let place = Place::project();
    place.ok(&["build", "--only", "json,site"]);
    place.write("output/site/CNAME", "mine");
    place.ok(&["clean"]);
    assert_eq!(place.files("output"), ["site/CNAME"]);
    assert!(place.path("course/catalog.yaml").exists());
    assert_eq!(place.ok(&["clean"]).error, "Deleted 0 files of output\n");
}
