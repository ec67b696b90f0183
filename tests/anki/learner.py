"""A learner's collection in the real Anki."""

import time
from pathlib import Path

from anki.collection import Collection

from check_package import Package, check_import, load, rows


class Learner:
    """Imports packages, reviews, edits, and looks at what became of it."""

    def __init__(self, folder: Path):
        folder.mkdir(parents=True)
        self.collection = Collection(str(folder / "collection.anki2"))

    def close(self) -> None:
        self.collection.close()

    def load(self, path: Path):
        """Imports with the settings that Anki offers first, on the day of the release; Anki's log.

        Anki 23.12 gives a note that it updates the time of the import, later ones that of the release. The releases of
        the tests are years ago, so what was stamped now is set back to then.
        """
        start = int(time.time())
        log = load(self.collection, path)
        day = max(row[0] for row in Package(path).notes.values())
        self.collection.db.execute("update notes set mod = ? where mod >= ?", day, start)
        return log

    def review(self, count: int) -> None:
        """Answers so many cards as the scheduler hands them out, each rating in turn."""
        settings = self.collection.decks.config_dict_for_deck_id(1)
        settings["new"]["perDay"] = settings["rev"]["perDay"] = 1000
        self.collection.decks.save(settings)
        roots = [deck.deck_id for deck in self.collection.sched.deck_due_tree().children]
        done = 0
        for root in roots:
            self.collection.decks.select(root)
            while done < count and (card := self.collection.sched.getCard()):
                self.collection.sched.answerCard(card, (3, 4, 1, 2)[done % 4])
                done += 1
        if done < count:
            raise AssertionError(f"only {done} cards to review")

    def reviews(self) -> list:
        return self.collection.db.all("select * from revlog order by id")

    def cards(self) -> dict[int, list]:
        """All that an import must leave alone, by card."""
        state = "select id, nid, did, ord, type, queue, due, ivl, factor, reps, lapses, left, odue, odid, flags, data from cards"
        return {row[0]: row for row in self.collection.db.all(state)}

    def notes(self) -> dict[str, list]:
        """Id, fields, tags and time of each note, by GUID."""
        return {row[0]: row[1:] for row in self.collection.db.all("select guid, id, flds, trim(tags), mod from notes")}

    def decks(self) -> list[str]:
        return sorted(deck.name for deck in self.collection.decks.all_names_and_ids())

    def places(self) -> dict[int, str]:
        """The deck of each card."""
        cards = self.collection.db.all("select id, did from cards")
        return {number: self.collection.decks.name(deck) for number, deck in cards}

    def everything(self) -> list:
        return rows(self.collection)

    def note(self, guid: str):
        return self.collection.get_note(self.collection.db.scalar("select id from notes where guid = ?", guid))

    def edit(self, guid: str, when: int, text: str | None = None, tag: str | None = None) -> None:
        """Changes a note as a learner would have at that time."""
        note = self.note(guid)
        if text:
            note.fields[-1] = text
        if tag:
            note.tags.append(tag)
        self.collection.update_note(note)
        self.collection.db.execute("update notes set mod = ? where guid = ?", when, guid)

    def problems(self, package: Package) -> dict:
        """What is wrong after the first import of a package; empty if nothing."""
        return {kind: found for kind, found in check_import(self.collection, package).items() if found}

    def is_sound(self) -> bool:
        """Whether Anki's own check of the database finds nothing to mend."""
        text, sound = self.collection.fix_integrity()
        return sound and "fixed" not in text.lower() and "missing" not in text.lower()
