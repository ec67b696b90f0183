//! Trailing braces: `{#id key=value list=a,b}`.
//!
//! pulldown-cmark could read them, but without places, with the last of two ids winning and quoted values split.

use std::ops::Range;

use gradus_diagnostics::{Diagnostic, Fix, Span, Spanned};

use crate::Attributes;
use crate::rules::MALFORMED_ATTRIBUTES;

use super::slug::is_id;
use super::words::words;

const BACKTICKS: &str = "put the braces into backticks if they are text";

/// The range of the braces that end a heading or an option, if they are attributes. `text` is the whole source, `leaf` the
/// bytes of the inlines, and `opaque` tells the offsets inside code and clozes.
pub(super) fn find(text: &str, leaf: Range<usize>, opaque: impl Fn(usize) -> bool) -> Option<Range<usize>> {
    let slice = text[leaf.clone()].trim_end();
    let end = leaf.start + slice.len();
    let bytes = text.as_bytes();
    if !slice.ends_with('}') || opaque(end - 1) {
        return None;
    }
    let mut depth = 0usize;
    let mut at = end;
    while at > leaf.start {
        at -= 1;
        // Attributes stand on one line, which also keeps quote markers out of them.
        if bytes[at] == b'\n' {
            return None;
        }
        if !matches!(bytes[at], b'{' | b'}') || opaque(at) || escaped(bytes, at) {
            continue;
        }
        if bytes[at] == b'}' {
            depth += 1;
            continue;
        }
        depth = depth.checked_sub(1)?;
        if depth == 0 {
            let apart = at == leaf.start || bytes[at - 1].is_ascii_whitespace() || bytes.get(at + 1) == Some(&b'#');
            let template = text[at..end].starts_with("{{") && text[at..end].ends_with("}}");
            return (apart && !template).then_some(at..end);
        }
    }
    None
}

/// Where attributes stand in a heading that goes on behind them.
pub(super) fn find_inside(text: &str, leaf: Range<usize>, opaque: impl Fn(usize) -> bool) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let plain = |at: &usize| !opaque(*at) && !escaped(bytes, *at);
    let start = leaf.clone().rev().find(|at| bytes[*at..leaf.end].starts_with(b"{#") && plain(at))?;
    let end = start + text[start..leaf.end].find('}')? + 1;
    let id = text[start + 2..end - 1].split(' ').next().unwrap_or_default();
    (is_id(id) && !text[start..end].contains('\n')).then_some(start..end)
}

/// Says that attributes end a heading, and moves them there.
pub(super) fn report_inside(
    text: &str,
    braces: &Range<usize>,
    end: usize,
    span: impl Fn(Range<usize>) -> Span,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let message = "attributes stand at the end of a heading, and here is text behind them".to_owned();
    let there = &text[braces.clone()];
    let before = braces.start - (text[..braces.start].len() - text[..braces.start].trim_end().len());
    let rest = text[braces.end..end].trim_end();
    let whole = &text[before..braces.end + rest.len()];
    let fix = Fix::replace(span(before..before + whole.len()), whole, format!("{rest} {there}"));
    let finding = malformed(span(braces.clone()), message, "put them behind everything else".to_owned());
    diagnostics.push(finding.fix(Fix { title: "move the attributes to the end".to_owned(), ..fix }));
}

/// Attributes of which one brace is missing.
pub(super) struct Torn {
    /// What there is of them.
    pub(super) range: Range<usize>,
    /// Whether the first brace is missing; otherwise the last is.
    unopened: bool,
}

