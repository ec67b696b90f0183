//! The same sources give the same bytes, on any machine, in any folder, with any number of threads.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

use std::fs;

use gradus_tests::{Catalogue, Ended, differences, picture};

/// What a machine may differ in and an output must not.
const MACHINES: [[(&str, &str); 6]; 2] = [
    [
        ("RAYON_NUM_THREADS", "1"),
        ("TZ", "UTC"),
        ("LANG", "C"),
        ("LC_ALL", "C"),
        ("HOME", "/nonexistent"),
        ("SOURCE_DATE_EPOCH", "0"),
    ],
    [
        ("RAYON_NUM_THREADS", "5"),
        ("TZ", "Pacific/Kiritimati"),
        ("LANG", "tr_TR.UTF-8"),
        ("LC_ALL", "de_DE.UTF-8"),
        ("HOME", "/"),
        ("SOURCE_DATE_EPOCH", "1700000000"),
    ],
];

#[test]
fn two_machines_build_the_same_bytes() {
    let pictures = MACHINES.map(|environment| {
        let catalogue = Catalogue::copy();
        Ended::of(catalogue.command(&["build"]).envs(environment)).with_code(0);
        picture(&catalogue.path("output"))
    });
    assert!(pictures[0].len() > 10, "{:?}", pictures[0].keys());
    assert_eq!(differences(&pictures[0], &pictures[1]), Vec::<String>::new());
}

#[test]
fn two_machines_release_the_same_bytes() {
    let release = ["release", "1.0.0", "--date", "2026-01-10T09:00:00Z", "--base-url", "https://example.org/courses/"];
    let pictures = MACHINES.map(|environment| {
        let catalogue = Catalogue::copy();
        // Neither where the folder lies nor how it is called is in any file.
        let place = if environment[0].1 == "1" { "here" } else { "elsewhere/été 2" };
        fs::create_dir_all(catalogue.path(place)).unwrap();
        fs::rename(catalogue.path("course"), catalogue.path(&format!("{place}/course"))).unwrap();
        let arguments: Vec<&str> = ["-C", place].into_iter().chain(release).collect();
        Ended::of(catalogue.command(&arguments).envs(environment)).with_code(0);
        picture(&catalogue.path(place))
    });
    let made = |file: &str| pictures[0].contains_key(&format!("output/cks-1.0.0/{file}"));
    for file in ["cks-1.0.0.apkg", "cks-1.0.0.json", "cks-study-guide-1.0.0.pdf", "cks-flashcards-1.0.0.pdf"] {
        assert!(made(&format!("cks/{file}")) && made(&format!("site/cks/downloads/{file}")), "{file}");
    }
    assert!(made("SHA256SUMS") && made("site/cks/releases.xml"));
    assert!(
        pictures[0].contains_key("course/cks/course.lock") && pictures[0].contains_key("course/cks/releases/1.0.0.md")
    );
    assert_eq!(differences(&pictures[0], &pictures[1]), Vec::<String>::new());
}

#[test]
fn a_warm_cache_changes_nothing() {
    let catalogue = Catalogue::copy();
    catalogue.gradus(&["build"]).with_code(0);
    let cold = picture(&catalogue.path("output"));
    catalogue.gradus(&["build"]).with_code(0);
    assert_eq!(differences(&cold, &picture(&catalogue.path("output"))), Vec::<String>::new());
}
