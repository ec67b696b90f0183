#!/usr/bin/env python3
"""Imports a package into a fresh collection of the real Anki and tells what it finds, as JSON.

    python check_package.py output/cks/cks.apkg --course output/cks/cks.json
    python check_package.py old.apkg --update new.apkg      # learn, update, lose nothing

Exits 1 if anything is wrong. Needs requirements.txt.
"""

import argparse
import html
import json
import re
import sqlite3
import sys
import tempfile
import zipfile
from pathlib import Path

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

# What Anki puts on a card whose template or content it cannot use.
COMPLAINTS = ("has a problem", "is blank", "No cloze", "not found on card", "there is no field called", "{{", "}}")


class Package:
    """The rows of a package, as they were written."""

    def __init__(self, path: Path):
        self.path = path
        with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory() as folder:
            self.media = json.loads(archive.read("media"))
            self.members = set(archive.namelist())
            database = sqlite3.connect(archive.extract("collection.anki2", folder))
            self.notes = {row[0]: row[1:] for row in database.execute("select guid, mod, flds, sfld, csum, tags from notes")}
            self.cards = set(database.execute("select guid, ord, due from cards join notes on nid = notes.id"))
            database.close()


def load(collection: Collection, path: Path):
    """Imports a package with the options that Anki offers first."""
    options = ImportAnkiPackageOptions(with_scheduling=False, with_deck_configs=False)
    request = ImportAnkiPackageRequest(package_path=str(path), options=options)
    return collection.import_anki_package(request).log


def rows(collection: Collection) -> list:
    """Everything that an import could change, but for the mark that a row waits for sync."""
    notes = collection.db.all("select guid, id, mid, mod, flds, sfld, csum, trim(tags) from notes order by guid")
    cards = collection.db.all("select id, nid, did, ord, type, queue, due, ivl, reps from cards order by id")
    return [notes, cards]


def visible(markup: str) -> str:
    """The text that a learner sees."""
    without_code = re.sub(r"<(style|script).*?</\1>", "", markup, flags=re.S)
    return html.unescape(re.sub(r"<[^>]*>", "\0", without_code))


def complaints(collection: Collection) -> list[str]:
    """Renders both sides of every card."""
    found = []
    for number in collection.db.list("select id from cards order by id"):
        card = collection.get_card(number)
        rendered = card.render_output(reload=True)
        for side, markup in (("front", rendered.question_text), ("back", rendered.answer_text)):
            text = visible(markup)
            found += [f"{card.note().guid} {side}: {word!r}" for word in COMPLAINTS if word in text]
            if not text.strip("\0\n "):
                found.append(f"{card.note().guid} {side}: nothing to see")
    return found


def without_cards(collection: Collection) -> list[str]:
    """Notes that lack a card. Import makes none, so the package must hold them all."""
    found = []
    for number in collection.db.list("select id from notes order by id"):
        note = collection.get_note(number)
        clozes = [cloze - 1 for cloze in note.cloze_numbers_in_fields()]
        expected = clozes if note.note_type()["type"] == 1 else range(len(note.note_type()["tmpls"]))
        if set(expected) != {card.ord for card in note.cards()}:
            found.append(note.guid)
    return found


def check_import(collection: Collection, package: Package) -> dict[str, object]:
    """What is wrong after the first import, by kind; empty lists where all is well."""
    notes = {row[0]: row[1:] for row in collection.db.execute("select guid, mod, flds, sfld, csum, tags from notes")}
    cards = set(map(tuple, collection.db.execute("select guid, ord, due from cards join notes on nid = notes.id")))
    lacking = without_cards(collection)  # before the database is checked, which would make them
    text, sound = collection.fix_integrity()
    media = collection.media.check()
    return {
        "notes missing": sorted(package.notes.keys() - notes.keys()),
        "notes that differ": sorted(guid for guid in notes if package.notes.get(guid) != tuple(notes[guid])),
        "cards that differ": sorted(map(str, package.cards ^ cards)),
        "cards missing": lacking,
        "database": [] if sound and "fixed" not in text.lower() and "missing" not in text.lower() else [text],
        "empty cards": [note.note_id for note in collection.get_empty_cards().notes],
        "media missing": list(media.missing),
        "media unused": list(media.unused),
        "media without a file": sorted(set(package.media) - package.members),
        "faces": complaints(collection),
    }


