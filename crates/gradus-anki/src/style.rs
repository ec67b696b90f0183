//! The style sheet of all cards: the theme's own, after the colours of the site and the words it uses.
//!
//! Colours are written out for day and night, since Anki's clients know neither `light-dark()` nor the system's choice:
//! night is a class that they set. Names come as properties, so that no field holds a word of the interface.

use gradus_theme::{Messages, Theme, ThemeError};

/// The one file of the theme that shapes cards. Themes cannot change templates: reviews hang on them.
const CARD: &str = "anki/card.css";
/// The colours that all outputs share.
const TOKENS: &str = "site/styles/tokens.css";
/// The prefix of the names of call-outs.
const CALLOUTS: &str = "callout.";
/// What stands beside an option that the learner chose.
const CHOICE: &str = "anki.choice";

/// The whole style sheet.
pub(crate) fn sheet(theme: &Theme, messages: &Messages) -> Result<String, ThemeError> {
    let (tokens, card) = (theme.text(TOKENS)?, theme.text(CARD)?);
    let used = |(name, ..): &(&str, &str, &str)| card.contains(&format!("var({name})"));
    let colours: Vec<_> = tokens.lines().filter_map(colour).filter(used).collect();
    let day = colours.iter().map(|(name, day, _)| format!("  {name}: {day};\n"));
    let night = colours.iter().map(|(name, _, night)| format!("  {name}: {night};\n"));
    let choice = messages.get(CHOICE).map(|text| ("choice", text));
    let names =
        messages.below(CALLOUTS).chain(choice).map(|(name, text)| format!("  --name-{name}: {};\n", string(text)));
    let day: String = day.chain(names).collect();
    let night: String = night.collect();
    Ok(format!(
        ".card {{\n{day}}}\n\n.nightMode.card,\n.nightMode .card {{\n{night}  color-scheme: dark;\n}}\n\n{card}"
    ))
}

/// Name, day and night of a line `--name: light-dark(day, night);`.
fn colour(line: &str) -> Option<(&str, &str, &str)> {
    let (name, value) = line.trim().split_once(':')?;
    let pair = value.trim().strip_prefix("light-dark(")?.strip_suffix(");")?;
    let (day, night) = pair.split_once(',')?;
    name.starts_with("--").then(|| (name, day.trim(), night.trim()))
}

/// A text as a string of CSS.
fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for char in text.chars() {
        match char {
            '"' | '\\' | '<' => out.push_str(&format!("\\{:x} ", u32::from(char))),
            _ if char.is_control() => out.push(' '),
            _ => out.push(char),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn default() -> String {
        let theme = Theme::new(BTreeMap::new());
        let messages = Messages::load(&theme, "en").expect("English");
        sheet(&theme, &messages).expect("a style sheet")
    }

    #[test]
    fn every_property_has_a_value_by_day() {
        let sheet = default();
        for used in sheet.split("var(").skip(1) {
            let name = used.split(')').next().unwrap_or_default();
            assert!(sheet.contains(&format!("  {name}: ")), "{name}");
        }
    }

    #[test]
    fn night_has_colours_of_its_own() {
        let sheet = default();
        let night = sheet.split(".nightMode .card {").nth(1).and_then(|rest| rest.split('}').next()).expect("a block");
        assert!(["--paper", "--ink", "--right"].iter().all(|name| night.contains(name)), "{night}");
        assert!(!sheet.contains("light-dark"));
    }

    #[test]
    fn a_colour_is_a_pair() {
        assert_eq!(colour("  --ink: light-dark(#1b1f24, #e7e5df);"), Some(("--ink", "#1b1f24", "#e7e5df")));
        assert_eq!(colour("  --radius: 6px;"), None);
    }

    #[test]
    fn a_text_cannot_end_its_string() {
        assert_eq!(string("a\"b\\c</style>"), "\"a\\22 b\\5c c\\3c /style>\"");
    }
}
