//! From nodes to Rust types, with places, and what is said when they do not fit.

#![allow(clippy::expect_used, clippy::panic, reason = "tests")]

use std::collections::BTreeMap;

use gradus_diagnostics::{RuleId, SourceMap, Spanned, human};
use gradus_yaml::{ErrorKind, Map, Node, from_node, parse};
use insta::assert_snapshot;
use serde::Deserialize;
use serde::de::DeserializeOwned;

fn node(text: &str) -> Node {
    let mut sources = SourceMap::new();
    let source = sources.add("course.yaml", text);
    let mut found = Vec::new();
    let node = parse(source, text, 0..text.len(), &mut found);
    assert_eq!(found, []);
    node.expect("a tree")
}

fn read<T: DeserializeOwned>(text: &str) -> T {
    from_node(&node(text)).unwrap_or_else(|error| panic!("{error}"))
}

fn refuse<T: DeserializeOwned>(text: &str) -> String {
    let mut sources = SourceMap::new();
    sources.add("course.yaml", text);
    match from_node::<T>(&node(text)) {
        Ok(_) => panic!("{text} fits"),
        Err(error) => human::render(&sources, &error.to_diagnostic(RuleId("schema")), false),
    }
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Level {
    Beginner,
    Advanced,
}

#[derive(Debug, PartialEq, Deserialize)]
struct Slug(String);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Course {
    code: Spanned<Slug>,
    level: Spanned<Level>,
    minutes: Option<Spanned<u8>>,
    summary: Spanned<Option<String>>,
    #[serde(default)]
    modules: Vec<Spanned<String>>,
    #[serde(default)]
    weights: Map<u8>,
}

const COURSE: &str = "\
code: cks
level: advanced
minutes: ~
summary: null
modules: [foundations, setup]
weights: {b: 2, a: 1}
";

#[test]
fn places_come_along() {
    let course: Course = read(COURSE);
    let slice = |span: gradus_diagnostics::Span| &COURSE[span.range()];
    assert_eq!((course.code.value, slice(course.code.span)), (Slug("cks".to_owned()), "cks"));
    assert_eq!((course.level.value, slice(course.level.span)), (Level::Advanced, "advanced"));
    assert!(course.minutes.is_none());
    assert_eq!((course.summary.value, slice(course.summary.span)), (None, "null"));
    let modules: Vec<&str> = course.modules.iter().map(|module| slice(module.span)).collect();
    assert_eq!(modules, ["foundations", "setup"]);
    let weights: Vec<(&str, u8)> = course.weights.iter().map(|(key, value)| (slice(key.span), *value)).collect();
    assert_eq!(weights, [("b", 2), ("a", 1)]);
    assert_eq!(course.weights.get("a"), Some(&1));
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Test {
    Never,
    Schema(Spanned<String>),
    Reach { from: Spanned<String>, to: u8 },
    Pair(u8, u8),
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Tagged {
    Card { front: String },
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(untagged)]
enum Either {
    Number(u8),
    Text(String),
}

#[test]
fn enums() {
    assert_eq!(read::<Test>("never"), Test::Never);
    assert_eq!(read::<Test>("never:"), Test::Never);
    let Test::Schema(schema) = read("schema: x") else { panic!("a schema") };
    assert_eq!(schema.span.range(), 8..9);
    let Test::Reach { from, to } = read("reach: {from: a, to: 1}") else { panic!("a connection") };
    assert_eq!((from.value.as_str(), from.span.range(), to), ("a", 14..15, 1));
    assert_eq!(read::<Test>("pair: [1, 2]"), Test::Pair(1, 2));
    assert_eq!(read::<Tagged>("{kind: card, front: x}"), Tagged::Card { front: "x".to_owned() });
    assert_eq!(read::<Vec<Either>>("[1, a]"), [Either::Number(1), Either::Text("a".to_owned())]);
}

#[test]
fn trees_json_and_maps() {
    let text = "a: {b: [1, 2.5, ~, true, x]}\n";
    assert_eq!(read::<Node>(text), node(text));
    assert_eq!(read::<serde_json::Value>(text), node(text).to_json());
    let map: BTreeMap<String, Node> = read(text);
    assert_eq!(map["a"].pointer("/b/4").and_then(Node::as_str), Some("x"));
    assert_eq!(read::<f64>("3").to_bits(), 3f64.to_bits());
}

#[test]
fn buffered_by_serde_there_are_no_places() {
    #[derive(Debug, Deserialize)]
    #[serde(untagged)]
    #[expect(dead_code, reason = "never read: reading is what fails")]
    enum Untagged {
        Text(Spanned<String>),
    }
    assert!(from_node::<Untagged>(&node("a")).is_err());
    assert!(serde_json::from_str::<Spanned<String>>("\"a\"").is_err());
}

#[test]
fn error_kinds() {
    let unknown = from_node::<Level>(&node("advancd")).expect_err("misspelt");
    assert!(matches!(unknown.kind, ErrorKind::UnknownVariant { name, known } if name == "advancd" && known.len() == 2));
}

#[test]
fn errors() {
    assert_snapshot!(refuse::<Course>("code: cks\nlevl: advanced\n"), @r#"
    error[schema]: unknown key `levl`
     --> course.yaml:2:1
      |
    2 | levl: advanced
      | ^^^^
      |
      = help: did you mean `level`?
    "#);
    assert_snapshot!(refuse::<Course>("code: cks\nfoo: advanced\n"), @r#"
    error[schema]: unknown key `foo`
     --> course.yaml:2:1
      |
    2 | foo: advanced
      | ^^^
      |
      = help: keys here: code, level, minutes, summary, modules, weights
    "#);
    assert_snapshot!(refuse::<Course>("code: cks\nlevel: advancd\n"), @r#"
    error[schema]: unknown value `advancd`
     --> course.yaml:2:8
      |
    2 | level: advancd
      |        ^^^^^^^
      |
      = help: did you mean `advanced`?
    "#);
    assert_snapshot!(refuse::<Course>("code: 12\n"), @r#"
    error[schema]: expected text, found the number 12
     --> course.yaml:1:7
      |
    1 | code: 12
      |       ^^
      |
      = help: put it in quotes to make it text
    "#);
    assert_snapshot!(refuse::<Course>("code: cks\nlevel: advanced\nminutes: 300\n"), @r#"
    error[schema]: expected a whole number from 0 to 255, found the number 300
     --> course.yaml:3:10
      |
    3 | minutes: 300
      |          ^^^
    "#);
    assert_snapshot!(refuse::<Course>("code: cks\nlevel: advanced\nminutes: an hour\n"), @r#"
    error[schema]: expected a whole number from 0 to 255, found the text `an hour`
     --> course.yaml:3:10
      |
    3 | minutes: an hour
      |          ^^^^^^^
    "#);
    assert_snapshot!(refuse::<Course>("code: cks\nlevel: advanced\nmodules: setup\n"), @r#"
    error[schema]: expected a list, found the text `setup`
     --> course.yaml:3:10
      |
    3 | modules: setup
      |          ^^^^^
    "#);
    assert_snapshot!(refuse::<Course>("code: cks\nlevel: advanced\nmodules: [setup, {a: b}]\n"), @r#"
    error[schema]: expected text, found a mapping
     --> course.yaml:3:18
      |
    3 | modules: [setup, {a: b}]
      |                  ^^^^^^
    "#);
    assert_snapshot!(refuse::<Course>("code: cks\nsummary: x\n"), @r#"
    error[schema]: the key `level` is missing
     --> course.yaml:1:1
      |
    1 | / code: cks
    2 | | summary: x
      | |__________^
      |
      = help: add `level: …`
    "#);
    assert_snapshot!(refuse::<Course>("[cks, advanced]\n"), @r#"
    error[schema]: expected a mapping, found a list
     --> course.yaml:1:1
      |
    1 | [cks, advanced]
      | ^^^^^^^^^^^^^^^
    "#);
    assert_snapshot!(refuse::<Course>("code:\n"), @r#"
    error[schema]: expected text, found nothing
     --> course.yaml:1:6
      |
    1 | code:
      |      ^
    "#);
    assert_snapshot!(refuse::<Test>("schema: x\nreach: y\n"), @r#"
    error[schema]: expected a single key, found 2
     --> course.yaml:1:1
      |
    1 | / schema: x
    2 | | reach: y
      | |________^
    "#);
    assert_snapshot!(refuse::<Test>("pair: [1, 2, 3]\n"), @r#"
    error[schema]: expected 2 items, found 3
     --> course.yaml:1:7
      |
    1 | pair: [1, 2, 3]
      |       ^^^^^^^^^
    "#);
    assert_snapshot!(refuse::<Test>("reach: {from: a, to: 1000}\n"), @r#"
    error[schema]: expected a whole number from 0 to 255, found the number 1000
     --> course.yaml:1:22
      |
    1 | reach: {from: a, to: 1000}
      |                      ^^^^
    "#);
    assert_snapshot!(refuse::<Test>("12"), @r#"
    error[schema]: expected a word or a mapping with a single key, found the number 12
     --> course.yaml:1:1
      |
    1 | 12
      | ^^
    "#);
    assert_snapshot!(refuse::<Test>("never: 1"), @r#"
    error[schema]: expected nothing, found the number 1
     --> course.yaml:1:8
      |
    1 | never: 1
      |        ^
    "#);
    assert_snapshot!(refuse::<Vec<Tagged>>("- {kind: card, front: a}\n- {kind: card}\n"), @r#"
    error[schema]: the key `front` is missing
     --> course.yaml:2:3
      |
    2 | - {kind: card}
      |   ^^^^^^^^^^^^
      |
      = help: add `front: …`
    "#);
    assert_snapshot!(refuse::<BTreeMap<String, String>>("kubernetes: 1.36\n"), @r#"
    error[schema]: expected text, found the number 1.36
     --> course.yaml:1:13
      |
    1 | kubernetes: 1.36
      |             ^^^^
      |
      = help: put it in quotes to make it text
    "#);
}
