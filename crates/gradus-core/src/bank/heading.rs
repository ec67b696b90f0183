//! Headings of items and sections: their text, their attributes, their names.

use gradus_content::{Attributes, Heading};
use gradus_diagnostics::{Diagnostic, Fix, Span, Spanned, guess};
use gradus_yaml::{Data, Node};

use super::{Builder, node};
use crate::rules::UNKNOWN_SECTION;

/// Attributes whose values are lists; a single value is one id.
const LISTS: [&str; 4] = ["assesses", "was", "fails", "lesson"];

/// Attributes whose values are numbers or truth values; all others are text.
const TYPED: [&str; 4] = ["minutes", "shuffle", "draft", "lab"];

/// The text of a heading as written, without marks and attributes.
pub(super) fn text(source: &str, span: Span, heading: &Heading) -> Spanned<String> {
    let end = heading.attributes.as_ref().map_or(span.end, |attributes| attributes.span.start);
    let line = source.get(span.start as usize..end as usize).unwrap_or_default();
    let line = line.lines().next().unwrap_or_default();
    let bare = line.trim_start_matches([' ', '#']).trim_end();
    let start = span.start as usize + (line.len() - line.trim_start_matches([' ', '#']).len());
    Spanned::new(bare.to_owned(), Span::new(span.source, start, start + bare.len()))
}

/// Adds the attributes of an item's heading as fields.
pub(super) fn attributes(heading: &Heading, builder: &mut Builder<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (key, value) in heading.attributes.iter().flat_map(|attributes| &attributes.pairs) {
        let value = attribute(key, value, diagnostics);
        builder.put(&key.value, key.span, value);
    }
}

/// The fields of a section's or an option's attributes.
pub(super) fn fields<'a>(
    attributes: Option<&'a Attributes>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(&'a str, Span, Node)> {
    let pairs = attributes.into_iter().flat_map(|attributes| &attributes.pairs);
    pairs.map(|(key, value)| (key.value.as_str(), key.span, attribute(key, value, diagnostics))).collect()
}

/// The value of an attribute: a list by commas, a YAML 1.2 scalar, or text.
fn attribute(key: &Spanned<String>, value: &Spanned<String>, diagnostics: &mut Vec<Diagnostic>) -> Node {
    if LISTS.contains(&key.value.as_str()) && value.value.contains(',') {
        let mut at = value.span.start as usize;
        let mut items = Vec::new();
        for piece in value.value.split(',') {
            let span = Span::new(value.span.source, at, at + piece.len());
            at += piece.len() + 1;
            items.push(node(span, Data::String(piece.to_owned())));
        }
        return node(value.span, Data::Sequence(items));
    }
    if TYPED.contains(&key.value.as_str()) {
        let map = gradus_diagnostics::TextMap::identity(value.span.source, value.span.start as usize);
        if let Some(scalar) = gradus_yaml::parse_with_map(&value.value, &map, diagnostics) {
            return node(value.span, scalar.data);
        }
    }
    node(value.span, Data::String(value.value.clone()))
}

/// A section's name and what stands behind its colon.
pub(super) fn section(name: &Spanned<String>) -> (Spanned<String>, Option<Spanned<String>>) {
    let Some((head, tail)) = name.value.split_once(':') else { return (name.clone(), None) };
    let start = name.span.start as usize;
    let argument = tail.trim();
    let at = start + head.len() + 1 + (tail.len() - tail.trim_start().len());
    let span = Span::new(name.span.source, at, at + argument.len());
    let head = head.trim_end();
    let name = Spanned::new(head.to_owned(), Span::new(name.span.source, start, start + head.len()));
    (name, Some(Spanned::new(argument.to_owned(), span)))
}

/// A section that this bank does not have.
pub(super) fn unknown_section(name: &Spanned<String>, known: &[&str]) -> Diagnostic {
    let finding = Diagnostic::error(UNKNOWN_SECTION, name.span, format!("there is no section `{}` here", name.value));
    let titled = ["Right", "Wrong", "Answer", "Reject"].iter().filter(|word| known.contains(word));
    if let Some((word, title)) = titled.filter_map(|word| Some((word, name.value.strip_prefix(*word)?))).next()
        && title.starts_with(' ')
    {
        let colon = Span { start: name.span.start + u32::try_from(word.len()).unwrap_or(0), ..name.span };
        return finding.help(format!("write `### {word}:{title}`")).fix(Fix::insert(colon, ":"));
    }
    match guess(&name.value, known.iter().copied()) {
        Some(near) => {
            let fix = Fix::word(name.span, &name.value, near);
            finding.help(format!("did you mean `### {}`?", near.word)).fix(fix)
        }
        None => finding.help(format!("sections here: {}", known.join(", "))),
    }
}
