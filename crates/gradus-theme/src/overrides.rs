//! Which of a catalogue's own files do nothing.

use std::borrow::Cow;
use std::collections::BTreeMap;

use gradus_diagnostics::did_you_mean;

use crate::theme::Default;

/// Every font here is there for print, whatever its name.
const PRINT_FONTS: &str = "print/fonts/";

/// A catalogue's own files that take the place of no default file, with the path that was probably meant. Texts of a
/// language, fonts for print, and what another of these files names are additions, not mistakes.
pub fn unknown_overrides(own: &BTreeMap<String, Vec<u8>>) -> Vec<(String, Option<String>)> {
    let adds = |path: &str| is_messages(path) || path.starts_with(PRINT_FONTS) || is_about(path) || is_named(own, path);
    let unknown = own.keys().filter(|path| Default::get(path).is_none() && !adds(path));
    unknown.map(|path| (path.clone(), meant(path))).collect()
}

/// The default file with nearly this path, or with this name in another folder.
fn meant(path: &str) -> Option<String> {
    let known: Vec<String> = Default::iter().map(Cow::into_owned).collect();
    let elsewhere = || known.iter().find(|known| name(known) == name(path)).map(String::as_str);
    did_you_mean(path, known.iter().map(String::as_str)).or_else(elsewhere).map(str::to_owned)
}

fn is_messages(path: &str) -> bool {
    path.strip_prefix("messages/").is_some_and(|name| name.ends_with(".yaml") && !name.contains('/'))
}

fn is_about(path: &str) -> bool {
    ["README", "LICENSE", "."].iter().any(|start| name(path).starts_with(start))
}

/// Whether another file names this one. A template names an icon without its ending.
fn is_named(own: &BTreeMap<String, Vec<u8>>, path: &str) -> bool {
    let icon = path.strip_prefix("site/icons/").and_then(|icon| icon.strip_suffix(".svg"));
    let wanted = icon.map_or_else(|| name(path).to_owned(), |icon| format!("\"{icon}\""));
    let names = |bytes: &[u8]| std::str::from_utf8(bytes).is_ok_and(|text| text.contains(&wanted));
    own.iter().any(|(other, bytes)| other != path && names(bytes))
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unknown(own: &[(&str, &str)]) -> Vec<(String, Option<String>)> {
        unknown_overrides(&own.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect())
    }

    fn finding(path: &str, meant: Option<&str>) -> (String, Option<String>) {
        (path.to_owned(), meant.map(str::to_owned))
    }

    #[test]
    fn names_what_was_meant() {
        let own = [("site/lessn.html", ""), ("site/lesson.html", ""), ("tokens.css", ""), ("site/logo.png", "")];
        let found = unknown(&own);
        assert_eq!(
            found,
            [
                finding("site/lessn.html", Some("site/lesson.html")),
                finding("site/logo.png", None),
                finding("tokens.css", Some("site/styles/tokens.css")),
            ]
        );
    }

    #[test]
    fn additions_are_no_mistakes() {
        let own = [
            ("messages/de.yaml", ""),
            ("print/fonts/Own.ttf", ""),
            ("README.md", ""),
            ("site/base.html", "{{ icon(name=\"star\") }} {% include \"banner.html\" %}"),
            ("site/banner.html", "logo.svg"),
            ("site/icons/star.svg", ""),
            ("site/images/logo.svg", ""),
        ];
        assert_eq!(unknown(&own), []);
    }
}
