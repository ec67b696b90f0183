//! One mistake is one finding, in the author's words, at the place to change.

use crate::support::{Fixture, rendered};

const LESSON: &str = "course/modules/basics/next-steps.md";
const BANK: &str = "course/questions/next-steps.md";
const TASKS: &str = "course/questions/first-steps.md";
const COURSE: &str = "course/course.yaml";

/// Asserts that there is one finding, of that rule, and that an author reads all these words.
#[track_caller]
fn once(fixture: &Fixture, rule: &str, words: &[&str]) {
    let compiled = fixture.compile();
    let text = rendered(&compiled);
    assert_eq!(compiled.diagnostics.len(), 1, "{text}");
    assert_eq!(compiled.diagnostics[0].rule.0, rule, "{text}");
    for word in words {
        assert!(text.contains(word), "{word:?} is not in\n{text}");
    }
}

#[test]
fn a_value_that_is_not_in_a_closed_list() {
    let level = |value: &str| Fixture::new().patch(COURSE, "level: beginner", &format!("level: {value}"));
    let all = "values: `beginner`, `intermediate`, `advanced`";
    once(&level("expert"), "schema-violation", &["`expert` is no value of `level`", all]);
    once(&level("beginer"), "schema-violation", &["did you mean `beginner`?", all]);
    once(&level("7"), "schema-violation", &["`7` is no value of `level`", all]);
    once(&level(""), "schema-violation", &["`level` has no value", all]);
    let kind = Fixture::new().patch(TASKS, "kind=task", "kind=taks");
    once(&kind, "schema-violation", &["did you mean `task`?", "`fill-in`"]);
}

#[test]
fn a_required_field_without_a_value_cannot_be_left_out() {
    let title = Fixture::new().patch(
        COURSE,
        "summary: Say here in a paragraph what the course teaches, and to whom.",
        "summary:",
    );
    once(&title, "schema-violation", &["write a value behind `summary:` — One paragraph of plain text\n"]);
    let optional = Fixture::new().append(COURSE, "practice:\n");
    once(&optional, "schema-violation", &["or leave the line out"]);
}

#[test]
fn an_item_of_a_list_is_named_by_the_list() {
    let fixture = Fixture::new().patch("catalog.yaml", "courses: [course]", "courses: [../brew]");
    once(&fixture, "schema-violation", &["what an item of `courses` looks like", "named by its folder"]);
}

#[test]
fn the_fields_of_another_judge() {
    let rubric = Fixture::new().patch(
        TASKS,
        "- id: debug-off\n",
        "- id: open\n  points: 1\n  text: It is open.\n  can:\n    - {from: {namespace: a}, to: {namespace: b}, port: 80, expect: allow}\n    - {from: {namespace: b}, to: {namespace: a}, port: 80, expect: deny}\n- id: debug-off\n",
    );
    once(&rubric, "unknown-field", &["fields of `reach`", "did you mean `reach`?"]);
}

#[test]
fn front_matter_that_cannot_be_read_takes_its_bank_along() {
    let named = Fixture::new().append(LESSON, "[Try it](question:finding-names).\n");
    let unclosed = named.clone().patch(BANK, "lesson: next-steps\n---\n", "lesson: next-steps\n");
    once(&unclosed, "unclosed-front-matter", &["questions/next-steps.md"]);
    let unknown = named.clone().patch(BANK, "lesson: next-steps", "lessn: next-steps");
    once(&unknown, "unknown-field", &["did you mean `lesson`?"]);
    let broken = named.patch(BANK, "lesson: next-steps", "lesson: [next-steps");
    once(&broken, "yaml-syntax", &[]);
    let yaml = Fixture::new().with(
        "course/cards/more.yaml",
        "defaults: {lessn: next-steps}\ncards:\n  - {id: one, title: One, back: Two}\n",
    );
    once(&yaml, "unknown-field", &["did you mean `lesson`?"]);
}

