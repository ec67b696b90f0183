#!/usr/bin/env python3
"""Reads the printed outputs of one module, made in greys and without answers.

    python editions.py FOLDER course/cks MODULE

Nothing in them may paint a colour, not even in a drawing; the guide and the cards are of that module alone; no explanation of a
question stands in the guide or the exam. Exits 1 on any finding.
"""

import re
import sys
from pathlib import Path

import pikepdf

from cards import card_ids
from check import folded, outline_titles, run

# Operators that name a colour by its components.
PAINTS = {"rg", "RG", "k", "K", "sc", "SC", "scn", "SCN"}
# What lightness is rounded to.
TOLERANCE = 0.002
# Signs of an explanation that are looked for: enough to be of one question alone.
EXCERPT = 60
MOST_SHOWN = 20


def colours(path: Path) -> list[str]:
    """Colours that pages and the forms on them paint with: components that differ, unless they are of a pattern."""
    findings, seen, painted = [], set(), 0
    with pikepdf.open(path) as pdf:
        forms = [(number, page) for number, page in enumerate(pdf.pages, start=1)]
        while forms:
            number, form = forms.pop()
            for operands, operator in pikepdf.parse_content_stream(form):
                if str(operator) not in PAINTS or any(isinstance(operand, pikepdf.Name) for operand in operands):
                    continue
                painted += 1
                parts = [float(operand) for operand in operands]
                inks = parts[:3]
                if max(inks) - min(inks) > TOLERANCE:
                    findings.append(f"page {number}: the colour {parts}")
            for _, inner in (form.get("/Resources", {}).get("/XObject", {})).items():
                if inner.get("/Subtype") == "/Form" and inner.objgen not in seen:
                    seen.add(inner.objgen)
                    forms.append((number, inner))
    return findings if painted else ["nothing is painted"]


def titles(course: Path) -> dict[str, str]:
    """Titles of modules by id."""
    found = {}
    for file in sorted((course / "modules").glob("*/module.yaml")):
        text = file.read_text(encoding="utf-8")
        found[re.search(r"^id: (.*)$", text, re.M)[1]] = re.search(r"^title: (.*)$", text, re.M)[1].strip("\"'")
    return found


def explanations(course: Path) -> list[str]:
    """How each explanation of a question begins, those without markup."""
    found = []
    for bank in sorted((course / "questions").rglob("*.md")):
        for text in re.findall(r"^### Explanation\n+(.*)$", bank.read_text(encoding="utf-8"), re.M):
            if plain := re.match(rf"[\w ,.:;()]{{{EXCERPT},}}", text):
                found.append(plain[0][:EXCERPT])
    return found


def modules(path: Path, course: Path, module: str) -> list[str]:
    outline = [folded(title) for title in outline_titles(path)]
    stands = {name: any(folded(title) in entry for entry in outline) for name, title in titles(course).items()}
    return [f"module {name}: {'in' if there else 'not in'} the outline" for name, there in stands.items() if there != (name == module)]


def answers(path: Path, course: Path) -> list[str]:
    wanted = explanations(course)
    if len(wanted) < 20:
        return [f"only {len(wanted)} explanations to look for in the sources"]
    text = folded(run("pdftotext", "-raw", path, "-"))
    return [f"an explanation: {excerpt!r}" for excerpt in wanted if folded(excerpt) in text]


def some_cards(path: Path, course: Path) -> list[str]:
    words, known = set(run("pdftotext", path, "-").split()), card_ids(course)
    return [] if 0 < len(known & words) < len(known) / 2 else [f"{len(known & words)} of {len(known)} cards"]


def main() -> int:
    folder, course, module = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    kinds = {
        "study-guide": [lambda path: modules(path, course, module), lambda path: answers(path, course)],
        "flashcards": [lambda path: some_cards(path, course)],
        "practice-exam": [lambda path: answers(path, course)],
        "cheat-sheets": [lambda path: modules(path, course, module)],
    }
    found = 0
    for kind, checks in kinds.items():
        path = next(folder.glob(f"*-{kind}.pdf"))
        findings = [finding for check in [colours, *checks] for finding in check(path)]
        print(f"{path.name}: {len(findings)} findings")
        for finding in findings[:MOST_SHOWN]:
            print(f"  {path.name}: {finding}", file=sys.stderr)
        found += len(findings)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
