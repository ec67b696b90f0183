#!/usr/bin/env python3
"""Reads the printed outputs of a course with tools that had no part in making them.

    python check.py output/cks course/cks

Holds each PDF to what a reader needs: sound structure, tags and language for assistive technology, an outline and links
that lead somewhere, embedded fonts, text that can be searched and copied, nothing outside the margins, no blank page. Needs
qpdf, poppler's tools and Node. Exits 1 on any finding.

No package carries veraPDF, the validator of PDF/UA. What it would ask of these files and what a reader of tags depends on is
asserted here with pikepdf: the claim, the title, the language, the kinds of tags and their nesting, alternative text, and
that each page's content is either tagged or an artifact.
"""

import json
import re
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pikepdf
import pypdf
from PIL import Image, ImageStat

from cards import alignment, card_ids, cut_words

# The guide of a whole course.
MOST_BYTES = 3_000_000
# The structure types of PDF 1.7 that are used, and where each may stand.
PARENTS = {
    "LI": {"L"}, "LBody": {"LI"}, "TR": {"Table", "THead", "TBody", "TFoot"}, "TH": {"TR"},
    "TD": {"TR"}, "THead": {"Table"}, "TBody": {"Table"}, "TFoot": {"Table"}, "TOCI": {"TOC"},
}
# The guide's column of text, 138 mm, in points.
TEXT_WIDTH = 138 / 25.4 * 72
# Output may reach so near to the edge of the paper; how high words of code at their usual size are, and how wide a sign of it is for
# its height.
LEAST_MARGIN = 14 / 25.4 * 72 - 1
CODE_HEIGHT = 10.4
CODE_SIGN = 0.487
# A blank page varies by 0; a page with a single line of text at this resolution by about 3.
LEAST_DEVIATION = 1.0
# A page with fewer lines than this looks forgotten.
LEAST_LINES = 6
# Signs of a line of code that surely is not wrapped.
UNWRAPPED = 72


def run(*command) -> str:
    result = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if result.returncode:
        raise RuntimeError(f"{command[0]} exited {result.returncode}: {(result.stderr or result.stdout).strip()}")
    return result.stdout


def folded(text: str) -> str:
    """Text without what layout adds: ligatures, line breaks, hyphens at line ends and the white space around them."""
    text = unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    return re.sub(r"[\s\-‐]+", "", text)


def structure(path: Path) -> list[str]:
    """Tags, language, title, outline and links, as an independent library reads them."""
    findings = []
    with pikepdf.open(path) as pdf:
        root = pdf.Root
        if not str(root.get("/Lang", "")):
            findings.append("no language")
        if not root.get("/MarkInfo", {}).get("/Marked", False):
            findings.append("not marked as tagged")
        if "/StructTreeRoot" not in root:
            findings.append("no structure tree")
        if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
            findings.append("viewers are not told to show the title")
        with pdf.open_metadata() as metadata:
            if not metadata.get("dc:title"):
                findings.append("no title in the metadata")
            if metadata.get("pdfuaid:part") != "1":
                findings.append("does not claim PDF/UA-1")
        for key in ("/CreationDate", "/ModDate"):
            if key in pdf.docinfo and not re.match(r"D:\d{14}", str(pdf.docinfo[key])):
                findings.append(f"malformed {key}")
        names = named_destinations(pdf)
        for number, page in enumerate(pdf.pages, start=1):
            for annotation in page.get("/Annots", []):
                if annotation.get("/Subtype") == "/Link" and not leads_somewhere(annotation, names):
                    findings.append(f"page {number}: a link that leads nowhere")
    return findings


