//! Input that no author means: each has a finding at its place, and nothing panics.

use std::fs;

use gradus_core::files::{DiskFiles, Files, MemoryFiles};
use gradus_core::{Compiled, Options, compile};

use crate::support::{Fixture, rendered, rules};

const LESSON: &str = "course/modules/basics/next-steps.md";
const BANK: &str = "course/questions/next-steps.md";

/// Asserts that exactly these rules have findings, the first of them in `path` at `line`.
#[track_caller]
fn finds(compiled: &Compiled, wanted: &[&str], path: &str, line: usize) {
    let text = rendered(compiled);
    assert_eq!(rules(compiled), wanted, "{text}");
    let spans = compiled.diagnostics.iter().map(|finding| finding.primary.span);
    let places: Vec<(&str, usize)> = spans
        .map(|span| {
            let line = compiled.sources.position(span.source, span.start).line;
            (compiled.sources.file(span.source).path.as_str(), line)
        })
        .collect();
    assert!(places.contains(&(path, line)), "{places:?}\n{text}");
    assert!(compiled.diagnostics.iter().all(|finding| !finding.help.is_empty()), "{text}");
}

/// The line of a file on which a text stands first.
fn line_of(fixture: &Fixture, path: &str, text: &str) -> usize {
    let at = fixture.text(path).find(text).unwrap();
    fixture.text(path)[..at].matches('\n').count() + 1
}

#[test]
fn every_file_may_be_empty_or_white() {
    for path in Fixture::new().0.keys().filter(|path| !path.contains("assets/") && !path.starts_with("schemas/")) {
        for text in ["", " \n\t\n"] {
            finds(&Fixture::new().with(path, text).compile(), &["empty-file"], path, 1);
        }
    }
}

#[test]
fn every_file_may_be_no_utf8() {
    for path in Fixture::new().0.keys().filter(|path| !path.contains("assets/") && !path.starts_with("schemas/")) {
        let mut bytes = Fixture::new().text(path).as_bytes().to_vec();
        let line = Fixture::new().text(path).matches('\n').count() + 1;
        bytes.extend(b"caf\xe9\n");
        finds(&Fixture::new().with(path, bytes).compile(), &["invalid-utf8"], path, line);
    }
}

#[test]
fn utf8_of_any_language_passes() {
    let compiled = Fixture::new().append(LESSON, "Größe, 大きさ, حجم\n").compile();
    assert!(compiled.diagnostics.is_empty(), "{}", rendered(&compiled));
}

#[test]
fn a_catalogue_without_its_file() {
    finds(&Fixture::new().without("catalog.yaml").compile(), &["missing-file"], "catalog.yaml", 1);
    finds(&compile(&MemoryFiles::new(), &Options::default()), &["missing-file"], "catalog.yaml", 1);
}

#[test]
fn a_folder_that_is_no_course() {
    let fixture = Fixture::new().patch("catalog.yaml", "courses: [course]", "courses: [course, empty]");
    let line = line_of(&fixture, "catalog.yaml", "courses:");
    finds(&fixture.compile(), &["missing-file"], "catalog.yaml", line);
    let with_folder = fixture.with("empty/readme.txt", "nothing here");
    finds(&with_folder.compile(), &["missing-file"], "empty/course.yaml", 1);
}

#[test]
fn a_course_folder_outside_the_catalogue() {
    for folder in ["../course", "/etc", "a/b"] {
        let fixture = Fixture::new().patch("catalog.yaml", "courses: [course]", &format!("courses: [{folder}]"));
        let line = line_of(&fixture, "catalog.yaml", "courses:");
        finds(&fixture.compile(), &["schema-violation"], "catalog.yaml", line);
    }
}

#[test]
fn links_and_images_stay_inside() {
    for (text, rule) in [
        ("![Keys](../../../secret.svg)", "path-outside"),
        ("![Keys](assets/../../secret.svg)", "path-outside"),
        ("![Keys](/etc/secret.svg)", "path-outside"),
        ("![Keys](https://example.com/a.svg)", "external-image"),
        ("[Run](javascript:alert(1))", "unsafe-link"),
        ("[Run](JaVaScRiPt:alert)", "unsafe-link"),
        ("[Run](data:text/html,x)", "unsafe-link"),
        ("[Read](file:///etc/passwd)", "unsafe-link"),
        ("<script>alert(1)</script>", "raw-html"),
        ("A <b onclick=\"x()\">word</b>.", "raw-html"),
    ] {
        for path in [LESSON, BANK] {
            let fixture = Fixture::new().append(path, &format!("{text}\n"));
            let line = line_of(&fixture, path, text);
            finds(&fixture.compile(), &[rule], path, line);
        }
    }
}

