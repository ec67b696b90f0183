//! `gradus explain`: what a rule is about.

use clap::Args;
use gradus_core::rules::{Rule, is_off_by_default};
use gradus_diagnostics::Severity;

use crate::ExitStatus;
use crate::context::Context;
use crate::failure::Failure;
use crate::rules;
use crate::terminal::{Paint, paint};

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// Rule to explain; without it, all rules are listed
    rule: Option<String>,
}

pub(crate) fn run(context: &Context, arguments: &Arguments) -> Result<ExitStatus, Failure> {
    let colour = context.terminal.out_colour;
    let text = match &arguments.rule {
        Some(name) => explanation(&rules::find(name)?, colour),
        None => list(&rules::all(), colour),
    };
    context.terminal.print(&text)?;
    Ok(ExitStatus::Clean)
}

fn list(rules: &[Rule], colour: bool) -> String {
    let width = rules.iter().map(|rule| rule.id.0.len()).max().unwrap_or(0);
    let line = |rule: &Rule| {
        let name = paint(&format!("{:<width$}", rule.id.0), Paint::Strong, colour);
        format!("{name}  {}  {}\n", severity(rule, colour), first_sentence(rule.doc))
    };
    rules.iter().map(line).collect()
}

fn explanation(rule: &Rule, colour: bool) -> String {
    let text = if colour { painted(rule.doc) } else { rule.doc.to_owned() };
    let weight = severity(rule, colour);
    format!("{}\n\nBy default: {}\n", text.trim_end(), weight.trim_end())
}

/// The doc with colours instead of marks.
fn painted(doc: &str) -> String {
    let mut text = String::new();
    let mut fence: Option<usize> = None;
    for line in doc.lines() {
        let ticks = line.bytes().take_while(|byte| *byte == b'`').count();
        match fence {
            Some(open) if ticks >= open && ticks == line.trim_end().len() => fence = None,
            Some(_) => text.push_str(&format!("    {}\n", paint(line, Paint::Code, true))),
            None if ticks >= 3 => {
                fence = Some(ticks);
                // Behind the language stands what the example is, such as a file's name.
                if let Some((_, note)) = line.split_once(' ') {
                    text.push_str(&format!("    {}\n", paint(note, Paint::Faint, true)));
                }
            }
            None => {
                let heading = line.strip_prefix('#').map(|rest| rest.trim_start_matches('#').trim_start());
                text.push_str(&heading.map_or_else(|| inline(line), |heading| paint(heading, Paint::Strong, true)));
                text.push('\n');
            }
        }
    }
    text
}

/// Inline code in its colour, without its back quotes.
fn inline(line: &str) -> String {
    if line.matches('`').count() % 2 == 1 {
        return line.to_owned();
    }
    let parts = line.split('`').enumerate();
    parts.map(|(at, part)| if at % 2 == 1 { paint(part, Paint::Code, true) } else { part.to_owned() }).collect()
}

/// The beginning of the doc's first paragraph.
fn first_sentence(doc: &str) -> String {
    let paragraph: Vec<&str> = doc
        .lines()
        .skip_while(|line| line.is_empty() || line.starts_with('#'))
        .take_while(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    let text = paragraph.join(" ");
    match text.find(". ") {
        Some(end) => text[..=end].to_owned(),
        None => text,
    }
}

fn severity(rule: &Rule, colour: bool) -> String {
    match rule.severity {
        _ if is_off_by_default(rule.id) => paint("off    ", Paint::Faint, colour),
        Severity::Error => paint("error  ", Paint::Error, colour),
        Severity::Warning => paint("warning", Paint::Warning, colour),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOC: &str = "# a-rule\n\n## What it does\n\nFinds `x`,\nwhich is bad. Very bad.\n\n````md path=a.md\n```yaml\nx: `1`\n```\n````\nEnd.\n";

    fn rule() -> Rule {
        Rule { id: gradus_diagnostics::RuleId("a-rule"), severity: Severity::Warning, doc: DOC }
    }

    #[test]
    fn a_list_takes_the_first_sentence() {
        assert_eq!(list(&[rule()], false), "a-rule  warning  Finds `x`, which is bad.\n");
    }

    #[test]
    fn without_colour_the_doc_is_as_it_is() {
        assert_eq!(explanation(&rule(), false), format!("{}\n\nBy default: warning\n", DOC.trim_end()));
    }

    #[test]
    fn with_colour_marks_give_way() {
        let text = explanation(&rule(), true);
        assert!(text.contains("\x1b[1mWhat it does\x1b[0m") && text.contains("Finds \x1b[36mx\x1b[0m,"), "{text}");
        let example = "    \x1b[2mpath=a.md\x1b[0m\n    \x1b[36m```yaml\x1b[0m\n    \x1b[36mx: `1`\x1b[0m\n    \x1b[36m```\x1b[0m\nEnd.\n";
        assert!(text.contains(example), "{text}");
    }
}
