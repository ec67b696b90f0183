//! Front matter and prose are told apart.

use gradus_content::markdown::front_matter;
use gradus_diagnostics::SourceId;

/// The YAML, the prose, and the text under each finding.
#[track_caller]
fn check(text: &str, yaml: Option<&str>, body: &str, found: &[&str]) {
    let mut diagnostics = Vec::new();
    let parts = front_matter(text, SourceId::from_index(0), &mut diagnostics);
    assert_eq!((parts.yaml.map(|range| &text[range]), &text[parts.body]), (yaml, body), "{text:?}");
    let places: Vec<&str> = diagnostics.iter().map(|finding| &text[finding.primary.span.range()]).collect();
    assert_eq!(places, found, "{text:?}");
}

#[test]
fn splits_at_two_lines_of_dashes() {
    check("---\nid: a\n---\nText\n", Some("id: a\n"), "Text\n", &[]);
    check("---\r\nid: a\r\n---  \r\nText", Some("id: a\r\n"), "Text", &[]);
    check("\u{feff}---\nid: a\n---", Some("id: a\n"), "", &[]);
    check("---\n---\n", Some(""), "", &[]);
    check("---\na: |\n  ---\n----\n---\n\nb", Some("a: |\n  ---\n----\n"), "\nb", &[]);
}

#[test]
fn a_file_without_front_matter_is_prose() {
    check("", None, "", &[]);
    check("Text\n---\n", None, "Text\n---\n", &[]);
    check("\n---\n---\n", None, "\n---\n---\n", &[]);
    check("\u{feff}Text", None, "Text", &[]);
}

#[test]
fn unclosed_front_matter_is_found_where_it_begins() {
    check("---\nid: a\n", None, "", &["---"]);
    check("---\nid: a\n\nText: and\n", Some("id: a\n"), "\nText: and\n", &["---"]);
    check("---\nid: a\n## B {#b}\n\nText\n\n---\n", Some("id: a\n"), "## B {#b}\n\nText\n\n---\n", &["---"]);
    check("---\nid: a\n```yaml\n---\n```\n", Some("id: a\n"), "```yaml\n---\n```\n", &["---"]);
}

#[test]
fn a_comment_in_front_matter_is_no_prose() {
    check(
        "---\n## What it is\nid: a\n\n# why\nlist:\n- b\n\n## end\n---\nText\n",
        Some("## What it is\nid: a\n\n# why\nlist:\n- b\n\n## end\n"),
        "Text\n",
        &[],
    );
    check("\u{feff}---", None, "", &["---"]);
}
