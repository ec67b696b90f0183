//! A change of the sources that mends a finding. Making it is for who writes; [`mend`](crate::mend()) works out the new texts.

use serde::Serialize;

use crate::{Guess, SourceMap, Span};

/// Whether a change may be made without asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// It can only be what the author meant.
    Safe,
    /// It may be; an author should look.
    Suggested,
}

/// One text in the place of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// Where; empty for an insertion.
    pub span: Span,
    /// What stands there.
    pub old: String,
    /// What shall stand there.
    pub new: String,
}

/// A change that mends a finding; its edits belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the imperative.
    pub title: String,
    /// Whether it may be made without asking.
    pub applicability: Applicability,
    /// They do not overlap.
    pub edits: Vec<Edit>,
}

impl Fix {
    /// A safe change.
    pub fn safe(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Fix { title: title.into(), applicability: Applicability::Safe, edits }
    }

    /// One text in the place of another, safely.
    pub fn replace(span: Span, old: impl Into<String>, new: impl Into<String>) -> Self {
        let (old, new) = (old.into(), new.into());
        let title = format!("replace `{old}` by `{new}`");
        Fix::safe(title, vec![Edit { span, old, new }])
    }

    /// A new text at the start of a span, safely.
    pub fn insert(at: Span, new: impl Into<String>) -> Self {
        let new = new.into();
        Fix::safe(format!("insert `{}`", new.trim()), vec![Edit::insert(at.before(), new)])
    }

    /// The word that was meant in the place of a misspelt one, safely if the guess is certain.
    pub fn word(span: Span, given: &str, guess: Guess<'_>) -> Self {
        let fix = Fix::replace(span, given, guess.word);
        if guess.certain { fix } else { fix.suggested() }
    }

    /// The same change, which an author should look at first.
    #[must_use]
    pub fn suggested(mut self) -> Self {
        self.applicability = Applicability::Suggested;
        self
    }

    /// The change with places that hold exactly what it replaces: a value's span may hold its quotes too. `None` if something
    /// else stands there, as in a text that was escaped or folded.
    pub fn fitted(mut self, sources: &SourceMap) -> Option<Self> {
        for edit in &mut self.edits {
            let slice = sources.slice(edit.span);
            let quoted = |quote: char| {
                let inner = slice.strip_prefix(quote)?.strip_suffix(quote)?;
                (inner == edit.old && !edit.new.contains(['\\', '\'', '"'])).then_some(())
            };
            if slice == edit.old {
                continue;
            }
            quoted('"').or_else(|| quoted('\''))?;
            edit.span = Span { start: edit.span.start + 1, end: edit.span.end - 1, ..edit.span };
        }
        Some(self)
    }
}

impl Edit {
    /// A new text before what stands at a place.
    pub fn insert(at: Span, new: impl Into<String>) -> Self {
        Edit { span: at.before(), old: String::new(), new: new.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_its_place_in_quotes_or_not_at_all() {
        let mut sources = SourceMap::new();
        let id = sources.add("a.yaml", "a: \"one\" 'two' th\\u0072ee");
        let fit = |range: std::ops::Range<usize>, old: &str| {
            let fix = Fix::replace(Span::new(id, range.start, range.end), old, "new").fitted(&sources)?;
            Some(fix.edits[0].span.range())
        };
        assert_eq!(fit(3..8, "one"), Some(4..7));
        assert_eq!(fit(9..14, "two"), Some(10..13));
        assert_eq!(fit(10..13, "two"), Some(10..13));
        assert_eq!(fit(15..25, "three"), None);
    }
}
