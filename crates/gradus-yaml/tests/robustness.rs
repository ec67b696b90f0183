//! No input panics, and no span leaves its text.

#![allow(clippy::panic, reason = "tests")]

use gradus_diagnostics::{Diagnostic, SourceId, Span};
use gradus_yaml::{Data, Node, parse, text_map};
use proptest::prelude::*;

fn read(text: &str) -> (Option<Node>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let node = parse(SourceId::from_index(0), text, 0..text.len(), &mut found);
    (node, found)
}

fn assert_inside(text: &str, span: Span) {
    assert!(text.get(span.range()).is_some(), "{span:?} in {text:?}");
}

fn assert_tree(text: &str, node: &Node, parent: Span) {
    assert_inside(text, node.span);
    assert!(parent.start <= node.span.start && node.span.end <= parent.end, "{node:?} outside {parent:?} in {text:?}");
    match &node.data {
        Data::Sequence(items) => items.iter().for_each(|item| assert_tree(text, item, node.span)),
        Data::Mapping(entries) => {
            for entry in entries {
                assert_inside(text, entry.key.span);
                assert_tree(text, &entry.value, node.span);
                assert_map(text, entry.key.span, &entry.key.value);
            }
        }
        Data::String(value) => assert_map(text, node.span, value),
        Data::Null | Data::Bool(_) | Data::Int(_) | Data::Float(_) => {}
    }
}

fn assert_map(text: &str, span: Span, value: &str) {
    let map = text_map(text, span, value);
    let mut last = 0;
    for (at, character) in value.char_indices() {
        let span = map.span(at..at + character.len_utf8());
        assert_inside(text, span);
        assert!(last <= span.start, "{map:?} runs backwards in {text:?}");
        last = span.start;
    }
}

fn check(text: &str) {
    let (node, found) = read(text);
    for found in &found {
        assert_inside(text, found.primary.span);
        found.secondary.iter().for_each(|label| assert_inside(text, label.span));
    }
    match node {
        Some(node) => assert_tree(text, &node, node.span),
        None => assert!(!found.is_empty(), "neither a tree nor a reason: {text:?}"),
    }
}

/// Bits of YAML that meet in unlucky ways.
const BITS: &[&str] = &[
    "a",
    "é",
    "😀",
    ": ",
    ":",
    "- ",
    "-",
    "? ",
    "\n",
    "\n  ",
    "\n    ",
    "\n\t",
    "\r\n",
    "\r",
    " ",
    "\t",
    "[",
    "]",
    "{",
    "}",
    ",",
    "'",
    "\"",
    "\\",
    "\\u00e9",
    "\\x",
    "\\\n",
    "|",
    ">",
    "|2-\n",
    ">+\n  ",
    "#",
    " # c",
    "&a ",
    "*a",
    "!",
    "!!int ",
    "!<x> ",
    "<<",
    "---\n",
    "...\n",
    "%",
    "@",
    "`",
    "~",
    "null",
    "1",
    "0x",
    "1e999",
    "99999999999999999999",
    "key: ",
    "\u{FEFF}",
    "\u{0}",
    "\u{85}",
    "\u{2028}",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.max(5000), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in "\\PC*") {
        check(&text);
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        check(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn soup(bits in prop::collection::vec(prop::sample::select(BITS), 0..24)) {
        check(&bits.concat());
    }

    #[test]
    fn any_range(bits in prop::collection::vec(prop::sample::select(BITS), 0..12), start in 0usize..40, end in 0usize..40) {
        let text = bits.concat();
        let mut found = Vec::new();
        parse(SourceId::from_index(0), &text, start..end, &mut found);
        found.iter().for_each(|found| assert_inside(&text, found.primary.span));
    }

    #[test]
    fn quoted_text_comes_back(value in "[ -~éß😀]{0,40}") {
        let text = format!("a: '{}'\n", value.replace('\'', "''"));
        let (node, found) = read(&text);
        prop_assert!(found.is_empty(), "{found:?}");
        let value_node = node.as_ref().and_then(|node| node.get("a"));
        prop_assert_eq!(value_node.and_then(Node::as_str), Some(value.as_str()));
    }
}

#[test]
fn depth_is_refused_without_a_stack_overflow() {
    const DEEP: usize = 50_000;
    let texts = [
        "[".repeat(DEEP),
        "[".repeat(DEEP) + &"]".repeat(DEEP),
        "- ".repeat(DEEP) + "x",
        "{a: ".repeat(DEEP),
        "? ".repeat(DEEP),
        "[a: ".repeat(DEEP),
        (0..DEEP.min(2000)).map(|level| format!("{}a:\n", " ".repeat(level))).collect(),
    ];
    for text in &texts {
        let (node, found) = read(text);
        assert!(node.is_none());
        let rules: Vec<_> = found.iter().map(|found| found.rule.0).collect();
        assert_eq!(rules, ["yaml-too-deep"], "{}", &text[..20]);
        assert_inside(text, found[0].primary.span);
    }
}

#[test]
fn a_large_mapping_is_read_in_time() {
    let text: String = (0..20_000).map(|n| format!("key-{n}: {{a: [1, 2], b: \"text\"}}\n")).collect();
    let (node, found) = read(&text);
    assert!(found.is_empty());
    assert_eq!(node.map_or(0, |node| node.entries().len()), 20_000);
}
