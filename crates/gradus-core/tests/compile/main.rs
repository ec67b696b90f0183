//! The compiler from the outside: catalogues in, findings out.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod bad_input;
mod bank_rules;
mod checks;
mod course;
mod docs;
mod edits;
mod generated;
mod invalid;
mod lock;
mod one_mistake;
mod release_notes;
mod scaffold;
mod silences;
mod support;
