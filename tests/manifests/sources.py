"""Reads fences out of Markdown, and the files that shell scripts write out of those.

Reads the sources, not the compiler's output, so that it can disagree with the compiler.
"""

import re
from dataclasses import dataclass, replace
from pathlib import Path

FENCE = re.compile(r"^(?P<indent>(?:[ >]|[-*+] |\d+[.)] )*)(?P<marks>`{3,}|~{3,})(?P<info>[^`]*)$")
CLOZE = re.compile(r"\{\{c\d+::(.*?)(?:::[^{}]*)?\}\}", re.S)
BLANK = re.compile(r"___\[[\w-]+\]")
HEREDOC = re.compile(r"<<(?P<tabs>-?)\s*(?P<quote>['\"]?)(?P<end>\w+)(?P=quote)")

SHELLS = ("bash", "sh", "shell", "console")


@dataclass(frozen=True)
class Fence:
    """Text in a language. `words` are those after the language, `section` the heading above it, `item` the `##` above that."""

    file: Path
    line: int
    language: str
    words: tuple[str, ...]
    item: str
    section: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"

    def says(self, *words: str) -> bool:
        return bool(set(words) & set(self.words))

    @property
    def wrong_on_purpose(self) -> bool:
        """Whether it is an answer that must not pass: what a task starts from, or a common mistake."""
        return self.section.startswith(("Starter", "Wrong:"))


def fences(file: Path):
    """The fences of a Markdown file, those in lists and quotes too. Clozes and blanks are resolved to plain text."""
    lines = iter(enumerate(file.read_text(encoding="utf-8").splitlines(), start=1))
    item = section = ""
    for number, line in lines:
        opening = FENCE.match(line)
        if not opening:
            heading = re.match(r"(##|###) (.*)", line)
            if heading:
                section = heading[2]
                item = section if heading[1] == "##" else item
            continue
        width, marks = len(opening["indent"]), opening["marks"]
        body = []
        for _, inner in lines:
            stripped = inner.lstrip(" >")
            if stripped.startswith(marks) and not stripped.strip().strip(marks[0]):
                break
            prefix = re.match(rf"[ >]{{0,{width}}}", inner).end()
            body.append(inner[prefix:])
        language, *words = opening["info"].split() or [""]
        text = BLANK.sub("blank", CLOZE.sub(r"\1", "\n".join(body))) + "\n"
        yield Fence(file, number, language, tuple(words), item, section, text)


def script(fence: Fence) -> str:
    """What a shell gets to read: of a console, the lines that a reader types."""
    return console_input(fence.text) if fence.language == "console" else fence.text


def console_input(text: str) -> str:
    """The lines that have a prompt, and what continues them; others are left blank, so that lines keep their numbers."""
    typed, open_line, end = [], False, None
    for line in text.splitlines():
        if end is not None:
            typed.append(line.removeprefix("> "))
            end = None if line.removeprefix("> ").strip() == end else end
        elif line.startswith("$ ") or open_line:
            command = line.removeprefix("$ ")
            typed.append(command)
            open_line = command.endswith(("\\", "|"))
            document = HEREDOC.search(command)
            end = document["end"] if document else None
        else:
            typed.append("")
    return "\n".join(typed) + "\n"


def heredocs(fence: Fence):
    """The documents in a shell fence, each as a fence of the language that its reader or its file's name tells."""
    lines = iter(enumerate(script(fence).splitlines(), start=fence.line + 1))
    for number, line in lines:
        document = HEREDOC.search(line)
        if not document:
            continue
        body = []
        for _, inner in lines:
            if (inner.lstrip("\t") if document["tabs"] else inner) == document["end"]:
                break
            body.append(inner)
        text = "\n".join(body) + "\n"
        if not document["quote"]:
            text = re.sub(r"(?<!\\)\$(?:\w+|\{[^}]*\}|\([^)]*\))", "expanded", text).replace("\\$", "$")
        yield replace(fence, line=number, language=heredoc_language(line), text=text)


def heredoc_language(command: str) -> str:
    if re.search(r"\bkubectl\b.*\s(?:-f|--filename)[ =]?-(?:\s|$)", command):
        return "yaml"
    # A command that reads its script from standard input; `| sh` and `-- sh` alike.
    if re.search(r"(?:^|[|\s])(?:ba)?sh\s*(?:-s\s*)?<<", command):
        return "bash"
    target = re.search(r"(?:>{1,2}|\btee\b(?:\s+-a)?)\s*['\"]?([\w./${}-]+)", command.replace("<<", "  "))
    name = target[1].rsplit("/", 1)[-1].lower() if target else ""
    if name.startswith("dockerfile"):
        return "dockerfile"
    return {"yml": "yaml", "sh": "bash"}.get(ending := name.rpartition(".")[2], ending)
