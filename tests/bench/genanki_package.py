#!/usr/bin/env python3
"""Writes an Anki package with genanki from a JSON list of [guid, front, back].

    python genanki_package.py notes.json package.apkg
"""

import json
import sys
from pathlib import Path

import genanki

TEMPLATE = {"name": "Card", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr>{{Back}}"}


def main() -> None:
    notes, package = Path(sys.argv[1]), sys.argv[2]
    model = genanki.Model(1_700_000_001, "Bench", fields=[{"name": "Front"}, {"name": "Back"}], templates=[TEMPLATE])
    deck = genanki.Deck(1_700_000_002, "Bench")
    for guid, front, back in json.loads(notes.read_text(encoding="utf-8")):
        deck.add_note(genanki.Note(model=model, fields=[front, back], guid=guid))
    genanki.Package(deck).write_to_file(package)


if __name__ == "__main__":
    main()
