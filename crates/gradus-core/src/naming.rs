//! Ids for items that have none: made of their headings, different from every other id of the course. They are proposed as fixes;
//! once written, an id no longer follows its heading.

use std::collections::BTreeSet;

use gradus_diagnostics::{Diagnostic, Fix, SourceMap, Span};

use crate::bank::is_section;
use crate::checks::names;
use crate::load::Gaps;
use crate::model::{Catalog, Course};
use crate::rules::ITEM_WITHOUT_ID;

/// An id longer than this is cut at a word; authors type them.
const LONG: usize = 40;

/// Gives every finding about an item without an id the fix that names it. `gaps` has one entry for each course.
pub(crate) fn name_items(catalog: &Catalog, gaps: &[Gaps], sources: &SourceMap, diagnostics: &mut [Diagnostic]) {
    for (course, gaps) in catalog.courses.iter().zip(gaps) {
        let folder = format!("{}/", course.folder);
        let ours = |finding: &&mut Diagnostic| {
            finding.rule == ITEM_WITHOUT_ID && sources.file(finding.primary.span.source).path.starts_with(&folder)
        };
        let mut taken: Option<BTreeSet<String>> = None;
        for finding in diagnostics.iter_mut().filter(ours) {
            let taken = taken.get_or_insert_with(|| given(course, gaps));
            if let Some((at, title)) = heading(sources, finding.primary.span) {
                if is_section(title) {
                    let section = format!("write `### {title}` if it is a section of the item above");
                    finding.help.insert(0, section);
                    continue;
                }
                let id = free(&slug(title), taken);
                finding.help =
                    vec![format!("end its heading with an id, such as `{{#{id}}}`; it stays the same for ever")];
                let text = if at.inside { format!("#{id} ") } else { format!(" {{#{id}}}") };
                finding.fix = Some(Fix::insert(at.span, text));
                taken.insert(id);
            }
        }
    }
}

/// Every id that something of the course has or had.
fn given(course: &Course, gaps: &Gaps) -> BTreeSet<String> {
    let named = names::all(course).into_iter().map(|(_, id)| id.as_str());
    let earlier = course.questions.iter().flat_map(|it| &it.was).chain(course.cards.iter().flat_map(|it| &it.was));
    let earlier = earlier.map(|id| id.as_str());
    let unread = gaps.ids.iter().chain(&gaps.drafts).map(String::as_str);
    named.chain(earlier).chain(unread).map(str::to_owned).collect()
}

/// Where an id belongs.
struct Place {
    span: Span,
    /// Whether other attributes stand behind it in the braces.
    inside: bool,
}

/// Where the id of a heading belongs, and the heading's text. `None` where that cannot be told from the line alone.
fn heading(sources: &SourceMap, span: Span) -> Option<(Place, &str)> {
    let line = sources.slice(span).lines().next()?.trim_end();
    let title = line.trim_start().strip_prefix("## ")?;
    let place = |at: usize, inside: bool| {
        let at = span.start as usize + at;
        Place { span: Span::new(span.source, at, at), inside }
    };
    if title.ends_with('#') {
        return None; // closing marks, or text that looks like them
    }
    let sign = |(at, _): (usize, &str)| {
        let begins = title[at + 1..].starts_with(|c: char| c.is_ascii_lowercase());
        begins && !title[..at].ends_with(char::is_alphanumeric)
    };
    if title.match_indices('#').any(sign) || title.contains("id=") {
        return None; // it may be the id, which must not get a second one
    }
    match title.rfind(" {").filter(|_| title.ends_with('}') && !title.ends_with("}}") && !title.ends_with("\\}")) {
        Some(braces) => Some((place(line.len() - title.len() + braces + 2, true), &title[..braces])),
        None => Some((place(line.len(), false), title)),
    }
}

/// The words of a heading as an id.
fn slug(title: &str) -> String {
    let lower = title.to_lowercase().replace(['\'', '’'], "");
    let mut slug = String::new();
    for word in lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if !slug.is_empty() && slug.len() + word.len() >= LONG {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug.truncate(LONG);
    if slug.starts_with(|c: char| c.is_ascii_lowercase()) { slug } else { format!("item-{slug}") }
}

/// The id, or the id with the first number that makes it new.
fn free(slug: &str, taken: &BTreeSet<String>) -> String {
    let slug = slug.trim_end_matches('-');
    let numbered = (2..).map(|number| format!("{slug}-{number}"));
    std::iter::once(slug.to_owned()).chain(numbered).find(|id| !taken.contains(id)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_made_of_words() {
        assert_eq!(slug("What does `gradus check` write?"), "what-does-gradus-check-write");
        assert_eq!(slug("The API server's flags"), "the-api-servers-flags");
        assert_eq!(slug("3 ways out"), "item-3-ways-out");
        assert_eq!(free(&slug("???"), &BTreeSet::new()), "item");
        let long = slug("A policy that selects every Pod of its namespace and lets nothing in");
        assert_eq!(long, "a-policy-that-selects-every-pod-of-its");
        let taken = BTreeSet::from(["item".to_owned(), "item-2".to_owned()]);
        assert_eq!(free("item", &taken), "item-3");
    }
}
