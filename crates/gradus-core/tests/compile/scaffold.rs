//! What `gradus init` and `gradus new` write passes every check without a warning.

use gradus_core::model::{Id, QuestionKind};
use gradus_core::scaffold;

use crate::support::{Fixture, made, rendered};

#[test]
fn a_new_catalogue_has_no_findings_and_an_item_of_each_kind() {
    let compiled = Fixture::new().compile();
    assert!(compiled.diagnostics.is_empty(), "{}", rendered(&compiled));
    let edition = compiled.edition.unwrap();
    let course = &edition.catalog().courses[0];
    for kind in QuestionKind::ALL {
        assert!(course.live_questions().any(|question| question.kind() == kind), "no {}", kind.as_str());
    }
    assert_eq!(course.lessons().count(), 2);
    assert_eq!(course.card_faces(), 3);
}

#[test]
fn every_yaml_file_names_a_schema_that_is_there() {
    let fixture = Fixture::new();
    for (path, bytes) in fixture.0.iter().filter(|(path, _)| path.ends_with(".yaml")) {
        let text = std::str::from_utf8(bytes).unwrap();
        let schema = text.lines().next().unwrap().strip_prefix("# yaml-language-server: $schema=").unwrap();
        let mut folder: Vec<&str> = path.split('/').collect();
        folder.pop();
        for part in schema.split('/') {
            match part {
                ".." => assert!(folder.pop().is_some()),
                _ => folder.push(part),
            }
        }
        assert!(fixture.0.contains_key(&folder.join("/")), "{path} names {schema}");
    }
}

#[test]
fn new_parts_have_no_findings_once_they_are_listed() {
    let (extras, limits) = (Id::new("extras").unwrap(), Id::new("limits").unwrap());
    let mut fixture = Fixture::new();
    let enlist = |fixture: Fixture, path: &str, pointer: &str, id: &Id| {
        let text = scaffold::enlist(fixture.text(path), pointer, id).unwrap();
        fixture.with(path, text)
    };
    let parts = [
        scaffold::module("course", &extras, "Extras"),
        scaffold::lesson("course/modules/extras", &limits, "Limits: what @title@ \"cannot\" do", "writing"),
        scaffold::questions("course", &limits, &["limits-objective"]),
    ];
    for (path, text) in parts.concat() {
        fixture = fixture.with(&path, text);
    }
    fixture = enlist(fixture, "course/course.yaml", "/modules", &extras);
    fixture = enlist(fixture, "course/modules/extras/module.yaml", "/lessons", &limits);
    fixture = enlist(fixture, "course/plan.yaml", "/weeks/1/lessons", &limits);
    let compiled = fixture.compile();
    assert!(compiled.diagnostics.is_empty(), "{}", rendered(&compiled));
    let edition = compiled.edition.unwrap();
    let (_, lesson) = edition.catalog().courses[0].lesson(&limits).unwrap();
    assert_eq!(lesson.title, "Limits: what @title@ \"cannot\" do");
}

#[test]
fn a_second_course_has_no_findings() {
    let code = Id::new("second").unwrap();
    let mut fixture = Fixture::new();
    for (path, text) in scaffold::course(&code, "Second", "3f0c7f0e-6d1b-4b57-9a59-0d5c2f1f7a12", "courses", made()) {
        fixture = fixture.with(&path, text);
    }
    let listed = scaffold::enlist(fixture.text("catalog.yaml"), "/courses", &code).unwrap();
    let compiled = fixture.with("catalog.yaml", listed).compile();
    assert!(compiled.diagnostics.is_empty(), "{}", rendered(&compiled));
}

#[test]
fn an_id_is_added_to_every_form_of_list_and_the_rest_stays() {
    let id = Id::new("new").unwrap();
    let add = |text: &str| scaffold::enlist(text, "/a", &id);
    assert_eq!(add("a: [one] # why\nb: 1\n").unwrap(), "a: [one, new] # why\nb: 1\n");
    assert_eq!(add("a: []\n").unwrap(), "a: [new]\n");
    assert_eq!(add("a:\n  - one\n  - two # why\nb: 1\n").unwrap(), "a:\n  - one\n  - two # why\n  - new\nb: 1\n");
    assert_eq!(add("a:\n  - one\n  - two\nb: 1\n").unwrap(), "a:\n  - one\n  - two\n  - new\nb: 1\n");
    assert_eq!(add("a:\n- one\n").unwrap(), "a:\n- one\n- new\n");
    assert_eq!(add("a: one\n"), None);
    assert_eq!(add("b: [one]\n"), None);
}
