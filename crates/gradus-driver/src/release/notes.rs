//! The notes of a release where its author wrote none and the sources of the one before are not at hand: which items are
//! new, changed, renamed and retired, from the lock alone.
//! They are Markdown for people to edit before they commit it.

use gradus_content::plain_inlines;
use gradus_core::lock::{Lock, Version};
use gradus_core::model::{Card, CardBody, Course, Item};

/// Where the notes of a release stand in the catalogue.
pub(super) fn path(course: &Course, version: &Version) -> String {
    format!("{}/releases/{version}.md", course.folder)
}

/// What such notes say of themselves.
const ITEMS_ONLY: &str =
    "These notes list questions and cards alone: the sources of the release before were not at hand.";

/// The notes of a release that a lock ends with.
pub(super) fn text(course: &Course, lock: &Lock, version: &Version) -> String {
    let items: Vec<Item<'_>> = course.items().collect();
    let before = course.lock.items();
    if course.release().is_none() {
        let live = items.iter().copied().filter(|item| item.retired().is_none());
        let (cards, questions): (Vec<_>, Vec<_>) = live.partition(|item| matches!(item, Item::Card(_)));
        return format!(
            "The first release: {} and {}.\n",
            count(questions.len(), "question"),
            count(cards.len(), "card")
        );
    }
    let known = |item: &Item<'_>| before.get(item.key().as_str());
    let changed = |item: &Item<'_>| lock.items()[item.key().as_str()].changed == *version;
    let retired = |item: &Item<'_>| item.retired().is_some();
    let renamed = |item: &Item<'_>| known(item).is_some_and(|known| known.id != item.id().value);
    let said_anew = |item: &Item<'_>| known(item).is_some_and(|known| known.hash != course.content_hash(*item));
    let of = |wanted: &dyn Fn(&Item<'_>) -> bool| -> Vec<String> {
        items.iter().filter(|item| wanted(item)).map(|item| line(*item)).collect()
    };
    let sections = [
        ("New", of(&|item| known(item).is_none() && !retired(item))),
        ("Changed", of(&|item| changed(item) && said_anew(item) && !retired(item))),
        ("Renamed", of(&|item| renamed(item) && !retired(item))),
        ("Retired", of(&|item| changed(item) && said_anew(item) && retired(item))),
    ];
    let sections: Vec<String> = sections
        .into_iter()
        .filter(|(_, lines)| !lines.is_empty())
        .map(|(title, lines)| format!("### {title}\n\n{}\n", lines.join("\n")))
        .collect();
    let listed =
        if sections.is_empty() { "No question and no card changed.\n".to_owned() } else { sections.join("\n") };
    format!("{listed}\n{ITEMS_ONLY}\n")
}

fn line(item: Item<'_>) -> String {
    let title = match item {
        Item::Question(question) => plain_inlines(&question.title),
        Item::Card(Card { body: CardBody::Cloze { prompt, .. }, .. }) => plain_inlines(prompt),
        Item::Card(Card { body: CardBody::Basic { front, .. }, .. }) => gradus_content::plain_blocks(front),
    };
    let first = title.lines().next().unwrap_or_default();
    format!("- `{}`: {}", item.id().value, escaped(first))
}

/// A title was Markdown once; as plain text it must not be read as such again.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '&' | '{' | '}') {
            out.push('\\');
        }
        out.push(character);
    }
    out
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
