#!/usr/bin/env python3
"""Sets a book with Typst's own package: from Typst's markup, or from Markdown that pandoc turns into it first.

    python typst_guide.py convert book.md book.typ
    python typst_guide.py set book.typ book.pdf
    python typst_guide.py both book.md book.pdf
"""

import subprocess
import sys
from pathlib import Path

import pypandoc
import typst


def convert(markdown: Path, book: Path) -> None:
    pandoc = pypandoc.get_pandoc_path()
    options = ["--from", "gfm", "--to", "typst", "--standalone", "--toc", "--metadata", "title=Bench"]
    subprocess.run([pandoc, *options, "--output", str(book), str(markdown)], check=True)


def main() -> None:
    what, source, target = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    if what == "convert":
        convert(source, target)
    elif what == "set":
        typst.compile(str(source), output=str(target))
    else:
        book = source.with_suffix(".pandoc.typ")
        convert(source, book)
        typst.compile(str(book), output=str(target))


if __name__ == "__main__":
    main()
