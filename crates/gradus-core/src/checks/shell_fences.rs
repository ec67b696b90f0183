//! Fences that call themselves shell can be read by one.
//!
//! Read with the grammar of tree-sitter, which editors use; it is bash's, and what it refuses is a warning. In a `console` each
//! command is read, with the lines that follow it if it needs them. Placeholders such as `<name>` are words.

use std::borrow::Cow;
use std::ops::Range;

use gradus_diagnostics::{Diagnostic, RuleId, Severity, TextMap};
use tree_sitter::{Node, Parser};

use super::{Check, Scope, fences};
use crate::rules::Rule;

const RULE: RuleId = RuleId("invalid-shell");

/// What begins a line of input in a console.
const PROMPT: &str = "$ ";

/// How many more lines a command in a console may have.
const LONGEST: usize = 100;

/// Reads every fence of commands that is not marked.
#[derive(Debug)]
pub(super) struct ShellFences;

impl Check for ShellFences {
    fn rules(&self) -> &'static [Rule] {
        &[Rule { id: RULE, severity: Severity::Warning, doc: include_str!("invalid-shell.md") }]
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        report.extend(fences::each(scope.texts, |code| {
            let script = fences::is_in(code, &["bash", "sh", "shell"]);
            if code.fragment || code.output || !(script || fences::is_in(code, &["console"])) {
                return None;
            }
            let (text, map) = fences::filled(code);
            if script { slip(&text, 0..text.len(), &map) } else { console(&text, &map) }
        }));
    }
}

/// The first slip in the commands of a console.
fn console(text: &str, map: &TextMap) -> Option<Diagnostic> {
    let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let prompts: Vec<usize> = starts.into_iter().filter(|at| text[*at..].starts_with(PROMPT)).collect();
    prompts.iter().enumerate().find_map(|(number, prompt)| {
        let until = prompts.get(number + 1).copied().unwrap_or(text.len());
        let start = prompt + PROMPT.len();
        // Continued lines, here-documents and loops go on in the lines below, which else are output.
        let mut ends = text[start..until].split_inclusive('\n').scan(start, |end, line| {
            *end += line.len();
            Some(*end)
        });
        let found = slip(text, start..ends.next()?, map)?;
        let whole = ends.take(LONGEST).any(|end| {
            let prompted = continued(&text[start..end]);
            slip(text, start..end, map).is_none()
                || prompted.is_some_and(|script| slip(&script, 0..script.len(), map).is_none())
        });
        (!whole).then_some(found)
    })
}

/// A command without the prompts of the lines that it goes on in, if it has any.
fn continued(command: &str) -> Option<String> {
    let bare = |line: &str| line.strip_prefix("> ").or(line.strip_prefix('>')).map(str::to_owned);
    let mut lines = command.split_inclusive('\n');
    let mut script = lines.next()?.to_owned();
    let rest: Option<String> = lines.map(bare).collect();
    script.push_str(&rest.filter(|rest| !rest.is_empty())?);
    Some(script)
}

/// The first place in a range of a text that no shell can read.
fn slip(text: &str, range: Range<usize>, map: &TextMap) -> Option<Diagnostic> {
    let script = without_placeholders(&text[range.clone()]);
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_bash::LANGUAGE.into()).ok()?;
    let tree = parser.parse(script.as_bytes(), None)?;
    let node = first_error(tree.root_node())?;
    let at = script.floor_char_boundary(node.start_byte());
    let found = &script[at..script.ceil_char_boundary(node.end_byte())];
    let at = at + found.len() - found.trim_start().len();
    let (message, help) = if node.is_missing() {
        let what = if node.kind() == "heredoc_end" { "the end of the here-document" } else { node.kind() };
        (format!("this shell command lacks {}", quoted(what)), "complete the command")
    } else if found.trim_start().starts_with(['"', '\'']) {
        ("this quote is not closed".to_owned(), "close it, or write a backslash before it")
    } else {
        ("no shell can read this".to_owned(), "look for brackets, quotes and `do`, `then` or `fi` around it")
    };
    // What is missing is missed at the end of what is there.
    let at = if node.is_missing() { script[..at].trim_end().len().saturating_sub(1) } else { at };
    let at = script.floor_char_boundary(at);
    let line = script[at..].lines().next().unwrap_or_default().trim_end();
    let length = line.len().max(1).min(script.len() - at);
    let span = map.span(range.start + at..range.start + at + length);
    let finding = Diagnostic::warning(RULE, span, message).help(help);
    Some(finding.help("mark the fence `fragment` if it is a part of something, `invalid` if it is wrong on purpose"))
}

fn quoted(what: &str) -> String {
    match what {
        "the end of the here-document" => what.to_owned(),
        "word" => "a command or a word".to_owned(),
        other => format!("`{other}`"),
    }
}

/// The first node that is an error or missing, the innermost of those that begin together.
fn first_error(node: Node<'_>) -> Option<Node<'_>> {
    if !node.has_error() {
        return None;
    }
    if node.is_missing() {
        return Some(node);
    }
    let mut cursor = node.walk();
    let inner = node.children(&mut cursor).find_map(first_error);
    if node.is_error() { Some(inner.filter(|inner| inner.is_missing()).unwrap_or(node)) } else { inner }
}

/// Words of the same length in the place of `<name>` and the like, which a shell would take for redirections.
fn without_placeholders(script: &str) -> Cow<'_, str> {
    let mut out = Cow::Borrowed(script);
    let mut from = 0;
    while let Some(open) = script[from..].find('<').map(|at| from + at) {
        from = open + 1;
        let inner = &script[from..];
        let length =
            inner.find(|c: char| !(c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.' | '/' | '|' | ':')));
        let Some(length) = length.filter(|length| inner[*length..].starts_with('>')) else { continue };
        if !script[..open].ends_with('<') && inner.starts_with(char::is_alphabetic) {
            out.to_mut().replace_range(open..from + length + 1, &"x".repeat(length + 2));
            from += length + 1;
        }
    }
    out
}
