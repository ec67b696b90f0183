//! The syntax of clozes, `{{c1::text::hint}}`, and of blanks, `___[name]`.
//!
//! Both are ours, so they are found before pulldown-cmark reads inlines: it would take a cloze apart at every brace and a
//! blank for emphasis and a link. In prose a backslash before them makes them text; in code there is no escape.

use std::ops::Range;

use gradus_diagnostics::RuleId;

use crate::rules::{BLANK_OUTSIDE_QUESTION, CLOZE_OUTSIDE_CARD, MALFORMED_BLANK, MALFORMED_CLOZE};

use super::Options;
use super::slug::is_id;

/// Where a cloze or a blank was found. Ranges are offsets of the scanned text.
#[derive(Debug, PartialEq)]
pub(super) struct Found {
    pub(super) range: Range<usize>,
    pub(super) token: Token,
}

/// What was found.
#[derive(Debug, PartialEq)]
pub(super) enum Token {
    Cloze { ordinal: u16, content: Range<usize>, hint: Option<Range<usize>> },
    Blank { name: String },
}

/// A mistake in one of them.
#[derive(Debug, PartialEq)]
pub(super) struct Problem {
    pub(super) rule: RuleId,
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) help: &'static str,
}

/// What surrounds the text that is scanned.
#[derive(Debug, Clone, Copy)]
pub(super) enum Within<'a> {
    /// Inlines; the ranges are those of their code, in rising order.
    Prose(&'a [Range<usize>]),
    /// The text of a fence.
    Fence,
}

impl Within<'_> {
    /// The start of the code that holds an offset.
    fn code_at(self, at: usize) -> Option<usize> {
        let Within::Prose(codes) = self else { return None };
        let before = codes.partition_point(|code| code.start <= at);
        codes[..before].last().filter(|code| at < code.end).map(|code| code.start)
    }

    fn escapes(self, at: usize) -> bool {
        matches!(self, Within::Prose(_)) && self.code_at(at).is_none()
    }
}

/// Finds every cloze and blank of `text[range]`, in order.
pub(super) fn scan(
    text: &str,
    range: Range<usize>,
    within: Within<'_>,
    options: Options,
    problems: &mut Vec<Problem>,
) -> Vec<Found> {
    let bytes = &text.as_bytes()[..range.end];
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let rest = &bytes[at..];
        match rest[0] {
            b'\\' if within.escapes(at) => {
                at += 2;
                continue;
            }
            b'{' => {
                if options.clozes && within.escapes(at) && single(rest) && !text[..at].ends_with('{') {
                    let end = rest.iter().position(|byte| matches!(byte, b'}' | b'\n')).unwrap_or(rest.len());
                    let end = (at + end + 1).min(range.end);
                    let message = "a cloze has two braces at each end".to_owned();
                    problems.push(Problem {
                        rule: MALFORMED_CLOZE,
                        range: at..end,
                        message,
                        help: "write `{{c1::text}}` or `{{c1::text::hint}}`",
                    });
                    at = end;
                    continue;
                }
                if let Some(colon) = opener(rest) {
                    match cloze(text, at..range.end, at + colon, within, options) {
                        Ok(cloze) => {
                            at = cloze.range.end;
                            found.push(cloze);
                        }
                        Err((problem, next)) => {
                            problems.push(problem);
                            at = next;
                        }
                    }
                    continue;
                }
            }
            b'_' if rest.starts_with(b"___[") && (at == 0 || text.as_bytes()[at - 1] != b'_') => {
                // Names are short: a bound keeps many openers without an end from taking forever.
                let end = rest.iter().take(100).position(|byte| matches!(byte, b']' | b'\n'));
                if let Some(end) = end.filter(|end| rest[*end] == b']') {
                    let name = &text[at + 4..at + end];
                    let whole = at..at + end + 1;
                    match blank(name, whole.clone(), options) {
                        Ok(()) => found.push(Found { range: whole, token: Token::Blank { name: name.to_owned() } }),
                        Err(Some(problem)) => problems.push(problem),
                        Err(None) => {}
                    }
                    at += end + 1;
                    continue;
                }
                // The name is there, but not its end.
                let length = rest[4..].iter().take_while(|byte| is_name(**byte)).count();
                if options.blanks && is_id(&text[at + 4..at + 4 + length]) {
                    problems.push(nearly_a_blank(text, at..at + 4 + length));
                    at += 4 + length;
                    continue;
                }
            }
            b'_' if options.blanks && rest.starts_with(b"__[") && begins_word(text, at) => {
                let length = rest[3..].iter().take_while(|byte| is_name(**byte)).count();
                if rest.get(3 + length) == Some(&b']') && is_id(&text[at + 3..at + 3 + length]) {
                    problems.push(nearly_a_blank(text, at..at + 4 + length));
                    at += 4 + length;
                    continue;
                }
            }
            _ => {}
        }
        at += 1;
    }
    found
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'
}

