//! Styles, scripts, fonts and pictures of the theme, and the grader's modules, in one folder named by their content.
//!
//! One folder keeps the relative paths between them, so modules import each other and styles find their fonts; its name
//! changes when anything in it does, so a host may let browsers keep it for ever. Comments stay in the theme.

use std::collections::BTreeMap;

use gradus_core::Artifacts;
use gradus_theme::{Theme, ThemeError};

use crate::comments::{bare_script, bare_style};
use crate::imports;

const FOLDERS: [&str; 3] = ["fonts/", "images/", "scripts/"];
const STYLE: &str = "styles/site.css";

#[derive(Debug)]
pub(crate) struct Statics {
    folder: String,
    files: BTreeMap<String, Vec<u8>>,
    /// What each script that a page may name is made of.
    modules: BTreeMap<String, Vec<String>>,
}

impl Statics {
    pub(crate) fn load(theme: &Theme) -> Result<Self, ThemeError> {
        let mut files = BTreeMap::new();
        for folder in FOLDERS {
            for path in theme.list(&format!("site/{folder}")) {
                let bytes = if folder == "scripts/" {
                    bare_script(&theme.text(&path)?).into_bytes()
                } else {
                    theme.get(&path).map(std::borrow::Cow::into_owned).unwrap_or_default()
                };
                files.insert(path.trim_start_matches("site/").to_owned(), bytes);
            }
        }
        for (path, bytes) in gradus_grade::modules() {
            files.insert(format!("grade/{path}"), bare_script(&String::from_utf8_lossy(bytes)).into_bytes());
        }
        files.insert(STYLE.to_owned(), bare_style(&style(theme)?).into_bytes());
        let pages = files.keys().filter(|path| path.starts_with("scripts/") && path.matches('/').count() == 1);
        let modules = pages.map(|path| (path.clone(), imports::needed_by(&files, path))).collect();
        Ok(Statics { folder: folder(&files), files, modules })
    }

    /// The folder below the site's root, with a slash at its end.
    pub(crate) fn folder(&self) -> &str {
        &self.folder
    }

    /// Whether there is a script of a name. A page works without its scripts, so a theme need not have them all.
    pub(crate) fn has_script(&self, name: &str) -> bool {
        self.has(&format!("scripts/{name}.js"))
    }

    /// The modules that a script needs before it can begin, itself left out.
    pub(crate) fn modules_of(&self, name: &str) -> &[String] {
        self.modules.get(&format!("scripts/{name}.js")).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    pub(crate) fn write(&self, artifacts: &mut Artifacts) {
        for (path, bytes) in &self.files {
            artifacts.insert(format!("site/{}{path}", self.folder), bytes.clone());
        }
    }
}

fn folder(files: &BTreeMap<String, Vec<u8>>) -> String {
    let mut hasher = blake3::Hasher::new();
    for (path, bytes) in files {
        hasher.update(path.as_bytes()).update(&[0]).update(blake3::hash(bytes).as_bytes());
    }
    format!("static/{}/", &hasher.finalize().to_hex()[..12])
}

/// `site.css` with the files that it imports put in, so that a page asks for one style sheet.
fn style(theme: &Theme) -> Result<String, ThemeError> {
    let main = format!("site/{STYLE}");
    let mut out = String::new();
    for line in theme.text(&main)?.lines() {
        match line.strip_prefix("@import \"").and_then(|rest| rest.strip_suffix("\";")) {
            Some(name) => out.push_str(&theme.text(&format!("site/styles/{name}"))?),
            None => out.push_str(line),
        }
        out.push('\n');
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statics(overrides: &[(&str, &str)]) -> Statics {
        let files = overrides.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()));
        Statics::load(&Theme::new(files.collect())).unwrap()
    }

    #[test]
    fn the_folder_is_named_by_what_is_in_it() {
        let (a, b) = (statics(&[]), statics(&[("site/styles/tokens.css", ":root{}")]));
        assert_eq!(a.folder(), statics(&[]).folder());
        assert_ne!(a.folder(), b.folder());
    }

    #[test]
    fn one_style_sheet_without_imports() {
        let statics = statics(&[("site/styles/tokens.css", ":root{--mine:1}")]);
        let style = std::str::from_utf8(&statics.files[STYLE]).unwrap();
        assert!(style.contains("--mine:1"));
        assert!(!style.contains("@import"));
    }

    #[test]
    fn the_grader_keeps_its_layout() {
        let statics = statics(&[]);
        for (path, bytes) in gradus_grade::modules() {
            let script = bare_script(std::str::from_utf8(bytes).unwrap());
            assert_eq!(statics.files[&format!("grade/{path}")], script.into_bytes());
        }
    }
}
