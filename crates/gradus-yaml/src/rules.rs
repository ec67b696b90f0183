//! The rules of this crate, each with its doc beside it in `rules/<id>.md`.

use gradus_diagnostics::{RuleId, Severity};

/// The text is not YAML.
pub const SYNTAX: RuleId = RuleId("yaml-syntax");
/// A mapping has a key twice.
pub const DUPLICATE_KEY: RuleId = RuleId("yaml-duplicate-key");
/// An anchor or an alias.
pub const ALIAS: RuleId = RuleId("yaml-alias");
/// Too many levels.
pub const TOO_DEEP: RuleId = RuleId("yaml-too-deep");
/// A tag that is unknown or does not fit.
pub const TAG: RuleId = RuleId("yaml-tag");
/// A number that is too large.
pub const NUMBER: RuleId = RuleId("yaml-number");
/// The key `<<`.
pub const MERGE_KEY: RuleId = RuleId("yaml-merge-key");
/// More than one document.
pub const MULTIPLE_DOCUMENTS: RuleId = RuleId("yaml-multiple-documents");
/// A key that is not text.
pub const KEY_NOT_TEXT: RuleId = RuleId("yaml-key-not-text");
/// A tab where spaces must be.
pub const TAB_INDENT: RuleId = RuleId("yaml-tab-indent");

/// Every rule with its severity and its doc, in Markdown.
pub const RULES: &[(RuleId, Severity, &str)] = &[
    (ALIAS, Severity::Error, include_str!("rules/yaml-alias.md")),
    (DUPLICATE_KEY, Severity::Error, include_str!("rules/yaml-duplicate-key.md")),
    (KEY_NOT_TEXT, Severity::Error, include_str!("rules/yaml-key-not-text.md")),
    (MERGE_KEY, Severity::Error, include_str!("rules/yaml-merge-key.md")),
    (MULTIPLE_DOCUMENTS, Severity::Error, include_str!("rules/yaml-multiple-documents.md")),
    (NUMBER, Severity::Error, include_str!("rules/yaml-number.md")),
    (SYNTAX, Severity::Error, include_str!("rules/yaml-syntax.md")),
    (TAB_INDENT, Severity::Error, include_str!("rules/yaml-tab-indent.md")),
    (TAG, Severity::Error, include_str!("rules/yaml-tag.md")),
    (TOO_DEEP, Severity::Error, include_str!("rules/yaml-too-deep.md")),
];
