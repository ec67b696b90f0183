//! A course as an Anki package that learners can import again and again: `<code>/<code>.apkg`.
//!
//! Cards and questions become notes, modules become decks. An update keeps every review, because notes are told apart by
//! [ids](identity) that hang on the course's uid and each item's key alone. Retired items are left out; Anki keeps those it
//! has. Nothing here reads a clock: the same edition makes the same bytes.

mod changed;
mod collection;
mod deck;
mod escape;
mod fields;
mod html;
mod identity;
mod item;
mod media;
mod notetype;
mod package;
mod sort_field;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

use gradus_core::model::Course;
use gradus_core::{Artifacts, Edition, GenerateError, Generated, Generator};
use gradus_theme::Theme;

use crate::collection::{CardRow, Collection, NoteRow};
use crate::identity::{Identity, distinct};
use crate::media::Media;
use crate::notetype::Setting;

const NAME: &str = "anki";

/// The one file of the theme that shapes cards. Themes cannot change templates: reviews hang on them.
const STYLE: &str = "anki/card.css";

/// Makes an Anki package of each course.
#[derive(Debug, Default, Clone, Copy)]
pub struct Anki;

impl Generator for Anki {
    fn name(&self) -> &'static str {
        NAME
    }

    fn generate(&self, edition: &Edition, _built: &Artifacts) -> Result<Generated, GenerateError> {
        let theme = Theme::new(edition.catalog().theme.clone());
        let css =
            theme.text(STYLE).map_err(|error| GenerateError::new(NAME, "the style sheet cannot be used", error))?;
        let mut generated = Generated::default();
        for course in &edition.catalog().courses {
            let bytes = package(course, edition.base_url(), &css)?;
            let code = &course.code.value;
            generated.artifacts.insert(format!("{code}/{code}.apkg"), bytes);
        }
        Ok(generated)
    }
}

/// The package of one course.
fn package(course: &Course, base_url: Option<&str>, css: &str) -> Result<Vec<u8>, GenerateError> {
    let mut media = Media::new(course.code.as_str(), &course.assets);
    let collection = collect(course, base_url, css, &mut media);
    let files = media
        .into_files()
        .map_err(|path| GenerateError::plain(NAME, format!("course `{}` has no asset `{path}`", course.code.value)))?;
    let database =
        collection.to_bytes().map_err(|error| GenerateError::new(NAME, "the database cannot be written", error))?;
    package::pack(&database, &files)
        .map_err(|error| GenerateError::new(NAME, "the package cannot be compressed", error))
}

/// Everything that the database holds. Ids are settled in the order of what each row would like to have, so that the
/// order of items in the course does not touch them.
fn collect<'a>(course: &'a Course, base_url: Option<&str>, css: &str, media: &mut Media<'a>) -> Collection {
    let identity = Identity::new(&course.uid);
    let items = item::in_order(course);

    let mut by_id: Vec<_> = items
        .iter()
        .enumerate()
        .map(|(index, placed)| (identity.note(placed.item.key()), placed.item.key(), index))
        .collect();
    by_id.sort_unstable();
    let ids = distinct(by_id.iter().map(|(wanted, ..)| *wanted));

    let mut notes: Vec<NoteRow> = Vec::with_capacity(items.len());
    let mut cards: Vec<(&str, CardRow)> = Vec::with_capacity(items.len());
    for ((_, key, index), id) in by_id.into_iter().zip(ids) {
        let placed = &items[index];
        let changed = changed::item(course, placed.item);
        let fields = fields::of(placed, course, media);
        let sort_field = sort_field::sort_text(fields.first().map_or("", String::as_str));
        notes.push(NoteRow {
            id,
            guid: identity.guid(key),
            note_type: identity.notetype(placed.item.note_type().key),
            changed,
            tags: placed.tags(course),
            checksum: sort_field::checksum(&sort_field),
            sort_field,
            fields: fields.join("\u{1f}"),
        });
        let deck = deck::id(identity, placed.module);
        cards.extend(
            placed.item.ords().into_iter().map(|ord| {
                (key, CardRow { id: identity.card(key, ord), note: id, deck, ord, changed, due: index + 1 })
            }),
        );
    }
    cards.sort_unstable_by(|(a_key, a), (b_key, b)| (a.id, a_key, a.ord).cmp(&(b.id, b_key, b.ord)));
    let ids = distinct(cards.iter().map(|(_, card)| card.id));
    let cards = cards.into_iter().zip(ids).map(|((_, card), id)| CardRow { id, ..card }).collect();

    let changed = changed::latest(course);
    let setting = Setting { locale: &course.locale, base_url, css, changed };
    Collection {
        created: changed::BEFORE_RELEASES,
        changed,
        note_types: notetype::ALL.iter().map(|kind| kind.json(course.code.as_str(), identity, setting)).collect(),
        decks: deck::json(course, identity, changed),
        notes,
        cards,
    }
}