def tags(path: Path) -> list[str]:
    """The structure tree: kinds, nesting, heading levels, alternative text, header cells; and marked content on pages."""
    findings, seen, last_level = [], {}, 0
    with pikepdf.open(path) as pdf:
        stack = [(pdf.Root.StructTreeRoot, None)]
        while stack:
            node, parent = stack.pop()
            kind = str(node.get("/S", "")).lstrip("/")
            if kind:
                seen[kind] = seen.get(kind, 0) + 1
                if kind in PARENTS and parent not in PARENTS[kind]:
                    findings.append(f"a {kind} in a {parent}")
                if kind in ("Figure", "Formula") and not str(node.get("/Alt", "")).strip():
                    findings.append(f"a {kind} without alternative text")
                if kind == "TH" and "Scope" not in str(attributes(node)):
                    findings.append("a header cell without a scope")
                if level := re.fullmatch(r"H([1-6])", kind):
                    if int(level[1]) > last_level + 1:
                        findings.append(f"a heading of level {level[1]} after one of level {last_level}")
                    last_level = int(level[1])
            children = node.get("/K", [])
            children = list(children) if isinstance(children, pikepdf.Array) else [children]
            below = [(child, kind or parent) for child in children if isinstance(child, pikepdf.Dictionary) and "/S" in child]
            stack.extend(reversed(below))
        for number, page in enumerate(pdf.pages, start=1):
            if page.get("/Tabs") != "/S":
                findings.append(f"page {number}: its links are not in the order of its tags")
            depth = 0
            for operands, operator in pikepdf.parse_content_stream(page):
                name = str(operator)
                depth += name in ("BDC", "BMC")
                depth -= name == "EMC"
                if name in ("Tj", "TJ", "Do", "'", '"') and depth == 0:
                    findings.append(f"page {number}: content that is neither tagged nor an artifact")
                    break
    guide = {"H1", "H2", "Link", "L", "Table", "TH", "TD", "Figure", "Code", "Note", "TOC"}
    wanted = {"P"} | (guide if "study-guide" in path.name else set())
    return findings + [f"no {kind} among its tags" for kind in sorted(wanted - set(seen))]


def attributes(node) -> list:
    found = node.get("/A", [])
    return [dict(item) for item in (found if isinstance(found, pikepdf.Array) else [found]) if isinstance(item, pikepdf.Dictionary)]


def named_destinations(pdf: pikepdf.Pdf) -> set[str]:
    names = set()
    if "/Names" in pdf.Root and "/Dests" in pdf.Root.Names:
        names |= {str(name) for name in pikepdf.NameTree(pdf.Root.Names.Dests)}
    if "/Dests" in pdf.Root:
        names |= {name.lstrip("/") for name in pdf.Root.Dests.keys()}
    return names


def leads_somewhere(annotation, names: set[str]) -> bool:
    action = annotation.get("/A", {})
    if action.get("/S") == "/URI":
        return re.match(r"https?://", str(action.get("/URI"))) is not None
    destination = annotation.get("/Dest", action.get("/D"))
    if isinstance(destination, pikepdf.Array):
        return "/Type" in destination[0] and destination[0].Type == "/Page"
    return destination is not None and str(destination).lstrip("/") in names


def outline_titles(path: Path) -> list[str]:
    def walk(items):
        for item in items:
            yield str(item.title)
            yield from walk(item.children)

    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        return list(walk(outline.root))


def links(path: Path) -> int:
    with pikepdf.open(path) as pdf:
        return sum(
            annotation.get("/Subtype") == "/Link" for page in pdf.pages for annotation in page.get("/Annots", [])
        )


def fonts(path: Path) -> list[str]:
    """Fonts that a machine without them would replace."""
    lines = run("pdffonts", path).splitlines()
    # A row ends in: embedded, subset, Unicode, and the two numbers of an object. A long name shifts its columns.
    rows = [(line.split()[0], line.split()[-5:-2]) for line in lines[2:]]
    findings = [
        f"font {name}: not {what}"
        for name, flags in rows
        for flag, what in zip(flags, ("embedded", "a subset", "mapped to Unicode"))
        if flag != "yes"
    ]
    return findings if rows else ["no fonts"]


