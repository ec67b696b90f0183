//! Text that YAML takes for something else without a word: what follows ` #`, curly quotes, escapes in a path.

use gradus_diagnostics::{Diagnostic, Fix, Span};
use gradus_yaml::{Data, Node};

use crate::rules::SWALLOWED_TEXT;

/// Looks at every text of a YAML document, or of front matter, in a file.
pub(super) fn findings(file: &str, root: &Node, diagnostics: &mut Vec<Diagnostic>) {
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        open.extend(node.items());
        open.extend(node.entries().iter().map(|entry| &entry.value));
        let Data::String(value) = &node.data else { continue };
        let range = node.span.start as usize..node.span.end as usize;
        let (Some(written), Some(rest)) = (file.get(range.clone()), file.get(range.end..)) else { continue };
        let found = match written.chars().next() {
            Some('"') => escaped(written, value, node.span),
            Some('\'' | '|' | '>') | None => None,
            Some(_) => curly(written, node.span).or_else(|| comment(written, rest, node.span)),
        };
        diagnostics.extend(found);
    }
}

/// A comment one space behind words, or one that is `#12`: comments at the end of a line are set off by more.
fn comment(written: &str, rest: &str, at: Span) -> Option<Diagnostic> {
    let comment = rest.strip_prefix(" #")?.lines().next()?;
    let words = written.contains(char::is_whitespace);
    let tight = comment.starts_with(|c: char| c.is_alphanumeric());
    if !(words || tight) {
        return None;
    }
    let end = at.end as usize + 2 + comment.trim_end().len();
    let rest = Span::new(at.source, at.end as usize + 1, end);
    let finding = Diagnostic::warning(SWALLOWED_TEXT, rest, "YAML reads no further than this `#`: it begins a comment");
    let quoted = format!("{written} #{}", comment.trim_end());
    Some(match quoted.contains(['"', '\\']) {
        true => finding.help("put the whole value in quotes; a comment stands two spaces behind a value"),
        false => finding
            .help(format!("write \"{quoted}\", or two spaces before a comment"))
            .fix(Fix::replace(at.to(rest), quoted.as_str(), format!("\"{quoted}\"")).suggested()),
    })
}

/// A value in the quotes of a word processor, which belong to it then.
fn curly(written: &str, at: Span) -> Option<Diagnostic> {
    let inside = written.strip_prefix(['“', '”', '„', '‘', '’', '«'])?.strip_suffix(['”', '“', '’', '‘', '»'])?;
    // Two words in quotes are no value in quotes.
    if inside.contains(['“', '”', '„', '‘', '«', '"', '\\']) {
        return None;
    }
    let message = "curly quotes are no quotes to YAML: they are part of this text";
    let finding = Diagnostic::warning(SWALLOWED_TEXT, at, message);
    let fix = Fix::replace(at, written, format!("\"{inside}\"")).suggested();
    Some(finding.help(format!("write \"{inside}\", or put the whole in straight quotes if it is a quotation")).fix(fix))
}

/// A backslash in double quotes that made a control character, as in `"C:\next"`.
fn escaped(written: &str, value: &str, at: Span) -> Option<Diagnostic> {
    let control = value.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t'));
    let drive = written.as_bytes().windows(4).any(|four| {
        four[0].is_ascii_alphabetic() && four[1..3] == *b":\\" && matches!(four[3], b'n' | b't' | b'r' | b'b' | b'f')
    });
    if control.is_none() && !drive {
        return None;
    }
    let what = match control {
        Some(c) => format!("the control character U+{:04X}", u32::from(c)),
        None => "a line break or a tab".to_owned(),
    };
    let message = format!("a backslash in these double quotes makes {what}");
    let help = "write it twice, or use single quotes, in which it is itself";
    Some(Diagnostic::warning(SWALLOWED_TEXT, at, message).help(help))
}
