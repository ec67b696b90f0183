//! Classified pieces of code, and their HTML.

use std::ops::Range;

use syntect::parsing::{ParseState, ScopeStack, SyntaxReference, SyntaxSet};

use super::scopes::{Class, Classes};
use crate::html::escape;

/// A piece of code of one class. What no piece covers is plain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) range: Range<usize>,
    pub(super) class: Class,
}

/// Something in a block that is not code: markup around a range, or in its place.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    /// Bytes of the code; empty where something is put in.
    pub(crate) range: Range<usize>,
    /// Markup before them.
    pub(crate) open: String,
    /// Markup after them.
    pub(crate) close: &'static str,
    /// Whether the code itself is left out.
    pub(crate) hides: bool,
}

/// Classifies code by a grammar. Where a grammar fails, the rest stays plain.
pub(super) fn tokens(grammars: &SyntaxSet, grammar: &SyntaxReference, classes: &Classes, text: &str) -> Vec<Token> {
    let mut state = ParseState::new(grammar);
    let mut stack = ScopeStack::new();
    let mut tokens: Vec<Token> = Vec::new();
    let mut base = 0;
    for line in text.split_inclusive('\n') {
        let Ok(ops) = state.parse_line(line, grammars) else { break };
        let mut at = 0;
        for (next, op) in &ops {
            push(&mut tokens, classes, &stack, text, base + at..base + next);
            at = *next;
            if stack.apply(op).is_err() {
                return tokens;
            }
        }
        push(&mut tokens, classes, &stack, text, base + at..base + line.len());
        base += line.len();
    }
    tokens
}

/// Adds a piece without the white space around it, or lengthens the last one.
fn push(tokens: &mut Vec<Token>, classes: &Classes, stack: &ScopeStack, text: &str, range: Range<usize>) {
    let piece = &text[range.clone()];
    let inner = piece.trim();
    if inner.is_empty() {
        return;
    }
    let Some(class) = classes.of(stack) else { return };
    let start = range.start + (piece.len() - piece.trim_start().len());
    let end = start + inner.len();
    match tokens.last_mut() {
        Some(last) if last.class == class && joins(&text[last.range.end..start]) => last.range.end = end,
        _ => tokens.push(Token { range: start..end, class }),
    }
}

/// Pieces of one class stay one span over spaces, but not over lines.
fn joins(between: &str) -> bool {
    between.bytes().all(|byte| byte == b' ')
}

/// Writes code with its classes and marks as HTML. Tokens and marks rise, and marks do not overlap; a span never crosses a
/// mark's edge.
pub(super) fn write_tokens(text: &str, tokens: &[Token], marks: &[Mark], out: &mut String) {
    let mut at = 0;
    for mark in marks {
        write_range(text, tokens, at..mark.range.start, out);
        out.push_str(&mark.open);
        if !mark.hides {
            write_range(text, tokens, mark.range.clone(), out);
        }
        out.push_str(mark.close);
        at = mark.range.end;
    }
    write_range(text, tokens, at..text.len(), out);
}

fn write_range(text: &str, tokens: &[Token], range: Range<usize>, out: &mut String) {
    let mut at = range.start;
    let first = tokens.partition_point(|token| token.range.end <= range.start);
    for token in tokens[first..].iter().take_while(|token| token.range.start < range.end) {
        let start = token.range.start.max(at);
        let end = token.range.end.min(range.end);
        escape(&text[at..start], out);
        out.push_str("<span class=\"");
        out.push_str(token.class.name());
        out.push_str("\">");
        escape(&text[start..end], out);
        out.push_str("</span>");
        at = end;
    }
    escape(&text[at..range.end], out);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(range: Range<usize>) -> Token {
        Token { range, class: Class::String }
    }

    fn html(text: &str, tokens: &[Token], marks: &[Mark]) -> String {
        let mut out = String::new();
        write_tokens(text, tokens, marks, &mut out);
        out
    }

    #[test]
    fn a_mark_splits_the_span_it_cuts() {
        let mark = Mark { range: 2..4, open: "<mark>".to_owned(), close: "</mark>", hides: false };
        let expected = r#"a<span class="hs">b</span><mark><span class="hs">c</span>&lt;</mark>e"#;
        assert_eq!(html("abc<e", &[token(1..3)], &[mark]), expected);
    }

    #[test]
    fn a_mark_can_take_the_place_of_code_or_of_nothing() {
        let hidden = Mark { range: 0..2, open: "[…]".to_owned(), close: "", hides: true };
        let blank = Mark { range: 3..3, open: "<b></b>".to_owned(), close: "", hides: true };
        assert_eq!(
            html("abcd", &[token(0..4)], &[hidden, blank]),
            r#"[…]<span class="hs">c</span><b></b><span class="hs">d</span>"#
        );
    }
}
