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
    let title = Fixture::new().patch(COURSE, "summary: Say here in a paragraph what the course teaches, and to whom.", "summary:");
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
