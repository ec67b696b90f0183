//! From a folder on disk to a folder of outputs: the build session, the one writer, the watcher and the development server.
//!
//! What a course is and what an output contains is for the crates below. What a terminal shows is for the command line.

mod media;
pub mod watch;
pub mod writer;

pub use watch::{WatchError, Watcher};
pub use writer::{WriteError, Writer, Written};
