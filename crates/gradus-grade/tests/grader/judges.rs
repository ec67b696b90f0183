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
    assert_eq!(judge(json!({ "kind": "Role", "name": "a" })), ["`a.yaml`, Role `a`: `rules` is missing."]);
    assert_eq!(
        judge(json!({ "kind": "Role" })),
        ["The answer has more than one Role, namely 2; exactly one is expected."]
    );
    assert_eq!(
        judge(json!({ "apiVersion": "v1", "file": "a.yaml" })),
        ["`a.yaml` has no document with the apiVersion `v1`, but Role `a` and Role `b`."]
    );
    assert_eq!(judge(json!({ "kind": "Pod", "name": "a" })), ["The answer has no Pod `a`, but Role `a` and Role `b`."]);
    assert_eq!(
        judge(json!({ "kind": "Role", "name": "c" })),
        ["The answer has no Role `c`, but Role `a` and Role `b`."]
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
        ["`a.yaml`, Role `b`: `metadata.name` is `b`; it must be `a`."]
    );
}

const POD: &str = "kind: Pod
metadata: {name: web, labels: {app: shop}, annotations: }
spec:
  containers:
  - name: app
    command: [serve, --port=80, --mode=fast]
    ports: [{containerPort: 80}]
    securityContext: {privileged: true, runAsUser: \"0\"}
  volumes: []
";

/// What is said of the Pod `web` in `pod.yaml`, after its name.
fn said(schema: Value) -> Vec<String> {
    let criterion = json!({ "id": "x", "points": 1, "select": { "kind": "Pod" }, "schema": schema });
    let all = reasons(&[("pod.yaml", POD)], criterion);
    all.iter().map(|reason| reason.strip_prefix("`pod.yaml`, Pod `web`").unwrap().to_owned()).collect()
}

fn in_spec(part: Value) -> Value {
    json!({ "properties": { "spec": part } })
}

fn in_app(part: Value) -> Value {
    in_spec(json!({ "properties": { "containers": { "items": part } } }))
}

/// Each keyword: the place, what was found, what is expected.
#[test]
fn a_schema_is_told_in_words() {
    let in_context = |part: Value| in_app(json!({ "properties": { "securityContext": part } }));
    let in_command = |part: Value| in_app(json!({ "properties": { "command": part } }));
    let context = ": container `app`: `securityContext";
    let cases = [
        (in_context(json!({ "required": ["runAsNonRoot"], "properties": { "runAsNonRoot": { "const": true } } })), format!("{context}.runAsNonRoot` is missing; it must be `true`.")),
        (in_context(json!({ "properties": { "privileged": { "const": false } } })), format!("{context}.privileged` is `true`; it must be `false`.")),
        (in_context(json!({ "properties": { "runAsUser": { "type": "integer", "minimum": 1 } } })), format!("{context}.runAsUser` is `\"0\"`; it must be a whole number.")),
        (in_context(json!({ "additionalProperties": false, "properties": { "privileged": true } })), format!("{context}.runAsUser` must not be there.")),
        (in_context(json!({ "not": { "required": ["privileged"] } })), format!("{context}.privileged` must not be there like this.")),
        (in_context(json!({ "maxProperties": 1 })), format!("{context}` has 2 fields (`privileged` and `runAsUser`); it must have at most 1.")),
        (in_context(json!({ "minProperties": 3 })), format!("{context}` has 2 fields; it must have at least 3.")),
        (in_context(json!({ "dependentRequired": { "privileged": ["level"] } })), format!("{context}.level` is missing.")),
        (in_app(json!({ "properties": { "ports": { "items": { "properties": { "containerPort": { "minimum": 1024 } } } } } })), ": container `app`: `ports[0].containerPort` is `80`; it must be at least 1024.".to_owned()),
        (in_app(json!({ "properties": { "name": { "enum": ["web", "api"] } } })), ": container `app`: `name` is `app`; it must be one of `web` or `api`.".to_owned()),
        (in_app(json!({ "properties": { "name": { "pattern": "^web-" } } })), ": container `app`: `name` is `app`; it must begin with `web-`.".to_owned()),
        (in_app(json!({ "properties": { "name": { "pattern": "\\b(?:a|b)\\b" } } })), ": container `app`: `name` is `app`; that is not yet what is asked for.".to_owned()),
        (in_command(json!({ "contains": { "const": "--tls" } })), ": container `app`: `command` has no item `--tls`.".to_owned()),
        (in_command(json!({ "contains": { "const": "--port=443" } })), ": container `app`: `command` has the item `--port=80`; it must be `--port=443`.".to_owned()),
        (in_command(json!({ "contains": { "pattern": "^--mode=(?:safe|slow)$" } })), ": container `app`: `command` has the item `--mode=fast`; that is not yet what is asked for.".to_owned()),
        (in_command(json!({ "contains": { "pattern": "^--" }, "maxContains": 1 })), ": container `app`: `command` has 2 items of one kind, `--port=80` and `--mode=fast`; only one may be there.".to_owned()),
        (in_command(json!({ "maxItems": 2 })), ": container `app`: `command` has 3 items; it must have at most 2.".to_owned()),
        (in_command(json!({ "const": ["serve"] })), ": container `app`: `command` is `[\"serve\",\"--port=80\",\"--mode=fast\"]`; it must be `[\"serve\"]`.".to_owned()),
        (json!({ "properties": { "metadata": { "properties": { "annotations": { "type": "object", "required": ["a"] } } } } }), ": `metadata.annotations.a` is missing.".to_owned()),
        (json!({ "properties": { "metadata": { "properties": { "annotations": { "type": "object" } } } } }), ": `metadata.annotations` is empty.".to_owned()),
        (in_command(json!({ "items": { "maxLength": 20 }, "uniqueItems": true, "minContains": 2, "contains": { "pattern": "^--port" } })), ": container `app`: `command` has 1 item that begins with `--port`; it must have at least 2.".to_owned()),
        (in_command(json!({ "type": "string" })), ": container `app`: `command` is a list; it must be text.".to_owned()),
        (in_spec(json!({ "properties": { "volumes": { "minItems": 1 } } })), ": `spec.volumes` is empty; it must have at least 1.".to_owned()),
        (in_spec(json!({ "properties": { "volumes": { "contains": { "properties": { "name": { "const": "tmp" } }, "required": ["name", "emptyDir"] } } } })), ": `spec.volumes` has no item with `name` `tmp` and `emptyDir`.".to_owned()),
        (in_spec(json!({ "anyOf": [{ "required": ["nodeName"] }, { "required": ["nodeSelector"], "properties": { "nodeSelector": { "const": { "a": "b" } } } }] })), ": `spec.nodeName` is missing; or `spec.nodeSelector` is missing; it must be `{\"a\":\"b\"}`.".to_owned()),
        (json!({ "$defs": { "named": { "properties": { "metadata": { "properties": { "name": { "const": "db" } } } } } }, "$ref": "#/$defs/named" }), ": `metadata.name` is `web`; it must be `db`.".to_owned()),
        (json!({ "$defs": { "not": { "$anchor": "not", "required": ["status"] } }, "$ref": "#not" }), " is not yet what is asked for.".to_owned()),
        (json!({ "if": { "required": ["kind"] }, "then": { "required": ["apiVersion"] } }), ": `apiVersion` is missing.".to_owned()),
    ];
    for (schema, expected) in cases {
        assert_eq!(said(schema.clone()), [expected], "{schema}");
    }
}

#[test]
fn documents_are_told_by_what_they_are() {
    let role = |name: &str| json!({ "contains": { "required": ["rules"], "properties": { "kind": { "const": "Role" }, "metadata": { "properties": { "name": { "const": name } } } } } });
    assert_eq!(reasons(&[("a.yaml", TWO)], with("schema", role("c"))), ["The answer has no Role `c`."]);
    assert_eq!(reasons(&[("a.yaml", TWO)], with("schema", role("a"))), ["`a.yaml`, Role `a`: `rules` is missing."]);
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
    assert_eq!(judge(json!({ "match": ["^USER$"] })), ["No line of `Dockerfile` does this yet."]);
    assert_eq!(
        judge(json!({ "match": ["^USER$", "^RUN"] })),
        ["This asks for 2 things in `Dockerfile`. One is there: line 1 (`RUN apt-get update`). One is still missing."]
    );
    assert_eq!(
        judge(json!({ "reject": ["apt-get"] })),
        ["Line 1 of `Dockerfile` is against this: `RUN apt-get update`."]
    );
    assert_eq!(judge(json!({ "match": ["^RUN", "^USER", "^ENTRY"], "ordered": true })), Vec::<String>::new());
    assert_eq!(
        judge(json!({ "match": ["^ENTRY", "^RUN"], "ordered": true })),
        [
            "The order is not right: line 1 of `Dockerfile` (`RUN apt-get update`) must come after line 4 of `Dockerfile` (`ENTRYPOINT [\"/app\"]`)."
        ]
    );
    // In an order, two patterns need two lines.
    assert_eq!(
        judge(json!({ "match": ["USER", "65532"], "ordered": true })),
        ["After line 2 of `Dockerfile` (`USER 65532`) a line must follow that does the rest of this."]
    );
    assert_eq!(
        judge(json!({ "match": ["^USER", "^USER"], "ordered": true })),
        [
            "This asks for 2 things in `Dockerfile`. One is there: line 2 (`USER 65532`). One is still missing, after line 2."
        ]
    );
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
