//! Paths as people read them: relative to where they stand, with `/` between parts.

use std::path::{Component, Path, PathBuf};

/// The way from a folder to a path, both absolute. On another drive it is the path itself.
pub(crate) fn relative(from: &Path, to: &Path) -> PathBuf {
    let common = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    if common == 0 {
        return to.to_owned();
    }
    let up = from.components().skip(common).map(|_| Component::ParentDir);
    let way: PathBuf = up.chain(to.components().skip(common)).collect();
    if way.as_os_str().is_empty() { PathBuf::from(".") } else { way }
}

/// The way as text.
pub(crate) fn shown(from: &Path, to: &Path) -> String {
    let parts = relative(from, to);
    let text = parts.to_string_lossy();
    if cfg!(windows) { text.replace('\\', "/") } else { text.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_down_up_and_nowhere() {
        let way = |from: &str, to: &str| shown(Path::new(from), Path::new(to));
        assert_eq!(way("/a", "/a/course/cks"), "course/cks");
        assert_eq!(way("/a/docs", "/a/course"), "../course");
        assert_eq!(way("/a", "/a"), ".");
    }
}
