//! Inlines as HTML.

use gradus_content::{Inline, InlineKind, LinkTarget};

use super::escape::attribute;
use super::{ClozeView, Markup, Scope, escape, image};

/// Bytes of code that fit in a line of the narrowest screen.
const SHORT_CODE: usize = 30;

pub(super) fn write(scope: Scope<'_>, inlines: &[Inline], out: &mut String) {
    let mut rest = inlines;
    while let Some((first, after)) = rest.split_first() {
        let run = code_run(rest);
        if run > 1 {
            out.push_str("<code>");
            rest[..run].iter().for_each(|piece| write_code_piece(piece, out));
            out.push_str("</code>");
            rest = &rest[run..];
        } else {
            write_inline(scope, first, out);
            rest = after;
        }
    }
}

/// How many pieces of code and blanks inside it stand here: together they are one piece of code.
fn code_run(inlines: &[Inline]) -> usize {
    let inside = |inline: &&Inline| matches!(inline.kind, InlineKind::Code(_) | InlineKind::Blank { code: true, .. });
    inlines.iter().take_while(inside).count()
}

fn write_code_piece(inline: &Inline, out: &mut String) {
    match &inline.kind {
        InlineKind::Code(text) => escape(text, out),
        InlineKind::Blank { name, .. } => write_blank(name, out),
        _ => {}
    }
}

/// A text of one line in which only `` `code` `` is marked, such as an objective or a summary.
pub(crate) fn code_spans(text: &str) -> Markup {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, code, after)) = split_code_span(rest) {
        escape(before, &mut out);
        write_code(code, &mut out);
        rest = after;
    }
    escape(rest, &mut out);
    Markup::trusted(out)
}

/// The same text where there is no markup.
pub(crate) fn without_code_spans(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, code, after)) = split_code_span(rest) {
        out.push_str(before);
        out.push_str(code);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// What stands before, in and after the first span of code. A backquote that nothing closes is a backquote.
fn split_code_span(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('`')?;
    let (code, after) = rest.split_once('`')?;
    Some((before, code, after))
}

/// A browser may break a line behind any hyphen: short code stays in one piece, and so does the beginning of each flag.
fn write_code(text: &str, out: &mut String) {
    if text.len() <= SHORT_CODE {
        out.push_str("<code class=\"short\">");
        escape(text, out);
    } else {
        out.push_str("<code>");
        for (n, word) in text.split(' ').enumerate() {
            if n > 0 {
                out.push(' ');
            }
            write_word(word, out);
        }
    }
    out.push_str("</code>");
}

fn write_word(word: &str, out: &mut String) {
    let hyphens = word.len() - word.trim_start_matches('-').len();
    let name = word[hyphens..].find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len() - hyphens);
    if hyphens > 0 && name > 0 && hyphens + name <= SHORT_CODE {
        out.push_str("<span class=\"short\">");
        escape(&word[..hyphens + name], out);
        out.push_str("</span>");
        escape(&word[hyphens + name..], out);
    } else {
        escape(word, out);
    }
}

fn write_inline(scope: Scope<'_>, inline: &Inline, out: &mut String) {
    match &inline.kind {
        InlineKind::Text(text) => escape(text, out),
        InlineKind::Code(text) => {
            write_code(text, out);
        }
        InlineKind::Emphasis(content) => element("em", scope, content, out),
        InlineKind::Strong(content) => element("strong", scope, content, out),
        InlineKind::Strikethrough(content) => element("del", scope, content, out),
        InlineKind::Link { link, content } => write_link(scope, &link.target, content, out),
        InlineKind::Indexed { content, .. } => write(scope, content, out),
        InlineKind::Image { path, alt } => image::write(scope, &path.value, alt, out),
        InlineKind::SoftBreak => out.push('\n'),
        InlineKind::HardBreak => out.push_str("<br>\n"),
        InlineKind::Cloze { ordinal, content, hint } => write_cloze(scope, *ordinal, content, hint.as_deref(), out),
        InlineKind::Blank { name, code: false } => write_blank(name, out),
        InlineKind::Blank { name, code: true } => {
            out.push_str("<code>");
            write_blank(name, out);
            out.push_str("</code>");
        }
    }
}

fn element(name: &str, scope: Scope<'_>, content: &[Inline], out: &mut String) {
    out.push('<');
    out.push_str(name);
    out.push('>');
    write(scope, content, out);
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

fn write_link(scope: Scope<'_>, target: &LinkTarget, content: &[Inline], out: &mut String) {
    let (class, href) = match target {
        LinkTarget::Part(part) => {
            let href = scope.course.resolve(part).and_then(|found| scope.part(found, part.anchor.as_deref()));
            let class = if part.kind == gradus_content::PartKind::Term { "term" } else { "" };
            (class, href)
        }
        LinkTarget::Anchor(anchor) => ("", Some(format!("#{}", scope.anchor(anchor)))),
        LinkTarget::External(url) => ("external", Some(url.clone())),
        LinkTarget::Asset(path) => ("", Some(scope.to(&scope.layout().asset(path)))),
    };
    // A retired question or card is on no page; what was said about it still stands.
    let Some(href) = href else { return write(scope, content, out) };
    out.push_str("<a");
    if !class.is_empty() {
        attribute("class", class, out);
    }
    attribute("href", &href, out);
    if class == "external" {
        out.push_str(" rel=\"noreferrer\"");
    }
    out.push('>');
    write(scope, content, out);
    out.push_str("</a>");
}

/// A blank of a fill-in; scripts put a field in its place.
pub(super) fn write_blank(name: &str, out: &mut String) {
    out.push_str("<span class=\"blank\"");
    attribute("data-blank", name, out);
    out.push_str("></span>");
}

fn write_cloze(scope: Scope<'_>, ordinal: u16, content: &[Inline], hint: Option<&str>, out: &mut String) {
    match scope.cloze {
        ClozeView::Front(hidden) if hidden == ordinal => {
            out.push_str("<span class=\"cloze\">[");
            escape(hint.unwrap_or("…"), out);
            out.push_str("]</span>");
        }
        ClozeView::Back(shown) if shown == ordinal => {
            out.push_str("<mark class=\"cloze\">");
            write(scope, content, out);
            out.push_str("</mark>");
        }
        ClozeView::Text | ClozeView::Front(_) | ClozeView::Back(_) => write(scope, content, out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_marked_in_a_plain_text() {
        let html = |text| code_spans(text).as_str().to_owned();
        assert_eq!(html("Read `a < b` & go"), "Read <code class=\"short\">a &lt; b</code> &amp; go");
        assert_eq!(html("a ` b"), "a ` b");
        assert_eq!(html("`a` ` <i>"), "<code class=\"short\">a</code> ` &lt;i&gt;");
        assert_eq!(without_code_spans("Read `a < b` and ` go"), "Read a < b and ` go");
    }

    #[test]
    fn a_flag_of_a_long_command_stays_in_one_piece() {
        let mut out = String::new();
        write_code("kubectl -n lab get secrets --as=system:serviceaccount:lab:intern", &mut out);
        let flag = |name: &str| format!("<span class=\"short\">{name}</span>");
        assert!(out.contains(&flag("-n")) && out.contains(&format!("secrets {}=system", flag("--as"))), "{out}");
    }
}
