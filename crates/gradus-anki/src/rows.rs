//! A course as rows: each live item a note with its cards, each with the ids that it keeps for ever.

use gradus_core::model::Course;

use crate::collection::{CardRow, Collection, NoteRow};
use crate::identity::{Identity, distinct};
use crate::media::Media;
use crate::notetype::Setting;
use crate::{changed, deck, fields, item, notetype, sort_field};

/// Everything that the database holds. Ids are settled in the order of what each row would like to have, so that the
/// order of items in the course does not touch them.
pub(crate) fn collect<'a>(course: &'a Course, setting: Setting<'_>, media: &mut Media<'a>) -> Collection {
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

    Collection {
        created: changed::BEFORE_RELEASES,
        changed: setting.changed,
        note_types: notetype::ALL.iter().map(|kind| kind.json(course.code.as_str(), identity, setting)).collect(),
        decks: deck::json(course, identity, setting.changed),
        notes,
        cards,
    }
}
