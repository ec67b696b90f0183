//! The safe fixes of a catalogue: shown as a diff, made in the sources.

use gradus_core::Mended;
use gradus_driver::Session;
use gradus_driver::writer::change_sources;
use similar::TextDiff;

use crate::context::Context;
use crate::failure::Failure;
use crate::quantities::count;
use crate::terminal::{Paint, paint};

/// What the fixes change, as a unified diff whose paths lead from where the reader stands.
pub(crate) fn diff(context: &Context, session: &Session, mended: &Mended, colour: bool) -> String {
    let mut text = String::new();
    for change in &mended.changes {
        let path = context.shown(&session.root().join(&change.path));
        let diff = TextDiff::from_lines(&*change.old, &change.new);
        for line in diff.unified_diff().header(&path, &path).to_string().split_inclusive('\n') {
            text.push_str(&painted(line, colour));
        }
    }
    text
}

/// Makes the fixes, and shows them.
pub(crate) fn make(context: &Context, session: &Session, mended: &Mended) -> Result<(), Failure> {
    change_sources(session.root(), &mended.changes)?;
    context.terminal.say(&diff(context, session, mended, context.terminal.error_colour));
    if mended.findings > 0 {
        let (findings, files) = (count(mended.findings, "finding"), count(mended.changes.len(), "file"));
        context.terminal.say(&format!("Fixed {findings} in {files}\n"));
    }
    Ok(())
}

fn painted(line: &str, colour: bool) -> String {
    let bare = line.trim_end_matches(['\n', '\r']);
    let kind = match bare.as_bytes().first() {
        _ if bare.starts_with("---") || bare.starts_with("+++") => Paint::Strong,
        Some(b'-') => Paint::Removed,
        Some(b'+') => Paint::Added,
        Some(b'@') => Paint::Faint,
        _ => return line.to_owned(),
    };
    paint(bare, kind, colour) + &line[bare.len()..]
}
