//! Every rule on an input that breaks it and on a similar one that does not, as an author sees it.

#![allow(clippy::expect_used, clippy::panic, reason = "tests")]

use gradus_diagnostics::{SourceId, SourceMap, human};
use gradus_yaml::{Node, RULES, parse};
use insta::assert_snapshot;

fn read(text: &str) -> (Option<Node>, Vec<&'static str>, String) {
    let mut sources = SourceMap::new();
    let source = sources.add("course.yaml", text);
    let mut found = Vec::new();
    let node = parse(source, text, 0..text.len(), &mut found);
    let rules = found.iter().map(|found| found.rule.0).collect();
    (node, rules, human::render_all(&sources, &found, false))
}

fn render(text: &str) -> String {
    read(text).2
}

fn passes(text: &str) {
    let (node, _, rendered) = read(text);
    assert_eq!(rendered, "", "{text}");
    assert!(node.is_some(), "{text}");
}

#[test]
fn docs_have_their_headings_and_true_examples() {
    for (rule, _, doc) in RULES {
        let headings: Vec<&str> = doc.lines().filter(|line| line.starts_with('#')).collect();
        let title = format!("# {rule}");
        assert_eq!(headings, [&title, "## What it does", "## Why this is bad", "## Example", "## How to fix"]);
        let fences: Vec<&str> =
            doc.split("```yaml\n").skip(1).map(|rest| rest.split("```").next().unwrap_or("")).collect();
        let [bad, good] = fences.as_slice() else { panic!("{rule}: an example and its correction") };
        assert!(read(bad).1.contains(&rule.0), "{rule}: {}", render(bad));
        passes(good);
    }
}

#[test]
fn rules_are_sorted_and_differ() {
    assert!(RULES.windows(2).all(|pair| pair[0].0 < pair[1].0));
}

#[test]
fn front_matter_has_its_true_place() {
    let text = "---\nid: x\nid: y\n---\n\nProse: a: b\n";
    let mut found = Vec::new();
    let node = parse(SourceId::from_index(0), text, 4..16, &mut found).expect("a duplicate key leaves a tree");
    assert_eq!(found[0].primary.span.range(), 10..12);
    assert_eq!(node.get("id").and_then(Node::as_str), Some("x"));
}

