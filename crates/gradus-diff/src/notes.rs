//! Release notes of a course: what a learner wants to know, without the words that changed. An author may edit them.

use crate::change::{Change, Status};
use crate::compare::CourseChanges;
use crate::headline;
use crate::markdown::escape;
use crate::snapshot::PartKind;

/// The notes as Markdown, their headings of the third level: the page that shows them has the others.
pub fn notes(course: &CourseChanges) -> String {
    let mut text = String::new();
    let sentences = course.learners.sentences();
    if !sentences.is_empty() {
        text.push_str("### For learners\n\n");
        for sentence in sentences {
            text.push_str(&format!("- {}\n", escape(&sentence)));
        }
    }
    for (part, changes) in course.by_part() {
        let plural = part.plural();
        let (first, rest) = plural.split_at(1);
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&format!("### {}{rest}\n\n", first.to_uppercase()));
        for it in changes {
            text.push_str(&line(part, it));
        }
    }
    if text.is_empty() { "Nothing that learners see has changed.\n".to_owned() } else { text }
}

fn line(part: PartKind, change: &Change) -> String {
    let title = if change.title.is_empty() { &change.id } else { &change.title };
    let what = match change.status {
        Status::Added => "new".to_owned(),
        Status::Retired | Status::Removed | Status::Restored => headline::status(change.status).to_owned(),
        Status::Changed => {
            let mut what = headline::notes(change);
            let names: Vec<&str> = change.fields.iter().map(|field| field.name.as_str()).collect();
            if !names.is_empty() {
                // A single weight is worth its numbers; longer texts are for `gradus diff`.
                what.push(weight(part, change).unwrap_or_else(|| format!("{} changed", names.join(", "))));
            }
            what.iter().map(|it| escape(it)).collect::<Vec<_>>().join("; ")
        }
    };
    format!("- {}: {what}\n", escape(title))
}

fn weight(part: PartKind, change: &Change) -> Option<String> {
    let field = change.fields.iter().find(|field| part == PartKind::Domain && field.name == "weight")?;
    let side = |out: crate::Op| {
        field.edits.iter().filter(|edit| edit.op != out).map(|edit| edit.text.as_str()).collect::<String>()
    };
    Some(format!("weight {} → {}", side(crate::Op::Insert), side(crate::Op::Delete)))
}
