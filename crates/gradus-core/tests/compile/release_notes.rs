//! Notes of releases: which are read, which are shown, and what is said of the rest.

use gradus_content::plain_blocks;

use crate::support::{Fixture, rendered, rules};

const LOCK: &str = "gradus-lock 1\nrelease 1.0.0 2026-01-10T09:00:00Z\nrelease 1.2.0 2026-02-10T09:00:00Z\n";

fn noted(version: &str, text: &str) -> Fixture {
    Fixture::new().with("course/course.lock", LOCK).with(&format!("course/releases/{version}.md"), text)
}

/// Version, second and notes of every release, as the outputs tell them.
fn history(fixture: &Fixture) -> Vec<(String, i64, String)> {
    let compiled = fixture.compile();
    assert!(compiled.diagnostics.is_empty(), "{}", rendered(&compiled));
    let edition = compiled.edition.unwrap();
    let course = &edition.catalog().courses[0];
    course.history().map(|(release, notes)| (release.version.to_string(), release.time, plain_blocks(notes))).collect()
}

#[test]
fn releases_are_told_from_the_latest_with_their_notes() {
    let fixture = noted("1.0.0", "The *first*.\n");
    let told = history(&fixture);
    let told: Vec<_> = told.iter().map(|(version, time, notes)| (version.as_str(), *time, notes.trim())).collect();
    assert_eq!(told, [("1.2.0", 1_770_714_000, ""), ("1.0.0", 1_768_035_600, "The first.")]);
}

#[test]
fn notes_may_be_written_before_their_release() {
    for version in ["1.2.1", "2.0.0-beta.1"] {
        assert_eq!(history(&noted(version, "What is to come.\n")).len(), 2);
    }
    let unreleased = Fixture::new().with("course/releases/1.0.0.md", "The first.\n");
    assert!(history(&unreleased).is_empty());
}

#[test]
fn notes_of_a_release_that_cannot_come_are_reported() {
    let compiled = noted("1.1.0", "Never made.\n").compile();
    let text = rendered(&compiled);
    assert_eq!(rules(&compiled), ["stray-file"], "{text}");
    assert!(text.contains("there was no release 1.1.0, and after 1.2.0 there cannot be one"), "{text}");
}

#[test]
fn notes_tell_what_was_and_need_not_follow_the_course() {
    // The heading, the parts and the words are those of their time.
    let old = "## Big news\n\nSee [this](question:gone-long-ago), [that](lesson:gone#too).\n\n#### The the end\n";
    assert_eq!(history(&noted("1.0.0", old)).len(), 2);
}

#[test]
fn notes_are_markdown_and_their_pictures_are_there() {
    let compiled = noted("1.0.0", "![A way](assets/gone.svg)\n").compile();
    assert_eq!(rules(&compiled), ["missing-asset"], "{}", rendered(&compiled));
    let shown = noted("1.0.0", "![A way](assets/way.svg)\n");
    let shown = shown.with("course/assets/way.svg", "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>");
    assert_eq!(history(&shown).len(), 2);
    let compiled = noted("1.0.0", "<b>bold</b>\n").compile();
    assert!(!compiled.diagnostics.is_empty());
}
