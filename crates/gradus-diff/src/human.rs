//! A comparison for the terminal.

use crate::change::{Change, Status};
use crate::compare::{Comparison, CourseChanges};
use crate::headline;
use crate::words::{Edit, Op, excerpt};

const STRONG: &str = "1";
const FAINT: &str = "2";
const GONE: &str = "31";
const CAME: &str = "32";
const OTHER: &str = "33";

/// The comparison as lines of text. Without colour, `[-words that went-]` and `{+words that came+}` stand in brackets, as
/// in `git diff --word-diff`.
pub fn human(comparison: &Comparison, colour: bool) -> String {
    if comparison.is_empty() {
        return format!("Nothing that learners see differs between {} and {}.\n", comparison.old, comparison.new);
    }
    let courses = comparison.courses.iter().filter(|course| !course.changes.is_empty());
    courses.map(|it| course(it, comparison, colour)).collect::<Vec<_>>().join("\n")
}

fn course(course: &CourseChanges, comparison: &Comparison, colour: bool) -> String {
    let mut text = paint(&headline::course(course, comparison), STRONG, colour) + "\n";
    for (part, changes) in course.by_part() {
        text.push_str(&format!("\n{}\n", paint(&capital(part.plural()), STRONG, colour)));
        for it in changes {
            text.push_str(&change(it, colour));
        }
    }
    text.push_str(&format!("\n{}\n", paint("For learners", STRONG, colour)));
    let sentences = course.learners.sentences();
    for sentence in &sentences {
        text.push_str(&format!("  {sentence}\n"));
    }
    if sentences.is_empty() {
        text.push_str("  Nothing that they practise changed.\n");
    }
    text
}

fn change(change: &Change, colour: bool) -> String {
    let (sign, ink) = match change.status {
        Status::Added => ("+", CAME),
        Status::Changed => ("~", OTHER),
        Status::Retired => ("×", OTHER),
        Status::Restored => ("+", CAME),
        Status::Removed => ("-", GONE),
    };
    let mut notes = headline::notes(change);
    if matches!(change.status, Status::Retired | Status::Restored) {
        notes.insert(0, headline::status(change.status).to_owned());
    }
    let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
    let head = format!("  {} {}", paint(sign, ink, colour), paint(&change.id, STRONG, colour));
    let title = if change.title == change.id { String::new() } else { format!("  {}", change.title) };
    let mut text = format!("{head}{title}{notes}\n");
    for field in &change.fields {
        let words = excerpt(&field.edits).iter().map(|edit| marked(edit, colour)).collect::<String>();
        let mut lines = words.lines();
        let name = paint(&format!("{}:", field.name), FAINT, colour);
        text.push_str(&format!("      {name} {}\n", lines.next().unwrap_or_default()));
        for line in lines.filter(|line| !line.trim().is_empty()) {
            text.push_str(&format!("        {line}\n"));
        }
    }
    text
}

/// Colours end with each line, so that indentation stays plain.
fn marked(edit: &Edit, colour: bool) -> String {
    let (open, close, ink) = match edit.op {
        Op::Equal => return edit.text.clone(),
        Op::Delete => ("[-", "-]", GONE),
        Op::Insert => ("{+", "+}", CAME),
    };
    if !colour {
        return format!("{open}{}{close}", edit.text);
    }
    let line = |line: &str| match line.strip_suffix('\n') {
        Some(text) => paint(text, ink, true) + "\n",
        None => paint(line, ink, true),
    };
    edit.text.split_inclusive('\n').map(line).collect()
}

fn paint(text: &str, code: &str, colour: bool) -> String {
    if colour && !text.is_empty() { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
