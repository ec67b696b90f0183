//! What can go wrong between a node and a Rust type.

use std::fmt;

use gradus_diagnostics::{Diagnostic, RuleId, Span, did_you_mean};
use serde::de::{self, Expected, Unexpected};

/// A value that does not fit the type it was read into, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// What is wrong.
    pub kind: ErrorKind,
    /// The smallest node it is about; for an unknown key, the key.
    pub span: Span,
}

/// What is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ErrorKind {
    /// A key that the type does not know.
    UnknownField {
        /// As written.
        name: String,
        /// The keys there are.
        known: &'static [&'static str],
    },
    /// A key that must be there.
    MissingField(&'static str),
    /// A word that is none of those allowed.
    UnknownVariant {
        /// As written.
        name: String,
        /// The words there are.
        known: &'static [&'static str],
    },
    /// A number, bool or null where text is wanted.
    NotText(String),
    /// Anything else, as a sentence.
    Other(String),
}

impl Error {
    /// The error as a finding under the caller's rule, with a way out where there is one.
    pub fn to_diagnostic(&self, rule: RuleId) -> Diagnostic {
        let help = match &self.kind {
            ErrorKind::UnknownField { name, known } => suggestion(name, known, "keys"),
            ErrorKind::UnknownVariant { name, known } => suggestion(name, known, "values"),
            ErrorKind::NotText(_) => Some("put it in quotes to make it text".to_owned()),
            ErrorKind::MissingField(name) => Some(format!("add `{name}: …`")),
            ErrorKind::Other(_) => None,
        };
        Diagnostic::error(rule, self.span, self.to_string()).maybe_help(help)
    }
}

fn suggestion(name: &str, known: &'static [&'static str], what: &str) -> Option<String> {
    match did_you_mean(name, known.iter().copied()) {
        Some(near) => Some(format!("did you mean `{near}`?")),
        None if known.is_empty() => None,
        None => Some(format!("{what} here: {}", known.join(", "))),
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

impl std::error::Error for Error {}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ErrorKind::UnknownField { name, .. } => write!(f, "unknown key `{name}`"),
            ErrorKind::MissingField(name) => write!(f, "the key `{name}` is missing"),
            ErrorKind::UnknownVariant { name, .. } => write!(f, "unknown value `{name}`"),
            ErrorKind::NotText(message) | ErrorKind::Other(message) => f.write_str(message),
        }
    }
}

/// An error on its way up: the first node that it passes gives it a place.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) kind: ErrorKind,
    pub(super) span: Option<Span>,
}

impl Failure {
    /// At this place, unless a smaller one is known.
    pub(super) fn at(mut self, span: Span) -> Self {
        self.span.get_or_insert(span);
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

impl std::error::Error for Failure {}

impl From<ErrorKind> for Failure {
    fn from(kind: ErrorKind) -> Self {
        Failure { kind, span: None }
    }
}

impl de::Error for Failure {
    fn custom<T: fmt::Display>(message: T) -> Self {
        ErrorKind::Other(message.to_string()).into()
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let expected = wanted(expected);
        let message = format!("expected {expected}, found {}", describe(found));
        let scalar = matches!(
            found,
            Unexpected::Bool(_) | Unexpected::Signed(_) | Unexpected::Unsigned(_) | Unexpected::Float(_)
        );
        match scalar && expected == "text" {
            true => ErrorKind::NotText(message).into(),
            false => ErrorKind::Other(message).into(),
        }
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        ErrorKind::Other(format!("expected {}, found {}", wanted(expected), describe(found))).into()
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        ErrorKind::Other(format!("expected {}, found {length}", wanted(expected))).into()
    }

    fn unknown_variant(name: &str, known: &'static [&'static str]) -> Self {
        ErrorKind::UnknownVariant { name: name.to_owned(), known }.into()
    }

    fn unknown_field(name: &str, known: &'static [&'static str]) -> Self {
        ErrorKind::UnknownField { name: name.to_owned(), known }.into()
    }

    fn missing_field(name: &'static str) -> Self {
        ErrorKind::MissingField(name).into()
    }

    fn duplicate_field(name: &'static str) -> Self {
        ErrorKind::Other(format!("the key `{name}` is given twice, perhaps under another name")).into()
    }
}

/// serde's words for Rust types in an author's words.
fn wanted(expected: &dyn Expected) -> String {
    let expected = expected.to_string();
    let author = match expected.as_str() {
        "u8" => "a whole number from 0 to 255",
        "u16" => "a whole number from 0 to 65535",
        "u32" | "u64" | "u128" | "usize" => "a whole number from 0 up",
        "i8" | "i16" | "i32" | "i64" | "i128" | "isize" => "a whole number",
        "f32" | "f64" => "a number",
        "a boolean" => "`true` or `false`",
        "a string" | "a borrowed string" => "text",
        "a character" => "a single character",
        "a sequence" => "a list",
        "a map" => "a mapping",
        "unit" => "nothing",
        name if name.starts_with("struct ") => "a mapping",
        _ => return expected,
    };
    author.to_owned()
}

fn describe(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Unit | Unexpected::Option => "nothing".to_owned(),
        Unexpected::Bool(value) => format!("`{value}`"),
        Unexpected::Signed(value) => format!("the number {value}"),
        Unexpected::Unsigned(value) => format!("the number {value}"),
        Unexpected::Float(value) => format!("the number {value}"),
        Unexpected::Str(value) if value.chars().count() > 40 || value.contains('\n') => "a text".to_owned(),
        Unexpected::Str(value) => format!("the text `{value}`"),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "a mapping".to_owned(),
        other => other.to_string(),
    }
}
