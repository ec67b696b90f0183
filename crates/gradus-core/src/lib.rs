//! From course files to a checked edition: files → spans → schema → model → checks → [`Edition`].
//!
//! This crate reads through one trait ([`files`]), writes nothing, and knows no output: generators implement
//! [`Generator`] in crates of their own.

mod bank;
pub mod checks;
mod compile;
mod edition;
pub mod files;
mod generator;
mod load;
pub mod lock;
mod lower;
mod mend;
pub mod model;
mod naming;
mod policy;
pub mod rules;
pub mod scaffold;
pub mod schema;
pub mod source;

pub use checks::external_links;
pub use compile::{Compiled, Options, ThemeJudge, compile};
pub use edition::Edition;
pub use generator::{Artifacts, GenerateError, Generated, Generator, Shape};
pub use load::{Gaps, LOCK};
pub use mend::{Change, Mended, mend};
pub use policy::Policy;
