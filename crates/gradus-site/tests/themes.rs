//! A second theme over the default one, and the default theme's promise that its texts stand in one place.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use gradus_core::files::MemoryFiles;
use gradus_core::{Artifacts, Compiled, Generator, Options, compile};
use gradus_site::Site;
use gradus_theme::Theme;

type Tree = BTreeMap<String, Vec<u8>>;

fn tree(folder: &str) -> Tree {
    fn gather(folder: &Path, prefix: &str, into: &mut Tree) {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type().unwrap().is_dir() {
                gather(&entry.path(), &format!("{path}/"), into);
            } else {
                into.insert(path, fs::read(entry.path()).unwrap());
            }
        }
    }
    let mut files = Tree::new();
    gather(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(folder), "", &mut files);
    files
}

fn compiled(theme: &Tree, locale: &str) -> Compiled {
    let mut files = tree("catalogue");
    let catalog = String::from_utf8(files["catalog.yaml"].clone()).unwrap();
    let catalog = catalog.replace("locale: en", &format!("locale: {locale}"));
    files.insert("catalog.yaml".to_owned(), catalog.into_bytes());
    files.extend(theme.iter().map(|(path, bytes)| (format!("theme/{path}"), bytes.clone())));
    let files = files.into_iter().fold(MemoryFiles::new(), |files, (path, bytes)| files.with(&path, bytes));
    compile(&files, &Options { theme_judge: Some(gradus_theme::unknown_overrides), ..Options::default() })
}

fn built(theme: &Tree, locale: &str) -> BTreeMap<String, String> {
    let edition = compiled(theme, locale).edition.unwrap();
    let made = Site::default().generate(&edition, &Artifacts::new()).unwrap().artifacts;
    made.iter().map(|(path, bytes)| (path.to_owned(), String::from_utf8_lossy(bytes).into_owned())).collect()
}

fn overridden(compiled: &Compiled) -> Vec<&str> {
    let about = compiled.diagnostics.iter().filter(|finding| finding.rule.0 == "unknown-override");
    about.map(|finding| compiled.sources.file(finding.primary.span.source).path.as_str()).collect()
}

#[test]
fn a_second_theme_changes_what_it_names_and_nothing_else() {
    let theme = tree("theme");
    assert_eq!(overridden(&compiled(&theme, "la")), Vec::<&str>::new());
    let (plain, own) = (built(&Tree::new(), "en"), built(&theme, "la"));

    let pages = |site: &BTreeMap<String, String>| -> BTreeSet<String> {
        site.keys().filter(|path| path.ends_with(".html")).cloned().collect()
    };
    assert_eq!(pages(&plain), pages(&own));

    let style = |site: &BTreeMap<String, String>| -> String {
        site.iter().find(|(path, _)| path.ends_with("/styles/site.css")).unwrap().1.clone()
    };
    let other = "--accent: light-dark(#7a2a6e, #e3a4d8)";
    assert!(style(&own).contains(other) && !style(&plain).contains(other));
    assert!(style(&own).contains(".site-header"), "the other styles stay");

    let glossary = &own["site/kit/glossary.html"];
    assert!(glossary.contains("<dl class=\"plain-glossary\">") && glossary.contains("vocabul"), "{glossary}");
    assert!(glossary.contains("class=\"site-header\""), "the frame is the default one");
    assert!(!plain["site/kit/glossary.html"].contains("plain-glossary"));

    // The interface of the catalogue's pages; what the theme leaves out is in English.
    let front = &own["site/index.html"];
    assert!(
        front.contains("<html lang=\"la\">") && front.contains("Omnes cursus") && front.contains("leaves your browser")
    );
}

#[test]
fn a_misspelt_override_is_a_located_warning() {
    let mut theme = tree("theme");
    theme.insert("site/glossry.html".to_owned(), b"mine".to_vec());
    let compiled = compiled(&theme, "en");
    assert_eq!(overridden(&compiled), ["theme/site/glossry.html"]);
    assert!(compiled.edition.is_some(), "a warning stops nothing");
}

#[test]
fn the_docs_name_everything_that_the_templates_take() {
    let docs = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/themes.md")).unwrap();
    let theme = Theme::new(BTreeMap::new());
    let mut asked = 0;
    for path in theme.list("site/").into_iter().filter(|path| path.ends_with(".html")) {
        let name = path.trim_start_matches("site/");
        assert!(docs.contains(&format!("`{name}`")) || docs.contains(&format!("`{path}`")), "{path}");
        let row = docs.lines().find(|line| line.starts_with(&format!("| `{name}` |"))).unwrap_or(&docs);
        let template = theme.text(&path).unwrap();
        for (variable, place) in [("page.", row), ("frame.", docs.as_str())] {
            for rest in template.split(variable).skip(1) {
                let field: String = rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                assert!(place.contains(&format!("`{field}`")), "{path}: {variable}{field}");
                asked += 1;
            }
        }
    }
    assert!(asked > 100, "{asked} variables");
}

