//! Links, images and marks that lack one of their signs, and so are text.
//!
//! What holds such a sign in earnest stands in backticks, or has a backslash before it, which ends the text looked at here.

use super::unread::{Slip, back, near};

/// Said of a link or an image; its target is one of this course.
pub(super) const LINK: &str = "this is not read as a link or an image";

/// What links and images of a course lead to.
const TARGETS: [&str; 7] = ["lesson:", "module:", "question:", "task:", "card:", "term:", "assets/"];

/// `[text](lesson:id`, `[text(lesson:id)`, `text](lesson:id)`, `[text](lesson: id)`.
pub(super) fn link(line: &str) -> Option<Slip> {
    let at = line.match_indices('(').map(|(at, _)| at).find(|at| {
        let target = line[at + 1..].trim_start_matches(['<', ' ']);
        let Some(kind) = TARGETS.iter().find(|kind| target.starts_with(**kind)) else { return false };
        let closed = line[..*at].trim_end().ends_with(']');
        let open = back(line, *at).rfind('[').is_some_and(|open| !back(line, *at)[open..].contains(']'));
        let named = target[kind.len()..].starts_with(|c: char| c.is_ascii_alphanumeric());
        closed || (open && named)
    })?;
    let bracket = line[..at].trim_end().strip_suffix(']').map_or(at, str::len);
    let start = back(line, at).rfind('[').map_or(bracket, |open| at - back(line, at).len() + open);
    let start = start - usize::from(line[..start].ends_with('!'));
    let end = near(&line[at..]).find(')').map_or(line.len(), |length| at + length + 1);
    let instead = "write `[text](lesson:id)`, `![text](assets/file.svg)`: both pairs of brackets, no space between them or in the target";
    Some(Slip { at: start..end, what: LINK, instead })
}

/// `**bold` and `` `code ``, whose ends are missing.
pub(super) fn mark(line: &str) -> Option<Slip> {
    let word = |text: Option<char>| text.is_some_and(char::is_alphanumeric);
    let apart =
        |text: Option<char>| text.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | ')' | '.' | ',' | ':' | ';'));
    let alone = |sign: &str, at: usize| {
        let (before, behind) = (line[..at].chars().next_back(), line[at + sign.len()..].chars().next());
        (apart(before) && word(behind)) || (word(before) && apart(behind))
    };
    let find = |sign: &'static str| line.match_indices(sign).map(|(at, _)| at).find(|at| alone(sign, *at));
    if let Some(at) = find("`") {
        return Some(Slip {
            at: at..at + 1,
            what: "this backtick has no partner",
            instead: "write a backtick at both ends of the code",
        });
    }
    let at = find("**").filter(|_| line.matches("**").count() == 1)?;
    Some(Slip {
        at: at..at + 2,
        what: "these stars have no partner",
        instead: "write `**` at both ends of what is bold",
    })
}
