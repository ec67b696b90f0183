//! The database of a package: Anki's schema 11, which every client reads and current ones upgrade.
//!
//! Rows arrive complete; what they mean is decided elsewhere. The same rows make the same bytes: SQLite is compiled in,
//! its page size is set, and rows are written in the order of their ids.

use gradus_core::lock::BEFORE_RELEASES;
use rusqlite::{Connection, MAIN_DB, params};
use serde_json::{Map, Value, json};

use crate::rows::{CardRow, ItemRows};

/// Anki's own definition, without its indexes: an import reads whole tables, and they would be a fifth of the package.
const TABLES: &str = "
create table col (id integer primary key, crt integer not null, mod integer not null, scm integer not null,
  ver integer not null, dty integer not null, usn integer not null, ls integer not null, conf text not null,
  models text not null, decks text not null, dconf text not null, tags text not null);
create table notes (id integer primary key, guid text not null, mid integer not null, mod integer not null,
  usn integer not null, tags text not null, flds text not null, sfld integer not null, csum integer not null,
  flags integer not null, data text not null);
create table cards (id integer primary key, nid integer not null, did integer not null, ord integer not null,
  mod integer not null, usn integer not null, type integer not null, queue integer not null, due integer not null,
  ivl integer not null, factor integer not null, reps integer not null, lapses integer not null, left integer not null,
  odue integer not null, odid integer not null, flags integer not null, data text not null);
create table revlog (id integer primary key, cid integer not null, usn integer not null, ease integer not null,
  ivl integer not null, lastIvl integer not null, factor integer not null, time integer not null, type integer not null);
create table graves (usn integer not null, oid integer not null, type integer not null);
";

/// Everything in the database.
#[derive(Debug)]
pub(crate) struct Collection<'a> {
    /// In seconds.
    pub(crate) changed: i64,
    pub(crate) note_types: &'a [Value],
    pub(crate) decks: Value,
    /// By rising id.
    pub(crate) rows: &'a [&'a ItemRows<'a>],
}

impl Collection<'_> {
    /// Hands the database file to `then`.
    pub(crate) fn write<T>(&self, then: impl FnOnce(&[u8]) -> T) -> rusqlite::Result<T> {
        let mut connection = Connection::open_in_memory()?;
        // Large pages hold more rows with less between them.
        connection.execute_batch(
            "pragma page_size = 16384; pragma encoding = 'UTF-8'; pragma journal_mode = off; pragma synchronous = off;",
        )?;
        let transaction = connection.transaction()?;
        transaction.execute_batch(TABLES)?;
        self.write_settings(&transaction)?;
        self.write_notes(&transaction)?;
        self.write_cards(&transaction)?;
        transaction.commit()?;
        Ok(then(&connection.serialize(MAIN_DB)?))
    }

    fn cards(&self) -> impl Iterator<Item = &CardRow> {
        self.rows.iter().flat_map(|row| &row.cards)
    }

    /// Where the next new card would go.
    fn next_place(&self) -> usize {
        self.cards().map(|card| card.due).max().unwrap_or(0) + 1
    }

    fn write_settings(&self, connection: &Connection) -> rusqlite::Result<()> {
        let note_types: Map<String, Value> =
            self.note_types.iter().map(|kind| (kind["id"].to_string(), kind.clone())).collect();
        connection.execute(
            "insert into col values (1, ?, ?, ?, 11, 0, 0, 0, ?, ?, ?, ?, '{}')",
            params![
                BEFORE_RELEASES,
                self.changed * 1000,
                self.changed * 1000,
                settings(self.next_place()).to_string(),
                Value::Object(note_types).to_string(),
                self.decks.to_string(),
                deck_options().to_string(),
            ],
        )?;
        Ok(())
    }

    fn write_notes(&self, connection: &Connection) -> rusqlite::Result<()> {
        let mut insert = connection.prepare("insert into notes values (?, ?, ?, ?, -1, ?, ?, ?, ?, 0, '')")?;
        for ItemRows { note, .. } in self.rows {
            insert.execute(params![
                note.id,
                note.guid,
                note.note_type,
                note.changed,
                note.tags,
                note.fields,
                note.sort_field,
                note.checksum
            ])?;
        }
        Ok(())
    }

    fn write_cards(&self, connection: &Connection) -> rusqlite::Result<()> {
        let mut insert =
            connection.prepare("insert into cards values (?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')")?;
        for card in self.cards() {
            let due = i64::try_from(card.due).unwrap_or(i64::MAX);
            insert.execute(params![card.id, card.note, card.deck, card.ord, card.changed, due])?;
        }
        Ok(())
    }
}

/// Settings of a collection, which an import ignores but for the next free place of a new card.
fn settings(next: usize) -> Value {
    json!({
        "activeDecks": [1],
        "curDeck": 1,
        "newSpread": 0,
        "collapseTime": 1200,
        "timeLim": 0,
        "estTimes": true,
        "dueCounts": true,
        "curModel": null,
        "nextPos": next,
        "sortType": "noteFld",
        "sortBackwards": false,
        "addToCur": true,
    })
}

/// The options that every deck of a collection refers to: Anki's own defaults, so that a learner's stay as they are.
fn deck_options() -> Value {
    json!({"1": {
        "id": 1,
        "mod": 0,
        "name": "Default",
        "usn": 0,
        "maxTaken": 60,
        "autoplay": true,
        "timer": 0,
        "replayq": true,
        "dyn": false,
        "new": {"bury": false, "delays": [1.0, 10.0], "initialFactor": 2500, "ints": [1, 4, 0], "order": 1, "perDay": 20},
        "rev": {"bury": false, "ease4": 1.3, "ivlFct": 1.0, "maxIvl": 36500, "perDay": 200, "hardFactor": 1.2},
        "lapse": {"delays": [10.0], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0.0},
    }})
}