fn begins_word(text: &str, at: usize) -> bool {
    !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_')
}

fn nearly_a_blank(text: &str, range: Range<usize>) -> Problem {
    let message = format!("`{}` is nearly a blank", &text[range.clone()]);
    let help = "write `___[name]`: three underscores, and the name between two brackets";
    Problem { rule: MALFORMED_BLANK, range, message, help }
}

/// Whether text begins like a cloze of one brace, `{c1::`.
fn single(rest: &[u8]) -> bool {
    let digits = rest.strip_prefix(b"{c").unwrap_or_default();
    let count = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    count > 0 && digits[count..].starts_with(b"::")
}

/// The length of `{{c1`, if text begins like a cloze and a colon follows.
fn opener(rest: &[u8]) -> Option<usize> {
    let digits = rest.strip_prefix(b"{{c").or_else(|| rest.strip_prefix(b"{{C"))?;
    let count = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (count > 0 && digits.get(count) == Some(&b':')).then_some(3 + count)
}

/// Reads the cloze that begins at `range.start`; its colons are expected at `colon`. A problem comes with the offset to go
/// on from.
fn cloze(
    text: &str,
    range: Range<usize>,
    colon: usize,
    within: Within<'_>,
    options: Options,
) -> Result<Found, (Problem, usize)> {
    let bytes = &text.as_bytes()[..range.end];
    let open = range.start;
    let fail = |range: Range<usize>, message: String, help: &'static str, next: usize| {
        Err((Problem { rule: MALFORMED_CLOZE, range, message, help }, next))
    };
    if !options.clozes {
        let message = "a cloze deletion outside a cloze card".to_owned();
        let help = "in a bank of cards, give the item `kind=cloze`; elsewhere write the text itself";
        return Err((Problem { rule: CLOZE_OUTSIDE_CARD, range: open..colon, message, help }, colon));
    }
    if !bytes[colon..].starts_with(b"::") || bytes[open + 2] == b'C' {
        let help = "write `{{c1::text}}` or `{{c1::text::hint}}`";
        return fail(open..colon + 1, "this begins like a cloze but is none".to_owned(), help, colon + 1);
    }
    let body = colon + 2;
    let (mut at, mut depth, mut separator, mut nested) = (body, 2usize, None, None);
    let end = loop {
        match bytes.get(at) {
            None => {
                let help = "close it with `}}` in the same paragraph, cell or fence; a brace in it needs its partner or a backslash";
                return fail(open..colon, "this cloze is never closed".to_owned(), help, range.end);
            }
            Some(b'\\') if within.escapes(at) => at += 1,
            Some(b'{') => {
                depth += 1;
                if nested.is_none() {
                    nested = opener(&bytes[at..]).map(|length| at..at + length);
                }
            }
            Some(b'}') => {
                depth -= 1;
                if depth == 1 {
                    if bytes.get(at + 1) == Some(&b'}') {
                        break at + 2;
                    }
                    let help = "close the cloze with `}}`; other braces in it come in pairs, and outside code a backslash makes one text: `\\}`";
                    return fail(at..at + 1, "this brace closes nothing".to_owned(), help, at + 1);
                }
            }
            // Colons inside code that began within the cloze are code: `{{c1::`std::io`}}`.
            Some(b':') if depth == 2 && separator.is_none() && bytes.get(at + 1) == Some(&b':') => {
                if within.code_at(at).is_none_or(|code| code < open) {
                    separator = Some(at);
                    at += 1;
                }
            }
            Some(_) => {}
        }
        at += 1;
    };
    if let Some(inner) = nested {
        let help = "close the outer cloze first, or give both parts the same number";
        return fail(inner, "a cloze inside a cloze".to_owned(), help, end);
    }
    let content = body..separator.unwrap_or(end - 2);
    let hint = separator.map(|at| at + 2..end - 2).filter(|hint| !text[hint.clone()].trim().is_empty());
    if text[content.clone()].trim().is_empty() {
        return fail(open..end, "this cloze hides nothing".to_owned(), "write what it hides: `{{c1::text}}`", end);
    }
    match text[open + 3..colon].parse::<u16>() {
        Ok(0) => fail(open..colon, "clozes are numbered from 1".to_owned(), "write `{{c1::…}}`", end),
        Ok(ordinal) => Ok(Found { range: open..end, token: Token::Cloze { ordinal, content, hint } }),
        Err(_) => {
            fail(open..colon, "this cloze's number is too large".to_owned(), "number them `c1`, `c2`, `c3` …", end)
        }
    }
}

