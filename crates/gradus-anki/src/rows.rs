//! A course as rows: each item a note with its cards, each with the ids that it keeps for ever.

use std::collections::BTreeSet;

use gradus_core::model::Course;
use rayon::prelude::*;

use crate::identity::{Identity, distinct};
use crate::item::{self, Placed};
use crate::media::{Media, Pictures};
use crate::{fields, sort_field};

/// An item as rows.
#[derive(Debug)]
pub(crate) struct ItemRows<'a> {
    pub(crate) placed: Placed<'a>,
    pub(crate) note: NoteRow,
    pub(crate) cards: Vec<CardRow>,
    /// The paths of the pictures it shows.
    pub(crate) pictures: BTreeSet<&'a str>,
}

/// A row of `notes`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NoteRow {
    pub(crate) id: i64,
    pub(crate) guid: String,
    pub(crate) note_type: i64,
    /// In seconds. Anki updates a learner's note only if this is later than theirs.
    pub(crate) changed: i64,
    pub(crate) tags: String,
    /// Separated by U+001F.
    pub(crate) fields: String,
    pub(crate) sort_field: String,
    pub(crate) checksum: u32,
}

/// A row of `cards`: a new card that nobody has seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CardRow {
    pub(crate) id: i64,
    pub(crate) note: i64,
    pub(crate) deck: i64,
    pub(crate) ord: u16,
    pub(crate) changed: i64,
    /// The place among new cards, from 1.
    pub(crate) due: usize,
}

/// All items of a course, retired ones too, by rising id; or the path of a picture that is not there.
///
/// Ids are settled in the order of what each row would like to have, so that neither the order of items nor what becomes of
/// some of them touches the others.
pub(crate) fn of<'a>(
    course: &'a Course,
    identity: Identity<'_>,
    pictures: &'a Pictures<'a>,
) -> Result<Vec<ItemRows<'a>>, String> {
    let placed = item::in_order(course);
    let made =
        placed.into_par_iter().enumerate().map(|(index, placed)| item(course, identity, pictures, placed, index));
    let mut rows: Vec<ItemRows<'_>> = made.collect::<Result<_, _>>()?;

    rows.sort_unstable_by(|a, b| (a.note.id, a.placed.item.key()).cmp(&(b.note.id, b.placed.item.key())));
    let note_ids = distinct(rows.iter().map(|row| row.note.id));
    for (row, id) in rows.iter_mut().zip(note_ids) {
        row.note.id = id;
        for card in &mut row.cards {
            (card.note, card.id) = (id, id + i64::from(card.ord));
        }
    }
    let card_ids = distinct(rows.iter().flat_map(|row| &row.cards).map(|card| card.id));
    for (card, id) in rows.iter_mut().flat_map(|row| &mut row.cards).zip(card_ids) {
        card.id = id;
    }
    Ok(rows)
}

/// One item, with the id that its note would like to have.
fn item<'a>(
    course: &'a Course,
    identity: Identity<'_>,
    pictures: &'a Pictures<'a>,
    placed: Placed<'a>,
    index: usize,
) -> Result<ItemRows<'a>, String> {
    let key = placed.item.key().as_str();
    let changed = course.last_change(placed.item);
    let mut media = Media::new(pictures);
    let fields = fields::of(&placed, course, &mut media);
    let sort_field = sort_field::sort_text(fields.first().map_or("", String::as_str));
    let note = NoteRow {
        id: identity.note(key),
        guid: identity.guid(key),
        note_type: identity.notetype(placed.note_type().key),
        changed: changed.time,
        tags: placed.tags(course, changed.release),
        checksum: sort_field::checksum(&sort_field),
        sort_field,
        fields: fields.join("\u{1f}"),
    };
    let deck = placed.deck(identity);
    let card = |ord| CardRow { id: 0, note: 0, deck, ord, changed: changed.time, due: index + 1 };
    let cards = placed.ords().into_iter().map(card).collect();
    Ok(ItemRows { placed, note, cards, pictures: media.into_used()? })
}
