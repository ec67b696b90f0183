//! Attributes of headings and list items.

use gradus_diagnostics::{Span, Spanned};

/// What stands between the braces of `## Title {#id key=value list=a,b}`. Values are raw: what they mean is for the
/// grammar that reads them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attributes {
    /// From `{` to `}`.
    pub span: Span,
    /// `#id`.
    pub id: Option<Spanned<String>>,
    /// `key=value` in the order written; no key occurs twice.
    pub pairs: Vec<(Spanned<String>, Spanned<String>)>,
}

impl Attributes {
    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Spanned<String>> {
        self.pairs.iter().find(|(name, _)| name.value == key).map(|(_, value)| value)
    }
}
