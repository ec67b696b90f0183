#!/usr/bin/env python3
"""Exports notes from the real Anki.

    python anki_export.py fill notes.apkg collection.anki2       # once, not to be timed
    python anki_export.py export collection.anki2 package.apkg [legacy]
"""

import sys
from pathlib import Path

from anki.collection import Collection, ExportAnkiPackageOptions, ImportAnkiPackageOptions, ImportAnkiPackageRequest


def fill(source: Path, path: Path) -> None:
    collection = Collection(str(path))
    options = ImportAnkiPackageOptions(with_scheduling=False, with_deck_configs=False)
    collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(source), options=options))
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
