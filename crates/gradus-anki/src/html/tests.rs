//! Trees as HTML.

use std::collections::BTreeMap;

use gradus_content::{BlockKind, Code, CodeCloze, InlineKind, LinkTarget, PartKind, PartRef};

use super::*;
use crate::media::Pictures;
use crate::testing::{asset, block, cloze, code, every_block, fence, inline, link, paragraph, text};

fn html(blocks: &[Block]) -> String {
    let assets = BTreeMap::from([("assets/path.svg".to_owned(), asset(b"<svg/>"))]);
    let pictures = Pictures::new("cks", &assets);
    Html::new(&mut Media::new(&pictures)).with_clozes().blocks(blocks)
}

fn inlines(content: Vec<Inline>) -> String {
    html(&[paragraph(content)])
}

#[test]
fn every_block_is_html() {
    let expected = concat!(
        r#"<p>See <a href="https://kubernetes.io/?a=1&amp;b=2">the docs</a> and run "#,
        "<code>kubectl get pods -o jsonpath='{.items[*]}'</code>.</p>",
        r#"<ul><li>one</li><li>two</li></ul><ol start="3"><li>three</li><li>four</li></ol>"#,
        "<blockquote><p>Quoted.</p></blockquote>",
        r#"<aside class="callout pitfall"><p class="title">DNS goes first</p>"#,
        "<p>A policy that selects a Pod for egress also cuts port 53.</p></aside>",
        r#"<aside class="callout tip"><p>Read the task twice.</p></aside>"#,
        r#"<p class="file">policy.yaml</p><pre><code>kind: NetworkPolicy</code></pre>"#,
        r#"<pre class="output"><code>pod/web created</code></pre>"#,
        r#"<table><thead><tr><th>Level</th><th class="right">Weight</th></tr></thead>"#,
        r#"<tbody><tr><td><code>baseline</code></td><td class="right">15</td></tr></tbody></table>"#,
        r#"<figure><img src="cks-09a1d6ef9fbcf63a.svg" alt="A request's &quot;path&quot;">"#,
        "<figcaption>From client to etcd</figcaption></figure><hr>",
    );
    assert_eq!(html(&every_block()), expected);
}

#[test]
fn a_cloze_has_a_hint_and_keeps_its_content() {
    let out = inlines(vec![text("a "), cloze(3, vec![text("b "), code("c")], Some("d"))]);
    assert_eq!(out, "<p>a {{c3::b <code>c</code>::d}}</p>");
}

#[test]
fn content_cannot_close_a_cloze_or_give_it_a_hint() {
    let out = inlines(vec![text("{"), cloze(1, vec![text(":{{a}}::b}")], Some("c::d}")), text("}")]);
    let inner = out.strip_prefix("<p>{<span></span>{{c1::").and_then(|rest| rest.strip_suffix("}}<span></span>}</p>"));
    let (content, hint) = inner.and_then(|inner| inner.split_once("::")).expect("one cloze with one hint");
    let stripped = |html: &str| html.replace("<span></span>", "");
    assert_eq!((stripped(content).as_str(), stripped(hint).as_str()), (":{{a}}::b}", "c::d}"));
    assert!(!content.contains("}}") && !hint.contains("}}") && !hint.contains("::"), "{out}");
}

#[test]
fn split_code_is_one_piece_again() {
    let out = inlines(vec![code("kubectl "), cloze(1, vec![code("get")], None), code(" pods")]);
    assert_eq!(out, "<p><code>kubectl {{c1::get}} pods</code></p>");
}

#[test]
fn clozes_in_fences_are_marked() {
    let clozes = vec![CodeCloze { ordinal: 1, range: 3..5, hint: Some("empty".to_owned()) }];
    let out = html(&[block(BlockKind::Code(Box::new(Code { clozes, ..fence("a: {}\nb: 1\n") })))]);
    assert_eq!(out, "<pre><code>a: {{c1::{}<span></span>::empty}}\nb: 1</code></pre>".replace("<span></span>::", "::"));
}

#[test]
fn clozes_are_plain_in_other_notes() {
    let assets = BTreeMap::new();
    let pictures = Pictures::new("cks", &assets);
    let mut media = Media::new(&pictures);
    let content = [cloze(1, vec![text("plain")], None)];
    assert_eq!(Html::new(&mut media).inlines(&content), "plain");
}

#[test]
fn parts_of_the_course_are_no_links() {
    let part = PartRef { kind: PartKind::Lesson, id: "network-policy".to_owned(), anchor: None };
    assert_eq!(inlines(vec![link(LinkTarget::Part(part), "policies")]), "<p>policies</p>");
}

#[test]
fn blanks_are_empty_numbered_or_filled() {
    let blanks = [crate::testing::blank("x", gradus_core::model::Match::Exact, &["<y>"])];
    let gap = [code("a "), inline(InlineKind::Blank { name: "x".to_owned(), code: true })];
    let assets = BTreeMap::new();
    let pictures = Pictures::new("cks", &assets);
    let write = |way| Html::new(&mut Media::new(&pictures)).with_blanks(way).inlines(&gap);
    assert_eq!(write(Blanks::Empty), r#"<code>a <span class="blank"></span></code>"#);
    assert_eq!(write(Blanks::Numbered(&blanks)), r#"<code>a <span class="blank">1</span></code>"#);
    assert_eq!(write(Blanks::Filled(&blanks)), r#"<code>a <span class="filled">&lt;y&gt;</span></code>"#);
}
