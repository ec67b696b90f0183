//! Comments: dropped, but for those that silence a rule.

use std::ops::Range;

use gradus_diagnostics::{Diagnostic, Spanned};

use crate::rules::{DANGLING_SILENCE, SILENCE_WITHOUT_REASON, UNCLOSED_COMMENT};

use super::Silence;
use super::blocks::Reader;

const FORM: &str = "write `<!-- allow RULE: reason -->` on a line of its own before the block";

/// What a comment's text has to do with silencing rules.
#[derive(Debug, PartialEq, Eq)]
pub enum Allow<'a> {
    /// Nothing: it is any other comment.
    No,
    /// It silences a rule, and says why.
    Yes {
        /// The rule's name as written.
        rule: &'a str,
        /// Why.
        reason: &'a str,
    },
    /// It begins like one that silences, but lacks a reason, or names no rule or several.
    WithoutReason {
        /// The rule that it names first.
        rule: Option<&'a str>,
    },
}

/// Reads a comment's text, without the marks around it. Comments in YAML have the same form.
pub fn allow(comment: &str) -> Allow<'_> {
    let Some(rest) = comment.trim().strip_prefix("allow") else { return Allow::No };
    if !rest.is_empty() && !rest.starts_with([' ', '\t', '\n', ':']) {
        return Allow::No;
    }
    let (rule, reason) = rest.split_once(':').map_or((rest.trim(), ""), |(rule, reason)| (rule.trim(), reason.trim()));
    let of_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let named = !rule.is_empty() && rule.chars().all(of_name);
    match (named, reason.is_empty()) {
        (true, false) => Allow::Yes { rule, reason },
        // `<!-- allow me to explain: … -->` is prose; `<!-- allow some-rule, because … -->` is not.
        (false, _) if !rule.is_empty() && !rule.split_whitespace().any(|word| word.contains('-')) => Allow::No,
        _ => Allow::WithoutReason { rule: rule.split(|c| !of_name(c)).next().filter(|first| !first.is_empty()) },
    }
}

impl Reader<'_, '_> {
    /// Reads the comment at the start of a range of the marked text and returns where it ends; `None` if there is none.
    pub(super) fn comment(&mut self, range: Range<usize>, inline: bool) -> Option<usize> {
        let text: &str = &self.marked.text[range.clone()];
        let body = text.strip_prefix("<!--")?;
        self.drop_marks(&range);
        let Some(length) = body.find("-->") else {
            let span = self.marked.span(range.start..range.start + 4);
            let finding = Diagnostic::error(UNCLOSED_COMMENT, span, "this comment is never closed");
            self.diagnostics.push(finding.label("everything after it is lost").help("close it with `-->`"));
            return Some(range.end);
        };
        let whole = range.start..range.start + 4 + length + 3;
        let span = self.marked.span(whole.clone());
        let (rule, reason) = match allow(&body[..length]) {
            Allow::No => return Some(whole.end),
            Allow::WithoutReason { rule } => {
                let finding =
                    Diagnostic::error(SILENCE_WITHOUT_REASON, span, "this comment silences a rule without a reason");
                self.diagnostics.push(finding.help(match rule {
                    Some(rule) => {
                        format!("write `<!-- allow {rule}: reason -->` on a line of its own before the block")
                    }
                    None => FORM.to_owned(),
                }));
                (rule.filter(|_| !inline), "")
            }
            Allow::Yes { .. } if inline => {
                let finding = Diagnostic::error(
                    DANGLING_SILENCE,
                    span,
                    "this comment stands inside a paragraph and silences nothing",
                );
                self.diagnostics.push(finding.help(FORM));
                return Some(whole.end);
            }
            Allow::Yes { rule, reason } => (Some(rule), reason),
        };
        if let Some(rule) = rule {
            let keyword = body.find("allow").unwrap_or(0) + "allow".len();
            let start = whole.start + 4 + keyword + body[keyword..].find(rule).unwrap_or(0);
            let rule = Spanned::new(rule.to_owned(), self.marked.span(start..start + rule.len()));
            let reason = reason.split_whitespace().collect::<Vec<_>>().join(" ");
            self.silences.push(Silence { rule, reason, span, next: None });
        }
        Some(whole.end)
    }

    /// Clozes and blanks in a comment go with it.
    pub(super) fn drop_marks(&mut self, range: &Range<usize>) {
        let first = self.marked.marks.partition_point(|mark| mark.at < range.start);
        for (number, mark) in self.marked.marks.iter().enumerate().skip(first) {
            if mark.at >= range.end {
                break;
            }
            self.placed[number] = true;
        }
    }

    pub(super) fn report_dangling_silences(&mut self) {
        let dangles = |silence: &&Silence| silence.next.is_none() && !silence.reason.is_empty();
        for silence in self.silences.iter().filter(dangles) {
            let finding = Diagnostic::error(DANGLING_SILENCE, silence.span, "this comment silences nothing");
            self.diagnostics.push(finding.label("no block follows it").help(FORM));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_rule_with_a_reason_silences() {
        assert_eq!(allow(" allow raw-html: a demo "), Allow::Yes { rule: "raw-html", reason: "a demo" });
        for (comment, rule) in [
            ("allow raw-html", Some("raw-html")),
            ("allow raw-html:", Some("raw-html")),
            ("allow", None),
            ("allow: why", None),
            ("allow a-b, c-d: why", Some("a-b")),
            ("allow raw-html because", Some("raw-html")),
        ] {
            assert_eq!(allow(comment), Allow::WithoutReason { rule }, "{comment}");
        }
        for comment in ["TODO", "allowance", "allow me to explain: this", "allow nothing here"] {
            assert_eq!(allow(comment), Allow::No, "{comment}");
        }
    }
}