#[test]
fn text_that_only_looks_dangerous_passes() {
    let text = "Never write `<script>` or `javascript:` into `../../etc`, and compare a < b.\n";
    let compiled = Fixture::new().append(LESSON, text).compile();
    assert!(compiled.diagnostics.is_empty(), "{}", rendered(&compiled));
}

#[test]
fn a_text_that_is_too_large() {
    let fixture = Fixture::new();
    let filler = "word ".repeat(1024 * 1024);
    finds(&fixture.append(LESSON, &filler).compile(), &["unreadable-file"], LESSON, 1);
}

#[test]
fn a_large_text_below_the_limit_passes() {
    let filler = "A line of a very long lesson.\n".repeat(100_000);
    let compiled = Fixture::new().append(LESSON, &filler).compile();
    assert!(compiled.edition.is_some(), "{}", rendered(&compiled));
}

#[test]
fn yaml_that_is_too_deep() {
    let deep = format!("comparison: {}{}\n", "[".repeat(5_000), "]".repeat(5_000));
    let fixture = Fixture::new().append("course/course.yaml", &deep);
    let line = line_of(&fixture, "course/course.yaml", "comparison:");
    finds(&fixture.compile(), &["yaml-too-deep"], "course/course.yaml", line);
}

#[test]
fn markdown_that_is_too_deep() {
    for text in ["> ".repeat(2_000) + "deep", "- ".repeat(2_000) + "deep", "*a ".repeat(2_000) + &"*".repeat(2_000)] {
        let compiled = Fixture::new().append(LESSON, &text).compile();
        assert!(rules(&compiled).iter().all(|rule| *rule == "markdown-too-deep"), "{}", rendered(&compiled));
    }
}

#[test]
fn one_broken_file_does_not_make_others_look_wrong() {
    let broken = "title: [\n";
    for (path, wanted) in [
        ("course/exam.yaml", "yaml-syntax"),
        ("course/plan.yaml", "yaml-syntax"),
        ("course/course.yaml", "yaml-syntax"),
        ("course/modules/basics/module.yaml", "yaml-syntax"),
    ] {
        let compiled = Fixture::new().with(path, broken).compile();
        assert_eq!(rules(&compiled), [wanted], "{path}:\n{}", rendered(&compiled));
        assert_eq!(compiled.diagnostics.len(), 1, "{path}:\n{}", rendered(&compiled));
    }
    let lesson = Fixture::new().patch(LESSON, "title: Next steps", "title: [Next steps");
    assert_eq!(rules(&lesson.compile()), ["yaml-syntax"], "{}", rendered(&lesson.compile()));
    let item = Fixture::new().patch("course/questions/first-steps.md", "kind=task", "kind=taks");
    assert_eq!(rules(&item.compile()), ["schema-violation"], "{}", rendered(&item.compile()));
}

#[test]
fn an_unknown_name_is_still_found_beside_a_broken_item() {
    let fixture = Fixture::new().patch("course/questions/first-steps.md", "kind=task", "kind=taks").patch(
        LESSON,
        "after: [first-steps]",
        "after: [frist-steps]",
    );
    assert_eq!(rules(&fixture.compile()), ["schema-violation", "unresolved-reference"]);
}

#[test]
fn a_link_to_a_draft_is_broken_unless_drafts_are_built() {
    let fixture = Fixture::new()
        .patch(BANK, "difficulty=easy", "difficulty=easy draft=true")
        .append(LESSON, "[Try it](question:finding-names).\n");
    let line = line_of(&fixture, LESSON, "[Try it]");
    finds(&fixture.compile(), &["unresolved-reference"], LESSON, line);
    let files = fixture.0.iter().fold(MemoryFiles::new(), |files, (path, bytes)| files.with(path, bytes.clone()));
    let with_drafts = compile(&files, &Options { drafts: true, ..Options::default() });
    assert!(with_drafts.diagnostics.is_empty(), "{}", rendered(&with_drafts));
}

#[test]
fn a_gap_of_a_complete_course_is_an_error() {
    let fixture = Fixture::new().patch("course/plan.yaml", "lessons: [next-steps]", "lessons: []");
    assert!(fixture.compile().edition.is_some(), "a draft may have gaps");
    let complete = fixture.patch("course/course.yaml", "status: draft", "status: complete").compile();
    finds(&complete, &["plan-misses-lesson"], "course/plan.yaml", 6);
    assert!(complete.edition.is_none());
}

/// The scaffold on disk.
fn on_disk(fixture: &Fixture) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in &fixture.0 {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
    folder
}