/// The end of a heading or an option that was to be attributes, where [`find`] finds none.
pub(super) fn find_torn(text: &str, leaf: Range<usize>, opaque: impl Fn(usize) -> bool) -> Option<Torn> {
    let line = leaf.start + text[leaf.clone()].trim_end().rfind('\n').map_or(0, |at| at + 1);
    let end = line + text[line..leaf.end].trim_end().len();
    let bytes = text.as_bytes();
    let mut braces = (line..end).filter(|&at| matches!(bytes[at], b'{' | b'}') && !opaque(at) && !escaped(bytes, at));
    match (braces.next_back(), braces.next_back()) {
        (Some(last), _) if bytes[last] == b'{' => {
            let apart = last == line || bytes[last - 1].is_ascii_whitespace() || bytes.get(last + 1) == Some(&b'#');
            (apart && looks_like_attributes(&text[last..end])).then_some(Torn { range: last..end, unopened: false })
        }
        // Where a brace is escaped, both are text.
        (Some(last), None) if last + 1 == end && !text[line..end].contains('{') => {
            let start = line + text[line..end].rfind(" #")? + 1;
            let id = text[start + 1..last].split(' ').next().unwrap_or_default();
            (is_id(id) && !opaque(start)).then_some(Torn { range: start..end, unopened: true })
        }
        _ => None,
    }
}

/// Attributes at the end of a heading that stand in other marks than braces, or in none: `(#id)`, `[#id]`, `\{#id}`, `` `{#id}` ``.
pub(super) struct Wrapped {
    /// What there is, with its marks.
    pub(super) range: Range<usize>,
    /// What stands in them.
    inner: Range<usize>,
}

/// The end of a bank's heading that was to be attributes, where neither [`find`] nor [`find_torn`] finds any.
pub(super) fn find_wrapped(text: &str, leaf: Range<usize>) -> Option<Wrapped> {
    // Items begin with `##`; a section's title may end with a tag.
    text[..leaf.start].trim_end().strip_suffix("##").filter(|before| !before.ends_with('#'))?;
    let line = leaf.start + text[leaf.clone()].trim_end().rfind('\n').map_or(0, |at| at + 1);
    let end = line + text[line..leaf.end].trim_end().len();
    let inside = line + text[line..end].trim_end_matches([')', ']', '}', '\\', '`', '*']).len();
    let start = text[line..inside].match_indices('#').map(|(at, _)| line + at).find(|start| {
        let mut words = words(&text[*start..inside]).map(|(_, word)| word);
        words.next().is_some_and(|id| is_id(&id[1..])) && words.all(|word| looks_like_attributes(&format!("{{{word}")))
    })?;
    let range = line + text[line..start].trim_end_matches(['(', '[', '{', '\\', '`', '*']).len()..end;
    let apart = range.start == leaf.start || text[..range.start].ends_with(char::is_whitespace);
    let text_meant = text[range.start..start].contains('\\') && !text[..end].ends_with('}');
    let whole = !text[start..inside].contains(['(', ')', '[', ']', '{', '}', '`']);
    (apart && whole && !text_meant).then_some(Wrapped { range, inner: start..inside })
}

/// Reads attributes that are not in braces, and says that they should be.
pub(super) fn read_wrapped(
    text: &str,
    wrapped: &Wrapped,
    span: impl Fn(Range<usize>) -> Span,
    diagnostics: &mut Vec<Diagnostic>,
) -> Attributes {
    let Wrapped { range, inner } = wrapped;
    let braces = format!("{{{}}}", &text[inner.clone()]);
    let at = |at: usize| (inner.start + at).saturating_sub(1).clamp(inner.start, inner.end);
    let mut others = Vec::new();
    let attributes = read(&braces, |range| span(at(range.start)..at(range.end)), false, &mut others);
    let whole = span(range.clone());
    let message = "attributes stand in braces, with nothing around them".to_owned();
    let finding = malformed(whole, message, format!("write `{braces}` at the end"));
    // What else is wrong with them is for the next time.
    diagnostics.push(match others.is_empty() {
        true => finding.fix(Fix::replace(whole, &text[range.clone()], braces)),
        false => finding,
    });
    attributes
}

