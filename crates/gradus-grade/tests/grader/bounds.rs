//! Nothing an answer or a pattern holds can hang the grader, exhaust it or make it panic, and afterwards it still works.

use gradus_grade::{GradeError, Grader, Limit, MatchKind};
use serde_json::{Value, json};
use std::collections::BTreeMap;

fn files(name: &str, text: String) -> BTreeMap<String, String> {
    [(name.to_owned(), text)].into()
}

fn refused(name: &str, text: String) -> String {
    let verdict = Grader::new().unwrap().grade(&files(name, text), &json!([])).unwrap();
    verdict.refused.expect("a refusal").reason
}

fn still_works(grader: &Grader) {
    let rubric = json!([{ "id": "x", "points": 1, "schema": { "minItems": 1 } }]);
    assert_eq!(grader.grade(&files("a.yaml", "a: 1".to_owned()), &rubric).unwrap().points, 1);
}

#[test]
fn deep_yaml() {
    for text in ["[".repeat(60_000), "- ".repeat(30_000), "{a: ".repeat(15_000), "? ".repeat(30_000)] {
        assert!(refused("a.yaml", text).contains("nested more than 64"));
    }
    let mut staircase = String::new();
    for depth in 0..300 {
        staircase.push_str(&" ".repeat(depth));
        staircase.push_str("a:\n");
    }
    assert!(refused("a.yaml", staircase).contains("nested more than 64"));
    // What is within the bound is read.
    let deep = format!("{}{}", "[".repeat(60), "]".repeat(60));
    let verdict = Grader::new().unwrap().grade(&files("a.yaml", deep), &json!([])).unwrap();
    assert_eq!(verdict.refused, None);
}

#[test]
fn large_input() {
    assert!(refused("a.yaml", "a".repeat(65 * 1024)).contains("64 KiB"));
    assert!(refused("a.flags", "a".repeat(5000)).contains("4096"));
    assert!(refused("a.flags", "aaaaaaaaa\\\n".repeat(600)).contains("4096"));
    let many: BTreeMap<_, _> = (0..17).map(|i| (format!("{i:02}.yaml"), String::new())).collect();
    let verdict = Grader::new().unwrap().grade(&many, &json!([])).unwrap();
    assert_eq!(verdict.refused.unwrap().file, "16.yaml");
}

#[test]
fn the_largest_honest_answers_are_graded() {
    let grader = Grader::new().unwrap();
    let rubric = json!([{ "id": "x", "points": 1, "schema": { "minItems": 1 } }]);
    for text in ["- {a: 1, b: [c, d]}\n".repeat(3200), format!("a:\n{}", "  - b\n".repeat(10_000))] {
        assert_eq!(grader.grade(&files("a.yaml", text), &rubric).unwrap().points, 1);
    }
    let keys: String = (0..4500).map(|i| format!("k{i}: {i}\n")).collect();
    assert_eq!(grader.grade(&files("a.yaml", keys), &rubric).unwrap().points, 1);
}

#[test]
fn aliases_do_not_multiply() {
    let bomb = "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n".to_owned();
    assert!(refused("a.yaml", bomb).contains("Anchors"));
}

#[test]
fn a_pattern_that_backtracks_for_ever() {
    let grader = Grader::new().unwrap();
    let rubric = json!([{ "id": "x", "points": 1, "lines": { "match": ["^(a+)+$"] } }]);
    let result = grader.grade(&files("a.flags", format!("{}b", "a".repeat(60))), &rubric);
    assert!(matches!(result, Err(GradeError::Limit(Limit::Steps))), "{result:?}");
    still_works(&grader);

    let result = grader.fill_in(MatchKind::Regex, &["(a|aa)+$".to_owned()], &[], &format!("{}b", "a".repeat(80)));
    assert!(matches!(result, Err(GradeError::Limit(Limit::Steps))), "{result:?}");
    still_works(&grader);
}

#[test]
fn a_schema_that_refers_to_itself() {
    let grader = Grader::new().unwrap();
    let rubric = json!([{ "id": "x", "points": 1, "schema": { "$ref": "#" } }]);
    let result = grader.grade(&files("a.yaml", "a: 1".to_owned()), &rubric);
    assert!(matches!(result, Err(GradeError::Limit(Limit::Stack))), "{result:?}");
    still_works(&grader);
}

#[test]
fn a_rubric_that_needs_too_much_memory() {
    let grader = Grader::new().unwrap();
    let huge = Value::Array(vec![json!({ "id": "x", "points": 1, "text": "a".repeat(1000) }); 90_000]);
    let result = grader.grade(&BTreeMap::new(), &huge);
    assert!(matches!(result, Err(GradeError::Limit(Limit::Memory))), "{result:?}");
    still_works(&grader);
}

#[test]
fn odd_text_is_only_text() {
    let grader = Grader::new().unwrap();
    let text = "a: \"\\0\u{2028}😀\"\n# \u{7f}\u{feff}\n".to_owned();
    let rubric = json!([{ "id": "\0", "points": 1, "schema": { "const": [{ "a": "\0\u{2028}😀" }] } }]);
    assert_eq!(grader.grade(&files("\0.yaml", text), &rubric).unwrap().points, 1);
}