#[test]
fn value_with_colon() {
    assert_snapshot!(render("title: Networking: the basics\n"), @r#"
    error[yaml-syntax]: a `: ` inside a value
     --> course.yaml:1:18
      |
    1 | title: Networking: the basics
      |                  ^
      |
      = help: put the value in quotes, or start the mapping on a line of its own
    "#);
    passes("title: \"Networking: the basics\"\nurl: https://example.org\ntime: 12:30\n");
}

#[test]
fn missing_space() {
    assert_snapshot!(render("id: x\ntitle:Basics\nlevel: easy\n"), @r#"
    error[yaml-syntax]: a space is missing after this `:`
     --> course.yaml:2:6
      |
    2 | title:Basics
      |      ^
      |
      = help: write `key: value`
    "#);
    assert_snapshot!(render("title:Basics\nid: x\n"), @r#"
    error[yaml-syntax]: a space is missing after this `:`
     --> course.yaml:1:6
      |
    1 | title:Basics
      |      ^
      |
      = help: write `key: value`
    "#);
    passes("id: x\ntitle: Basics\n");
}

#[test]
fn line_without_colon() {
    assert_snapshot!(render("id: x\ntitle\nlevel: easy\n"), @r#"
    error[yaml-syntax]: this line has no `: `
     --> course.yaml:2:1
      |
    2 | title
      | ^^^^^
      |
      = help: write `key: value`; text that goes on is indented more than its key
    "#);
    passes("id: x\ntitle: a\n  b\n");
}

#[test]
fn bad_indentation() {
    assert_snapshot!(render("id: x\n  title: y\n"), @r#"
    error[yaml-syntax]: this line is indented more than the key before it
     --> course.yaml:2:3
      |
    2 |   title: y
      |   ^^^^^^^^
      |
      = help: give all keys of a mapping the same indentation; a nested mapping needs a line that ends in `:`
    "#);
    assert_snapshot!(render("a:\n  b: 1\n c: 2\n"), @r#"
    error[yaml-syntax]: this line does not line up with those before it
     --> course.yaml:3:2
      |
    3 |  c: 2
      |  ^^^^
      |
      = help: indent it like the lines it belongs to, with spaces
    "#);
    assert_snapshot!(render("a:\n    - b\n  - c\n"), @r#"
    error[yaml-syntax]: a list item does not fit here
     --> course.yaml:3:3
      |
    3 |   - c
      |   ^^^
      |
      = help: indent it like the items before it, below the key of the list
    "#);
    assert_snapshot!(render("a: 1\n- b\n"), @r#"
    error[yaml-syntax]: a list item does not fit here
     --> course.yaml:2:1
      |
    2 | - b
      | ^^^
      |
      = help: indent it like the items before it, below the key of the list
    "#);
    assert_snapshot!(render("- a\nb: c\n"), @r#"
    error[yaml-syntax]: this line does not line up with those before it
     --> course.yaml:2:1
      |
    2 | b: c
      | ^^^^
      |
      = help: indent it like the lines it belongs to, with spaces
    "#);
    passes("a:\n  b: 1\nc: 2\n");
    passes("a:\n- b\n- c\n");
}

#[test]
fn unclosed_quote() {
    assert_snapshot!(render("title: \"Basics\nid: x\n"), @r#"
    error[yaml-syntax]: this quote is not closed
     --> course.yaml:1:8
      |
    1 | title: "Basics
      |        ^
      |
      = help: close it before the next key, on the same line if it fits
    "#);
    assert_snapshot!(render("title: 'Basics"), @r#"
    error[yaml-syntax]: this quote is not closed
     --> course.yaml:1:8
      |
    1 | title: 'Basics
      |        ^
      |
      = help: close it before the next key, on the same line if it fits
    "#);
    passes("title: \"Basics\n  go on\"\nid: x\n");
}

#[test]
fn text_after_quote() {
    assert_snapshot!(render("title: 'it's'\n"), @r#"
    error[yaml-syntax]: text follows the closing quote
     --> course.yaml:1:12
      |
    1 | title: 'it's'
      |            ^^
      |
      = help: write a quote inside single quotes twice: 'it''s'; or quote the whole value
    "#);
    assert_snapshot!(render("title: \"a\" b\n"), @r#"
    error[yaml-syntax]: text follows the closing quote
     --> course.yaml:1:12
      |
    1 | title: "a" b
      |            ^
      |
      = help: write a quote inside double quotes as \"; or quote the whole value
    "#);
    passes("title: 'it''s'\n");
}

#[test]
fn reserved_start() {
    assert_snapshot!(render("title: @home\n"), @r#"
    error[yaml-syntax]: a value cannot start with `@`
     --> course.yaml:1:8
      |
    1 | title: @home
      |        ^
      |
      = help: put the value in quotes
    "#);
    assert_snapshot!(render("title: `kubectl`\n"), @r#"
    error[yaml-syntax]: a value cannot start with a backtick
     --> course.yaml:1:8
      |
    1 | title: `kubectl`
      |        ^
      |
      = help: put the value in quotes
    "#);
    assert_snapshot!(render("title: %a\n"), @r#"
    error[yaml-syntax]: a value cannot start with `%`
     --> course.yaml:1:8
      |
    1 | title: %a
      |        ^
      |
      = help: put the value in quotes
    "#);
    passes("title: \"@home\"\nb: x@home `y`\n");
}

#[test]
fn brackets() {
    assert_snapshot!(render("a: [1, 2\nb: 3\n"), @r#"
    error[yaml-syntax]: this bracket is not closed properly
     --> course.yaml:1:4
      |
    1 | a: [1, 2
      |    ^
      |
      = help: close it with `]`, put commas between items, and indent lines inside it more than the key
    "#);
    assert_snapshot!(render("a: {b: 1\n"), @r#"
    error[yaml-syntax]: this bracket is not closed properly
     --> course.yaml:1:4
      |
    1 | a: {b: 1
      |    ^
      |
      = help: close it with `}`, put commas between items, and indent lines inside it more than the key
    "#);
    assert_snapshot!(render("a: [1}\n"), @r#"
    error[yaml-syntax]: `[` is closed by `}`
     --> course.yaml:1:4
      |
    1 | a: [1}
      |    ^
      |
      = help: close it with `]`
    "#);
    assert_snapshot!(render("a: [1]]\n"), @r#"
    error[yaml-syntax]: this bracket closes nothing
     --> course.yaml:1:7
      |
    1 | a: [1]]
      |       ^
      |
      = help: remove it, or put the value in quotes
    "#);
    assert_snapshot!(render("a: [b c: d e\n"), @r#"
    error[yaml-syntax]: this bracket is not closed properly
     --> course.yaml:1:4
      |
    1 | a: [b c: d e
      |    ^
      |
      = help: close it with `]`, put commas between items, and indent lines inside it more than the key
    "#);
    passes("a: [1, 2]\nb: {c: d}\n");
}

#[test]
fn escapes() {
    assert_snapshot!(render("a: \"é \\q\"\n"), @r#"
    error[yaml-syntax]: unknown escape in double quotes
     --> course.yaml:1:7
      |
    1 | a: "é \q"
      |       ^^
      |
      = help: write a backslash twice, or use single quotes, in which it is itself
    "#);
    assert_snapshot!(render("a: \"\\ud800\"\n"), @r#"
    error[yaml-syntax]: unknown escape in double quotes
     --> course.yaml:1:5
      |
    1 | a: "\ud800"
      |     ^^^^^^
      |
      = help: write a backslash twice, or use single quotes, in which it is itself
    "#);
    passes("a: '\\q'\n");
    passes("a: \"\\\\q \\u00e9 \\ud83d\\ude00\"\n");
}

#[test]
fn block_headers() {
    assert_snapshot!(render("a: | text\n  more\n"), @r#"
    error[yaml-syntax]: this cannot follow the sign of a block
     --> course.yaml:1:6
      |
    1 | a: | text
      |      ^^^^
      |
      = help: after `|` or `>` only a digit from 1 to 9, `+` or `-` may stand, then the text on lines of its own
    "#);
    passes("a: |2-  # note\n   more\n");
}

#[test]
fn directives() {
    assert_snapshot!(render("%YAML 1.1\n---\na: 1\n"), @r#"
    error[yaml-syntax]: directives are not supported
     --> course.yaml:1:1
      |
    1 | %YAML 1.1
      | ^^^^^^^^^
      |
      = help: remove the line; every text is YAML 1.2
    "#);
    passes("---\na: 100%\n");
}

#[test]
fn duplicate_key() {
    assert_snapshot!(render("a: 1\nb: 2\na: 3\n"), @r#"
    error[yaml-duplicate-key]: the key `a` is given twice
     --> course.yaml:3:1
      |
    1 | a: 1
      | - first here
    2 | b: 2
    3 | a: 3
      | ^ again here
      |
      = help: keep one of them
    "#);
    passes("a: 1\nb: {a: 2}\n");
}

#[test]
fn alias() {
    assert_snapshot!(render("a: &x 1\nb: *x\n"), @r#"
    error[yaml-alias]: anchors are not supported
     --> course.yaml:1:4
      |
    1 | a: &x 1
      |    ^^
      |
      = help: remove the anchor and write the value out where it is used

    error[yaml-alias]: aliases are not supported
     --> course.yaml:2:4
      |
    2 | b: *x
      |    ^^
      |
      = help: write the value out
    "#);
    assert_snapshot!(render("a: *missing\n"), @r#"
    error[yaml-alias]: aliases are not supported
     --> course.yaml:1:4
      |
    1 | a: *missing
      |    ^^^^^^^^
      |
      = help: write the value out
    "#);
    passes("a: '&x'\nb: R&D *x*\n");
}

#[test]
fn too_deep() {
    assert_snapshot!(render("a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n"), @r#"
    error[yaml-too-deep]: nested more than 64 levels deep
     --> course.yaml:1:67
      |
    1 | a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
      |                                                                   ^
      |
      = help: flatten the structure, or split the file
    "#);
    passes(
        "a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n",
    );
}

#[test]
fn tag() {
    assert_snapshot!(render("a: !secret x\n"), @r#"
    error[yaml-tag]: unknown tag `!secret`
     --> course.yaml:1:4
      |
    1 | a: !secret x
      |    ^^^^^^^
      |
      = help: remove the tag, or put the value in quotes if it is text that starts with `!`
    "#);
    assert_snapshot!(render("a: !!int x\n"), @r#"
    error[yaml-tag]: the tag `!!int` does not fit this value
     --> course.yaml:1:4
      |
    1 | a: !!int x
      |    ^^^^^
      |
      = help: remove the tag, or put the value in quotes if it is text that starts with `!`
    "#);
    assert_snapshot!(render("a: !!seq {b: 1}\n"), @r#"
    error[yaml-tag]: the tag `!!seq` does not fit this value
     --> course.yaml:1:4
      |
    1 | a: !!seq {b: 1}
      |    ^^^^^
      |
      = help: remove the tag, or put the value in quotes if it is text that starts with `!`
    "#);
    assert_snapshot!(render("a: !!set {b}\n"), @r#"
    error[yaml-tag]: unknown tag `!!set`
     --> course.yaml:1:4
      |
    1 | a: !!set {b}
      |    ^^^^^
      |
      = help: remove the tag, or put the value in quotes if it is text that starts with `!`
    "#);
    passes("a: !!str 1\nb: !!float 1\nc: !!seq [1]\nd: !!map {a: !!null ~}\n");
}

#[test]
fn number() {
    assert_snapshot!(render("a: 9223372036854775808\nb: 1e999\n"), @r#"
    error[yaml-number]: the number `9223372036854775808` is too large
     --> course.yaml:1:4
      |
    1 | a: 9223372036854775808
      |    ^^^^^^^^^^^^^^^^^^^
      |
      = help: put it in quotes if it is text; integers go from -2⁶³ to 2⁶³ - 1, floats to about 1.8e308

    error[yaml-number]: the number `1e999` is too large
     --> course.yaml:2:4
      |
    2 | b: 1e999
      |    ^^^^^
      |
      = help: put it in quotes if it is text; integers go from -2⁶³ to 2⁶³ - 1, floats to about 1.8e308
    "#);
    passes("a: '9223372036854775808'\nb: 9223372036854775807\n");
}

#[test]
fn merge_key() {
    assert_snapshot!(render("a:\n  <<: {b: 1}\n"), @r#"
    error[yaml-merge-key]: merge keys are not supported
     --> course.yaml:2:3
      |
    2 |   <<: {b: 1}
      |   ^^
      |
      = help: write the keys out
    "#);
    passes("a:\n  '<<': {b: 1}\n  c: <<\n");
}

#[test]
fn multiple_documents() {
    assert_snapshot!(render("a: 1\n---\nb: 2\n"), @r#"
    error[yaml-multiple-documents]: a second document starts here
     --> course.yaml:2:1
      |
    2 | ---
      | ^^^
      |
      = help: remove the line, or move what follows to a file of its own
    "#);
    passes("---\na: 1\n...\n");
}

#[test]
fn key_not_text() {
    assert_snapshot!(render("1: a\ntrue: b\n: c\n"), @r#"
    error[yaml-key-not-text]: a key must be text, and this is a number
     --> course.yaml:1:1
      |
    1 | 1: a
      | ^
      |
      = help: put it in quotes: "1"

    error[yaml-key-not-text]: a key must be text, and this is a bool
     --> course.yaml:2:1
      |
    2 | true: b
      | ^^^^
      |
      = help: put it in quotes: "true"

    error[yaml-key-not-text]: a key must be text, and this is nothing
     --> course.yaml:3:1
      |
    3 | : c
      | ^
      |
      = help: write the key before the `:`
    "#);
    assert_snapshot!(render("? [a, b]\n: c\n"), @r#"
    error[yaml-key-not-text]: a key must be text, and this is a list
     --> course.yaml:1:3
      |
    1 | ? [a, b]
      |   ^^^^^^
      |
      = help: use a list of mappings instead
    "#);
    assert_snapshot!(render("a: {{ title }}\n"), @r#"
    error[yaml-key-not-text]: a key must be text, and this is a mapping
     --> course.yaml:1:5
      |
    1 | a: {{ title }}
      |     ^^^^^^^^^
      |
      = help: put the whole value in quotes if it is a template: "{{ … }}"
    "#);
    passes("\"1\": a\nyes: b\n");
}

#[test]
fn tab_indent() {
    assert_snapshot!(render("a:\n\t- b\n"), @r#"
    error[yaml-tab-indent]: a tab where YAML wants spaces
     --> course.yaml:2:1
      |
    2 |     - b
      | ^
      |
      = help: replace it with spaces
    "#);
    assert_snapshot!(render("a:\n  b: 1\n\tc: 2\n"), @r#"
    error[yaml-tab-indent]: a tab where YAML wants spaces
     --> course.yaml:3:1
      |
    3 |     c: 2
      | ^
      |
      = help: replace it with spaces
    "#);
    passes("a:\t b\nc: d\te\n");
}