/// Reads what there is of attributes, and says which brace is missing. `span` maps ranges of the text to the file.
pub(super) fn read_torn(
    text: &str,
    torn: &Torn,
    span: impl Fn(Range<usize>) -> Span,
    id_only: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Attributes {
    let Torn { range, unopened } = torn;
    let there = &text[range.clone()];
    let (whole, message, brace) = match unopened {
        true => (format!("{{{there}"), "the braces of these attributes are never opened", "{"),
        false => (format!("{there}}}"), "the braces of these attributes are never closed", "}"),
    };
    let at = |at: usize| range.start + at.saturating_sub(usize::from(*unopened)).min(there.len());
    let mut others = Vec::new();
    let attributes = read(&whole, |range| span(at(range.start)..at(range.end)), id_only, &mut others);
    let missing = if *unopened { range.start } else { range.end };
    let finding = malformed(span(range.clone()), message.to_owned(), format!("write `{whole}`"));
    // What else is wrong with them is for the next time.
    diagnostics.push(match others.is_empty() {
        true => finding.fix(Fix::insert(span(missing..missing), brace)),
        false => finding,
    });
    attributes
}

/// Whether braces at the end of an option are attributes rather than text.
pub(super) fn looks_like_attributes(braces: &str) -> bool {
    let inner = braces[1..].trim_start();
    let key = inner.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    inner.starts_with('#') || (key.len() < inner.len() && key.starts_with('='))
}

/// Whether an odd number of backslashes stands before `at`.
pub(super) fn escaped(bytes: &[u8], at: usize) -> bool {
    bytes[..at].iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}

/// Reads braces. `span` maps ranges of `braces` to the file; with `id_only`, pairs are refused.
pub(super) fn read(
    braces: &str,
    span: impl Fn(Range<usize>) -> Span,
    id_only: bool,
    diagnostics: &mut Vec<Diagnostic>,
) -> Attributes {
    let mut attributes = Attributes { span: span(0..braces.len()), id: None, pairs: Vec::new() };
    let inner = &braces[1..braces.len() - 1];
    if inner.trim().is_empty() {
        diagnostics.push(malformed(
            attributes.span,
            "these braces are empty".to_owned(),
            "write an id: `{#some-id}`".to_owned(),
        ));
    }
    if let Some(joined) = joined(inner, id_only) {
        // Each piece would be wrong on its own: they are said once. The id is still known.
        let message = match (joined.matches('=').count() > inner.matches('=').count(), inner.contains(", ")) {
            (true, _) => "`=` stands between an attribute's name and its value",
            (false, true) => "spaces part the members of a list",
            (false, false) => "spaces part an attribute's name from its value",
        };
        let message = message.to_owned();
        let mut finding = malformed(attributes.span, message, format!("write `{{{joined}}}`"));
        if joined.split(' ').all(|word| word.matches('=').count() <= 1 && !word.ends_with('=')) {
            finding = finding.fix(Fix::replace(attributes.span, braces, format!("{{{joined}}}")));
        }
        diagnostics.push(finding);
        let id = words(inner).find_map(|(start, word)| Some((start + 2, word.strip_prefix('#')?)));
        attributes.id = id
            .filter(|(_, id)| is_id(id))
            .map(|(start, id)| Spanned::new(id.to_owned(), span(start..start + id.len())));
        return attributes;
    }
    for (start, word) in words(inner) {
        let start = start + 1;
        let at = span(start..start + word.len());
        if let Some(id) = word.strip_prefix('#') {
            if let Some(first) = &attributes.id {
                let help = format!("keep one of `#{}` and `#{id}`", first.value);
                diagnostics.push(malformed(at, "a heading has one id".to_owned(), help));
            } else if is_id(id) {
                attributes.id = Some(Spanned::new(id.to_owned(), span(start + 1..start + word.len())));
            } else {
                let like: String = id.to_lowercase().replace(['_', ' ', '–', '—', '.', ':'], "-");
                let letters = "`a-z`, `0-9` and `-`, and begin with a letter";
                let help = match is_id(&like) {
                    true => format!("use {letters}: `#{like}`"),
                    false => format!("use {letters}"),
                };
                diagnostics.push(malformed(at, format!("`{id}` is not an id"), help));
            }
        } else if let Some(id) = word.strip_prefix("id=").filter(|id| is_id(id) && attributes.id.is_none()) {
            let finding = malformed(at, "an id is written with `#`".to_owned(), format!("write `#{id}`"));
            diagnostics.push(finding.fix(Fix::replace(at, word, format!("#{id}"))));
            attributes.id = Some(Spanned::new(id.to_owned(), span(start + 3..start + word.len())));
        } else if let Some((key, value)) = word.split_once('=') {
            let pair = (start..start + key.len(), start + key.len() + 1..start + word.len());
            if key.is_empty() || !key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_') {
                diagnostics.push(malformed(
                    at,
                    format!("`{key}` is not the name of an attribute"),
                    "write `key=value`".to_owned(),
                ));
            } else if value.is_empty() {
                diagnostics.push(malformed(
                    at,
                    format!("`{key}` has no value"),
                    format!("write `{key}=value`, without a space"),
                ));
            } else if value.contains(['"', '\'', '`']) {
                let at = span(pair.1);
                let help = "values have no spaces, so they need none".to_owned();
                let finding = malformed(at, "a value has no quotes".to_owned(), help);
                diagnostics.push(match unquoted(value) {
                    Some(bare) => finding.fix(Fix::replace(at, value, bare)),
                    None => finding,
                });
            } else if value.contains(';') {
                let help = "separate the members of a list by commas".to_owned();
                let finding = malformed(span(pair.1.clone()), "a value has no semicolons".to_owned(), help);
                diagnostics.push(finding.fix(Fix::replace(span(pair.1), value, value.replace(';', ","))));
            } else if attributes.get(key).is_some() {
                diagnostics.push(malformed(
                    at,
                    format!("`{key}` is given twice"),
                    "keep one of them; commas separate the members of a list".to_owned(),
                ));
            } else if id_only {
                diagnostics.push(malformed(
                    at,
                    format!("`{key}` means nothing here"),
                    "a heading in prose takes only an id: `{#some-id}`".to_owned(),
                ));
            } else {
                let spanned = |text: &str, range| Spanned::new(text.to_owned(), span(range));
                attributes.pairs.push((spanned(key, pair.0), spanned(value, pair.1)));
            }
        } else {
            // The first word of several, where none is an id, was to be it.
            let first = start == 1 && is_id(word) && !inner.contains('#') && inner.contains('=');
            let help = if id_only || first {
                format!("write `#{word}` if it is an id")
            } else {
                format!("write `#{word}` or `{word}=value`")
            };
            let finding = malformed(at, format!("`{word}` is neither an id nor `key=value`"), help);
            diagnostics.push(match first {
                true => finding.fix(Fix::replace(at, word, format!("#{word}"))),
                false => finding,
            });
            if first {
                attributes.id = Some(Spanned::new(word.to_owned(), at));
            }
        }
    }
    attributes
}

