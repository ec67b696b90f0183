//! What one file has that another has not. A wrong turn is told by its few lines, not by the whole manifest again.

/// Lines around a change that say where it is.
const CONTEXT: usize = 2;
/// Above so many comparisons nobody reads the result; the caller shows the file instead.
const MOST_COMPARISONS: usize = 4_000_000;

/// A line of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edit<'a> {
    Same(&'a str),
    Gone(&'a str),
    New(&'a str),
}

/// The changes from `before` to `after` in the manner of `diff -u`, without its header: `-` for lines that are gone, `+` for
/// new ones, `…` between stretches. Empty if nothing changed; `None` if the files are too long to compare.
pub(super) fn changes(before: &str, after: &str) -> Option<String> {
    let (before, after): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    if before.len().saturating_mul(after.len()) > MOST_COMPARISONS {
        return None;
    }
    let edits = edits(&before, &after);
    let near = |at: usize| {
        let around = at.saturating_sub(CONTEXT)..(at + CONTEXT + 1).min(edits.len());
        edits[around].iter().any(|edit| !matches!(edit, Edit::Same(_)))
    };
    let mut out = String::new();
    let mut left_out = false;
    for (at, edit) in edits.iter().enumerate() {
        if !near(at) {
            left_out = true;
            continue;
        }
        if std::mem::take(&mut left_out) && !out.is_empty() {
            out.push_str("…\n");
        }
        let (sign, text) = match edit {
            Edit::Same(text) => (' ', text),
            Edit::Gone(text) => ('-', text),
            Edit::New(text) => ('+', text),
        };
        out.push(sign);
        out.push_str(text);
        out.push('\n');
    }
    Some(out)
}

/// The shortest way from one list of lines to the other, by their longest common subsequence.
fn edits<'a>(before: &[&'a str], after: &[&'a str]) -> Vec<Edit<'a>> {
    let width = after.len() + 1;
    let mut common = vec![0_u32; (before.len() + 1) * width];
    for i in (0..before.len()).rev() {
        for j in (0..after.len()).rev() {
            common[i * width + j] = if before[i] == after[j] {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut edits) = (0, 0, Vec::new());
    while i < before.len() || j < after.len() {
        if i < before.len() && j < after.len() && before[i] == after[j] {
            edits.push(Edit::Same(before[i]));
            (i, j) = (i + 1, j + 1);
        } else if j == after.len() || (i < before.len() && common[(i + 1) * width + j] >= common[i * width + j + 1]) {
            edits.push(Edit::Gone(before[i]));
            i += 1;
        } else {
            edits.push(Edit::New(after[j]));
            j += 1;
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_told() {
        let before = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\n";
        let after = "a\nb\nc\nd\nE\nf\ng\nh\ni\nj\nk\nnew\n";
        assert_eq!(changes(before, after).unwrap(), " c\n d\n-e\n+E\n f\n g\n…\n j\n k\n+new\n");
    }

    #[test]
    fn equal_files_have_no_changes() {
        assert_eq!(changes("a\nb\n", "a\nb\n").unwrap(), "");
    }

    #[test]
    fn the_end_is_not_told_again() {
        assert_eq!(changes("a\nb\nc\nd\n", "b\nc\nd\n").unwrap(), "-a\n b\n c\n");
    }

    #[test]
    fn files_too_long_to_read_are_not_compared() {
        let long = "x\n".repeat(2_001);
        assert_eq!(changes(&long, &long), None);
    }
}
