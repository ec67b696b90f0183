//! Writes trees and findings as text, with the source text under each span.

use std::fmt::Write;

use gradus_content::markdown::{Options, Parsed, parse};
use gradus_content::{Attributes, Block, BlockKind, Inline, InlineKind};
use gradus_diagnostics::{Diagnostic, Severity, SourceId, Span, TextMap};

/// Reads `text` and compares the tree, the silences and the findings with what is expected.
#[track_caller]
pub(crate) fn check(text: &str, options: Options, expected: &str) {
    let expected: Vec<&str> = expected.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    let margin = expected.iter().map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    let expected: String = expected.iter().map(|line| format!("{}\n", &line[margin..])).collect();
    let outcome = outcome(text, options);
    assert!(outcome == expected, "--- text\n{text}\n--- expected\n{expected}\n--- got\n{outcome}");
}

/// The rules that a text breaks, in the order found.
pub(crate) fn rules(text: &str, options: Options) -> Vec<&'static str> {
    read(text, options).1.iter().map(|finding| finding.rule.0).collect()
}

/// Reads a text that is a whole file.
pub(crate) fn read(text: &str, options: Options) -> (Parsed, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let parsed = parse(text, &TextMap::identity(SourceId::from_index(0), 0), options, &mut diagnostics);
    (parsed, diagnostics)
}

/// The tree, the silences and the findings of a text.
pub(crate) fn outcome(text: &str, options: Options) -> String {
    let (parsed, diagnostics) = read(text, options);
    let mut writer = Writer { text, out: String::new() };
    writer.blocks(&parsed.blocks, 0);
    for silence in &parsed.silences {
        let next = silence.next.map(|next| writer.at(next));
        let line = format!(
            "silence {} ({}) {} -> {next:?}",
            writer.at(silence.rule.span),
            silence.reason,
            writer.at(silence.span)
        );
        writer.line(0, &line);
    }
    for finding in &diagnostics {
        let weight = if finding.severity == Severity::Error { "error" } else { "warning" };
        let place = writer.at(finding.primary.span);
        writer.line(0, &format!("{weight} {} {place}: {}", finding.rule, finding.message));
    }
    writer.out
}

struct Writer<'a> {
    text: &'a str,
    out: String,
}

