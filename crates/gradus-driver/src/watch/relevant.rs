//! Which files below the catalogue can make a difference.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

/// Tells sources from what editors and version control leave beside them. Paths are relative to the catalogue.
#[derive(Debug, Clone, Default)]
pub struct Relevant {
    except: Vec<PathBuf>,
}

impl Relevant {
    /// Everything but the folders given.
    pub fn except(folders: impl IntoIterator<Item = PathBuf>) -> Self {
        Relevant { except: folders.into_iter().collect() }
    }

    /// Whether a change of this path can change a build.
    pub fn concerns(&self, path: &Path) -> bool {
        let hidden = path.components().any(|part| matches!(part, Component::Normal(name) if is_scratch(name)));
        !hidden && !self.except.iter().any(|folder| path.starts_with(folder))
    }
}

/// Hidden entries, which are no sources, and what Vim, Emacs, Kate and JetBrains write on their way to saving.
fn is_scratch(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with(['.', '#'])
        || name.ends_with('~')
        || name == "4913"
        || name.ends_with(".swp")
        || name.ends_with(".tmp")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_scratch_files() {
        let relevant = Relevant::except([PathBuf::from("output")]);
        for path in
            ["cks/modules/01/.lesson.md.swp", ".git/index", "cks/4913", "cks/plan.yaml~", "output/site/index.html"]
        {
            assert!(!relevant.concerns(Path::new(path)), "{path}");
        }
        for path in ["cks/modules/01/lesson.md", "catalog.yaml", "cks/assets/a.svg", "outputs/x.md"] {
            assert!(relevant.concerns(Path::new(path)), "{path}");
        }
    }
}
