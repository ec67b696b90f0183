//! From findings with fixes to the texts as they should be.

use std::collections::BTreeMap;

use crate::fix::{Applicability, Edit, Fix};
use crate::{Diagnostic, SourceId, SourceMap};

/// What mending would leave.
#[derive(Debug, Default)]
pub struct Mended {
    /// The new text of each file that changes.
    pub texts: BTreeMap<SourceId, String>,
    /// How many findings are mended by that.
    pub findings: usize,
}

/// Makes the safe fixes, in the order of the findings. A fix is made whole or not at all; one that overlaps with a fix before it
/// is not. The fixes must fit the sources ([`Fix::fitted`]).
pub fn mend(sources: &SourceMap, diagnostics: &[Diagnostic]) -> Mended {
    let mut mended = Mended::default();
    let mut made: Vec<&Fix> = Vec::new();
    let fixes = diagnostics.iter().filter_map(|diagnostic| diagnostic.fix.as_ref());
    for fix in fixes.filter(|fix| fix.applicability == Applicability::Safe && !fix.edits.is_empty()) {
        let edits = || made.iter().flat_map(|other| &other.edits);
        let again = made.iter().any(|other| other.edits == fix.edits); // two findings about one place
        if again || !edits().any(|other| fix.edits.iter().any(|edit| overlap(edit, other))) {
            mended.findings += 1;
            made.extend((!again).then_some(fix));
        }
    }
    let mut edits: Vec<&Edit> = made.iter().flat_map(|fix| &fix.edits).collect();
    // From the end of a file to its start, so that places stay true.
    edits.sort_by_key(|edit| (edit.span.source, std::cmp::Reverse((edit.span.start, edit.span.end))));
    for edit in edits {
        let source = edit.span.source;
        let text = mended.texts.entry(source).or_insert_with(|| sources.file(source).text.to_string());
        text.replace_range(edit.span.range(), &edit.new);
    }
    mended.texts.retain(|source, text| *text != *sources.file(*source).text);
    mended
}

/// Whether two edits share a byte, or one inserts where the other begins or ends.
fn overlap(one: &Edit, other: &Edit) -> bool {
    let (a, b) = (one.span, other.span);
    let inserts = a.start == a.end || b.start == b.end;
    let shares = if inserts { a.start <= b.end && b.start <= a.end } else { a.start < b.end && b.start < a.end };
    a.source == b.source && shares
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{RuleId, Span};

    /// The text after mending, and how many findings are mended.
    fn mended(text: &str, fixes: Vec<Fix>) -> (String, usize) {
        let mut sources = SourceMap::new();
        let id = sources.add("a.md", text);
        let findings: Vec<Diagnostic> = fixes
            .into_iter()
            .map(|fix| Diagnostic::error(RuleId("a-rule"), Span::file(id), "wrong").fix(fix))
            .collect();
        let mended = mend(&sources, &findings);
        (mended.texts.get(&id).map_or(text, String::as_str).to_owned(), mended.findings)
    }

    fn replace(start: usize, old: &str, new: &str) -> Fix {
        Fix::replace(Span::new(SourceId::from_index(0), start, start + old.len()), old, new)
    }

    #[test]
    fn makes_fixes_anywhere_in_a_file() {
        let text = "\u{feff}one two\r\nthree\r\n";
        let fixes = vec![replace(12, "three", "3"), replace(3, "one", "first"), replace(7, "two", "second")];
        assert_eq!(mended(text, fixes), ("\u{feff}first second\r\n3\r\n".to_owned(), 3));
    }

    #[test]
    fn refuses_what_overlaps_and_makes_equal_fixes_once() {
        let fixes = vec![replace(0, "one", "1"), replace(0, "one", "1"), replace(2, "e t", "x")];
        assert_eq!(mended("one two", fixes), ("1 two".to_owned(), 2));
        let at = |start| Span::new(SourceId::from_index(0), start, start);
        let fixes = vec![Fix::insert(at(3), "a"), Fix::insert(at(3), "b"), replace(0, "one", "1")];
        assert_eq!(mended("one two", fixes), ("onea two".to_owned(), 1));
    }

    #[test]
    fn a_fix_is_made_whole_or_not_at_all() {
        let mut both = replace(0, "one", "1");
        both.edits.extend(replace(4, "two", "2").edits);
        assert_eq!(mended("one two", vec![replace(4, "two", "zwei"), both]), ("one zwei".to_owned(), 1));
    }

    #[test]
    fn leaves_suggestions_to_the_author() {
        assert_eq!(mended("one", vec![replace(0, "one", "1").suggested()]), ("one".to_owned(), 0));
    }
}