#[test]
fn an_id_that_is_none_does_not_make_its_links_wrong() {
    let fixture = Fixture::new().patch(LESSON, "id: next-steps\n", "id: Next_Steps\n");
    once(&fixture, "schema-violation", &["`Next_Steps` is not what `id` looks like"]);
    let yaml = "cards:\n  - {id: More_Cards, title: One, back: Two, lesson: next-steps}\n";
    let bank = Fixture::new().with("course/cards/more.yaml", yaml).append(LESSON, "Ask [it](card:more-cards).\n");
    once(&bank, "schema-violation", &["`More_Cards` is not what `id` looks like"]);
}

#[test]
fn a_lesson_that_cannot_be_read_takes_its_objectives_along() {
    let fixture = Fixture::new().patch(LESSON, "minutes: {read: 10, lab: 0, practise: 5}", "minutes: 10");
    once(&fixture, "schema-violation", &["`minutes` must be a mapping"]);
}

const FILL_IN: &str = "## Fill in {#fill-in kind=fill-in}\n\n```console\n$ gradus ___[what] ___[how]\n```\n\n\
### Answer: what\n- `check`\n\n### Reject: what\n- `build`\n\n### Answer: how\n- `--drafts`\n\n### Explanation\nDrafts are left out.\n";

#[test]
fn a_blank_and_its_answer_that_differ_by_a_typo() {
    let fixture = Fixture::new().append(BANK, FILL_IN);
    assert!(fixture.compile().diagnostics.is_empty(), "{}", rendered(&fixture.compile()));
    let blank = fixture.clone().patch(BANK, "___[what]", "___[wht]");
    once(&blank, "unmatched-blank", &["the blank `wht` has no answer", "did you mean `what`?"]);
    once(&blank, "unmatched-blank", &["| $ gradus ___[wht] ___[how]\n   |          ^^^^^^^^\n"]);
    let last = fixture.clone().patch(BANK, "___[how]", "___[haw]");
    once(&last, "unmatched-blank", &["| $ gradus ___[what] ___[haw]\n   |                    ^^^^^^^^\n"]);
    let beside = fixture.clone().patch(BANK, "___[what] ___[how]", "___[what]___[haw]");
    once(&beside, "unmatched-blank", &["| $ gradus ___[what]___[haw]\n   |                   ^^^^^^^^\n"]);
    let answer = fixture.clone().patch(BANK, "### Answer: what", "### Answer: waht");
    once(&answer, "unmatched-blank", &["the stem has no blank `waht`", "### Answer: waht\n", "did you mean `what`?"]);
    let reject = fixture.clone().patch(BANK, "### Reject: what", "### Reject: waht");
    once(&reject, "unmatched-blank", &["`### Reject: waht` has no `### Answer: waht`", "did you mean `what`?"]);
    let alone = fixture.patch(BANK, "### Answer: what\n- `check`\n", "");
    once(&alone, "unmatched-blank", &["`### Reject: what` has no `### Answer: what`", "write the accepted forms"]);
}

#[test]
fn a_section_without_the_name_of_its_blank() {
    let fixture = Fixture::new().append(BANK, FILL_IN).patch(BANK, "### Answer: how", "### Answer");
    once(&fixture, "bank-structure", &["`### Answer` names no blank"]);
}

#[test]
fn a_section_that_is_misspelt_does_not_make_its_item_incomplete() {
    let fixture = Fixture::new().append(BANK, FILL_IN).patch(BANK, "### Answer: how", "### Anser: how");
    once(&fixture, "unknown-section", &["did you mean `### Answer`?"]);
}

#[test]
fn yaml_of_comments_alone_is_empty() {
    for path in ["catalog.yaml", COURSE, "course/plan.yaml", "course/questions/more.yaml", "course/notes/mistakes.yaml"]
    {
        let fixture = Fixture::new().with(path, "# yaml-language-server: $schema=../x.json\n# later\n");
        once(&fixture, "empty-file", &[path, "empty but for comments"]);
    }
}

