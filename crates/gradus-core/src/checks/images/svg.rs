//! SVG that is whole in itself: it parses, has a size, runs nothing and loads nothing.

use usvg::roxmltree::{Document, Node, NodeType, ParsingOptions};
use usvg::{ImageHrefResolver, Options, Tree};

use super::Defect;

const SVG: &str = "http://www.w3.org/2000/svg";

const EXPORT: &str = "export it again as plain SVG";
const EMBED: &str = "draw it in the file itself, or embed it as `data:`: outputs are read offline";
const STILL: &str = "take the script away: a picture in a course stands still";

pub(super) fn defect(bytes: &[u8]) -> Option<Defect> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Some(Defect::new("it is not UTF-8 text", EXPORT));
    };
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = match Document::parse_with_options(text, options) {
        Ok(document) => document,
        Err(error) => return Some(Defect::new(format!("it is no SVG ({error})"), EXPORT)),
    };
    // A typesetter draws nothing then, and a browser shows a broken picture.
    if document.root_element().tag_name() != (SVG, "svg").into() {
        return Some(Defect::new(
            "its root is no SVG element",
            "begin it with `<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"…\">`",
        ));
    }
    if let Some((what, way_out, node)) = document.descendants().find_map(foreign) {
        let at = document.text_pos_at(node.range().start);
        return Some(Defect::new(format!("{what} at {at}"), way_out));
    }
    // Nothing is looked up outside the file, whatever it asks for.
    let resolve_data = ImageHrefResolver::default_data_resolver();
    let image_href_resolver = ImageHrefResolver { resolve_data, resolve_string: Box::new(|_, _| None) };
    let error = Tree::from_xmltree(&document, &Options { image_href_resolver, ..Options::default() }).err()?;
    Some(match error {
        usvg::Error::InvalidSize => Defect::new(
            "its `width`, `height` or `viewBox` is no size",
            "give the root element a `viewBox` such as `0 0 640 360`",
        ),
        other => Defect::new(format!("it is no SVG that can be drawn ({other})"), EXPORT),
    })
}

/// What a node runs, or loads from elsewhere.
fn foreign<'a, 'd>(node: Node<'a, 'd>) -> Option<(String, &'static str, Node<'a, 'd>)> {
    match node.node_type() {
        NodeType::PI => {
            let pi = node.pi().filter(|pi| pi.target == "xml-stylesheet")?;
            Some((format!("it loads `<?{} {}?>`", pi.target, pi.value.unwrap_or_default()), EMBED, node))
        }
        NodeType::Element if node.tag_name().name() == "script" => {
            Some(("it runs a `<script>`".to_owned(), STILL, node))
        }
        NodeType::Element => {
            let text = node.attributes().find_map(|attribute| match attribute.name() {
                "href" => loaded(node.tag_name().name(), attribute.value()),
                _ => from_css(attribute.value()),
            })?;
            Some((format!("it loads `{text}`"), EMBED, node))
        }
        NodeType::Text => {
            let style = node.parent().is_some_and(|parent| parent.tag_name().name() == "style");
            let text = style.then(|| node.text().and_then(|css| imported(css).or_else(|| from_css(css)))).flatten()?;
            Some((format!("it loads `{text}`"), EMBED, node))
        }
        _ => None,
    }
}

/// What an `href` loads. A link to a page loads nothing by itself.
fn loaded(element: &str, href: &str) -> Option<String> {
    let href = href.trim();
    let link = element == "a" && ["https://", "http://", "mailto:"].iter().any(|scheme| href.starts_with(scheme));
    (!link && !inside(href)).then(|| href.to_owned())
}

/// The first `url(…)` that leads out of the file.
fn from_css(css: &str) -> Option<String> {
    let lower = css.to_ascii_lowercase();
    lower.match_indices("url(").find_map(|(at, open)| {
        let rest = &css[at + open.len()..];
        let url = rest.split(')').next().unwrap_or(rest).trim().trim_matches(['"', '\'']).trim();
        (!inside(url)).then(|| format!("url({url})"))
    })
}

/// The first `@import`, whatever its form.
fn imported(css: &str) -> Option<String> {
    let at = css.to_ascii_lowercase().find("@import")?;
    Some(css[at..].split([';', '\n']).next().unwrap_or_default().trim().to_owned())
}

fn inside(reference: &str) -> bool {
    let data = reference.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:"));
    reference.is_empty() || reference.starts_with('#') || data
}
