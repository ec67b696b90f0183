//! Fences: the words after the language, the text with its places, clozes and blanks in it.

use std::ops::Range;

use gradus_diagnostics::{Diagnostic, Fix, Span, Spanned, TextMap, guess};
use pulldown_cmark::{CodeBlockKind, Event};

use crate::rules::{FENCE_WITHOUT_LANGUAGE, INDENTED_CODE, PATH_OUTSIDE, UNCLOSED_FENCE, UNKNOWN_FENCE_WORD};
use crate::{BlockKind, Code, CodeCloze};

use super::blocks::Reader;
use super::cloze::{Token, Within, scan};
use super::marks::report;
use super::words::words;

const WORDS: [&str; 4] = ["file=", "fragment", "invalid", "output"];

/// Whether a name leads to a file in the folder it is relative to, on every system.
fn stays_inside(name: &str) -> bool {
    !name.contains(['\\', ':', '\0']) && name.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

const PLACES: &str = "after the language may stand `file=name`, `fragment`, `invalid` and `output`";

/// The first line of a fence's text that opens a fence and can close none: it names a language.
fn opening_inside(text: &str, mark: char, ticks: usize) -> Option<Range<usize>> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_start_matches(' ');
        let marks = bare.chars().take_while(|c| *c == mark).count();
        let word = bare[marks..].trim();
        if marks >= ticks
            && line.len() - bare.len() < 4
            && word.starts_with(char::is_alphabetic)
            && !word.contains(mark)
        {
            return Some(start..start + line.trim_end().len());
        }
        start += line.len();
    }
    None
}

impl Reader<'_, '_> {
    pub(super) fn code(&mut self, kind: &CodeBlockKind<'_>, range: Range<usize>) -> BlockKind {
        let (text, map, last) = self.code_text();
        let mut code = Code {
            language: None,
            file: None,
            fragment: false,
            invalid: false,
            output: false,
            text,
            map,
            clozes: Vec::new(),
            blanks: Vec::new(),
        };
        if kind.is_indented() {
            self.diagnostics.push(
                Diagnostic::warning(INDENTED_CODE, self.first_line(&range), "indentation makes this code")
                    .help("write a fence, three backticks and a language, if it is code")
                    .help("take the indentation away if it is text"),
            );
        } else {
            self.fence_words(&range, &mut code);
            self.check_closed(&range, last, &code);
        }
        self.take_tokens(&mut code);
        BlockKind::Code(Box::new(code))
    }

    /// The text of a fence with the place of each line, and where its last piece ends in the marked text.
    ///
    /// The first reading took no marks out of fences. Yet one that it took out of a paragraph may have held the backtick
    /// that kept a line from opening a fence, so the text is that of the original.
    fn code_text(&mut self) -> (String, TextMap, usize) {
        let (mut text, mut map, mut last) = (String::new(), TextMap::empty(self.marked.map.source()), 0);
        while let Some((Event::Text(piece), range)) = self.peek().cloned() {
            self.next();
            last = range.end;
            if piece.len() == range.len() {
                self.drop_marks(&range);
                let mut at = self.marked.start(range.start);
                for line in self.marked.original[at..self.marked.start(range.end)].split_inclusive('\n') {
                    map.push(text.len(), self.marked.map.offset(at));
                    text.push_str(line);
                    at += line.len();
                }
            } else {
                // A tab that stands for some indentation comes as spaces behind it: each of them stands at the tab.
                let tab = if range.is_empty() { range.start.saturating_sub(1) } else { range.start };
                for at in 0..piece.len() {
                    map.push(text.len() + at, self.marked.map.offset(self.marked.start(tab)));
                }
                text.push_str(&piece);
            }
        }
        if !text.is_empty() && !text.ends_with('\n') {
            // The file ended before the line did: no span may lead past it.
            map.push(text.len(), self.marked.map.offset(self.marked.start(last)).saturating_sub(1));
            text.push('\n');
        }
        (text, map, last)
    }

    fn first_line(&self, range: &Range<usize>) -> Span {
        let line = self.marked.text[range.clone()].lines().next().unwrap_or_default();
        self.span(range.start..range.start + line.len())
    }