def blank_pages(path: Path) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        run("pdftoppm", "-r", "24", "-gray", path, Path(folder) / "page")
        images = sorted(Path(folder).iterdir())
        deviations = [(image.stem, ImageStat.Stat(Image.open(image)).stddev[0]) for image in images]
    return [f"{page} is blank" for page, deviation in deviations if deviation < LEAST_DEVIATION]


def margins(path: Path) -> list[str]:
    """Words of the text that stand outside the column that most pages keep: lines that are too long."""
    pages = ElementTree.fromstring(run("pdftotext", "-bbox", path, "-"))
    space = "{http://www.w3.org/1999/xhtml}"
    findings = []
    for number, page in enumerate(pages.iter(space + "page"), start=1):
        width, height = float(page.get("width")), float(page.get("height"))
        if number == 1:
            continue  # The cover has margins of its own.
        side = (width - TEXT_WIDTH) / 2
        for word in page.iter(space + "word"):
            left, right, top = (float(word.get(edge)) for edge in ("xMin", "xMax", "yMin"))
            # A question's number stands in the margin, a thumb's name at the edge of the page.
            hung = word.text.isdigit() and left > side - 40 or left > width - 30
            # Output too wide for the column may reach into the margin: small and with signs of one width.
            high = float(word.get("yMax")) - top
            small_code = high < CODE_HEIGHT and abs((right - left) / len(word.text) / high - CODE_SIGN) < 0.01 or word.text == "│"
            hung = hung or left > side and right < width - LEAST_MARGIN and small_code
            if not hung and (left < side - 1 or right > width - side + 1 or top < 40 or float(word.get("yMax")) > height - 40):
                findings.append(f"page {number}: {word.text!r} stands outside the margins")
    return findings


def text_of_pages(path: Path, layout: str) -> str:
    """The text without the running head and foot, which stand between two pages of one line."""
    with pikepdf.open(path) as pdf:
        width, height = (round(float(edge)) for edge in pdf.pages[0].mediabox[2:])
    return run("pdftotext", layout, "-x", 0, "-y", 60, "-W", width, "-H", height - 150, path, "-")


def sparse_pages(path: Path) -> list[str]:
    pages = text_of_pages(path, "-layout").split("\f")[:-1]
    counts = [(number, sum(bool(line.strip()) for line in page.split("\n"))) for number, page in enumerate(pages, start=1)]
    return [f"page {number}: only {lines} lines" for number, lines in counts if lines < LEAST_LINES]


def forlorn_headings(path: Path) -> list[str]:
    """Headings with fewer than two lines below them at the foot of a page, known by the height of their words. Footnotes do not
    count: they begin where the text has ended."""
    space = "{http://www.w3.org/1999/xhtml}"
    pages, heights = [], []
    for page in ElementTree.fromstring(run("pdftotext", "-bbox", path, "-")).iter(space + "page"):
        lines: dict[int, list] = {}
        for word in page.iter(space + "word"):
            top, bottom = float(word.get("yMin")), float(word.get("yMax"))
            if 60 < top and bottom < float(page.get("height")) - 90:
                lines.setdefault(round(bottom), []).append((bottom - top if word.text.isalpha() else 0, word.text))
                heights += [round(bottom - top, 1)] if word.text.isalpha() else []
        pages.append([lines[row] for row in sorted(lines)])
    body = max(set(heights), key=heights.count)
    findings = []
    for number, lines in enumerate(pages, start=1):
        while lines and all(height < 0.85 * body for height, _ in lines[-1]) and any("//" in text for _, text in lines[-1]):
            lines.pop()
        # A page that is not full ends as its part does.
        for words in lines[-2:] if len(lines) > 20 else []:
            height, text = max(words)
            findings += [f"page {number}: a heading at its foot: {text!r}"] if height > 1.2 * body else []
    return findings


