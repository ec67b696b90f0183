//! A comparison as Markdown: words that went struck out, words that came in bold.

use crate::change::Change;
use crate::compare::{Comparison, CourseChanges};
use crate::headline;
use crate::words::{Edit, Op, excerpt};

/// The comparison as a Markdown document.
pub fn markdown(comparison: &Comparison) -> String {
    if comparison.is_empty() {
        let (old, new) = (escape(&comparison.old), escape(&comparison.new));
        return format!("Nothing that learners see differs between {old} and {new}.\n");
    }
    let courses = comparison.courses.iter().filter(|course| !course.changes.is_empty());
    courses.map(|it| course(it, comparison)).collect::<Vec<_>>().join("\n")
}

fn course(course: &CourseChanges, comparison: &Comparison) -> String {
    let mut text = format!("# {}\n", escape(&headline::course(course, comparison)));
    let sentences = course.learners.sentences();
    if !sentences.is_empty() {
        text.push_str("\n## For learners\n\n");
        for sentence in sentences {
            text.push_str(&format!("- {}\n", escape(&sentence)));
        }
    }
    for (part, changes) in course.by_part() {
        let plural = part.plural();
        let (first, rest) = plural.split_at(1);
        text.push_str(&format!("\n## {}{rest}\n\n", first.to_uppercase()));
        text.extend(changes.iter().map(change));
    }
    text
}

fn change(change: &Change) -> String {
    let mut notes = vec![headline::status(change.status).to_owned()];
    notes.extend(headline::notes(change).iter().map(|note| escape(note)));
    let title = if change.title == change.id { String::new() } else { format!(" {}", escape(&change.title)) };
    let mut text = format!("- `{}`{title}: {}\n", change.id, notes.join(", "));
    for field in &change.fields {
        let words: String = excerpt(&field.edits).iter().map(marked).collect();
        text.push_str(&format!("  - *{}*: {}\n", field.name, words.split_whitespace().collect::<Vec<_>>().join(" ")));
    }
    text
}

/// Marks hug their words: `** word**` is not bold.
fn marked(edit: &Edit) -> String {
    let mark = match edit.op {
        Op::Equal => return escape(&edit.text),
        Op::Delete => "~~",
        Op::Insert => "**",
    };
    let words = edit.text.trim();
    if words.is_empty() {
        return edit.text.clone();
    }
    let start = edit.text.len() - edit.text.trim_start().len();
    let (lead, tail) = (&edit.text[..start], &edit.text[start + words.len()..]);
    // A blank line inside would end the emphasis.
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{lead}{mark}{}{mark}{tail}", escape(&words))
}

/// Text that Markdown shows as it is.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '~' | '[' | ']' | '<' | '>' | '#' | '|' | '&') {
            out.push('\\');
        }
        out.push(character);
    }
    out
}