#[test]
fn disk_and_memory_agree() {
    let folder = on_disk(&Fixture::new());
    let compiled = compile(&DiskFiles::new(folder.path()).unwrap(), &Options::default());
    assert!(compiled.diagnostics.is_empty(), "{}", rendered(&compiled));
}

#[test]
fn a_folder_in_the_place_of_a_file() {
    let folder = on_disk(&Fixture::new().without("course/plan.yaml"));
    fs::create_dir(folder.path().join("course/plan.yaml")).unwrap();
    let compiled = compile(&DiskFiles::new(folder.path()).unwrap(), &Options::default());
    finds(&compiled, &["unreadable-file"], "course/plan.yaml", 1);
}

#[cfg(unix)]
#[test]
fn symbolic_links_may_not_leave_the_catalogue() {
    use std::os::unix::fs::symlink;

    let outside = tempfile::NamedTempFile::new().unwrap();
    let secret = outside.path();
    for path in ["course/plan.yaml", "course/assets/outputs.svg", "course/cards/first-steps.md"] {
        let folder = on_disk(&Fixture::new().without(path));
        let link = folder.path().join(path);
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        symlink(secret, link).unwrap();
        let compiled = compile(&DiskFiles::new(folder.path()).unwrap(), &Options::default());
        finds(&compiled, &["outside-catalog"], path, 1);
    }
    let folder = on_disk(&Fixture::new());
    fs::remove_dir_all(folder.path().join("course/notes")).unwrap();
    symlink(secret.parent().unwrap(), folder.path().join("course/notes")).unwrap();
    let compiled = compile(&DiskFiles::new(folder.path()).unwrap(), &Options::default());
    finds(&compiled, &["outside-catalog"], "course/notes", 1);
}

#[cfg(unix)]
#[test]
fn symbolic_links_may_stay_inside() {
    let folder = on_disk(&Fixture::new());
    let cards = folder.path().join("course/cards/first-steps.md");
    fs::rename(&cards, folder.path().join("cards.md")).unwrap();
    std::os::unix::fs::symlink("../../cards.md", &cards).unwrap();
    let compiled = compile(&DiskFiles::new(folder.path()).unwrap(), &Options::default());
    assert!(compiled.diagnostics.is_empty(), "{}", rendered(&compiled));
}

#[test]
fn what_was_looked_for_is_recorded_for_watchers() {
    let files = MemoryFiles::new();
    compile(&files, &Options::default());
    assert_eq!(files.observed(), ["catalog.yaml"]);
}

#[test]
fn a_blank_among_attributes() {
    let fixture = Fixture::new().patch(BANK, "{#finding-names", "{___[a]#finding-names");
    let line = line_of(&fixture, BANK, "{___[a]");
    finds(&fixture.compile(), &["malformed-attributes"], BANK, line);
}

#[test]
fn a_lesson_that_cannot_be_read_is_no_second_finding_at_its_questions() {
    for (old, new, rule) in [
        ("minutes: {read: 10", "minutes: {red: 10", "unknown-field"),
        ("objectives:", "objektives:", "unknown-field"),
        ("  - id: next-steps-objective", "  - it: next-steps-objective", "unknown-field"),
    ] {
        let fixture = Fixture::new().patch(LESSON, old, new);
        finds(&fixture.compile(), &[rule], LESSON, line_of(&fixture, LESSON, new));
    }
}

#[test]
fn numbers_that_no_sum_could_hold() {
    let most = u32::MAX;
    let lesson = Fixture::new().text(LESSON).lines().find(|line| line.starts_with("minutes:")).unwrap().to_owned();
    let minutes = format!("minutes: {{read: {most}, lab: {most}}}");
    let fixture = Fixture::new().patch(LESSON, &lesson, &minutes);
    finds(&fixture.compile(), &["schema-violation"], LESSON, line_of(&fixture, LESSON, &minutes));

    let blueprint = format!("blueprint: {{questions: 5, difficulty: {{easy: {most}, hard: 6}}}}");
    let fixture = Fixture::new().append("course/exam.yaml", &blueprint);
    let line = line_of(&fixture, "course/exam.yaml", &blueprint);
    finds(&fixture.compile(), &["bank-off-weights"], "course/exam.yaml", line);
}

#[test]
fn a_theme_may_have_a_folder_of_any_name() {
    let compiled = Fixture::new().with("theme/theme/site/base.html", "not the theme's base").compile();
    let edition = compiled.edition.unwrap();
    assert_eq!(edition.catalog().theme.keys().collect::<Vec<_>>(), ["theme/site/base.html"]);
}
