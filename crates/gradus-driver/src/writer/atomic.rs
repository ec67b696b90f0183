//! A file is written beside its place and renamed onto it, so that no reader ever sees half of one.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::{Builder, NamedTempFile, TempPath};

/// The bytes beside their place, to be put there by [`TempPath::persist`]; removed when dropped before. The folder must exist.
pub(super) fn stage(place: &Path, bytes: &[u8]) -> io::Result<TempPath> {
    let folder = place.parent().unwrap_or(Path::new("."));
    let mut file = temporary(folder)?;
    file.write_all(bytes)?;
    // Closed, not kept open: a site has more files than a process may have descriptors.
    Ok(file.into_temp_path())
}

/// Whether a regular file with exactly these bytes is there.
pub(super) fn holds(place: &Path, bytes: &[u8]) -> bool {
    let same_length = fs::symlink_metadata(place).is_ok_and(|meta| meta.is_file() && meta.len() == bytes.len() as u64);
    same_length && fs::read(place).is_ok_and(|held| held == bytes)
}

#[cfg(unix)]
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    use std::os::unix::fs::PermissionsExt;
    // A temporary file is private by default; an output is for web servers and readers, within the umask.
    Builder::new().prefix(".gradus-").permissions(fs::Permissions::from_mode(0o666)).tempfile_in(folder)
}

#[cfg(not(unix))]
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    Builder::new().prefix(".gradus-").tempfile_in(folder)
}
