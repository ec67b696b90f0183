//! Inlines.

use gradus_content::{Inline, InlineKind, LinkTarget};

use super::Html;
use crate::escape;

impl Html<'_, '_> {
    /// Writes inlines. Code that a blank or a cloze split becomes one piece of code again.
    pub(super) fn push_inlines(&mut self, mut inlines: &[Inline]) {
        while let [first, rest @ ..] = inlines {
            let pieces = inlines.iter().take_while(|inline| is_piece_of_code(inline)).count();
            if pieces > 1 {
                self.out.push_str("<code>");
                inlines[..pieces].iter().for_each(|piece| self.push_piece(piece));
                self.out.push_str("</code>");
                inlines = &inlines[pieces..];
            } else {
                self.push_inline(first);
                inlines = rest;
            }
        }
    }

    fn push_inline(&mut self, inline: &Inline) {
        match &inline.kind {
            InlineKind::Text(text) => self.text(text),
            InlineKind::Code(text) => {
                self.out.push_str("<code>");
                self.text(text);
                self.out.push_str("</code>");
            }
            InlineKind::Emphasis(content) => self.wrapped("em", content),
            InlineKind::Strong(content) => self.wrapped("strong", content),
            InlineKind::Strikethrough(content) => self.wrapped("s", content),
            InlineKind::Link { link, content } => self.push_link(&link.target, content),
            InlineKind::Indexed { content, .. } => self.push_inlines(content),
            InlineKind::Image { path, alt } => self.push_image(path, alt),
            InlineKind::SoftBreak => self.out.push(' '),
            InlineKind::HardBreak => self.out.push_str("<br>"),
            InlineKind::Cloze { ordinal, content, hint } => {
                let is_cloze = self.clozes && !self.in_cloze;
                if is_cloze {
                    self.open_cloze(*ordinal);
                }
                self.push_inlines(content);
                if is_cloze {
                    self.close_cloze(hint.as_deref());
                }
            }
            InlineKind::Blank { name, code: false } => self.blank(name),
            InlineKind::Blank { name, code: true } => {
                self.out.push_str("<code>");
                self.blank(name);
                self.out.push_str("</code>");
            }
        }
    }

    /// Writes a piece of split code without an element of its own.
    fn push_piece(&mut self, piece: &Inline) {
        match &piece.kind {
            InlineKind::Code(text) => self.text(text),
            InlineKind::Blank { name, .. } => self.blank(name),
            InlineKind::Cloze { ordinal, content, hint } if self.clozes && !self.in_cloze => {
                self.open_cloze(*ordinal);
                content.iter().for_each(|inner| self.push_piece(inner));
                self.close_cloze(hint.as_deref());
            }
            InlineKind::Cloze { content, .. } => content.iter().for_each(|inner| self.push_piece(inner)),
            _ => self.push_inline(piece),
        }
    }

    fn wrapped(&mut self, element: &str, content: &[Inline]) {
        self.out.push_str(&format!("<{element}>"));
        self.push_inlines(content);
        self.out.push_str(&format!("</{element}>"));
    }

    fn push_link(&mut self, target: &LinkTarget, content: &[Inline]) {
        match target {
            LinkTarget::External(url) => {
                self.out.push_str("<a href=\"");
                escape::attribute(url, &mut self.out);
                self.out.push_str("\">");
                self.push_inlines(content);
                self.out.push_str("</a>");
            }
            // A card has no other parts to lead to, and no file but pictures.
            LinkTarget::Part(_) | LinkTarget::Anchor(_) | LinkTarget::Asset(_) => self.push_inlines(content),
        }
    }

    /// Writes a picture, or its alternative text where there is no such file.
    pub(super) fn push_image(&mut self, path: &str, alt: &str) {
        let Some(name) = self.media.name(path) else {
            self.text(alt);
            return;
        };
        self.out.push_str(&format!("<img src=\"{name}\" alt=\""));
        escape::attribute(alt, &mut self.out);
        self.out.push_str("\">");
    }
}

/// Whether a blank or cloze may have cut this from a longer piece of inline code.
fn is_piece_of_code(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::Code(_) | InlineKind::Blank { code: true, .. } => true,
        InlineKind::Cloze { content, .. } => !content.is_empty() && content.iter().all(is_piece_of_code),
        _ => false,
    }
}
