//! Rubrics, `select`, `schema` and `lines`.

use super::{grade, reasons};
use gradus_grade::{GradeError, Grader, Status};
use serde_json::{Value, json};

const TWO: &str = "kind: Role\nmetadata: {name: a}\n---\nkind: Role\nmetadata: {name: b}\nrules: []\n";

fn with(key: &str, value: Value) -> Value {
    json!({ "id": "x", "points": 1, key: value })
}

fn mistake(rubric: Value) -> String {
    let files = [("a.yaml".to_owned(), TWO.to_owned())].into();
    match Grader::new().unwrap().grade(&files, &rubric) {
        Err(GradeError::Author(message)) => message,
        other => panic!("{rubric}: {other:?}"),
    }
}

#[test]
fn points_are_of_those_that_passed() {
    let rubric = json!([
        { "id": "passes", "points": 3, "text": "t", "schema": { "minItems": 2 } },
        { "id": "fails", "points": 5, "schema": { "minItems": 3 } },
        { "id": "proof", "points": 2, "text": "the learner says" },
    ]);
    let verdict = grade(&[("a.yaml", TWO)], rubric);
    let seen: Vec<_> = verdict.criteria.iter().map(|one| (one.id.as_str(), one.status, one.points)).collect();
    assert_eq!(seen, [("passes", Status::Passed, 3), ("fails", Status::Failed, 0), ("proof", Status::Manual, 0)]);
    assert_eq!((verdict.points, verdict.possible), (3, 10));
    assert_eq!(verdict.refused, None);
}

#[test]
fn select_wants_exactly_one() {
    let judge = |select: Value| {
        reasons(
            &[("a.yaml", TWO), ("x.flags", "--a")],
            json!({ "id": "x", "points": 1, "select": select, "schema": { "required": ["rules"] } }),
        )
    };
    assert_eq!(judge(json!({ "kind": "Role", "name": "b" })), Vec::<String>::new());
    assert_eq!(judge(json!({ "kind": "Role", "name": "a" })), ["Instance does not have required property \"rules\"."]);
    assert_eq!(
        judge(json!({ "kind": "Role" })),
        ["The answer has 2 documents with kind `Role`; exactly one is expected."]
    );
    assert_eq!(
        judge(json!({ "apiVersion": "v1", "file": "a.yaml" })),
        ["The answer has no document with apiVersion `v1` and file `a.yaml`."]
    );
}

#[test]
fn schema_says_what_and_where() {
    let schema = json!({
        "items": {
            "properties": { "metadata": { "properties": { "name": { "enum": ["a"] } } } },
            "oneOf": [{ "required": ["rules"] }, { "properties": { "metadata": { "properties": { "name": { "const": "a" } } } } }],
        },
    });
    assert_eq!(
        reasons(&[("a.yaml", TWO)], with("schema", schema)),
        ["At `/1/metadata/name`: Instance does not match any of [\"a\"]."]
    );
}

#[test]
fn schema_is_2020_12() {
    let schema = json!({
        "$defs": { "role": { "$anchor": "role", "required": ["kind"] } },
        "prefixItems": [{ "$ref": "#/$defs/role" }, { "$ref": "#role", "required": ["rules"] }],
        "items": false,
    });
    assert_eq!(reasons(&[("a.yaml", TWO)], with("schema", schema)), Vec::<String>::new());
    let schema = json!({ "prefixItems": [true], "items": false });
    assert_eq!(reasons(&[("a.yaml", TWO)], with("schema", schema)).len(), 1);
}

#[test]
fn lines_match_reject_and_order() {
    let text = "RUN apt-get update\nUSER 65532\n# USER root\nENTRYPOINT [\"/app\"]\n";
    let judge = |check: Value| reasons(&[("Dockerfile", text), ("a.yaml", TWO)], with("lines", check));
    assert_eq!(judge(json!({ "match": ["^USER [1-9][0-9]*$"], "reject": ["root"] })), Vec::<String>::new());
    assert_eq!(judge(json!({ "match": ["^USER$", "^RUN"] })), ["No line matches `^USER$`."]);
    assert_eq!(
        judge(json!({ "reject": ["apt-get"] })),
        ["The line `RUN apt-get update` must not be there: it matches `apt-get`."]
    );
    assert_eq!(judge(json!({ "match": ["^RUN", "^USER", "^ENTRY"], "ordered": true })), Vec::<String>::new());
    assert_eq!(
        judge(json!({ "match": ["^USER", "^RUN"], "ordered": true })),
        ["A line that matches `^RUN` must come after the one that matches `^USER`."]
    );
    // In an order, two patterns need two lines.
    assert_eq!(judge(json!({ "match": ["USER", "65532"], "ordered": true })).len(), 1);
    assert_eq!(reasons(&[("a.yaml", TWO)], with("lines", json!({ "reject": ["x"] }))).len(), 1);
}

#[test]
fn mistakes_of_a_rubric_are_the_authors() {
    let cases = [
        (json!({}), "A rubric is a list"),
        (
            json!([with("cannot", json!([]))]),
            "unknown key `cannot`; known are id, points, text, select, reach, can, admits, audit, schema, lines",
        ),
        (json!([{ "points": 1 }]), "needs an `id`"),
        (json!([{ "id": "x", "points": 1 }, { "id": "x", "points": 2 }]), "`x` stands at two criteria"),
        (json!([{ "id": "x", "points": 1.5 }]), "`x`: `points` must be a whole number"),
        (json!([{ "id": "x", "points": 1, "schema": {}, "lines": {} }]), "several judges: schema, lines"),
        (json!([with("select", json!({ "kind": "Role" }))]), "no judge"),
        (json!([{ "id": "x", "points": 1, "select": { "namespace": "a" }, "schema": {} }]), "unknown key `namespace`"),
        (json!([with("schema", json!("x"))]), "`x`: `schema` must be"),
        (json!([with("lines", json!({ "match": "a" }))]), "must be a list of strings"),
        (json!([with("lines", json!({ "match": ["("] }))]), "not a regular expression"),
        (json!([with("lines", json!({ "match": ["(?i)a"] }))]), "inline modifier"),
        (json!([with("lines", json!({}))]), "needs `match` or `reject`"),
        (json!([with("reach", json!([]))]), "list of connections"),
        (
            json!([with("reach", json!([{ "from": "10.0.0.1", "to": "10.0.0.2", "port": 1, "expect": "allowed" }]))]),
            "a Pod at one end",
        ),
        (
            json!([with(
                "reach",
                json!([{ "from": { "namespace": "a" }, "to": "10.0.0.300", "port": 1, "expect": "allowed" }])
            )]),
            "not an IP address",
        ),
        (
            json!([with("reach", json!([{ "from": { "namespace": "a" }, "to": "10.0.0.3", "expect": "allowed" }]))]),
            "`port` of a connection",
        ),
        (
            json!([with(
                "reach",
                json!([{ "from": { "namespace": "a" }, "to": "10.0.0.3", "port": 1, "expect": "deny" }])
            )]),
            "`allowed` or `denied`",
        ),
        (
            json!([with(
                "reach",
                json!([{ "from": { "labels": {} }, "to": "10.0.0.3", "port": 1, "expect": "denied" }])
            )]),
            "needs a `namespace`",
        ),
    ];
    for (rubric, expected) in cases {
        let message = mistake(rubric);
        assert!(message.contains(expected), "{message}");
    }
}
