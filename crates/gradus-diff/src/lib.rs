//! Two compiled courses → what changed between them, for authors and for learners.
//!
//! Parts are matched by identity, never by text or place: items by their key, everything else by its id. What is compared is
//! the compiled form (`<code>.json`), so releases of any age compare without their sources. Getting at that form (from a
//! folder, a git revision or a file) is for the caller, and so is printing.

mod change;
mod compare;
mod consequences;
mod headline;
mod html;
mod human;
mod markdown;
mod matching;
mod notes;
mod prose;
mod snapshot;
mod source;
mod words;

pub use change::{Change, FieldChange, Move, Status};
pub use compare::{Comparison, CourseChanges, Side, VERSION, compare};
pub use consequences::Consequences;
pub use html::html;
pub use human::human;
pub use markdown::markdown;
pub use notes::notes;
pub use snapshot::{PartKind, ReadError, Snapshot};
pub use words::{Edit, Op};

/// The JSON Schema of a [`Comparison`], as its file holds it.
pub fn schema_text() -> String {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let schema = settings.into_generator().into_root_schema_for::<Comparison>();
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}
