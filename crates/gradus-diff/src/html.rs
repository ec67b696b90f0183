//! A comparison as one HTML page that needs nothing beside it.

use crate::change::{Change, Status};
use crate::compare::{Comparison, CourseChanges};
use crate::headline;
use crate::words::{Edit, Op, excerpt};

/// Ink and paper of the default theme; what came and went differ by underline and strike as well as by hue.
const STYLE: &str = include_str!("page.css");

/// The comparison as a page.
pub fn html(comparison: &Comparison) -> String {
    let title = format!("{} → {}", escape(&comparison.old), escape(&comparison.new));
    let courses = comparison.courses.iter().filter(|course| !course.changes.is_empty());
    let body = if comparison.is_empty() {
        "<p>Nothing that learners see differs.</p>\n".to_owned()
    } else {
        courses.map(|it| course(it, comparison)).collect()
    };
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>What changed: {title}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>What changed</h1>\n<p class=\"sides\">{title}</p>\n\
         {body}</main>\n</body>\n</html>\n"
    )
}

fn course(course: &CourseChanges, comparison: &Comparison) -> String {
    let mut text = format!("<h2>{}</h2>\n", escape(&headline::course(course, comparison)));
    let sentences = course.learners.sentences();
    if !sentences.is_empty() {
        let items: String = sentences.iter().map(|it| format!("<li>{}</li>\n", escape(it))).collect();
        text.push_str(&format!("<h3>For learners</h3>\n<ul>\n{items}</ul>\n"));
    }
    for (part, changes) in course.by_part() {
        let plural = part.plural();
        let (first, rest) = plural.split_at(1);
        text.push_str(&format!("<h3>{}{rest} <small>{}</small></h3>\n", first.to_uppercase(), changes.len()));
        text.extend(changes.iter().map(change));
    }
    text
}

fn change(change: &Change) -> String {
    let class = match change.status {
        Status::Added | Status::Restored => "came",
        Status::Removed => "gone",
        Status::Changed | Status::Retired => "other",
    };
    let mut notes = vec![headline::status(change.status).to_owned()];
    notes.extend(headline::notes(change));
    let title = if change.title == change.id { String::new() } else { format!(" {}", escape(&change.title)) };
    let head = format!(
        "<p class=\"head\"><span class=\"status {class}\">{}</span> <code>{}</code>{title}</p>\n",
        escape(&notes.join(", ")),
        escape(&change.id)
    );
    let field = |field: &crate::FieldChange| {
        let words: String = excerpt(&field.edits).iter().map(marked).collect();
        format!("<dt>{}</dt>\n<dd>{words}</dd>\n", escape(&field.name))
    };
    let fields: String = change.fields.iter().map(field).collect();
    let fields = if fields.is_empty() { fields } else { format!("<dl>\n{fields}</dl>\n") };
    format!("<article>\n{head}{fields}</article>\n")
}

fn marked(edit: &Edit) -> String {
    let text = escape(&edit.text);
    match edit.op {
        Op::Equal => text,
        Op::Delete => format!("<del>{text}</del>"),
        Op::Insert => format!("<ins>{text}</ins>"),
    }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Controls have no place in HTML.
            control if control.is_control() && control != '\n' && control != '\t' => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
    out
}