def check_again(collection: Collection, package: Package) -> list[str]:
    """A second import of the same package must change nothing."""
    before = rows(collection)
    log = load(collection, package.path)
    found = [] if rows(collection) == before else ["rows changed"]
    for kind in ("new", "updated", "conflicting"):
        if count := len(getattr(log, kind)):
            found.append(f"{count} {kind}")
    return found


def check_update(collection: Collection, newer: Package) -> dict[str, object]:
    """Reviews every fifth card, imports the newer package, and looks for what was lost."""
    learned = collection.db.list("select id from cards order by id")[::5]
    for number in learned:
        card = collection.get_card(number)
        card.start_timer()
        collection.sched.answerCard(card, 4)
    state = "select id, nid, did, ord, type, queue, due, ivl, reps from cards order by id"
    reviews, cards = collection.db.all("select * from revlog order by id"), collection.db.all(state)
    guids = set(collection.db.list("select guid from notes"))
    log = load(collection, newer.path)
    after = {row[0]: row for row in collection.db.all(state)}
    current = dict(collection.db.all("select guid, flds from notes"))
    return {
        "reviews lost": [] if collection.db.all("select * from revlog order by id") == reviews and reviews else ["reviews"],
        "cards changed": [row[0] for row in cards if after.get(row[0]) != row],
        "notes lost": sorted(guids - current.keys()),
        "notes not updated": sorted(guid for guid, row in newer.notes.items() if current.get(guid) != row[1]),
        "conflicts": [note.id.nid for note in log.conflicting],
        "faces after the update": complaints(collection),
    }


def check_course(package: Package, course: dict) -> list[str]:
    """Compares counts with the compiled course."""
    live = [item for kind in ("questions", "cards") for item in course[kind] if not item.get("retired")]
    return [] if len(live) == len(package.notes) else [f"{len(live)} live items, {len(package.notes)} notes"]


def check_links(package: Package, site: Path) -> list[str]:
    """Compares the addresses of lessons with the pages of the site."""
    paths = {row[1].split("\x1f")[-5] for row in package.notes.values()}
    return sorted(path for path in paths if not (site / path).is_file())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("package", type=Path)
    parser.add_argument("--course", type=Path, help="the compiled course, for expected counts")
    parser.add_argument("--site", type=Path, help="the built site, for links to lessons")
    parser.add_argument("--update", type=Path, help="a later package of the course")
    parser.add_argument("--faces", type=Path, help="a folder for the two sides of every card, as HTML")
    arguments = parser.parse_args()

    package = Package(arguments.package)
    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(str(Path(folder) / "collection.anki2"))
        log = load(collection, arguments.package)
        problems = check_import(collection, package)
        problems["not new"] = [] if len(log.new) == len(package.notes) else [f"{len(log.new)} of {len(package.notes)}"]
        problems["second import"] = check_again(collection, package)
        if arguments.course:
            problems["course"] = check_course(package, json.loads(arguments.course.read_text()))
        if arguments.site:
            problems["links"] = check_links(package, arguments.site)
        if arguments.faces:
            write_faces(collection, arguments.faces)
        if arguments.update:
            problems |= check_update(collection, Package(arguments.update))
        names = {deck.name: collection.decks.card_count(deck.id, include_subdecks=False)
                 for deck in collection.decks.all_names_and_ids()}
        counts = {"notes": len(package.notes), "cards": len(package.cards), "media": len(package.media), "decks": names}
        collection.close()

    problems = {name: found for name, found in problems.items() if found}
    print(json.dumps({"package": str(arguments.package), **counts, "problems": problems}, indent=2, ensure_ascii=False))
    return 1 if problems else 0


def write_faces(collection: Collection, folder: Path) -> None:
    """Pages that look as the reviewer shows them, by day and by night."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in Path(collection.media.dir()).iterdir():
        (folder / name.name).write_bytes(name.read_bytes())
    for number in collection.db.list("select id from cards order by due, ord"):
        card = collection.get_card(number)
        rendered = card.render_output(reload=True)
        name = f"{card.note().fields[-4]}-{card.ord}"
        for side, markup in (("front", rendered.question_text), ("back", rendered.answer_text)):
            markup = re.sub(r"\[\[type:[^\]]*\]\]", '<input type="text" id="typeans">', markup)
            for scheme, more in (("light", ""), ("night", " nightMode")):
                page = (f'<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
                        f"<style>{card.note_type()['css']}</style>"
                        f'<body class="card card{card.ord + 1}{more}"><div id="qa">{markup}</div>')
                (folder / f"{name}-{side}-{scheme}.html").write_text(page)


if __name__ == "__main__":
    sys.exit(main())