def indentation(path: Path, course: Path) -> list[str]:
    """Lines of YAML that cannot be copied with the spaces before them. Each is a sign in the file; a reader that shows what is in
    it, as pypdf does, has to find it."""
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    lines = {line.rstrip() for line in text.split("\n")}
    wanted = []
    for lesson in sorted((course / "modules").rglob("*.md")):
        for fence in re.finditer(r"^( *)```yaml[^\n]*\n(.*?)^ *```$", lesson.read_text(encoding="utf-8"), re.S | re.M):
            wanted += [line.removeprefix(fence[1]).rstrip() for line in fence[2].split("\n")]
    wanted = [line for line in wanted if line.startswith(" ") and len(line) <= UNWRAPPED]
    if len(wanted) < 100:
        return [f"only {len(wanted)} indented lines to look for in the sources"]
    return [f"without its indentation: {line!r}" for line in wanted if line not in lines]


def code_lines(course: Path) -> list[str]:
    """Every line of code of the lessons, as the author wrote it."""
    lines = []
    for lesson in sorted((course / "modules").rglob("*.md")):
        text = lesson.read_text(encoding="utf-8")
        for fence in re.finditer(r"^( *)```[^\n]*\n(.*?)^ *```$", text, re.S | re.M):
            lines += [line.strip() for line in fence[2].split("\n") if line.strip()]
    return lines


def code_findings(path: Path, course: Path) -> list[str]:
    """Lines of code that cannot be copied whole: wrapping may cut a line, it may neither lose nor add a sign."""
    lines = code_lines(course)
    if len(lines) < 100:
        return [f"only {len(lines)} lines of code to look for in the sources"]
    body = text_of_pages(path, "-raw")
    text = re.sub(r"\s+", "", body)
    return [f"code that cannot be found: {line!r}" for line in lines if re.sub(r"\s+", "", line) not in text]


def front_matter_titles(course: Path) -> list[str]:
    """Titles of the modules and lessons, straight from the sources."""
    titles = []
    for file in sorted((course / "modules").rglob("*")):
        if file.name == "module.yaml" or file.suffix == ".md":
            title = re.search(r"^title: (.*)$", file.read_text(encoding="utf-8"), re.M)
            titles.append(title[1].strip("\"'"))
    return titles


def plain_sentences(course: Path) -> list[str]:
    """From each lesson its longest line of a paragraph without any markup."""
    sentences = []
    for lesson in sorted((course / "modules").rglob("*.md")):
        body = lesson.read_text(encoding="utf-8").split("\n---\n", 1)[1]
        body = re.sub(r"^(```|~~~).*?^\1", "", body, flags=re.S | re.M)
        plain = re.findall(r"^[A-Z][\w ,.:;()]{40,}$", body, re.M)
        if plain:
            sentences.append(max(plain, key=len))
    return sentences


def card_fronts(course: Path) -> list[str]:
    """Fronts of the cards, those without markup."""
    banks = sorted((course / "cards").glob("*.md"))
    headings = [
        heading
        for bank in banks
        for heading in re.findall(r"^## (.*?) \{#[^}]*\}$", bank.read_text(encoding="utf-8"), re.M)
    ]
    return [heading for heading in headings if not re.search(r"[`*_\[<\\\"'&]|--|\.\.", heading)]


def text_findings(path: Path, expected: list[str], least: int) -> list[str]:
    if len(expected) < least:
        return [f"only {len(expected)} texts to look for in the sources"]
    text = folded(run("pdftotext", "-raw", path, "-"))
    return [f"cannot be found: {wanted!r}" for wanted in expected if folded(wanted) not in text]


def guide_findings(path: Path, course: Path) -> list[str]:
    titles = front_matter_titles(course)
    outline = [folded(title) for title in outline_titles(path)]
    findings = [f"not in the outline: {title!r}" for title in titles if not any(folded(title) in entry for entry in outline)]
    if path.stat().st_size > MOST_BYTES:
        findings.append(f"{path.stat().st_size} bytes, more than {MOST_BYTES}")
    findings += margins(path) + sparse_pages(path) + forlorn_headings(path) + code_findings(path, course) + indentation(path, course)
    if links(path) < len(titles):
        findings.append(f"{links(path)} links for {len(titles)} modules and lessons")
    return findings + text_findings(path, titles + plain_sentences(course), least=20)


