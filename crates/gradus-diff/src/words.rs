//! Two texts compared word by word.
//!
//! Lines first, then the words of lines that were replaced: near linear on long texts, and without the deadlines of
//! `similar`'s own inline diff, which would let a slow machine show another result.

use schemars::JsonSchema;
use serde::Serialize;
use similar::{Algorithm, DiffOp, DiffTag, TextDiff, capture_diff_slices};

/// A stretch of text and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Edit {
    /// What became of it.
    pub op: Op,
    /// The text.
    pub text: String,
}

/// What became of a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// It stayed.
    Equal,
    /// It went.
    Delete,
    /// It came.
    Insert,
}

/// The edits that turn one text into another; joined, the kept and deleted ones are the old text, the kept and inserted
/// ones the new.
pub(crate) fn edits(old: &str, new: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    let (old_lines, new_lines) = (lines(old), lines(new));
    for op in capture_diff_slices(Algorithm::Patience, &old_lines, &new_lines) {
        let (before, after) = (old_lines[op.old_range()].concat(), new_lines[op.new_range()].concat());
        match op.tag() {
            DiffTag::Replace => words(&before, &after, &mut edits),
            DiffTag::Equal => push(&mut edits, Op::Equal, &before),
            DiffTag::Delete => push(&mut edits, Op::Delete, &before),
            DiffTag::Insert => push(&mut edits, Op::Insert, &after),
        }
    }
    edits
}

fn words(old: &str, new: &str, edits: &mut Vec<Edit>) {
    let diff = TextDiff::configure().algorithm(Algorithm::Patience).diff_words(old, new);
    let text = |slices: &[&str]| slices.concat();
    for op in bridged(diff.ops(), diff.old_slices()) {
        let (before, after) = (text(&diff.old_slices()[op.0]), text(&diff.new_slices()[op.1]));
        if before == after {
            push(edits, Op::Equal, &before);
        } else {
            push(edits, Op::Delete, &before);
            push(edits, Op::Insert, &after);
        }
    }
}

/// The edits with long stretches that stayed cut to the words around what changed.
pub(crate) fn excerpt(edits: &[Edit]) -> Vec<Edit> {
    /// Words that are left on either side of a change.
    const AROUND: usize = 6;
    let mut cut = Vec::new();
    for (at, edit) in edits.iter().enumerate() {
        let words: Vec<&str> = edit.text.split_inclusive(char::is_whitespace).collect();
        let (lead, tail) = (if at == 0 { 0 } else { AROUND }, if at + 1 == edits.len() { 0 } else { AROUND });
        if edit.op != Op::Equal || words.len() <= lead + tail + 2 {
            cut.push(edit.clone());
            continue;
        }
        let text = format!("{}… {}", words[..lead].concat(), words[words.len() - tail..].concat());
        cut.push(Edit { op: Op::Equal, text });
    }
    cut
}

type Ranges = (std::ops::Range<usize>, std::ops::Range<usize>);

/// Joins changes that nothing but blanks parts: "two words changed" reads better as one change than as two.
fn bridged(ops: &[DiffOp], old: &[&str]) -> Vec<Ranges> {
    let mut joined: Vec<(bool, Ranges)> = Vec::new();
    for (at, op) in ops.iter().enumerate() {
        let (from, to) = (op.old_range(), op.new_range());
        let blank = old[from.clone()].iter().all(|word| word.trim().is_empty());
        let inside = at > 0 && at + 1 < ops.len();
        let changed = op.tag() != DiffTag::Equal || (blank && inside);
        match joined.last_mut() {
            Some((true, (old_range, new_range))) if changed => {
                old_range.end = from.end;
                new_range.end = to.end;
            }
            _ => joined.push((changed, (from, to))),
        }
    }
    joined.into_iter().map(|(_, ranges)| ranges).collect()
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

fn push(edits: &mut Vec<Edit>, op: Op, text: &str) {
    if text.is_empty() {
        return;
    }
    match edits.last_mut() {
        Some(last) if last.op == op => last.text.push_str(text),
        _ => edits.push(Edit { op, text: text.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(old: &str, new: &str) -> String {
        let edits = edits(old, new);
        let side =
            |out: Op| edits.iter().filter(|edit| edit.op != out).map(|edit| edit.text.as_str()).collect::<String>();
        assert_eq!((side(Op::Insert), side(Op::Delete)), (old.to_owned(), new.to_owned()));
        let mark = |edit: &Edit| match edit.op {
            Op::Equal => edit.text.clone(),
            Op::Delete => format!("[-{}-]", edit.text),
            Op::Insert => format!("{{+{}+}}", edit.text),
        };
        edits.iter().map(mark).collect()
    }

    #[test]
    fn cuts_what_stayed() {
        let old = "zero one two three four five six seven eight nine ten eleven twelve thirteen";
        let cut = excerpt(&edits(old, &old.replace("thirteen", "fourteen")));
        let text: Vec<&str> = cut.iter().map(|edit| edit.text.as_str()).collect();
        assert_eq!(text, ["… seven eight nine ten eleven twelve ", "thirteen", "fourteen"]);
    }

    #[test]
    fn shows_words_not_lines() {
        assert_eq!(
            marked("Pods in web may reach it.", "Pods in db may reach it."),
            "Pods in [-web-]{+db+} may reach it."
        );
        assert_eq!(marked("a b c d", "a x y d"), "a [-b c-]{+x y+} d");
        assert_eq!(marked("one\ntwo\n", "one\ntwo\nthree\n"), "one\ntwo\n{+three\n+}");
        assert_eq!(marked("", "new"), "{+new+}");
        assert_eq!(marked("same", "same"), "same");
    }
}
