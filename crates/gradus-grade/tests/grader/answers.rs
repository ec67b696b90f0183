//! What is read from an answer, and what is refused.

use super::{grade, reasons};
use gradus_grade::Refusal;
use serde_json::json;

fn refusal(file: &str, text: &str) -> Option<Refusal> {
    let verdict = grade(&[(file, text)], json!([{ "id": "x", "points": 2 }]));
    assert_eq!(verdict.possible, 2);
    verdict.refused
}

#[test]
fn ambiguous_yaml_is_refused_where_it_stands() {
    let cases = [
        ("a: &x 1\nb: *x", 1, 4, "Anchors"),
        ("a: 1\nb: *x", 2, 4, "aliases"),
        ("a: 1\nb: 2\na: 3", 3, 1, "`a` stands here twice"),
        ("1: a\n\"1\": b", 2, 1, "`1` stands here twice"),
        ("mode: 0400", 1, 7, "the number 256 in YAML 1.1 but the number 400"),
        ("mode: 0o400", 1, 7, "text in YAML 1.1 but the number 256"),
        ("mode: 08", 1, 7, "text in YAML 1.1 but the number 8"),
        ("x: yes", 1, 4, "`true` in YAML 1.1 but text"),
        ("x: [a, Off]", 1, 8, "`false` in YAML 1.1"),
        ("é: {no: 1}", 1, 5, "`no` is `false`"),
        ("x: 1:30", 1, 4, "base 60"),
        ("x: 1_000", 1, 4, "the number 1000 in YAML 1.1 but text"),
        ("x: 1e3", 1, 4, "text in YAML 1.1 but the number 1000"),
        ("x: 2026-11-20", 1, 4, "a point in time"),
        ("<<: {a: 1}", 1, 1, "a merge"),
        ("x: !!str 1", 1, 4, "Tags"),
        ("%YAML 1.1\n---\na: 1", 1, 1, "Directives"),
        ("? [a]\n: 1", 1, 3, "A key must be plain text"),
        (": 1", 1, 1, "A key is missing"),
        ("x: .inf", 1, 4, "JSON"),
        ("x: 12345678901234567890", 1, 4, "too large"),
        ("a:\n\t- b", 2, 1, "A tab stands here"),
        ("a: [1,\nb: 2", 2, 1, "its `]` is missing"),
        ("a: {b: 1", 1, 9, "its `}` is missing"),
        ("ok: 1\n---\na: \"open", 3, 9, "A quotation mark is not closed"),
        ("a: b: c", 1, 4, "A second colon"),
        ("a: 1\n  b: 2", 1, 4, "the line below is indented"),
        ("a:\n  b: 1\n c: 2", 3, 1, "the same column as the fields"),
        ("kind Pod\na: 1", 1, 1, "a colon with a space after it is missing"),
        ("a: 1\nkind", 2, 1, "a colon with a space after it is missing"),
        ("a: - b", 1, 4, "A list begins on a line of its own"),
        ("- a\n-b", 2, 1, "does not belong"),
        ("- a: 1\n b: 2", 2, 1, "is no item of it"),
        ("a: @x", 1, 4, "cannot begin with `@`"),
        ("a: `x`", 1, 4, "cannot begin with a backtick"),
        ("a: \"\\d\"", 1, 5, "`\\d` means nothing"),
        ("a: [1,,2]", 1, 7, "no item"),
        ("a: }", 1, 4, "not opened"),
        ("a: |x\n b", 1, 5, "nothing else"),
    ];
    for (text, line, column, reason) in cases {
        let refused = refusal("a.yaml", text).expect(text);
        assert_eq!((refused.line, refused.column), (line, column), "{text}: {}", refused.reason);
        assert!(refused.reason.contains(reason), "{text}: {}", refused.reason);
        assert_eq!(refused.file, "a.yaml");
    }
}

#[test]
fn a_refused_answer_earns_nothing() {
    let rubric = json!([{ "id": "a", "points": 1, "schema": {} }, { "id": "b", "points": 2 }]);
    let verdict = grade(&[("ok.yaml", "a: 1"), ("z.yml", "a: no")], rubric);
    assert_eq!(verdict.refused.unwrap().file, "z.yml");
    assert_eq!((verdict.points, verdict.possible), (0, 3));
    assert_eq!(verdict.criteria, []);
}

#[test]
fn plain_scalars_on_which_both_agree_are_read() {
    let text = "a: 1.2.3\nb: 127.0.0.1:80\nc: 10m\nd: -0\ne: 0x1F\nf: 1.50\ng: ~\nh: True\ni: 'no'\nj: nginx:1.27\nk: |\n  yes\n";
    let expected = json!([{
        "a": "1.2.3", "b": "127.0.0.1:80", "c": "10m", "d": 0, "e": 31, "f": 1.5,
        "g": null, "h": true, "i": "no", "j": "nginx:1.27", "k": "yes\n",
    }]);
    let criterion = json!({ "id": "x", "points": 1, "schema": { "const": expected } });
    assert_eq!(reasons(&[("a.yaml", text)], criterion), Vec::<String>::new());
}

#[test]
fn documents_are_in_the_order_of_files_and_empty_ones_are_dropped() {
    let files = [
        ("b.yaml", "---\n# nothing\n---\nm: 2\n---\nm: 3\n"),
        ("a.json", "{\"m\": 1}"),
        ("c.flags", "--x"),
        ("d.yaml", "# only a comment\n"),
    ];
    let expected = json!([{ "m": 1 }, { "m": 2 }, { "m": 3 }, ["--x"]]);
    let criterion = json!({ "id": "x", "points": 1, "schema": { "const": expected } });
    assert_eq!(reasons(&files, criterion), Vec::<String>::new());
}

#[test]
fn lines_are_logical() {
    let text =
        "# a comment\n\nkube-apiserver \\\n  # inside\n  --a=1 \\\n\t--b=2\r\nfoo\\\nbar\nends in two \\\\\n  last \\";
    let expected = json!([["kube-apiserver --a=1 --b=2", "foobar", "ends in two \\\\", "last"]]);
    let criterion = json!({ "id": "x", "points": 1, "schema": { "const": expected } });
    assert_eq!(reasons(&[("x.sh", text)], criterion), Vec::<String>::new());
}

#[test]
fn keys_of_javascript_are_keys_like_others() {
    let text = "__proto__: {a: 1}\nconstructor: 2\n";
    let schema = json!({ "items": { "required": ["__proto__", "constructor"], "not": { "required": ["toString"] } } });
    let criterion = json!({ "id": "x", "points": 1, "schema": schema });
    assert_eq!(reasons(&[("a.yaml", text)], criterion), Vec::<String>::new());
}