fn malformed(at: Span, message: String, help: String) -> Diagnostic {
    Diagnostic::error(MALFORMED_ATTRIBUTES, at, message).help(help).help(BACKTICKS)
}

/// What stands between two quotes of a kind, if there is something and no other quote.
fn unquoted(value: &str) -> Option<&str> {
    let between = |quote: char| value.strip_prefix(quote)?.strip_suffix(quote);
    let bare = between('"').or_else(|| between('\''))?;
    (!bare.is_empty() && !bare.contains(['"', '\'', '`'])).then_some(bare)
}

/// What the braces should hold, if there are spaces around a `=` or behind a comma, or colons in the place of `=` beside an id.
fn joined(inner: &str, id_only: bool) -> Option<String> {
    let mut joined = String::new();
    let mut spaced = false;
    for (_, word) in words(inner) {
        let pair = word.split_once(':').filter(|(key, value)| {
            let name = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
            name && !value.contains([':', '=']) && inner.contains('#') && !id_only
        });
        spaced |= pair.is_some();
        let equals = pair.map(|(key, value)| format!("{key}={value}"));
        let word = equals.as_deref().unwrap_or(word);
        // Behind `key=` without a value, `other=value` is the next attribute.
        let value = joined.ends_with('=') && (!word.contains('=') || word.starts_with('='));
        let member = joined.ends_with(',') && !word.contains(['=', '#']);
        if value || member || (word.starts_with('=') && !joined.is_empty()) {
            spaced = true;
        } else if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    spaced.then_some(joined)
}
