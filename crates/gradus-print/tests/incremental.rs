//! In a watched course only what changed is laid out again. Work is counted, by the paragraphs that Typst says it broke into lines, not
//! timed. A test binary of its own, because Typst's cache and its count belong to the whole process.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

use gradus_core::files::MemoryFiles;
use gradus_core::{Artifacts, Edition, Generator, Options, compile};
use gradus_print::{PrintOptions, StudyGuide};

const LESSONS: usize = 30;

/// A course of many lessons, of which one has this word in its last paragraph.
fn edition(word: &str) -> Edition {
    let ids: Vec<String> = (0..LESSONS).map(|number| format!("lesson-{number}")).collect();
    let list = ids.join(", ");
    let mut files = MemoryFiles::new()
        .with("catalog.yaml", "title: T\nsummary: S.\nlocale: en\ntracks: [{id: t, title: T, summary: S.}]\ncourses: [tst]\nrules: {}\n")
        .with("tst/course.yaml", "uid: 3f0c7f0e-6d1b-4b57-9a59-0d5c2f1f7a11\ncode: tst\ntitle: A course\ntrack: t\nlevel: beginner\nsummary: S.\nlocale: en\nstatus: draft\nlicense: CC-BY-4.0\nprerequisites: []\nmodules: [one]\n")
        .with("tst/exam.yaml", "title: Exam\nvendor: Nobody\nformat: Questions\nminutes: 60\npass_mark: 60\nvalidity_months: 12\nsoftware: {}\nverified_on: 2026-01-02\nsources: [{title: S, url: \"https://example.com/\"}]\ndomains:\n  - {id: one-domain, title: Domain, weight: 100, competencies: []}\nearlier_weights: []\nmock: {questions: 3, minutes: 10}\n")
        .with("tst/plan.yaml", format!("title: Plan\nweeks: [{{theme: All, text: Do it., lessons: [{list}]}}]\n"))
        .with("tst/modules/01/module.yaml", format!("id: one\ntitle: One\nsummary: S.\nlessons: [{list}]\n"));
    for (number, id) in ids.iter().enumerate() {
        let paragraph =
            format!("Lesson {number} says something at some length, so that its paragraph has several lines. ")
                .repeat(5);
        let body = format!("{paragraph}\n\n").repeat(6);
        let last = if number == LESSONS / 2 { word } else { "same" };
        files = files.with(
            format!("tst/modules/01/{id}.md"),
            format!("---\nid: {id}\ntitle: Lesson {number}\nsummary: S.\ndomains: [one-domain]\nminutes: {{read: 1}}\nobjectives:\n  - {{id: objective-{number}, text: Do it}}\n---\n\n{body}The {last} word.\n"),
        );
    }
    let compiled = compile(&files, &Options::default());
    let findings = format!("{:?}", compiled.diagnostics);
    compiled.edition.unwrap_or_else(|| panic!("{findings}"))
}

/// How many paragraphs a build broke into lines, and its file.
fn broken(guide: &StudyGuide, edition: &Edition) -> (usize, Vec<u8>) {
    typst_timing::clear();
    let generated = guide.generate(edition, &Artifacts::new()).unwrap();
    let mut json = Vec::new();
    typst_timing::export_json(&mut json, |_| (String::new(), 0)).unwrap();
    let events: Vec<serde_json::Value> = serde_json::from_slice(&json).unwrap();
    let paragraphs = events.iter().filter(|event| event["ph"] == "B" && event["name"] == "linebreak_optimized").count();
    (paragraphs, generated.artifacts.get("tst/tst-study-guide.pdf").unwrap().to_vec())
}

#[test]
fn an_edit_is_laid_out_again_and_the_rest_is_not() {
    // Two threads may break the same paragraph at once, and both would count.
    rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap().install(edit_and_count);
}

fn edit_and_count() {
    typst_timing::enable();
    let guide = StudyGuide { options: PrintOptions::default() };
    let (cold, _) = broken(&guide, &edition("first"));
    let (unchanged, _) = broken(&guide, &edition("first"));
    assert_eq!(unchanged, 0, "nothing changed");
    // Other outputs age the cache too; a guide outlives some builds of theirs.
    for _ in 0..6 {
        typst::comemo::evict(12);
    }
    let (edited, pdf) = broken(&guide, &edition("other"));
    assert!(cold > 1_000, "a book is many paragraphs, not {cold}");
    assert!(0 < edited && edited < 10, "an edit broke {edited} paragraphs, the whole book {cold}");

    typst::comemo::evict(0);
    let (again, fresh) = broken(&guide, &edition("other"));
    assert_eq!(again, cold, "a cold build does all the work");
    assert!(pdf == fresh, "what is reused is what would have been laid out");
}