def cards_findings(path: Path, course: Path) -> list[str]:
    with pikepdf.open(path) as pdf:
        sizes = {tuple(round(float(edge)) for edge in page.mediabox[2:]) for page in pdf.pages}
        odd = len(pdf.pages) % 2
    findings = [f"pages of {len(sizes)} sizes: {sorted(sizes)}"] if len(sizes) != 1 else []
    if odd:
        findings.append("an odd number of pages: a front has no back")
    off, measured, _ = alignment(path, "long-edge", card_ids(course))
    if measured < len(card_ids(course)):
        findings.append(f"only {measured} cards could be measured")
    return findings + off + cut_words(path) + text_findings(path, card_fronts(course), least=10)


def exam_findings(path: Path, course: Path) -> list[str]:
    """Whether the codes on paper give the same exams on the site: its questions and options, in their order."""
    text = run("pdftotext", "-raw", path, "-")
    codes = list(dict.fromkeys(re.findall(r"\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b(?:@\S+)?", text)))
    site = path.parent.parent / "site" / path.parent.name
    script = Path(__file__).with_name("site_exam.mjs")
    titles = question_titles(course)
    quotes = str.maketrans("’‘“”", "''\"\"")
    rest, findings, kinds = folded(text).translate(quotes), [], []
    for code in codes:
        exam = json.loads(run("node", script, site, code))
        kinds.append(exam["kind"])
        for item in exam["items"]:
            for wanted in [titles[item["id"]], *item["texts"]]:
                words = folded(wanted).translate(quotes)
                at = rest.find(words)
                if at < 0:
                    findings.append(f"{code}: not where the site has it: {item['id']}: {wanted!r}")
                else:
                    rest = rest[at + len(words) :]
    return findings + ([] if sorted(kinds) == ["mock", "tasks"] else [f"codes of {kinds}"])


def question_titles(course: Path) -> dict[str, str]:
    """Headings of the questions by id, as they are read."""
    titles = {}
    for bank in (course / "questions").rglob("*.md"):
        for heading, name in re.findall(r"^## (.*?) \{#([\w-]+)[^}]*\}$", bank.read_text(encoding="utf-8"), re.M):
            titles[name] = re.sub(r"[`*_]", "", heading)
    return titles


def cheats_findings(path: Path, course: Path) -> list[str]:
    modules = len(list((course / "modules").glob("*/module.yaml")))
    with pikepdf.open(path) as pdf:
        pages = len(pdf.pages)
    return [] if pages == 2 * modules else [f"{pages} pages for {modules} modules"]


def main() -> int:
    output, course = Path(sys.argv[1]), Path(sys.argv[2])
    found = 0
    documents = sorted(output.glob("*.pdf"))
    kinds = {
        "study-guide": guide_findings, "flashcards": cards_findings, "practice-exam": exam_findings, "cheat-sheets": cheats_findings,
    }
    for wanted in kinds:
        if not any(wanted in path.name for path in documents):
            print(f"{output}: no {wanted}", file=sys.stderr)
            found += 1
    for path in documents:
        findings = []
        special = [check for name, check in kinds.items() if name in path.name]
        checks = [lambda p: run("qpdf", "--check", p) and [], structure, tags, fonts, blank_pages]
        checks += [lambda p, check=check: check(p, course) for check in special]
        for check in checks:
            try:
                findings += check(path)
            except RuntimeError as error:
                findings.append(str(error))
        with pikepdf.open(path) as pdf:
            pages = len(pdf.pages)
        print(f"{path.name}: {pages} pages, {len(outline_titles(path))} outline entries, {links(path)} links, {len(findings)} findings")
        for finding in findings:
            print(f"  {path.name}: {finding}", file=sys.stderr)
        found += len(findings)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
