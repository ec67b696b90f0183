//! Two compiled courses, written by hand as small as they can be, and what differs between them.

#![expect(clippy::expect_used, clippy::panic, reason = "a test may panic")]

use gradus_diff::{Change, Comparison, PartKind, Snapshot, Status, compare, html, human, markdown, notes};
use serde_json::{Value, json};

fn paragraph(text: &str) -> Value {
    json!([{"type": "paragraph", "content": [{"type": "text", "text": text}]}])
}

fn lesson(id: &str, text: &str) -> Value {
    json!({"id": id, "title": id, "summary": "", "body": paragraph(text)})
}

fn card(key: &str, id: &str, lesson: &str, back: &str) -> Value {
    json!({"key": key, "id": id, "kind": "basic", "lesson": lesson, "domain": "setup",
           "front": paragraph("Front"), "back": paragraph(back)})
}

fn question(id: &str, kind: &str, stem: &str) -> Value {
    json!({"key": id, "id": id, "kind": kind, "title": [], "lesson": "one", "domain": "setup", "stem": paragraph(stem)})
}

fn course() -> Value {
    json!({
        "version": 1, "uid": "u", "code": "c", "title": "Course",
        "release": {"version": "1.0.0"},
        "exam": {"minutes": 120, "domains": [{"id": "setup", "title": "Setup", "weight": 40, "competencies": []}]},
        "modules": [
            {"id": "m1", "title": "First", "lessons": [
                lesson("one", "Pods in web may reach the database and nothing else in the cluster."),
                lesson("two", "Secrets rest in etcd, encrypted by a provider that the API server knows."),
                lesson("three", "Audit policies name a level for each request."),
            ]},
            {"id": "m2", "title": "Second", "lessons": [lesson("four", "Falco reads system calls.")]},
        ],
        "questions": [question("q1", "single", "Which one?"), question("q2", "single", "And which?")],
        "cards": [card("k1", "k1", "one", "Back"), card("k2", "k2", "one", "Other")],
    })
}

fn compared(old: &Value, new: &Value) -> Comparison {
    let read = |value: &Value| Snapshot::read(value.to_string().as_bytes()).expect("a compiled course");
    compare(("old", &[read(old)]), ("new", &[read(new)]))
}

/// The one change there is.
fn only(comparison: &Comparison) -> &Change {
    let [change] = comparison.courses[0].changes.as_slice() else { panic!("{:#?}", comparison.courses[0].changes) };
    change
}

#[test]
fn a_course_does_not_differ_from_itself() {
    let comparison = compared(&course(), &course());
    assert!(comparison.is_empty());
    assert!(human(&comparison, false).starts_with("Nothing that learners see differs between old and new"));
    assert!(html(&comparison).contains("Nothing that learners see differs"));
    assert_eq!(notes(&comparison.courses[0]), "Nothing that learners see has changed.\n");
}

#[test]
fn an_item_is_known_by_its_key() {
    let mut new = course();
    new["cards"][0] = card("k1", "netpol-deny", "one", "Back");
    let comparison = compared(&course(), &new);
    let change = only(&comparison);
    assert_eq!((change.renamed_from.as_deref(), change.id.as_str()), (Some("k1"), "netpol-deny"));
    assert!(change.fields.is_empty());
    assert_eq!(comparison.courses[0].learners.items_renamed, 1);
    assert_eq!(comparison.courses[0].learners.items_updated, 0);
}

#[test]
fn an_item_without_a_lock_is_known_by_what_it_was() {
    let mut new = course();
    new["cards"][0] = card("netpol-deny", "netpol-deny", "one", "Back");
    new["cards"][0]["was"] = json!(["k1"]);
    assert_eq!(only(&compared(&course(), &new)).renamed_from.as_deref(), Some("k1"));
}

#[test]
fn an_item_moves_changes_and_retires() {
    let mut new = course();
    new["cards"][0]["lesson"] = json!("two");
    new["cards"][1]["retired"] = json!("1.1.0");
    new["questions"][0]["stem"] = paragraph("Which two?");
    let comparison = compared(&course(), &new);
    let course = &comparison.courses[0];
    let seen: Vec<_> = course.changes.iter().map(|it| (it.part, it.id.as_str(), it.status)).collect();
    assert_eq!(
        seen,
        [
            (PartKind::Question, "q1", Status::Changed),
            (PartKind::Card, "k1", Status::Changed),
            (PartKind::Card, "k2", Status::Retired),
        ]
    );
    assert!(course.changes[1].moved.as_ref().is_some_and(|it| (it.from.as_str(), it.to.as_str()) == ("one", "two")));
    assert_eq!((course.learners.items_updated, course.learners.items_retired, course.learners.items_lost), (2, 1, 0));
    assert!(!course.learners.exam_pool_changed);
    assert!(human(&comparison, false).contains("stem: Which [-one?-]{+two?+}"));
    assert!(markdown(&comparison).contains("*stem*: Which ~~one?~~**two?**"));
    assert!(html(&comparison).contains("Which <del>one?</del><ins>two?</ins>"));
}

