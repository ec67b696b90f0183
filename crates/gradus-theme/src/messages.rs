//! Interface texts: `messages/<locale>.yaml`, a flat mapping from key to text.
//!
//! A text may hold `{name}` for a value. Where a number decides the wording, `key.one` stands beside `key`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use gradus_diagnostics::{SourceId, TextMap};

use crate::{Theme, ThemeError};

const FALLBACK: &str = "en";

/// The texts of one locale. What it lacks is taken from its language and then from English.
#[derive(Debug, Clone)]
pub struct Messages(BTreeMap<String, String>);

impl Messages {
    /// Loads the texts of a BCP 47 locale from both layers of a theme.
    ///
    /// # Errors
    ///
    /// When a file is not a flat mapping from keys to texts, or English is missing.
    pub fn load(theme: &Theme, locale: &str) -> Result<Self, ThemeError> {
        let language = locale.split('-').next().unwrap_or(locale);
        let mut texts = read(theme, FALLBACK)?.ok_or_else(|| ThemeError::Missing(path(FALLBACK)))?;
        let mut closer: Vec<&str> = Vec::new();
        for name in [language, locale] {
            if name != FALLBACK && !closer.contains(&name) {
                closer.push(name);
            }
        }
        for name in closer {
            texts.extend(read(theme, name)?.unwrap_or_default());
        }
        Ok(Messages(texts))
    }

    /// A text as written.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }

    /// A text with its values. A key without a text is returned itself, which shows on the page and breaks nothing.
    pub fn format(&self, key: &str, values: &[(&str, &str)]) -> String {
        let mut text = self.get(key).unwrap_or(key).to_owned();
        for (name, value) in values {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }

    /// A text whose wording depends on a number. The number fills `{count}`.
    pub fn count(&self, key: &str, count: u64) -> String {
        self.format(&self.counted(key, count), &[("count", &count.to_string())])
    }

    /// The key of the wording for a number: `key.one` for one, if there is such a text, else `key`.
    pub fn counted<'a>(&self, key: &'a str, count: u64) -> Cow<'a, str> {
        let one = format!("{key}.one");
        if count == 1 && self.0.contains_key(&one) { Cow::Owned(one) } else { Cow::Borrowed(key) }
    }

    /// All texts whose key begins with a prefix, without it.
    pub fn below<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0.iter().filter_map(move |(key, text)| Some((key.strip_prefix(prefix)?, text.as_str())))
    }
}

fn path(locale: &str) -> String {
    format!("messages/{locale}.yaml")
}

fn read(theme: &Theme, locale: &str) -> Result<Option<BTreeMap<String, String>>, ThemeError> {
    let path = path(locale);
    // A catalogue's own file adds to the default of its name; it need not repeat it.
    let mut texts: Option<BTreeMap<String, String>> = None;
    for text in [theme.default_text(&path)?, theme.own_text(&path)?].into_iter().flatten() {
        texts.get_or_insert_default().extend(parse(&path, &text)?);
    }
    Ok(texts)
}

fn parse(path: &str, text: &str) -> Result<BTreeMap<String, String>, ThemeError> {
    let fail = |message: String| ThemeError::Messages { path: path.to_owned(), message };
    let mut diagnostics = Vec::new();
    // Theme files are not among the sources of a course, so places in them lead nowhere.
    let map = TextMap::identity(SourceId::from_index(0), 0);
    let node = gradus_yaml::parse_with_map(text, &map, &mut diagnostics);
    if let Some(finding) = diagnostics.first() {
        return Err(fail(finding.message.clone()));
    }
    match node {
        Some(node) if !node.is_null() => gradus_yaml::from_node(&node).map_err(|error| fail(error.kind.to_string())),
        _ => Ok(BTreeMap::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(locale: &str, files: &[(&str, &str)]) -> Result<Messages, ThemeError> {
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()));
        Messages::load(&Theme::new(files.collect()), locale)
    }

    #[test]
    fn a_locale_falls_back_to_its_language_and_to_english() {
        let files =
            [("messages/de.yaml", "nav.practice: Üben\nnav.plan: Plan"), ("messages/de-AT.yaml", "nav.plan: Lernplan")];
        let texts = messages("de-AT", &files).unwrap();
        assert_eq!(texts.get("nav.practice"), Some("Üben"));
        assert_eq!(texts.get("nav.plan"), Some("Lernplan"));
        assert_eq!(texts.get("nav.glossary"), messages("en", &[]).unwrap().get("nav.glossary"));
    }

    #[test]
    fn an_override_of_english_need_not_be_complete() {
        let texts = messages("en", &[("messages/en.yaml", "nav.practice: Drill")]).unwrap();
        assert_eq!(texts.get("nav.practice"), Some("Drill"));
        assert!(texts.get("nav.glossary").is_some());
    }

    #[test]
    fn fills_in_values_and_numbers() {
        let texts =
            messages("en", &[("messages/en.yaml", "x: '{a} of {b}'\nn: '{count} days'\nn.one: a day")]).unwrap();
        assert_eq!(texts.format("x", &[("a", "1"), ("b", "2")]), "1 of 2");
        assert_eq!((texts.count("n", 1), texts.count("n", 2)), ("a day".to_owned(), "2 days".to_owned()));
        assert_eq!(texts.format("no.such.key", &[]), "no.such.key");
    }

    #[test]
    fn refuses_what_is_not_flat() {
        let error = messages("en", &[("messages/en.yaml", "nav: {practice: Drill}")]).unwrap_err();
        assert!(error.to_string().starts_with("the theme's file `messages/en.yaml`"), "{error}");
    }
}
