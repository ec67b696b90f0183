//! The one way sources are read: a trait over the disk or over memory.
//!
//! Paths are relative to the catalogue's folder, with `/` between parts. Nothing outside that folder is ever read, also not
//! through a symbolic link. What was asked for is recorded, so that a watcher knows what to observe.

mod disk;
mod memory;
mod overlay;

pub use disk::DiskFiles;
pub use memory::MemoryFiles;
pub use overlay::Overlay;

/// Largest source text that is read, in bytes. A lesson is a few kilobytes; this stops accidents, not authors.
pub const MAX_TEXT: u64 = 4 * 1024 * 1024;

/// Largest asset that is read, in bytes.
pub const MAX_ASSET: u64 = 64 * 1024 * 1024;

/// A folder of files.
pub trait Files: Sync {
    /// The bytes of a file of at most `limit` bytes.
    ///
    /// # Errors
    /// When there is no such file, it lies outside, is too large or cannot be read.
    fn read(&self, path: &str, limit: u64) -> Result<Vec<u8>, ReadError>;

    /// What a folder holds, sorted by name; hidden entries (`.name`) are left out.
    ///
    /// # Errors
    /// When there is no such folder, it lies outside or cannot be read.
    fn list(&self, path: &str) -> Result<Vec<Entry>, ReadError>;

    /// Every path that was read or listed so far, sorted, whether it was there or not.
    fn observed(&self) -> Vec<String>;
}

/// An entry of a folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// Whether it is a folder.
    pub folder: bool,
}

/// Why something could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Nothing is there.
    #[error("there is no such file")]
    NotFound,
    /// The path or a link in it leads out of the catalogue.
    #[error("it lies outside the catalogue")]
    Outside,
    /// More bytes than the limit.
    #[error("it has {size} bytes; at most {limit} are read")]
    TooLarge {
        /// Bytes it has.
        size: u64,
        /// Bytes allowed.
        limit: u64,
    },
    /// A folder where a file is wanted, or the other way round.
    #[error("it is not a {0}")]
    Not(&'static str),
    /// The operating system says no.
    #[error("{0}")]
    Io(std::io::Error),
}

/// Whether a path stays inside: relative, no `..`, no drive, no backslash.
pub(crate) fn stays_inside(path: &str) -> bool {
    !path.starts_with('/') && !path.contains(['\\', '\0', ':']) && !path.split('/').any(|part| part == "..")
}
