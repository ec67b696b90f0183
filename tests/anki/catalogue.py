"""Courses to be released again and again: items are data here, and written as Markdown for the real `gradus`."""

import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

ADDRESS = "https://example.org/courses"
KINDS = ("basic", "cloze", "single", "multiple", "ordering", "fill-in", "task")
LESSONS = {"first": "one", "second": "one", "third": "two", "fourth": "two"}

QUESTION = {
    "single": "- [x] Right {words}\n\n  Because.\n- [ ] Wrong {words}\n\n  Not this.\n- [ ] Neither {{pin=last}}\n",
    "multiple": "- [x] One {words}\n- [x] Two {words}\n- [ ] Three {words}\n",
    "ordering": "Order {words}.\n\n### Order\n\n1. First\n2. Second\n   - Second a\n   - Second b\n3. Third\n",
    "fill-in": "Run `kubectl ___[verb] pods` {words}.\n\n### Answer: verb {{match=command}}\n\n- `get`\n",
    "task": (
        "Fix {words}.\n\n### Starter\n\n```yaml file=pod.yaml\napiVersion: v1\nkind: Pod\nmetadata: {{name: web}}\n```\n\n"
        "### Solution\n\n```yaml file=pod.yaml\napiVersion: v1\nkind: Pod\nmetadata: {{name: web}}\n"
        "spec: {{hostNetwork: false}}\n```\n\n### Rubric\n\n```yaml\n- id: has-spec\n  points: 2\n  text: The Pod has a spec.\n"
        "  select: {{kind: Pod}}\n  schema: {{required: [spec]}}\n```\n"
    ),
}
CARD = {
    "basic": "What is {words}?\n\n![A picture](assets/picture.svg)\n\n### Back\n\nIt is {words}.\n",
    "cloze": "A {{{{c1::{words}::what}}}} has {{{{c3::a second}}}} blank.\n",
}


@dataclass
class Item:
    """A card or question as its author has it now. The key is for the tests alone."""

    key: str
    kind: str
    lesson: str
    words: str
    id: str = ""
    was: list[str] = field(default_factory=list)
    retired: str | None = None

    def __post_init__(self):
        self.id = self.id or self.key

    def rename(self, name: str) -> None:
        self.was.append(self.id)
        self.id = name

    def markdown(self) -> str:
        attributes = [f"#{self.id}", f"lesson={self.lesson}"]
        if self.kind not in ("basic", "single"):
            attributes.append(f"kind={self.kind}")
        if self.was:
            attributes.append("was=" + ",".join(self.was))
        if self.retired:
            attributes.append(f"retired={self.retired}")
        body = (CARD.get(self.kind) or QUESTION[self.kind]).format(words=self.words)
        return f"## Title of {self.key} {{{' '.join(attributes)}}}\n\n{body}\n"


class Catalogue:
    """A catalogue with one course on disk."""

    def __init__(self, folder: Path, code: str, uid: str):
        self.folder, self.code, self.uid = folder, code, uid
        self.items: list[Item] = []
        self.picture = "<svg xmlns='http://www.w3.org/2000/svg' width='8' height='8'/>"

    def item(self, key: str) -> Item:
        return next(item for item in self.items if item.key == key)

    def live(self) -> set[str]:
        return {item.key for item in self.items if not item.retired}

    def write(self) -> None:
        texts = {
            "catalog.yaml": "title: Tests\nsummary: For tests.\nlocale: en\n"
            f"tracks:\n  - {{id: all, title: All, summary: All.}}\ncourses: [{self.code}]\n",
            "course.yaml": f"uid: {self.uid}\ncode: {self.code}\ntitle: Course {self.code}\ntrack: all\nlevel: beginner\n"
            "summary: A course.\nlocale: en\nstatus: draft\nlicense: CC0-1.0\nprerequisites:\n  - text: None\nmodules: [one, two]\n",
            "exam.yaml": "title: Exam\nvendor: Nobody\nformat: Questions\nminutes: 60\npass_mark: 67\nvalidity_months: 24\n"
            "prerequisite: None\ncurriculum: v1\nsoftware: {kubernetes: \"1.36\"}\nverified_on: 2026-11-20\n"
            "sources:\n  - {title: Docs, url: https://kubernetes.io/docs/}\ndomains:\n  - id: only\n    title: Only\n    weight: 100\n"
            "    competencies:\n      - {id: knowing, text: Know it}\nmock: {questions: 1, minutes: 5}\n",
            "plan.yaml": "title: Plan\nweeks:\n  - {theme: All, text: Read., lessons: [first, second, third, fourth]}\n",
            "assets/picture.svg": self.picture,
            "cards/all.md": "".join(item.markdown() for item in self.items if item.kind in CARD),
            "questions/all.md": "".join(item.markdown() for item in self.items if item.kind in QUESTION),
        }
        for module in ("one", "two"):
            lessons = [lesson for lesson, home in LESSONS.items() if home == module]
            texts[f"modules/{module}/module.yaml"] = (
                f"id: {module}\ntitle: Module {module}\nsummary: Of {module}.\nlessons: [{', '.join(lessons)}]\n"
            )
            for lesson in lessons:
                texts[f"modules/{module}/{lesson}.md"] = (
                    f"---\nid: {lesson}\ntitle: Lesson {lesson}\nsummary: A lesson.\ndomains: [only]\n"
                    f"minutes: {{read: 5, lab: 0, practise: 5}}\nobjectives:\n"
                    f"  - {{id: know-{lesson}, text: Know {lesson}, competency: knowing}}\n---\n\nText.\n"
                )
        for name, text in texts.items():
            path = self.folder / name if name == "catalog.yaml" else self.folder / self.code / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def build(self, out: Path, **environment: str) -> Path:
        """The folder with the packages of the course as it stands."""
        self.write()
        self.gradus("build", "--only", "anki", "--base-url", ADDRESS, "--out", str(out), **environment)
        return out / self.code

    def release(self, version: str, date: str, out: Path) -> Path:
        """Releases the course, and builds its packages under the names that have no version."""
        self.write()
        release = str(out / f"release-{version}")
        self.gradus("release", version, "--date", date, "--base-url", ADDRESS, "--out", release)
        return self.build(out / version)

    def gradus(self, *arguments: str, **environment: str) -> None:
        command = [os.environ["GRADUS_BIN"], "-C", str(self.folder), *arguments]
        ran = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1", **environment})
        if ran.returncode:
            raise AssertionError(f"{' '.join(command)}\n{ran.stdout}{ran.stderr}")


def course(folder: Path, code: str = "one", uid: str = "3f0c7f0e-6d1b-4b57-9a59-0d5c2f1f7a11") -> Catalogue:
    """A course with ten items of every kind, over all lessons."""
    catalogue = Catalogue(folder, code, uid)
    lessons = list(LESSONS)
    for number in range(10 * len(KINDS)):
        kind = KINDS[number % len(KINDS)]
        key = f"{kind}-{number // len(KINDS)}"
        catalogue.items.append(Item(key, kind, lessons[number % len(lessons)], f"thing {number}"))
    return catalogue
