//! The same sources give the same bytes, on any machine, in any folder, with any number of threads.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

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
fn a_warm_cache_changes_nothing() {
    let catalogue = Catalogue::copy();
    catalogue.gradus(&["build"]).with_code(0);
    let cold = picture(&catalogue.path("output"));
    catalogue.gradus(&["build"]).with_code(0);
    assert_eq!(differences(&cold, &picture(&catalogue.path("output"))), Vec::<String>::new());
}
