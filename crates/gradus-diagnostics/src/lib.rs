//! Where things stand in the sources, what is wrong with them, and how that is said.
//!
//! A [`Span`] is a byte range in a file of the [`SourceMap`]. A [`Diagnostic`] names a rule, a severity, a message, the
//! primary span, places that disagree with it, and what to do, if it can as a [`Fix`]. Renderings: [`human`], [`json`], [`sarif`], [`github`].
//!
//! This crate does no I/O and knows no rule: who reads files and who judges them live above it.

mod diagnostic;
mod fix;
pub mod fold;
pub mod github;
pub mod human;
pub mod json;
mod mend;
pub mod sarif;
mod source_map;
mod span;
#[cfg(feature = "schemars")]
mod span_schema;
pub mod span_serde;
mod suggest;
mod text_map;

pub use diagnostic::{Diagnostic, Label, RuleId, Severity, Summary, sort};
pub use fix::{Applicability, Edit, Fix};
pub use mend::{Mended, mend};
pub use source_map::{Position, SourceFile, SourceMap};
pub use span::{SourceId, Span, Spanned};
pub use suggest::{Guess, did_you_mean, guess};
pub use text_map::TextMap;
