//! From course files to a checked edition: files → spans → schema → model → checks → [`Edition`].
//!
//! This crate reads through one trait ([`files`]), writes nothing, and knows no output: generators implement
//! [`Generator`] in crates of their own.

mod edition;
mod generator;
pub mod model;

pub use edition::Edition;
pub use generator::{Artifacts, GenerateError, Generated, Generator};
