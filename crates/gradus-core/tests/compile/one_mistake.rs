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
}

#[test]
fn a_lesson_that_cannot_be_read_takes_its_objectives_along() {
    let fixture = Fixture::new().patch(LESSON, "minutes: {read: 10, lab: 0, practise: 5}", "minutes: 10");
    once(&fixture, "schema-violation", &["`minutes` must be a mapping"]);
}

const FILL_IN: &str = "## Fill in {#fill-in kind=fill-in}\n\n```console\n$ gradus ___[what] ___[how]\n```\n\n\
### Answer: what\n- `check`\n\n### Reject: what\n- `build`\n\n### Answer: how\n- `--drafts`\n";

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