    fn fence_words(&mut self, range: &Range<usize>, code: &mut Code) {
        let start = self.marked.start(range.start);
        let line = self.marked.original[start..].lines().next().unwrap_or_default();
        let info = line.trim_start().trim_start_matches(['`', '~']);
        let base = start + line.len() - info.len();
        if info.trim().is_empty() && !self.unopened {
            self.diagnostics.push(
                Diagnostic::warning(FENCE_WITHOUT_LANGUAGE, self.first_line(range), "this fence names no language")
                    .help("write it after the backticks: `yaml`, `bash`, `console` for a terminal, `text` for none"),
            );
        }
        for (number, (at, word)) in words(info).enumerate() {
            let span = self.marked.place(base + at..base + at + word.len());
            let mut fail = |message: String, near: Option<String>| {
                self.diagnostics
                    .push(Diagnostic::error(UNKNOWN_FENCE_WORD, span, message).maybe_help(near).help(PLACES));
            };
            match (number, word) {
                (0, word) if word.contains(['=', '{', '}']) || WORDS.contains(&word) => {
                    fail(
                        format!("`{word}` stands where the language should"),
                        Some(format!("write a language first: `text {word}`")),
                    );
                    if word == "output" {
                        code.output = true;
                    }
                }
                (0, word) => code.language = Some(Spanned::new(word.to_lowercase(), span)),
                (_, "fragment") => code.fragment = true,
                (_, "invalid") => code.invalid = true,
                (_, "output") => code.output = true,
                (_, word) => match word.strip_prefix("file=") {
                    Some("") => {
                        fail("this file has no name".to_owned(), Some("write `file=name`, without a space".to_owned()))
                    }
                    Some(name) if name.contains(['"', '\'']) => {
                        fail(
                            "a file's name has no quotes".to_owned(),
                            Some("names have no spaces, so they need none".to_owned()),
                        );
                    }
                    Some(_) if code.file.is_some() => fail("a fence holds one file".to_owned(), None),
                    Some(name) => {
                        let span = self.marked.place(base + at + "file=".len()..base + at + word.len());
                        if !stays_inside(name) {
                            let message = format!("`{name}` is no plain name of a file");
                            self.diagnostics.push(Diagnostic::error(PATH_OUTSIDE, span, message).help(
                                "write a relative name such as `pod.yaml` or `etc/policy.yaml`; where it belongs is for the text to say",
                            ));
                        }
                        code.file = Some(Spanned::new(name.to_owned(), span));
                    }
                    None => {
                        let key = word.split_once('=').map_or(word, |(key, _)| key);
                        let message = format!("`{word}` means nothing after a fence's language");
                        let mut finding = Diagnostic::error(UNKNOWN_FENCE_WORD, span, message);
                        if let Some(near) = guess(key, ["file", "fragment", "invalid", "output"]) {
                            let meant = format!("{}{}", near.word, &word[key.len()..]);
                            let fix = Fix::replace(span, word, meant);
                            let fix = if near.certain { fix } else { fix.suggested() };
                            finding = finding.help(format!("did you mean `{}`?", near.word)).fix(fix);
                        }
                        self.diagnostics.push(finding.help(PLACES));
                    }
                },
            }
        }
    }

    /// A fence that ends only with the text swallows everything to there.
    fn check_closed(&mut self, range: &Range<usize>, last: usize, code: &Code) {
        let slice = &self.marked.text[range.clone()];
        let opening = slice.lines().next().unwrap_or_default().len();
        let fence = slice.trim_start();
        let Some(mark) = fence.chars().next() else { return };
        let ticks = fence.chars().take_while(|c| *c == mark).count();
        let after = last.max(range.start + opening).min(range.end);
        let closing = self.marked.text[after..range.end].trim().trim_start_matches(['>', ' ', '\t', '\n', '\r']);
        let inner = opening_inside(&code.text, mark, ticks);
        if self.unopened || (inner.is_none() && closing.chars().take_while(|c| *c == mark).count() >= ticks) {
            return;
        }
        let line = if mark == '~' { "tildes" } else { "backticks" };
        let at = self.span(range.start..range.start + opening);
        let finding = Diagnostic::error(UNCLOSED_FENCE, at, "this fence is never closed");
        self.diagnostics.push(match inner {
            // The closing line of the other one ended it.
            Some(inner) => finding
                .label("everything up to the end of the next one became code")
                .also(code.map.span(inner), "the next one begins here")
                .help(format!("close it with a line of {ticks} {line} before the next one"))
                .help(format!("if it shows how fences are written, open and close it with {} {line}", ticks + 1)),
            None => finding
                .label("everything after it became code")
                .help(format!("close it with a line of {ticks} {line}, indented as it was opened")),
        });
    }

    /// Takes clozes and blanks out of the text: a cloze leaves what it hides, a blank leaves nothing.
    fn take_tokens(&mut self, code: &mut Code) {
        let mut problems = Vec::new();
        let text = std::mem::take(&mut code.text);
        let found = scan(&text, 0..text.len(), Within::Fence, self.options, &mut problems);
        report(problems, |range| code.map.span(range), self.diagnostics);
        if found.is_empty() {
            code.text = text;
            return;
        }
        let mut out = String::with_capacity(text.len());
        let mut map = TextMap::empty(code.map.source());
        let mut copy = |out: &mut String, range: Range<usize>| {
            let mut expected = None;
            for at in range.clone() {
                let place = code.map.offset(at);
                if expected != Some(place) {
                    map.push(out.len() + at - range.start, place);
                }
                expected = Some(place + 1);
            }
            out.push_str(&text[range]);
        };
        let mut copied = 0;
        for found in found {
            copy(&mut out, copied..found.range.start);
            copied = found.range.end;
            match found.token {
                Token::Blank { name } => code.blanks.push((out.len(), name)),
                Token::Cloze { ordinal, content, hint } => {
                    let start = out.len();
                    copy(&mut out, content);
                    let hint = hint.map(|hint| text[hint].trim().to_owned());
                    code.clozes.push(CodeCloze { ordinal, range: start..out.len(), hint });
                }
            }
        }
        copy(&mut out, copied..text.len());
        (code.text, code.map) = (out, map);
    }
}