/// Attributes that are read out or shown.
const SPOKEN: [&str; 6] = ["aria-label", "alt", "title", "placeholder", "content", "aria-description"];

#[test]
fn no_template_holds_a_text() {
    let theme = Theme::new(BTreeMap::new());
    let templates = theme.list("site/").into_iter().filter(|path| path.ends_with(".html"));
    let mut found = Vec::new();
    let mut read = 0;
    for path in templates {
        found.extend(texts_of(&theme.text(&path).unwrap()).into_iter().map(|text| format!("{path}: {text}")));
        read += 1;
    }
    assert!(read > 15, "{read} templates");
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(
        texts_of("<p title=\"{{ x }} of it\">{{ t(key=\"a\") }} left <b>over</b></p>"),
        ["of it", "left", "over"]
    );
}

/// Words that a template shows itself: what is left of it without calls, tags and what only machines read.
fn texts_of(template: &str) -> Vec<String> {
    let mut plain = template.to_owned();
    for (open, close) in [("{{", "}}"), ("{%", "%}"), ("{#", "#}"), ("<!--", "-->"), ("&", ";")] {
        while let Some(from) = plain.find(open) {
            let to = plain[from..].find(close).expect("an end") + from + close.len();
            plain.replace_range(from..to, "");
        }
    }
    let mut found = Vec::new();
    for (n, part) in plain.split('<').enumerate() {
        let (tag, text) = if n == 0 { ("", part) } else { part.split_once('>').unwrap_or((part, "")) };
        for name in SPOKEN {
            let value = tag.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
            // The attributes of <meta> hold words of the machine unless they describe the page.
            let machine = tag.starts_with("meta ") && !tag.contains("description") && !tag.contains("title");
            found.extend(value.filter(|_| !machine).map(|value| value.trim().to_owned()));
        }
        found.push(text.trim().to_owned());
    }
    found.retain(|text| text != "SHA-256" && text.chars().filter(|c| c.is_alphabetic()).count() > 1);
    found
}

/// Where a script gives people something to read.
const SHOWN: [&str; 9] = [
    "textContent = ",
    "innerText = ",
    "innerHTML = ",
    ".title = ",
    ".placeholder = ",
    ".ariaLabel = ",
    "\"aria-label\": ",
    "\"aria-label\", ",
    "placeholder: ",
];

#[test]
fn no_script_holds_a_text() {
    let theme = Theme::new(BTreeMap::new());
    let ours = |path: &String| path.ends_with(".js") && !path.contains("/vendor/");
    let mut found = Vec::new();
    let mut read = 0;
    for path in theme.list("site/scripts/").into_iter().filter(ours) {
        let script = theme.text(&path).unwrap();
        for (n, line) in script.lines().enumerate() {
            found.extend(shown(line).into_iter().map(|text| format!("{path}:{}: {text}", n + 1)));
        }
        read += 1;
    }
    assert!(read > 30, "{read} scripts");
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(shown("  node.textContent = \"Saved\";"), ["Saved"]);
    assert_eq!(shown("  element(\"p\", { class: \"a b\" }, \"All is well\"),"), ["All is well"]);
    assert_eq!(shown("  box.append(`You have ${n} left`);"), ["You have ${n} left"]);
}

/// The literals of a line that people would read: given to what shows text, or of several words and among children.
fn shown(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for sink in SHOWN {
        for rest in line.split(sink).skip(1) {
            found.extend(literal(rest).filter(|text| text.chars().filter(|c| c.is_alphabetic()).count() > 1));
        }
    }
    let makes =
        ["element(", "append(", "replaceChildren(", "alert(", "confirm("].iter().any(|call| line.contains(call));
    for (at, _) in line.match_indices(['"', '`']).filter(|_| makes) {
        let before = line[..at].trim_end();
        if !before.ends_with([',', '(']) || before.ends_with("t(") {
            continue;
        }
        let words = |text: &&str| text.contains(' ') && text.chars().next().is_some_and(char::is_alphabetic);
        // A selector has a space too.
        let selects =
            ["querySelector(", "querySelectorAll(", "closest(", "required("].iter().any(|it| before.contains(it));
        found.extend(literal(&line[at..]).filter(words).filter(|_| !selects));
    }
    found
}

fn literal(text: &str) -> Option<&str> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    text[1..].split(quote).next()
}
