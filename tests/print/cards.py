#!/usr/bin/env python3
"""Measures whether the fronts and backs of flashcards meet, on the file itself.

    python cards.py FILE.pdf long-edge|short-edge|fold

Cut marks are read from the drawing commands of each page, ids from its text. A card lies between the marks around its id;
turned or folded as the second argument says, the back's card must lie on the front's, to 0.1 mm on every edge.
Needs poppler's tools. Exits 1 on any finding.
"""

import html
import re
import subprocess
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pikepdf

POINTS = 72 / 25.4
TOLERANCE = 0.1
# Marks are lines of 5 mm in the margins, which are no wider than this at the sides and at the ends; a word may be underlined as far.
MARK = 5.0
MARGIN_SIDE, MARGIN_END = 10.0, 12.5
# No text is nearer to a card's left and right edges than this, or this part of the card's height if that is less.
INSET, INSET_PART = 6.0, 0.09


def lines(page) -> list[tuple[float, float, float, float]]:
    """The straight lines that a page strokes, in millimetres from its top left corner."""
    height = float(page.mediabox[3])
    matrix, stack, found, at = pikepdf.Matrix(), [], [], None
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name == "q":
            stack.append(matrix)
        elif name == "Q":
            matrix = stack.pop()
        elif name == "cm":
            matrix = pikepdf.Matrix(*(float(value) for value in operands)) @ matrix
        elif name in ("m", "l"):
            x, y = matrix.transform(tuple(float(value) for value in operands))
            here = (x / POINTS, (height - y) / POINTS)
            if name == "l" and at:
                found.append((*at, *here))
            at = here
    return found


def cuts(page) -> tuple[list[float], list[float]]:
    """Where the marks say to cut or fold: down the page at each x, across it at each y."""
    down, across = set(), set()
    for x0, y0, x1, y1 in lines(page):
        if abs(x1 - x0) < 0.01 and abs(abs(y1 - y0) - MARK) < 0.05 and max(y0, y1) < MARGIN_END:
            down.add(round(x0, 3))
        elif abs(y1 - y0) < 0.01 and abs(abs(x1 - x0) - MARK) < 0.05 and max(x0, x1) < MARGIN_SIDE:
            across.add(round(y0, 3))
    return sorted(down), sorted(across)


def words(path: Path, number: int) -> list[tuple[float, float, float, float, str]]:
    """The words on a page and where they stand, in millimetres."""
    command = ["pdftotext", "-bbox", "-f", str(number), "-l", str(number), str(path), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.findall(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', text)
    return [(*(float(value) / POINTS for value in edges), html.unescape(word)) for *edges, word in found]


def cells(page, path: Path, number: int, known: set[str]) -> dict[str, list[tuple[float, float, float, float]]]:
    """The cards of a page by their id: left, top, right and bottom edge."""
    down, across = cuts(page)
    found: dict[str, list] = {}
    for x0, y0, x1, y1, word in words(path, number):
        if word not in known:
            continue
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        column = next(((a, b) for a, b in pairwise(down) if a < x < b), None)
        row = next(((a, b) for a, b in pairwise(across) if a < y < b), None)
        # The id stands in the lower right corner of its card; elsewhere the word is only a word.
        if column and row and x1 > sum(column) / 2 and y > row[1] - 0.12 * (row[1] - row[0]) - 1:
            found.setdefault(word, []).append((column[0], row[0], column[1], row[1]))
    return found


def cut_words(path: Path) -> list[str]:
    """Words that cross the edges of their cards: what stands there is cut off, on paper or already in the file."""
    findings = []
    with pikepdf.open(path) as pdf:
        for number, page in enumerate(pdf.pages, start=1):
            down, across = cuts(page)
            for x0, y0, x1, y1, word in words(path, number):
                column = next(((a, b) for a, b in pairwise(down) if a <= x0 < b), None)
                row = next(((a, b) for a, b in pairwise(across) if a < (y0 + y1) / 2 < b), None)
                # The note beside the sheet is in no card.
                if row is None:
                    continue
                inset = min(INSET, INSET_PART * (row[1] - row[0])) - TOLERANCE
                over = max(column[0] + inset - x0, x1 - column[1] + inset) if column else x1
                if over > 0:
                    findings.append(f"page {number}: {word!r} leaves its card's text by {over:.2f} mm")
    return findings


def turned(edges, sides: str, width: float, height: float):
    left, top, right, bottom = edges
    if sides == "short-edge":
        return (left, height - bottom, right, height - top)
    return (width - right, top, width - left, bottom)


def alignment(path: Path, sides: str, known: set[str]) -> tuple[list[str], int, float]:
    """Findings, how many cards were measured, and the largest distance between a front's edge and its back's."""
    findings, measured, worst = [], 0, 0.0
    with pikepdf.open(path) as pdf:
        pages = list(pdf.pages)
        step = 1 if sides == "fold" else 2
        if len(pages) % step:
            findings.append("a front has no back")
        for first in range(0, len(pages) - step + 1, step):
            width, height = (float(edge) / POINTS for edge in pages[first].mediabox[2:])
            sheet = [cells(pages[first + n], path, first + n + 1, known) for n in range(step)]
            if step == 1:
                half = width / 2
                sheet = [{card: [c for c in at if ((c[0] + c[2]) / 2 < half) == front] for card, at in sheet[0].items()} for front in (True, False)]
            fronts, backs = sheet
            if Counter({c: len(at) for c, at in fronts.items()}) != Counter({c: len(at) for c, at in backs.items()}):
                findings.append(f"page {first + 1}: the ids of fronts and backs differ")
            for card, places in fronts.items():
                others = [turned(at, sides, width, height) for at in backs.get(card, [])]
                for place in places:
                    off = min((max(abs(a - b) for a, b in zip(place, other)) for other in others), default=999.0)
                    measured += 1
                    worst = max(worst, off)
                    if off > TOLERANCE:
                        findings.append(f"page {first + 1}: the back of {card} is {off:.2f} mm off")
    return findings, measured, worst


def card_ids(course: Path) -> set[str]:
    return {
        name
        for bank in (course / "cards").glob("*.md")
        for name in re.findall(r"^## .*\{#([\w-]+)", bank.read_text(encoding="utf-8"), re.M)
    }


def main() -> int:
    path, sides, course = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    known = card_ids(course)
    findings, measured, worst = alignment(path, sides, known)
    findings += cut_words(path)
    if measured < len(known):
        findings.append(f"{measured} cards measured of {len(known)} at least")
    print(f"{path}: {measured} cards, {sides}: at most {worst:.3f} mm off")
    for finding in findings:
        print(f"  {finding}", file=sys.stderr)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
