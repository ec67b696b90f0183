//! The rules of this crate, each with its doc beside it in `rules/<id>.md`.

use gradus_diagnostics::{RuleId, Severity};

/// A card does not fit its paper at the smallest size.
pub const CARD_OVERFLOW: RuleId = RuleId("card-overflow");
/// No font has a character.
pub const MISSING_GLYPH: RuleId = RuleId("missing-glyph");

/// Every rule with its severity and its doc, in Markdown.
pub const RULES: &[(RuleId, Severity, &str)] = &[
    (CARD_OVERFLOW, Severity::Warning, include_str!("rules/card-overflow.md")),
    (MISSING_GLYPH, Severity::Warning, include_str!("rules/missing-glyph.md")),
];
