//! The rules that reading Markdown can break: their names, their weights and their docs, one file each beside this one.

use gradus_diagnostics::{RuleId, Severity};

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $severity:ident;)*) => {
        $($(#[$doc])* pub const $name: RuleId = RuleId($id);)*

        /// Every rule of this crate: its name, its severity and its doc in Markdown.
        pub const RULES: &[(RuleId, Severity, &str)] =
            &[$(($name, Severity::$severity, include_str!(concat!($id, ".md")))),*];
    };
}

rules! {
    /// A fill-in blank where no question is asked.
    BLANK_OUTSIDE_QUESTION = "blank-outside-question", Error;
    /// A cloze deletion outside a cloze card.
    CLOZE_OUTSIDE_CARD = "cloze-outside-card", Error;
    /// A comment that silences a rule but is followed by nothing.
    DANGLING_SILENCE = "dangling-silence", Error;
    /// Two headings of one text with the same id.
    DUPLICATE_ANCHOR = "duplicate-anchor", Error;
    /// An image from another host.
    EXTERNAL_IMAGE = "external-image", Error;
    /// A fence on the line of a checkbox, which opens no fence.
    FENCE_AFTER_CHECKBOX = "fence-after-checkbox", Error;
    /// A fence that names no language.
    FENCE_WITHOUT_LANGUAGE = "fence-without-language", Warning;
    /// A heading of level 1 in prose.
    HEADING_LEVEL_ONE = "heading-level-one", Error;
    /// Words for the index that are not there, or something behind `index:`.
    INDEX_MARK = "index-mark", Error;
    /// Words for the index in a text that has none.
    INDEX_OUTSIDE_BOOK = "index-outside-book", Error;
    /// Code made by indentation, mostly an accident.
    INDENTED_CODE = "indented-code", Warning;
    /// A link target that is neither a part, nor an address, nor an asset.
    LINK_TARGET = "link-target", Error;
    /// Something in trailing braces that is no id and no `key=value`.
    MALFORMED_ATTRIBUTES = "malformed-attributes", Error;
    /// A blank without a usable name, or where none can stand.
    MALFORMED_BLANK = "malformed-blank", Error;
    /// A cloze deletion that is unbalanced, nested, empty or misnumbered.
    MALFORMED_CLOZE = "malformed-cloze", Error;
    /// Markdown of other dialects, which is only text here.
    MARKDOWN_AS_TEXT = "markdown-as-text", Warning;
    /// Lists, quotes or emphasis nested beyond reason.
    MARKDOWN_TOO_DEEP = "markdown-too-deep", Error;
    /// An image without alternative text.
    MISSING_ALTERNATIVE_TEXT = "missing-alternative-text", Error;
    /// A path that leaves the course's folder.
    PATH_OUTSIDE = "path-outside", Error;
    /// HTML in prose.
    RAW_HTML = "raw-html", Error;
    /// A comment that silences a rule and gives no reason.
    SILENCE_WITHOUT_REASON = "silence-without-reason", Error;
    /// A table row with more cells than the head.
    TABLE_ROW_TOO_LONG = "table-row-too-long", Error;
    /// A table row with fewer cells than the head.
    TABLE_ROW_TOO_SHORT = "table-row-too-short", Warning;
    /// An HTML comment without its end.
    UNCLOSED_COMMENT = "unclosed-comment", Error;
    /// A fence without its end.
    UNCLOSED_FENCE = "unclosed-fence", Error;
    /// Front matter without its end.
    UNCLOSED_FRONT_MATTER = "unclosed-front-matter", Error;
    /// A call-out of a kind that does not exist.
    UNKNOWN_CALLOUT = "unknown-callout", Error;
    /// A word after a fence's language that means nothing.
    UNKNOWN_FENCE_WORD = "unknown-fence-word", Error;
    /// A link with a scheme that is not allowed.
    UNSAFE_LINK = "unsafe-link", Error;
}