#[test]
fn what_vanishes_is_said_to_be_lost() {
    let mut new = course();
    new["questions"] = json!([question("q1", "single", "Which one?")]);
    let comparison = compared(&course(), &new);
    assert_eq!(only(&comparison).status, Status::Removed);
    let learners = &comparison.courses[0].learners;
    assert_eq!((learners.items_lost, learners.exam_pool_changed), (1, true));
}

#[test]
fn a_new_kind_under_an_old_key_is_a_conflict() {
    let mut new = course();
    new["questions"][1]["kind"] = json!("multiple");
    assert_eq!(compared(&course(), &new).courses[0].learners.items_conflicting, 1);
}

#[test]
fn a_retired_item_that_was_never_there_is_no_news() {
    let mut new = course();
    let cards = new["cards"].as_array_mut().expect("a list");
    cards.push(card("k3", "k3", "one", "Back"));
    cards[2]["retired"] = json!("1.0.0");
    assert!(compared(&course(), &new).is_empty());
}

#[test]
fn lessons_move_between_modules_and_places() {
    let mut new = course();
    let moved = new["modules"][0]["lessons"].as_array_mut().expect("a list").remove(0);
    new["modules"][0]["lessons"].as_array_mut().expect("a list").push(moved);
    let comparison = compared(&course(), &new);
    let change = only(&comparison);
    assert_eq!(change.id, "one");
    assert!(change.moved.as_ref().is_some_and(|it| (it.from.as_str(), it.to.as_str()) == ("position 1", "position 3")));

    let mut new = course();
    let moved = new["modules"][0]["lessons"].as_array_mut().expect("a list").remove(2);
    new["modules"][1]["lessons"].as_array_mut().expect("a list").push(moved);
    let comparison = compared(&course(), &new);
    assert!(only(&comparison).moved.as_ref().is_some_and(|it| (it.from.as_str(), it.to.as_str()) == ("m1", "m2")));
}

#[test]
fn a_lesson_with_a_new_id_and_the_old_text_is_renamed_and_one_with_new_text_is_new() {
    let mut new = course();
    new["modules"][0]["lessons"][1]["id"] = json!("secrets");
    assert_eq!(only(&compared(&course(), &new)).renamed_from.as_deref(), Some("two"));

    new["modules"][0]["lessons"][1]["title"] = json!("Supply chain");
    new["modules"][0]["lessons"][1]["body"] = paragraph("Images are signed with a key and verified at admission.");
    let comparison = compared(&course(), &new);
    let seen: Vec<_> = comparison.courses[0].changes.iter().map(|it| (it.id.as_str(), it.status)).collect();
    assert_eq!(seen, [("secrets", Status::Added), ("two", Status::Removed)]);
}

#[test]
fn weights_stand_in_the_notes_with_their_numbers() {
    let mut new = course();
    new["exam"]["domains"][0]["weight"] = json!(35);
    let comparison = compared(&course(), &new);
    assert!(comparison.courses[0].learners.weights_changed);
    let notes = notes(&comparison.courses[0]);
    assert!(notes.contains("- Setup: weight 40% → 35%"), "{notes}");
}

#[test]
fn courses_are_matched_by_uid() {
    let mut new = course();
    new["code"] = json!("renamed");
    new["uid"] = json!("another");
    let comparison = compared(&course(), &new);
    assert_eq!(comparison.courses.len(), 2);
    assert!(comparison.courses[0].old.is_none() && comparison.courses[1].new.is_none());
}

#[test]
fn a_file_that_is_no_course_is_refused() {
    for (text, why) in [
        ("{}", "it is not a course compiled by Gradus"),
        ("nonsense", "it is not a course compiled by Gradus"),
        (r#"{"version": 99, "uid": "u", "code": "c"}"#, "its form has version 99; this Gradus reads up to 1"),
    ] {
        assert_eq!(Snapshot::read(text.as_bytes()).expect_err("no course").to_string(), why);
    }
}

#[test]
fn author_text_never_becomes_markup() {
    let mut new = course();
    new["cards"][0]["back"] = paragraph("<script>alert(1)</script> & *stars*");
    let comparison = compared(&course(), &new);
    assert!(!html(&comparison).contains("<script>"));
    assert!(markdown(&comparison).contains("\\<script\\>"));
}

#[test]
fn the_json_form_satisfies_its_schema() {
    let mut new = course();
    new["cards"][0]["lesson"] = json!("two");
    new["cards"][1]["back"] = paragraph("New");
    let document = serde_json::to_value(compared(&course(), &new)).expect("JSON");
    let schema: Value = serde_json::from_str(&gradus_diff::schema_text()).expect("JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("a schema");
    let errors: Vec<String> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn the_committed_schema_is_the_generated_one() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../schemas/comparison.schema.json");
    if std::env::var_os("GRADUS_UPDATE").is_some() {
        std::fs::write(path, gradus_diff::schema_text()).expect("schemas/ is writable");
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(committed == gradus_diff::schema_text(), "run `cargo xtask generate`");
}
