//! Syntax errors in an author's words: what is probably meant, where it went wrong, and the way out.

use std::ops::Range;

use gradus_diagnostics::{Diagnostic, RuleId, Span, TextMap};

use crate::granit::Problem;
use crate::rules;
use crate::scalar::WHITE;

/// What was read before the parser gave up.
pub(crate) struct Context<'a> {
    pub(crate) text: &'a str,
    /// Where the parser stands.
    pub(crate) at: usize,
    /// The last token.
    pub(crate) token: Range<usize>,
    /// The last scalar.
    pub(crate) scalar: Range<usize>,
    /// The innermost `[` or `{` that is open.
    pub(crate) open: Option<usize>,
}

/// It may stand before the first token.
const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// The finding for a problem.
pub(crate) fn diagnostic(problem: &Problem, context: &Context<'_>, map: &TextMap) -> Diagnostic {
    let finding = context.finding(problem);
    let span = span(context.text, map, finding.range);
    let curly = context.slice(context.line(context.at)).contains(['“', '”', '„']);
    let curly = curly.then(|| "curly quotes are no quotes to YAML: write \"…\"".to_owned());
    Diagnostic::error(finding.rule, span, finding.message).maybe_help(curly).maybe_help(finding.help)
}

/// The span of a range of the text, cut to the text and to character boundaries.
pub(crate) fn span(text: &str, map: &TextMap, range: Range<usize>) -> Span {
    let start = text.floor_char_boundary(range.start);
    map.span(start..text.ceil_char_boundary(range.end).max(start))
}

/// Where the header of a block scalar starts, searched from the end of the token before it: the first `|` or `>` that
/// follows white space, comments aside.
pub(crate) fn block_header(text: &str, from: usize) -> Option<usize> {
    let mut comment = false;
    let mut before = ' ';
    for (at, character) in text[from..].char_indices() {
        match character {
            '\n' | '\r' => comment = false,
            '#' if WHITE.contains(&before) => comment = true,
            '|' | '>' if !comment && (WHITE.contains(&before) || before == BYTE_ORDER_MARK) => return Some(from + at),
            _ => {}
        }
        before = character;
    }
    None
}

struct Finding {
    rule: RuleId,
    range: Range<usize>,
    message: String,
    help: Option<String>,
}

