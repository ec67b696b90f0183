//! Fences that call themselves JSON or TOML are that.
//!
//! A fence may hold several JSON values, as logs do. A `fragment` is not read, and neither is what has blanks to fill.

use gradus_content::Code;
use gradus_diagnostics::{Diagnostic, RuleId, Severity, Span};
use serde::de::IgnoredAny;

use super::{Check, Scope, fences};
use crate::rules::Rule;

const JSON: RuleId = RuleId("invalid-json");
const TOML: RuleId = RuleId("invalid-toml");

/// Reads every fence of JSON or TOML that is not marked.
#[derive(Debug)]
pub(super) struct DataFences;

impl Check for DataFences {
    fn rules(&self) -> &'static [Rule] {
        &[
            Rule { id: JSON, severity: Severity::Error, doc: include_str!("invalid-json.md") },
            Rule { id: TOML, severity: Severity::Error, doc: include_str!("invalid-toml.md") },
        ]
    }

    fn check(&self, scope: &Scope<'_>, report: &mut Vec<Diagnostic>) {
        report.extend(fences::each(scope.texts, |code| {
            if code.fragment || !code.blanks.is_empty() {
                return None;
            }
            let (rule, (span, message)) = if fences::is_in(code, &["json"]) {
                (JSON, json(code)?)
            } else if fences::is_in(code, &["toml"]) {
                (TOML, toml(code)?)
            } else {
                return None;
            };
            let finding = Diagnostic::error(rule, span, message);
            Some(
                finding.help(
                    "mark the fence `fragment` if it is a part of something, `invalid` if it is wrong on purpose",
                ),
            )
        }));
    }
}

fn json(code: &Code) -> Option<(Span, String)> {
    let values = serde_json::Deserializer::from_str(&code.text).into_iter::<IgnoredAny>();
    let error = values.filter_map(Result::err).next()?;
    let line = code.text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
    // A column counts bytes, and is 0 where a line has ended too early: the line before is meant.
    let at = (line + error.column()).saturating_sub(1);
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or(&message);
    Some((character(code, at), format!("this is no JSON: {message}")))
}

fn toml(code: &Code) -> Option<(Span, String)> {
    let error = toml::de::DeTable::parse(&code.text).err()?;
    let at = error.span().map_or(0, |span| span.start);
    let message = error.message().lines().collect::<Vec<_>>().join(", ");
    Some((character(code, at), format!("this is no TOML: {message}")))
}

/// The place of the character at a byte.
fn character(code: &Code, at: usize) -> Span {
    let start = code.text.floor_char_boundary(at.min(code.text.len().saturating_sub(1)));
    let length = code.text[start..].chars().next().map_or(0, char::len_utf8);
    code.map.span(start..start + length)
}