#[test]
fn front_matter_may_be_empty_where_it_may_be_missing() {
    let bank = Fixture::new().with("course/cards/more.md", "---\n---\n## Card {#more lesson=next-steps}\n\nBack.\n");
    assert!(bank.compile().diagnostics.is_empty(), "{}", rendered(&bank.compile()));
    let lesson = Fixture::new().with("course/modules/basics/more.md", "---\n---\nText.\n");
    once(&lesson, "missing-front-matter", &["the front matter of this lesson is empty"]);
}

#[test]
fn spaces_in_attributes() {
    let fixture = Fixture::new()
        .patch(TASKS, "-multiple kind=multiple", "-multiple kind = multiple")
        .append(LESSON, "[Try it](question:first-steps-multiple).\n");
    once(
        &fixture,
        "malformed-attributes",
        &["write `{#first-steps-multiple kind=multiple difficulty=medium assesses=first-steps-questions}`"],
    );
}

#[test]
fn a_file_that_no_course_can_do_without() {
    for path in ["catalog.yaml", COURSE, "course/exam.yaml", "course/plan.yaml", "course/modules/basics/module.yaml"] {
        let empty = Fixture::new().with(path, "");
        once(&empty, "empty-file", &["help: write "]);
        assert!(!rendered(&empty.compile()).contains("delete"));
        let missing = Fixture::new().without(path);
        once(&missing, "missing-file", &["help: write "]);
    }
}

#[test]
fn what_nothing_reads_in_a_course() {
    let with = |path: &str| Fixture::new().with(path, "## Text\n");
    once(&with("course/card/more.md"), "stray-file", &["`course/card` is not read", "did you mean `cards`?"]);
    once(&with("course/pictures/a.svg"), "stray-file", &["the folders of a course are `modules`"]);
    once(&with("course/stray.md"), "stray-file", &["`course/stray.md` is not read"]);
    once(&with("course/exams.yaml"), "stray-file", &["did you mean `exam.yaml`?"]);
    once(&with("old/course.yaml"), "stray-file", &["`old/course.yaml` is not read", "add `old` to `courses`"]);
    once(&with("course/releases/a.json"), "stray-file", &["`course/releases/a.json` is not read", "`1.2.0.md`"]);
    once(&with("course/releases/1.0.md"), "stray-file", &["`course/releases/1.0.md` is not read"]);
    for path in [
        "README.md",
        "docs/a.md",
        "course/README.md",
        "course/LICENSE-MIT",
        "course/.git/a",
        "course/releases/1.0.0.md",
    ] {
        let compiled = with(path).compile();
        assert!(compiled.diagnostics.is_empty(), "{}", rendered(&compiled));
    }
}

#[test]
fn a_course_whose_folder_is_called_otherwise() {
    let fixture = Fixture::new().patch("catalog.yaml", "courses: [course]", "courses: [coures]");
    once(&fixture, "missing-file", &["there is no course in the folder `coures`", "did you mean `course`?"]);
}

#[test]
fn a_file_of_an_answer_stays_where_it_is_put() {
    for name in ["../pod.yaml", "/etc/pod.yaml", "etc/../../pod.yaml"] {
        let fixture = Fixture::new().append(LESSON, &format!("```yaml file={name}\na: b\n```\n"));
        once(&fixture, "path-outside", &["is no plain name of a file"]);
    }
}

#[test]
fn a_module_folder_that_leads_out() {
    #[cfg(unix)]
    {
        use gradus_core::files::DiskFiles;
        use gradus_core::{Options, compile};
        use std::fs;

        let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        for (path, bytes) in &Fixture::new().0 {
            let file = folder.path().join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, bytes).unwrap();
        }
        std::os::unix::fs::symlink(outside.path(), folder.path().join("course/modules/more")).unwrap();
        let compiled = compile(&DiskFiles::new(folder.path()).unwrap(), &Options::default());
        let found: Vec<_> = compiled.diagnostics.iter().map(|finding| finding.rule.0).collect();
        assert_eq!(found, ["outside-catalog"], "{}", rendered(&compiled));
    }
}
