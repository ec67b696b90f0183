//! What each release brought, for people as a page and for feed readers as Atom (RFC 4287). Dates come from the lock.

use std::borrow::Cow;

use gradus_content::{Block, BlockKind, Inline, InlineKind};
use gradus_core::lock::moment;
use serde::Serialize;

use super::frame::Frame;
use super::{Made, fill};
use crate::SiteError;
use crate::build::Build;
use crate::date;
use crate::html::{Markup, escape};
use crate::layout::{absolute, relative};
use crate::shelf::Shelf;

#[derive(Serialize)]
struct ReleasesPage<'a> {
    releases: Vec<ReleaseView<'a>>,
    feed: Option<String>,
    downloads: String,
}

#[derive(Serialize)]
struct ReleaseView<'a> {
    version: &'a str,
    iso: String,
    date: String,
    notes: Markup,
}

pub(super) fn make(build: &Build<'_>, shelf: &Shelf<'_>) -> Result<Made, SiteError> {
    let address = shelf.layout.releases();
    let scope = build.scope(shelf.course, &address);
    let history = shelf.course.history().map(|(release, notes)| {
        let (version, iso) = (release.version.as_str(), moment::text(release.time));
        let date = date::long(&build.messages, iso.split('T').next().unwrap_or_default());
        ReleaseView { version, iso, date, notes: scope.of_item(version).blocks(&below_the_version(notes)) }
    });
    let page = ReleasesPage {
        releases: history.collect(),
        feed: build.base_url.map(|_| relative(&address, &shelf.layout.feed())),
        downloads: relative(&address, &shelf.layout.downloads()),
    };
    let title = build.text("releases.title");
    let description = build.messages.format("releases.description", &[("course", &shelf.course.title)]);
    let frame = Frame::of_course(build, shelf, "releases", address.clone(), &title, &description)?;
    fill(build, "releases.html", frame, &page)
}

/// The highest level of a heading in notes: above it stand the page's title and the version.
const HIGHEST: u8 = 3;

/// The notes with their headings below that of their version, however their author counted.
fn below_the_version(notes: &[Block]) -> Cow<'_, [Block]> {
    let levels = notes.iter().filter_map(|block| match &block.kind {
        BlockKind::Heading(heading) => Some(heading.level),
        _ => None,
    });
    let Some(highest) = levels.min().filter(|level| *level != HIGHEST) else { return Cow::Borrowed(notes) };
    let mut notes = notes.to_vec();
    for block in &mut notes {
        if let BlockKind::Heading(heading) = &mut block.kind {
            heading.level = (heading.level + HIGHEST - highest).min(6);
        }
    }
    Cow::Owned(notes)
}

/// The feed of a course that was released, for a site whose address is known.
pub(super) fn feed(build: &Build<'_>, shelf: &Shelf<'_>) -> Option<String> {
    let (base, latest) = (build.base_url?, shelf.course.release()?);
    let course = shelf.course;
    let address = shelf.layout.releases();
    let page = absolute(base, &address);
    let uid = &course.uid.value;
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.push_str("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
    text(&course.locale, &mut out);
    out.push_str("\">\n");
    element("id", &format!("urn:uuid:{uid}"), &mut out);
    element("title", &build.messages.format("releases.feed-title", &[("course", &course.title)]), &mut out);
    element("updated", &moment::text(latest.time), &mut out);
    out.push_str("<author>\n");
    element("name", &build.catalog.title, &mut out);
    out.push_str("</author>\n");
    element("rights", &course.license, &mut out);
    link("self", "application/atom+xml", &absolute(base, &shelf.layout.feed()), &mut out);
    link("alternate", "text/html", &page, &mut out);
    for (release, notes) in course.history() {
        let version = release.version.as_str();
        let title = build.messages.format("releases.entry", &[("course", &course.title), ("version", version)]);
        let notes = build.scope(course, &address).of_item(version).blocks(&without_headings(notes));
        out.push_str("<entry>\n");
        element("id", &format!("urn:uuid:{uid}#{version}"), &mut out);
        element("title", &title, &mut out);
        element("updated", &moment::text(release.time), &mut out);
        link("alternate", "text/html", &format!("{page}#{version}"), &mut out);
        out.push_str("<content type=\"html\" xml:base=\"");
        text(&page, &mut out);
        out.push_str("\">");
        text(if notes.as_str().is_empty() { &title } else { notes.as_str() }, &mut out);
        out.push_str("</content>\n</entry>\n");
    }
    out.push_str("</feed>\n");
    Some(out)
}

/// The notes with their headings as bold lines: in a feed reader they have nothing to link to.
fn without_headings(notes: &[Block]) -> Vec<Block> {
    let plain = |block: &Block| match &block.kind {
        BlockKind::Heading(heading) => {
            let content = InlineKind::Strong(heading.content.clone());
            Block { span: block.span, kind: BlockKind::Paragraph(vec![Inline { span: block.span, kind: content }]) }
        }
        _ => block.clone(),
    };
    notes.iter().map(plain).collect()
}

fn element(name: &str, content: &str, out: &mut String) {
    out.push('<');
    out.push_str(name);
    out.push('>');
    text(content, out);
    out.push_str("</");
    out.push_str(name);
    out.push_str(">\n");
}

fn link(relation: &str, media_type: &str, href: &str, out: &mut String) {
    out.push_str("<link rel=\"");
    out.push_str(relation);
    out.push_str("\" type=\"");
    out.push_str(media_type);
    out.push_str("\" href=\"");
    text(href, out);
    out.push_str("\"/>\n");
}

/// Text of an element or a quoted attribute, without the characters that XML cannot hold.
fn text(text: &str, out: &mut String) {
    let foreign = |c: char| (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    match text.contains(foreign) {
        true => escape(&text.replace(foreign, ""), out),
        false => escape(text, out),
    }
}
