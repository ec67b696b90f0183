//! The places of keys and values, and the way back from the inside of a string.

#![allow(clippy::expect_used, clippy::panic, reason = "tests")]

use gradus_diagnostics::{Diagnostic, SourceId, TextMap};
use gradus_yaml::{Data, Entry, Node, parse, parse_with_map, text_map};

fn source() -> SourceId {
    SourceId::from_index(3)
}

fn read(text: &str) -> Node {
    let mut found: Vec<Diagnostic> = Vec::new();
    let node = parse(source(), text, 0..text.len(), &mut found);
    assert!(found.is_empty(), "{found:?}");
    node.expect("a tree")
}

fn slice<'t>(text: &'t str, node: &Node, pointer: &str) -> &'t str {
    let node = node.pointer(pointer).unwrap_or_else(|| panic!("{pointer} in {node:?}"));
    assert_eq!(node.span.source, source());
    &text[node.span.range()]
}

const DOCUMENT: &str = "\
# comment
title: Grüße  # not the comment
'quoted key' : \"ü: \\n\" # nor this
list:
  - 1.36

  # between
  - {x: [a, b ], y}   
  -
  - plain text
    over lines   # no
block: !!str |  # header | comment

  one

    two  

# after
folded: >-
  a
  b
nothing:
tagged: !!int
  12
last: {a: {}}
";

#[test]
fn scalars_and_collections() {
    let node = read(DOCUMENT);
    for (pointer, text) in [
        ("/title", "Grüße"),
        ("/quoted key", "\"ü: \\n\""),
        ("/list/0", "1.36"),
        ("/list/1", "{x: [a, b ], y}"),
        ("/list/1/x", "[a, b ]"),
        ("/list/1/x/1", "b"),
        ("/list/1/y", ""),
        ("/list/2", ""),
        ("/list/3", "plain text\n    over lines"),
        ("/list", "- 1.36\n\n  # between\n  - {x: [a, b ], y}   \n  -\n  - plain text\n    over lines"),
        ("/block", "|  # header | comment\n\n  one\n\n    two"),
        ("/folded", ">-\n  a\n  b"),
        ("/nothing", ""),
        ("/tagged", "12"),
        ("/last", "{a: {}}"),
        ("/last/a", "{}"),
    ] {
        assert_eq!(slice(DOCUMENT, &node, pointer), text, "{pointer}");
    }
    assert_eq!(slice(DOCUMENT, &node, ""), DOCUMENT[10..].trim_end());
}

#[test]
fn left_out_values_stand_behind_their_sign() {
    let node = read("a :\nb:   # c\nc:\n  -\n  - x\n");
    let start = |pointer: &str| node.pointer(pointer).expect(pointer).span.start;
    assert_eq!([start("/a"), start("/b"), start("/c/0")], [3, 6, 19]);
}

#[test]
fn keys() {
    let text = "a/b: 1\n\"c~\": [{d: 2}]\n";
    let node = read(text);
    let key = |pointer| node.key_span(pointer).map(|span| &text[span.range()]);
    assert_eq!(key("/a~1b"), Some("a/b"));
    assert_eq!(key("/c~0"), Some("\"c~\""));
    assert_eq!(key("/c~0/0/d"), Some("d"));
    assert_eq!([key(""), key("/c~0/0"), key("/x"), key("x")], [None; 4]);
}

#[test]
fn json_keeps_order_and_drops_places() {
    let node = read("z: [1, 2.5, ~, yes, true]\na: {b: 2026-11-20}\nf: .nan\n");
    let json = r#"{"z":[1,2.5,null,"yes",true],"a":{"b":"2026-11-20"},"f":null}"#;
    assert_eq!(node.to_json().to_string(), json);
}

#[test]
fn nothing_is_null() {
    for text in ["", "\n\n", "# only a comment\n", "---\n", "\u{FEFF}"] {
        assert_eq!(read(text).data, Data::Null, "{text:?}");
    }
}

/// Cuts every word of the value and looks whether its place in the source shows the same word.
fn assert_words(text: &str, pointer: &str, words: &[&str]) {
    let node = read(text);
    let node = node.pointer(pointer).expect(pointer);
    let value = node.as_str().expect("text");
    let map = text_map(text, node.span, value);
    for word in words {
        let at = value.find(word).unwrap_or_else(|| panic!("{word} in {value:?}"));
        assert_eq!(&text[map.span(at..at + word.len()).range()], *word, "{map:?}");
    }
}

#[test]
fn literal_blocks_lead_back() {
    let text = "a:\n  b: |  # note\n\n    ünder\n      deep\n\n    - list\n  c: |2+\n      x\n\n\n  d: |-\n    last";
    assert_words(text, "/a/b", &["deep", "ünder", "- list"]);
    assert_words(text, "/a/c", &["  x"]);
    assert_words(text, "/a/d", &["last"]);
    assert_words("a: |\r\n  one\r\n  two\r\n", "/a", &["one", "two"]);
    let node = read("a: |\n  one\n  two\n");
    let map = text_map("a: |\n  one\n  two\n", node.get("a").expect("a").span, "one\ntwo\n");
    assert_eq!(map.span(0..4).range(), 7..11, "a line with its break, without the next indentation");
    assert_eq!(map.span(2..5).range(), 9..14);
}

#[test]
fn other_scalars_lead_back() {
    assert_words("a: plain ünd so\n   weiter geht\n\n   es\n", "/a", &["plain", "ünd so", "weiter geht", "es"]);
    assert_words("a: 'it''s a\n   quote'\n", "/a", &["it", "s a", "quote"]);
    assert_words("a: \"\\u00fcber \\ud83d\\ude00 x\\ty\\\n   z w\n   v\"\n", "/a", &["ber", "x", "y", "z w", "v"]);
    assert_words(
        "a: >\n  one\n  two\n\n  three\n    more\n    most\n  end\n",
        "/a",
        &["one", "two", "three", "  more", "  most", "end"],
    );
    assert_words("a: >-\n\n  one\n\n\n  two\n", "/a", &["one", "two"]);
}

#[test]
fn escaped_breaks_lead_back() {
    assert_words("a: \"one\\\n\n\n   two\\\n   three\"\n", "/a", &["one", "two", "three"]);
}

#[test]
fn escapes_span_their_source() {
    let text = "a: \"x\\u00e9y\"\n";
    let node = read(text);
    let map = text_map(text, node.get("a").expect("a").span, "xéy");
    assert_eq!(map.offset(1), 5);
    assert_eq!(&text[map.span(3..4).range()], "y");
}

#[test]
fn a_text_from_a_fence_keeps_its_places() {
    // A quoted fence of a Markdown file: every line lost its `> `.
    let file = "> a: 1\n> b: |\n>   text\n> b: 2\n";
    let mut map = TextMap::empty(source());
    let mut text = String::new();
    for (at, _) in file.match_indices("> ") {
        map.push(text.len(), at + 2);
        text.push_str(file[at + 2..].split_inclusive('\n').next().expect("a line"));
    }
    let mut found = Vec::new();
    let node = parse_with_map(&text, &map, &mut found).expect("a duplicate key leaves a tree");
    let Data::Mapping(entries) = &node.data else { panic!("a mapping") };
    let [_, Entry { key, value }] = entries.as_slice() else { panic!("two keys: {entries:?}") };
    assert_eq!(&file[key.span.range()], "b");
    assert_eq!(key.span.start, 9);
    assert_eq!(&file[value.span.range()], "|\n>   text");
    assert_eq!(&file[text_map(file, value.span, "text\n").span(0..4).range()], "text");
    assert_eq!(found[0].primary.span.start, 25);
}