fn blank(name: &str, range: Range<usize>, options: Options) -> Result<(), Option<Problem>> {
    let valid = is_id(name);
    if !options.blanks {
        // Something else in the brackets is somebody else's syntax.
        let message = format!("the blank `{name}` stands outside the stem of a question");
        let help =
            "blanks belong into the stem of a question with `kind=fill-in`; elsewhere write `\\___` for underscores";
        return Err(valid.then_some(Problem { rule: BLANK_OUTSIDE_QUESTION, range, message, help }));
    }
    if valid {
        return Ok(());
    }
    let message = if name.is_empty() {
        "this blank has no name".to_owned()
    } else {
        format!("`{name}` is not the name of a blank")
    };
    let help = "write `___[name]` with `a-z`, `0-9` and `-`, beginning with a letter";
    Err(Some(Problem { rule: MALFORMED_BLANK, range, message, help }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Options = Options { clozes: true, blanks: true, attributes: false, index: false };

    /// What is found, as `ordinal|content|hint` or `_name`, or the headlines of what is wrong.
    fn check(text: &str, expected: &[&str]) {
        let mut problems = Vec::new();
        let found = scan(text, 0..text.len(), Within::Prose(&[]), ALL, &mut problems);
        let mut got: Vec<String> = found
            .iter()
            .map(|found| match &found.token {
                Token::Cloze { ordinal, content, hint } => {
                    format!("{ordinal}|{}|{}", &text[content.clone()], hint.clone().map_or("", |hint| &text[hint]))
                }
                Token::Blank { name } => format!("_{name}"),
            })
            .collect();
        got.extend(problems.iter().map(|problem| format!("{}: {}", &text[problem.range.clone()], problem.message)));
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn reads_ordinal_content_and_hint() {
        check("a {{c1::b}} c {{c12::d e::f}}", &["1|b|", "12|d e|f"]);
        check("{{c1::{app: web}}}", &["1|{app: web}|"]);
        check("{{c1::{{ .Values.x }}::a {b}}}", &["1|{{ .Values.x }}|a {b}"]);
        check("{{c1::a::}} {{c2::é\nü}}", &["1|a|", "2|é\nü|"]);
        check(r"\{{c1::a}} {{c1::\}}}", &[r"1|\}|"]);
        check("{{ c1::a }} {{c::a}} {{cx1::a}}", &[]);
    }

    #[test]
    fn says_what_is_wrong() {
        check("{{c1::a} b {{c2::c}}", &["2|c|", "}: this brace closes nothing"]);
        check("{{c1::a {b}", &["{{c1: this cloze is never closed"]);
        check("{{c1::a {{c2::b}} c}} {{c3::d}}", &["3|d|", "{{c2: a cloze inside a cloze"]);
        check("{{c1::}}", &["{{c1::}}: this cloze hides nothing"]);
        check("{{c1:: ::hint}}", &["{{c1:: ::hint}}: this cloze hides nothing"]);
        check("{{c0::a}}", &["{{c0: clozes are numbered from 1"]);
        check("{{c70000::a}}", &["{{c70000: this cloze's number is too large"]);
        check(
            "{{c1:a}} {{C1::a}}",
            &["{{c1:: this begins like a cloze but is none", "{{C1:: this begins like a cloze but is none"],
        );
    }

    #[test]
    fn reads_blanks() {
        check("kubectl ___[verb] pods", &["_verb"]);
        check(r"\___[verb] ____[verb]", &[]);
        check("___[] ___[A b]", &["___[]: this blank has no name", "___[A b]: `A b` is not the name of a blank"]);
    }

    #[test]
    fn a_fence_has_no_escapes_and_colons_of_inner_code_are_code() {
        let mut problems = Vec::new();
        let text = r"\{{c1::a}}";
        assert_eq!(scan(text, 0..text.len(), Within::Fence, ALL, &mut problems).len(), 1);
        let text = "{{c1::`a::b`::c}}";
        let found = scan(text, 0..text.len(), Within::Prose(std::slice::from_ref(&(6..12))), ALL, &mut problems);
        assert_eq!(found[0].token, Token::Cloze { ordinal: 1, content: 6..12, hint: Some(14..15) });
        assert_eq!(problems, []);
    }

    #[test]
    fn where_they_are_not_allowed_they_are_text_and_an_error() {
        let mut problems = Vec::new();
        let text = "{{c1::a}} ___[b] ___[1]";
        assert_eq!(scan(text, 0..text.len(), Within::Fence, Options::default(), &mut problems), []);
        let rules: Vec<RuleId> = problems.iter().map(|problem| problem.rule).collect();
        assert_eq!(rules, [CLOZE_OUTSIDE_CARD, BLANK_OUTSIDE_QUESTION]);
    }
}