fn found(range: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Finding {
    Finding { rule: rules::SYNTAX, range, message: message.into(), help: Some(help.into()) }
}

impl Context<'_> {
    fn finding(&self, problem: &Problem) -> Finding {
        let here = self.at..self.at + 1;
        match problem {
            Problem::ColonInValue => self.colon(),
            Problem::NoColon if self.open.is_none() => self.no_colon(),
            Problem::Indentation
            | Problem::NotAnItem
            | Problem::NoComma
            | Problem::NoColon
            | Problem::OpenBracket(_)
                if self.open.is_some() =>
            {
                self.open_bracket()
            }
            Problem::NoColon | Problem::Indentation | Problem::NotAnItem => self.misfit(),
            Problem::OpenBracket(_) | Problem::NoComma => {
                found(here, "this bracket is not closed", "close it, or put the value in quotes")
            }
            Problem::Tab => Finding { rule: rules::TAB_INDENT, ..self.tab() },
            Problem::Reserved('`') => found(here, "a value cannot start with a backtick", "put the value in quotes"),
            Problem::Reserved(character) => {
                found(here, format!("a value cannot start with `{character}`"), "put the value in quotes")
            }
            Problem::OpenQuote => found(
                self.quote(),
                "this quote is not closed",
                "close it before the next key, on the same line if it fits",
            ),
            Problem::AfterSingleQuote => found(
                self.word(),
                "text follows the closing quote",
                "write a quote inside single quotes twice: 'it''s'; or quote the whole value",
            ),
            Problem::AfterDoubleQuote => found(
                self.word(),
                "text follows the closing quote",
                "write a quote inside double quotes as \\\"; or quote the whole value",
            ),
            Problem::Escape => found(
                self.escape(),
                "unknown escape in double quotes",
                "write a backslash twice, or use single quotes, in which it is itself",
            ),
            Problem::StrayBracket => {
                found(here, "this bracket closes nothing", "remove it, or put the value in quotes")
            }
            Problem::WrongBracket { open, close } => found(
                here,
                format!("`{open}` is closed by `{close}`"),
                format!("close it with `{}`", if *open == '[' { ']' } else { '}' }),
            ),
            Problem::BlockHeader => found(
                self.behind_header(),
                "this cannot follow the sign of a block",
                "after `|` or `>` only a digit from 1 to 9, `+` or `-` may stand, then the text on lines of its own",
            ),
            Problem::BlockIndentation => found(
                self.line(self.at),
                "this line of the block is indented less than its first",
                "indent every line of the block alike",
            ),
            Problem::Tag => Finding {
                rule: rules::TAG,
                ..found(self.word(), "malformed tag", "put the value in quotes if it is text that starts with `!`")
            },
            Problem::Directive => {
                found(self.line(self.at), "directives are not supported", "remove the line; every text is YAML 1.2")
            }
            Problem::Comment => found(
                self.line(self.at),
                "a comment stands where text goes on",
                "put a space before `#`, or the value in quotes if `#` belongs to it",
            ),
            // The loader reports it under its own rule.
            Problem::TooDeep => found(here, "nested too deep", "flatten the structure"),
            Problem::Other(message) => Finding { help: None, ..found(here, message.clone(), "") },
        }
    }

    /// A `:` that cannot start a mapping: in a value, or behind lines that ran together.
    fn colon(&self) -> Finding {
        let here = self.at..self.at + 1;
        if self.scalar.start < self.line(self.at).start {
            let first = self.line(self.scalar.start);
            let first = self.scalar.start..first.end.min(self.scalar.end);
            if let Some(colon) = tight_colon(self.slice(first.clone())) {
                return missing_space(first.start + colon);
            }
            return found(
                self.line(self.at),
                "this line is indented more than the key before it",
                "give all keys of a mapping the same indentation; a nested mapping needs a line that ends in `:`",
            );
        }
        found(here, "a `: ` inside a value", "put the value in quotes, or start the mapping on a line of its own")
    }

    /// A line among keys that is none.
    fn no_colon(&self) -> Finding {
        let line = self.line(self.at);
        match tight_colon(self.slice(line.clone())) {
            Some(colon) => missing_space(line.start + colon),
            None => found(
                line,
                "this line has no `: `",
                "write `key: value`; text that goes on is indented more than its key",
            ),
        }
    }

    /// A line that does not line up.
    fn misfit(&self) -> Finding {
        let line = self.line(self.at);
        let text = self.slice(line.clone());
        if text == "-" || text.starts_with("- ") {
            return found(
                line,
                "a list item does not fit here",
                "indent it like the items before it, below the key of the list",
            );
        }
        if text.starts_with(['}', ']']) {
            return found(line, "this bracket closes nothing", "remove it, or put the value in quotes");
        }
        found(
            line,
            "this line does not line up with those before it",
            "indent it like the lines it belongs to, with spaces",
        )
    }

    fn open_bracket(&self) -> Finding {
        let open = self.open.unwrap_or(self.at);
        let close = if self.text[open..].starts_with('{') { '}' } else { ']' };
        let help =
            format!("close it with `{close}`, put commas between items, and indent lines inside it more than the key");
        found(open..open + 1, "this bracket is not closed properly", help)
    }

    /// The parser may stand at the end of the line before, or behind the tab.
    fn tab(&self) -> Finding {
        let line_start = self.text[..self.at].rfind('\n').map_or(0, |at| at + 1);
        let at = self.text[line_start..].find('\t').map_or(self.at, |at| line_start + at);
        found(at..at + 1, "a tab where YAML wants spaces", "replace it with spaces")
    }

    /// What follows the `|` or `>` at which the parser stands.
    fn behind_header(&self) -> Range<usize> {
        let line = self.line(self.at);
        let rest = self.slice(self.at..line.end).trim_start_matches(['|', '>']);
        let start = line.end - rest.trim_start_matches(WHITE).len();
        start..line.end.max(start + 1)
    }

    /// The opening quote of a string that does not end: the first behind the last token.
    fn quote(&self) -> Range<usize> {
        let from = self.text.floor_char_boundary(self.token.end);
        let at = self.text[from..].find(['"', '\'']).map_or(self.at, |at| from + at);
        at..at + 1
    }

    /// The escape in the double-quoted string at which the parser stands that YAML does not know.
    fn escape(&self) -> Range<usize> {
        let mut rest = self.text[self.at..].char_indices();
        while let Some((at, character)) = rest.next() {
            if character != '\\' {
                continue;
            }
            let Some((_, escaped)) = rest.next() else { break };
            let start = self.at + at;
            let digits = match escaped {
                'x' => 2,
                'u' => 4,
                'U' => 8,
                '0' | 'a' | 'b' | 't' | '\t' | 'n' | 'v' | 'f' | 'r' | 'e' | ' ' | '"' | '/' | '\\' | 'N' | '_'
                | 'L' | 'P' | '\n' | '\r' => continue,
                _ => return start..start + 1 + escaped.len_utf8(),
            };
            let code = self.text.get(start + 2..start + 2 + digits).unwrap_or_default();
            // A valid half of a surrogate pair is left to its other half: the parser points at the string alone.
            let value = u32::from_str_radix(code, 16).ok();
            if value.and_then(char::from_u32).is_none() {
                return start..start + 2 + code.len();
            }
        }
        self.at..self.at + 1
    }

    /// The word at which the parser stands, or the first behind the white space there.
    fn word(&self) -> Range<usize> {
        let rest = &self.text[self.at..];
        let start = self.at + (rest.len() - rest.trim_start_matches([' ', '\t']).len());
        let end = self.text[start..].find(WHITE).map_or(self.text.len(), |at| start + at);
        start..end.max(start + 1)
    }

    fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// The line of an offset, without the white space around it.
    fn line(&self, at: usize) -> Range<usize> {
        let at = self.text.floor_char_boundary(at);
        let start = self.text[..at].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let end = self.text[start..].find(['\n', '\r']).map_or(self.text.len(), |at| start + at);
        let line = &self.text[start..end];
        let start = start + (line.len() - line.trim_start_matches(WHITE).len());
        start..start + self.text[start..end].trim_end_matches(WHITE).len()
    }
}

/// The offset of a `:` that follows a word and that no space follows, where the line has no proper one.
fn tight_colon(line: &str) -> Option<usize> {
    let colon = line.find(':')?;
    let key = &line[..colon];
    let after = line[colon + 1..].chars().next()?;
    let word = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ' | '/'));
    (word && !after.is_whitespace() && after != '/').then_some(colon)
}

fn missing_space(colon: usize) -> Finding {
    found(colon..colon + 1, "a space is missing after this `:`", "write `key: value`")
}
