//! Findings of one cause, for people: the first few in full, the rest as a number. Machines get every one.

use std::collections::HashMap;

use crate::{Diagnostic, RuleId, Severity, SourceMap, human};

/// How many findings of one cause are shown in full. One more is shown too: to fold it would save nothing.
const FULL: usize = 3;

/// All findings, those of one cause folded, a blank line after each.
pub fn render(sources: &SourceMap, diagnostics: &[Diagnostic], colour: bool) -> String {
    let mut left: HashMap<(RuleId, Severity, &str), (usize, usize)> = HashMap::new();
    for diagnostic in diagnostics {
        left.entry(cause(diagnostic)).or_default().0 += 1;
    }
    let mut out = String::new();
    for diagnostic in diagnostics {
        let Some((all, shown)) = left.get_mut(&cause(diagnostic)) else { continue };
        let folds = *all > FULL + 1;
        *shown += 1;
        match *shown {
            FULL if folds => {
                let note = format!("the same in {} more places; `gradus check --all` shows each", *all - FULL);
                out += &human::render(sources, &diagnostic.clone().help(note), colour);
            }
            shown if folds && shown > FULL => continue,
            _ => out += &human::render(sources, diagnostic, colour),
        }
        out += "\n\n";
    }
    out
}

/// Findings with the same words have one cause: the same unknown id, the same dead address.
fn cause(diagnostic: &Diagnostic) -> (RuleId, Severity, &str) {
    (diagnostic.rule, diagnostic.severity, &diagnostic.message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;

    fn rendered(count: usize) -> String {
        let mut sources = SourceMap::new();
        let id = sources.add("a.md", "x\n".repeat(40));
        let finding =
            |at: usize| Diagnostic::error(RuleId("a-rule"), Span::new(id, at * 2, at * 2 + 1), "wrong").help("mend it");
        let mut findings: Vec<Diagnostic> = (0..count).map(finding).collect();
        findings.push(Diagnostic::error(RuleId("a-rule"), Span::new(id, 78, 79), "otherwise wrong"));
        render(&sources, &findings, false)
    }

    #[test]
    fn many_of_one_cause_are_a_number() {
        let text = rendered(30);
        assert_eq!(text.matches("error[a-rule]: wrong").count(), 3, "{text}");
        assert_eq!(text.matches("the same in 27 more places").count(), 1, "{text}");
        assert!(text.contains("a.md:3:1") && !text.contains("a.md:4:1"), "{text}");
        assert!(text.contains("error[a-rule]: otherwise wrong"), "{text}");
    }

    #[test]
    fn few_are_shown_each() {
        let text = rendered(4);
        assert_eq!(text.matches("error[a-rule]: wrong").count(), 4, "{text}");
        assert!(!text.contains("more places"), "{text}");
    }
}
