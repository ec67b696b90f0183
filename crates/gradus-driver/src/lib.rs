//! From a folder on disk to a folder of outputs: the build session, catalogues of git revisions, the one writer, the watcher and the development server.
//!
//! What a course is and what an output contains is for the crates below. What a terminal shows is for the command line.

pub mod build;
mod links;
mod media;
pub mod release;
pub mod revision;
pub mod serve;
pub mod session;
pub mod watch;
pub mod writer;

pub use build::{Build, Outcome, Output, Step, build};
pub use links::{Answers, Links};
pub use serve::{ServeError, Server};
pub use session::{OpenError, Session};
pub use watch::{WatchError, Watcher};
pub use writer::{WriteError, Writer, Written};
