#!/usr/bin/env python3
"""Holds the CKS course to what it promises: how many lessons, questions and cards, and what each of them brings.

    python course_numbers.py output/cks/cks.json

Reads the compiled course. What is missing is printed; it is an error only once the course says that it is complete.
"""

import json
import sys
from collections import Counter

MODULES = 7
LESSONS = 20
QUESTIONS = {
    "domain": {
        "cluster-setup": 9,
        "cluster-hardening": 9,
        "system-hardening": 6,
        "microservices": 12,
        "supply-chain": 12,
        "runtime-security": 12,
    },
    "kind": {"single": 19, "multiple": 10, "ordering": 8, "fill-in": 11, "task": 12},
    "difficulty": {"easy": 16, "medium": 28, "hard": 16},
}
CARDS = 200
CARDS_OF_A_LESSON = 10
TERMS = 60
WRONG_ANSWERS = 3
OTHER_RIGHT_ANSWERS = 1
HINTS = 2


def nodes(tree, kind: str) -> list[dict]:
    """The nodes of a kind in a tree of blocks and inlines, in their order."""
    found = []
    if isinstance(tree, dict):
        if tree.get("type") == kind:
            found.append(tree)
        for value in tree.values():
            found += nodes(value, kind)
    elif isinstance(tree, list):
        for value in tree:
            found += nodes(value, kind)
    return found


def words(tree) -> str:
    """The text of a tree, white space folded."""
    return " ".join(text(tree).split())


def text(tree) -> str:
    if isinstance(tree, list):
        return "".join(text(value) for value in tree)
    if not isinstance(tree, dict):
        return ""
    own = " " if tree.get("type") in ("soft_break", "hard_break", "paragraph") else tree.get("text", "")
    return own + "".join(text(value) for value in tree.values())


def targets(tree) -> list[str]:
    return [link["target"] for link in nodes(tree, "link")]


def missing(course: dict) -> list[str]:
    lessons = [lesson for module in course["modules"] for lesson in module["lessons"]]
    found = totals(course, lessons)
    for lesson in lessons:
        found += [f"lesson {lesson['id']}: {what}" for what in of_lesson(lesson, course)]
    for question in course["questions"]:
        found += [f"question {question['id']}: {what}" for what in of_question(question)]
    found += longest_is_right(course["questions"])
    fronts = Counter(words(card["prompt" if card["kind"] == "cloze" else "front"]) for card in course["cards"])
    found += [f"{count} cards ask: {front}" for front, count in fronts.items() if count > 1]
    for place in ("modules", "questions", "cards", "glossary", "key_concepts", "mistakes"):
        for figure in nodes(course[place], "figure"):
            if not figure.get("alt", "").strip():
                found.append(f"{place}: {figure['path']} has no alternative text")
    return found


def totals(course: dict, lessons: list) -> list[str]:
    counted = [question for question in course["questions"] if not question.get("lab")]
    found = []
    for what, count, wanted in (("modules", len(course["modules"]), MODULES), ("lessons", len(lessons), LESSONS)):
        if count != wanted:
            found.append(f"{count} {what} of {wanted}")
    for what, count, wanted in (("cards", len(course["cards"]), CARDS), ("terms", len(course["glossary"]), TERMS)):
        if count < wanted:
            found.append(f"{count} {what}; at least {wanted}")
    for attribute, wanted in QUESTIONS.items():
        counts = Counter(question[attribute] for question in counted)
        for value in wanted | counts:
            if counts[value] != wanted.get(value, 0):
                found.append(f"{counts[value]} questions of {attribute} {value}; {wanted.get(value, 0)} wanted")
    return found


def of_lesson(lesson: dict, course: dict) -> list[str]:
    questions = [question for question in course["questions"] if question["lesson"] == lesson["id"]]
    assessed = {objective for question in course["questions"] for objective in question.get("assesses", [])}
    cards = sum(card["lesson"] == lesson["id"] for card in course["cards"])
    found = []
    if cards < CARDS_OF_A_LESSON:
        found.append(f"{cards} cards; at least {CARDS_OF_A_LESSON}")
    if not any(question["kind"] == "task" for question in questions):
        found.append("no task or lab")
    if not any("language" in code for code in nodes(lesson["body"], "code")):
        found.append("no worked example in a fence")
    if not nodes(lesson["body"], "callout"):
        found.append("no call-out")
    if not any(target.startswith("https://") for target in targets(lesson["body"])):
        found.append("no link to documentation elsewhere")
    found += [f"nothing assesses {objective['id']}" for objective in lesson["objectives"] if objective["id"] not in assessed]
    return found


def of_question(question: dict) -> list[str]:
    answer, found = question["answer"], []
    explanation = targets(question.get("explanation", []))
    if not any(target.startswith("lesson:") for target in explanation):
        found.append("its explanation links no lesson")
    if not any(target.startswith("https://") for target in targets(question.get("references", []))):
        found.append("no reference with an https link")
    for number, option in enumerate(answer.get("options", {}).get("options", []), start=1):
        if not words(option.get("rationale", [])):
            found.append(f"option {number} has no rationale")
    for blank in answer.get("blanks", []):
        if not blank.get("reject"):
            found.append(f"blank {blank['name']} rejects nothing")
    if question["kind"] == "task":
        task = answer["task"]
        for what, count, wanted in (
            ("wrong answers", len(task.get("wrong", [])), WRONG_ANSWERS),
            ("other right answers", len(task.get("right", [])), OTHER_RIGHT_ANSWERS),
            ("hints", len(question.get("hints", [])), HINTS),
        ):
            if count < wanted:
                found.append(f"{count} {what}; at least {wanted}")
        found += [f"no {part}" for part in ("setup", "verify") if not task.get(part)]
    return found


def longest_is_right(questions: list) -> list[str]:
    """A learner must not do well by always choosing the longest option."""
    longest, single = [], 0
    for question in questions:
        if question["kind"] != "single":
            continue
        single += 1
        options = question["answer"]["options"]["options"]
        right = max(len(words(option["content"])) for option in options if option["right"])
        if all(right > len(words(option["content"])) for option in options if not option["right"]):
            longest.append(question["id"])
    if 2 * len(longest) > single:
        return [f"the right option is the longest in {len(longest)} of {single}: {', '.join(longest)}"]
    return []


def main() -> int:
    with open(sys.argv[1], encoding="utf-8") as file:
        course = json.load(file)
    found = missing(course)
    for what in found:
        print(what, file=sys.stderr)
    print(f"{course['code']} is {course['status']}: {len(found)} findings")
    return 1 if found and course["status"] == "complete" else 0


if __name__ == "__main__":
    sys.exit(main())