impl Writer<'_> {
    fn at(&self, span: Span) -> String {
        format!("«{}»", self.text.get(span.range()).unwrap_or("OUT OF BOUNDS").replace('\n', "⏎").replace('\r', "␍"))
    }

    fn line(&mut self, depth: usize, line: &str) {
        let _ = writeln!(self.out, "{}{}", "  ".repeat(depth), line.trim_end());
    }

    fn attributes(&self, attributes: Option<&Attributes>) -> String {
        let Some(attributes) = attributes else { return String::new() };
        let mut out = format!(" {}", self.at(attributes.span));
        if let Some(id) = &attributes.id {
            let _ = write!(out, " #{}{}", id.value, self.at(id.span));
        }
        for (key, value) in &attributes.pairs {
            let _ = write!(out, " {}={}", self.at(key.span), self.at(value.span));
        }
        out
    }

    fn blocks(&mut self, blocks: &[Block], depth: usize) {
        for block in blocks {
            self.block(block, depth);
        }
    }

    fn block(&mut self, block: &Block, depth: usize) {
        let at = self.at(block.span);
        match &block.kind {
            BlockKind::Heading(heading) => {
                let attributes = self.attributes(heading.attributes.as_ref());
                let content = self.inlines(&heading.content);
                self.line(depth, &format!("h{} {} {content}{attributes}", heading.level, heading.anchor));
            }
            BlockKind::Paragraph(content) => {
                let content = self.inlines(content);
                self.line(depth, &format!("p {at} {content}"));
            }
            BlockKind::List(list) => {
                self.line(depth, &format!("list {:?}{}", list.start, if list.loose { " loose" } else { "" }));
                for item in &list.items {
                    let attributes = self.attributes(item.attributes.as_ref());
                    let checked = match item.checked {
                        None => "",
                        Some(true) => " [x]",
                        Some(false) => " [ ]",
                    };
                    let at = self.at(item.span);
                    self.line(depth + 1, &format!("item{checked} {at}{attributes}"));
                    self.blocks(&item.blocks, depth + 2);
                }
            }
            BlockKind::Quote(blocks) => {
                self.line(depth, &format!("quote {at}"));
                self.blocks(blocks, depth + 1);
            }
            BlockKind::Callout(callout) => {
                let title = callout.title.as_ref().map(|title| self.inlines(title)).unwrap_or_default();
                self.line(depth, &format!("callout {:?} {title}", callout.kind));
                self.blocks(&callout.blocks, depth + 1);
            }
            BlockKind::Code(code) => {
                let mut line = format!("code {at}");
                for (name, word) in [("language", &code.language), ("file", &code.file)] {
                    if let Some(word) = word {
                        let _ = write!(line, " {name}={}{}", word.value, self.at(word.span));
                    }
                }
                for (name, set) in [("fragment", code.fragment), ("invalid", code.invalid), ("output", code.output)] {
                    line.push_str(if set { " " } else { "" });
                    line.push_str(if set { name } else { "" });
                }
                self.line(depth, &line);
                let mut offset = 0;
                for text in code.text.split_inclusive('\n') {
                    let place = self.at(code.map.span(offset..offset + text.trim_end().len()));
                    self.line(depth + 1, &format!("{:?} {place}", text.trim_end_matches('\n')));
                    offset += text.len();
                }
                for cloze in &code.clozes {
                    let text = &code.text[cloze.range.clone()];
                    let place = self.at(code.map.span(cloze.range.clone()));
                    self.line(depth + 1, &format!("c{} {text:?} {place} {:?}", cloze.ordinal, cloze.hint));
                }
                for (at, name) in &code.blanks {
                    self.line(depth + 1, &format!("blank {name} after {:?}", &code.text[..*at]));
                }
            }
            BlockKind::Table(table) => {
                self.line(depth, &format!("table {:?}", table.alignments));
                for row in std::iter::once(&table.head).chain(&table.rows) {
                    let cells: Vec<String> = row.iter().map(|cell| self.inlines(cell)).collect();
                    self.line(depth + 1, &cells.join(" | "));
                }
            }
            BlockKind::Figure(figure) => {
                let place = self.at(figure.path.span);
                self.line(depth, &format!("figure {}{place} ({}) {:?}", figure.path.value, figure.alt, figure.caption));
            }
            BlockKind::Rule => self.line(depth, "rule"),
        }
    }

    fn inlines(&self, inlines: &[Inline]) -> String {
        inlines.iter().map(|inline| self.inline(inline)).collect::<Vec<_>>().join(" ")
    }

    fn inline(&self, inline: &Inline) -> String {
        let at = self.at(inline.span);
        match &inline.kind {
            InlineKind::Text(text) if at == format!("«{text}»") => at,
            InlineKind::Text(text) => format!("{text:?}{at}"),
            InlineKind::Code(code) => format!("`{code}`{at}"),
            InlineKind::Emphasis(content) => format!("em[{}]", self.inlines(content)),
            InlineKind::Strong(content) => format!("strong[{}]", self.inlines(content)),
            InlineKind::Strikethrough(content) => format!("del[{}]", self.inlines(content)),
            InlineKind::Link { link, content } => {
                let (target, written) = (&link.target, &link.written);
                format!("link({target:?} {}{})[{}]", written.value, self.at(written.span), self.inlines(content))
            }
            InlineKind::Indexed { entry, content } => format!("index({entry:?}){at}[{}]", self.inlines(content)),
            InlineKind::Image { path, alt } => format!("image({}{} {alt})", path.value, self.at(path.span)),
            InlineKind::SoftBreak => "soft".to_owned(),
            InlineKind::HardBreak => "hard".to_owned(),
            InlineKind::Cloze { ordinal, content, hint } => {
                format!(
                    "c{ordinal}{at}[{}]{}",
                    self.inlines(content),
                    hint.as_ref().map_or(String::new(), |hint| format!("({hint})"))
                )
            }
            InlineKind::Blank { name, code } => format!("blank{}:{name}{at}", if *code { " code" } else { "" }),
        }
    }
}
