//! What the end-to-end tests share: the binary under test, copies of the catalogue, pictures of folders, commands that run on.
//!
//! The tests themselves are in `tests/tests/`; they need nothing but Rust. Those that need a browser, Anki or readers of PDF
//! are scripts beside this crate, which `cargo xtask test` runs.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod binary;
mod catalogue;
mod folder;
mod running;

pub use binary::binary;
pub use catalogue::{Catalogue, Ended};
pub use folder::{Picture, differences, files, picture};
pub use running::{Running, eventually};

use std::path::{Path, PathBuf};

/// The workspace's folder.
pub fn root() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().expect("the tests are a folder of the workspace").to_owned()
}
