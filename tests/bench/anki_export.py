#!/usr/bin/env python3
"""Exports notes from the real Anki.

    python anki_export.py fill notes.json collection.anki2       # once, not to be timed
    python anki_export.py export collection.anki2 package.apkg [legacy]
"""

import json
import sys
from pathlib import Path

from anki.collection import AddNoteRequest, Collection, ExportAnkiPackageOptions


def fill(source: Path, path: Path) -> None:
    collection = Collection(str(path))
    basic = collection.models.by_name("Basic")
    requests = []
    for guid, front, back in json.loads(source.read_text(encoding="utf-8")):
        note = collection.new_note(basic)
        note.guid, note.fields = guid, [front, back]
        requests.append(AddNoteRequest(note=note, deck_id=1))
    collection.add_notes(requests)
    collection.close()


def export(path: Path, package: Path, legacy: bool) -> None:
    collection = Collection(str(path))
    options = ExportAnkiPackageOptions(with_scheduling=False, with_deck_configs=False, with_media=True, legacy=legacy)
    collection.export_anki_package(out_path=str(package), options=options, limit=None)
    collection.close()


if __name__ == "__main__":
    first, second = Path(sys.argv[2]), Path(sys.argv[3])
    if sys.argv[1] == "fill":
        fill(first, second)
    else:
        export(first, second, sys.argv[4:] == ["legacy"])
