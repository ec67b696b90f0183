//! Characters that no font can show. PDF/UA forbids a missing glyph and a reader could not tell one box from another, so
//! such a character is written as its code, `[U+1F600]`, and its author is told where it stands.

use gradus_content::{Block, BlockKind, Inline, InlineKind, Visit, walk_blocks, walk_inlines};
use gradus_diagnostics::{Diagnostic, Span};
use serde_json::Value;

use crate::fonts::Fonts;
use crate::rules;

/// Fields that are names for machines, never shown as they are.
const MACHINE_FIELDS: [&str; 4] = ["label", "url", "path", "kind"];

/// Rewrites every text of a document so that its fonts can show it.
pub(crate) fn make_legible(value: &mut Value, fonts: &Fonts) {
    match value {
        Value::String(text) => {
            if !text.is_ascii() || text.bytes().any(|byte| byte.is_ascii_control()) {
                *text = legible(text, fonts);
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| make_legible(value, fonts)),
        Value::Object(fields) => {
            let shown = fields.iter_mut().filter(|(name, _)| !MACHINE_FIELDS.contains(&name.as_str()));
            shown.for_each(|(_, value)| make_legible(value, fonts));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn legible(text: &str, fonts: &Fonts) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match fate(c, fonts) {
            Fate::Shown => out.push(c),
            Fate::Dropped => {}
            Fate::Missing => out.push_str(&format!("[U+{:04X}]", u32::from(c))),
        }
    }
    out
}

enum Fate {
    Shown,
    Dropped,
    Missing,
}

fn fate(c: char, fonts: &Fonts) -> Fate {
    match c {
        '\n' | '\t' | ' '..='~' => Fate::Shown,
        // Controls, joiners, marks of direction and variation selectors draw nothing of their own.
        c if c.is_control() => Fate::Dropped,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => Fate::Dropped,
        '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e0fff}' => Fate::Dropped,
        // PDF/UA does not take private characters, whatever a font says.
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => Fate::Missing,
        c if fonts.covers(c) => Fate::Shown,
        _ => Fate::Missing,
    }
}

/// Finds the places whose characters are shown as codes.
pub(crate) struct MissingGlyphs<'a> {
    fonts: &'a Fonts,
    found: Vec<Diagnostic>,
}

impl<'a> MissingGlyphs<'a> {
    pub(crate) fn new(fonts: &'a Fonts) -> Self {
        MissingGlyphs { fonts, found: Vec::new() }
    }

    pub(crate) fn blocks(&mut self, blocks: &[Block]) {
        walk_blocks(blocks, self);
    }

    pub(crate) fn inlines(&mut self, inlines: &[Inline]) {
        walk_inlines(inlines, self);
    }

    pub(crate) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.found
    }

    fn text(&mut self, text: &str, span: Span) {
        if text.is_ascii() {
            return;
        }
        if let Some(c) = text.chars().find(|&c| matches!(fate(c, self.fonts), Fate::Missing)) {
            let code = u32::from(c);
            self.found.push(
                Diagnostic::warning(rules::MISSING_GLYPH, span, format!("no font of the print theme has {c:?}"))
                    .label(format!("printed as `[U+{code:04X}]`"))
                    .help("say it in words")
                    .help("or add a font that has it to `theme/print/fonts/`"),
            );
        }
    }
}

impl Visit for MissingGlyphs<'_> {
    fn block(&mut self, block: &Block) {
        if let BlockKind::Code(code) = &block.kind {
            self.text(&code.text, block.span);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        if let InlineKind::Text(text) | InlineKind::Code(text) = &inline.kind {
            self.text(text, inline.span);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_font_has_becomes_its_code() {
        let fonts = Fonts::default();
        assert_eq!(legible("a → b – “c” ✓", &fonts), "a → b – “c” ✓");
        assert_eq!(legible("ok 😀\u{fe0f}\u{0}!", &fonts), "ok [U+1F600]!");
        assert_eq!(legible("\u{e001}", &fonts), "[U+E001]");
    }

    #[test]
    fn machine_names_stay() {
        let mut value = serde_json::json!({"url": "https://😀", "text": "😀", "list": [{"path": "😀"}]});
        make_legible(&mut value, &Fonts::default());
        assert_eq!(value, serde_json::json!({"url": "https://😀", "text": "[U+1F600]", "list": [{"path": "😀"}]}));
    }
}
