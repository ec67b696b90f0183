//! Characters that nobody sees, in the text of any source.

use gradus_diagnostics::{Diagnostic, Fix, SourceId, Span};

use crate::rules::INVISIBLE_CHARACTER;

/// A finding for each, the byte-order mark at the start of a file aside.
pub(super) fn findings(source: SourceId, text: &str) -> Vec<Diagnostic> {
    if text.is_ascii() {
        return Vec::new();
    }
    let found = text.char_indices().filter_map(|(at, c)| Some((at, c, name(c)?)));
    let found = found.filter(|(at, c, _)| (*at, *c) != (0, '\u{feff}') && !(isolates(*c) && is_isolated(text, *at)));
    found.map(|(at, c, (name, turns))| finding(Span::new(source, at, at + c.len_utf8()), c, name, turns)).collect()
}

fn finding(at: Span, c: char, name: &str, turns: bool) -> Diagnostic {
    let message = format!("an invisible character: {name}, U+{:04X}", u32::from(c));
    let fix = Fix::replace(at, c, "");
    let finding = Diagnostic::warning(INVISIBLE_CHARACTER, at, message).help("delete it");
    let fix = Fix { title: format!("delete the {name}"), ..fix };
    finding.fix(if turns { fix.suggested() } else { fix })
}

fn isolates(c: char) -> bool {
    matches!(c, '\u{2066}'..='\u{2069}')
}

/// Whether a mark stands on a line that is partly written from right to left, and on which every isolate is closed.
fn is_isolated(text: &str, at: usize) -> bool {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    let leftward = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    let depth = line.chars().filter(|c| isolates(*c)).try_fold(0usize, |depth, c| match c {
        '\u{2069}' => depth.checked_sub(1),
        _ => Some(depth + 1),
    });
    depth == Some(0) && line.contains(leftward)
}

/// What a character without width is called, and whether it turns the direction of writing, as some languages need.
fn name(c: char) -> Option<(&'static str, bool)> {
    Some(match c {
        '\u{feff}' => ("byte-order mark", false),
        '\u{200b}' => ("zero width space", false),
        '\u{2060}' => ("word joiner", false),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => ("mark of direction", true),
        _ => return None,
    })
}
