"""Shows that a course that keeps its promises passes, and that each promise can be broken."""

import copy
import unittest

import course_numbers


def paragraph(*inlines) -> list:
    return [{"type": "paragraph", "content": list(inlines)}]


def text(words: str) -> dict:
    return {"type": "text", "text": words}


def link(target: str) -> dict:
    return {"type": "link", "target": target, "content": [text("see")]}


def option(words: str, right: bool) -> dict:
    return {"right": right, "content": paragraph(text(words)), "rationale": paragraph(text("because"))}


def answer(kind: str) -> dict:
    if kind == "fill-in":
        return {"blanks": [{"name": "verb", "accept": ["get"], "reject": ["read"]}]}
    if kind == "ordering":
        return {"order": []}
    if kind == "task":
        return {"task": {"setup": paragraph(text("do")), "verify": paragraph(text("see")), "right": [{}], "wrong": [{}, {}, {}]}}
    return {"options": {"options": [option("right", True), option("longer", False)]}}


def sound() -> dict:
    body = paragraph(link("https://kubernetes.io")) + [
        {"type": "callout", "blocks": []},
        {"type": "code", "language": "yaml", "text": "a: 1"},
        {"type": "figure", "path": "assets/a.svg", "alt": "A drawing"},
    ]
    lessons = [{"id": f"lesson-{n}", "body": body, "objectives": [{"id": f"objective-{n}"}]} for n in range(20)]
    modules = [{"lessons": lessons[start : start + 3]} for start in range(0, 18, 3)] + [{"lessons": lessons[18:]}]

    def values(attribute: str) -> list:
        return [value for value, count in course_numbers.QUESTIONS[attribute].items() for _ in range(count)]

    questions = list(zip(values("domain"), values("kind"), values("difficulty"), [False] * 60))
    questions += [("microservices", "task", "hard", True)] * 20
    cards = [{"kind": "basic", "lesson": f"lesson-{n // 10}", "front": [text(f"card {n}")]} for n in range(199)]
    cards.append({"kind": "cloze", "lesson": "lesson-19", "prompt": [text("card 199")]})
    return copy.deepcopy(
        {
            "modules": modules,
            "questions": [
                {
                    "id": f"question-{n}",
                    "domain": domain,
                    "kind": kind,
                    "difficulty": difficulty,
                    "lab": lab,
                    "lesson": f"lesson-{n % 20}",
                    "assesses": [f"objective-{n % 20}"],
                    "answer": answer(kind),
                    "hints": [[], []],
                    "explanation": paragraph(link("lesson:lesson-1")),
                    "references": paragraph(link("https://kubernetes.io")),
                }
                for n, (domain, kind, difficulty, lab) in enumerate(questions)
            ],
            "cards": cards,
            "glossary": [{} for _ in range(60)],
            "key_concepts": [],
            "mistakes": [],
        }
    )


class Promises(unittest.TestCase):
    def test_a_sound_course_lacks_nothing(self):
        self.assertEqual(course_numbers.missing(sound()), [])

    def test_each_promise_can_be_broken(self):
        def lesson(course):
            return course["modules"][0]["lessons"][0]

        def question(course, kind):
            return next(question for question in course["questions"] if question["kind"] == kind)

        def task(course):
            return question(course, "task")["answer"]["task"]

        def drop(course, kind):
            lesson(course)["body"] = [block for block in lesson(course)["body"] if block["type"] != kind]

        def unassess(course):
            for each in course["questions"]:
                each["assesses"] = [objective for objective in each["assesses"] if objective != "objective-7"]

        def no_task(course):
            for each in course["questions"]:
                if each["lesson"] == "lesson-3" and each["kind"] == "task":
                    each["lesson"] = "lesson-4"

        def lengthen(course, count):
            single = [each for each in course["questions"] if each["kind"] == "single"]
            for each in single[:count]:
                each["answer"]["options"]["options"][0] = option("the longest of all", True)

        lengthened = sound()
        lengthen(lengthened, 9)
        self.assertEqual(course_numbers.missing(lengthened), [])

        breaks = [
            ("6 modules of 7", lambda c: c["modules"].pop()),
            ("18 lessons of 20", lambda c: c["modules"].pop()),
            ("199 cards; at least", lambda c: c["cards"].pop()),
            ("lesson-19: 9 cards", lambda c: c["cards"].pop()),
            ("59 terms", lambda c: c["glossary"].pop()),
            ("8 questions of domain cluster-setup", lambda c: c["questions"].pop(0)),
            ("18 questions of kind single", lambda c: c["questions"].pop(0)),
            ("15 questions of difficulty easy", lambda c: c["questions"].pop(0)),
            ("1 questions of domain other", lambda c: c["questions"][0].update(domain="other")),
            ("lesson-3: no task", no_task),
            ("lesson-0: no worked example", lambda c: drop(c, "code")),
            ("lesson-0: no call-out", lambda c: drop(c, "callout")),
            ("lesson-0: no link", lambda c: drop(c, "paragraph")),
            ("lesson-7: nothing assesses objective-7", unassess),
            ("explanation links no lesson", lambda c: c["questions"][0].update(explanation=[])),
            ("no reference", lambda c: c["questions"][0].update(references=paragraph(link("http://kubernetes.io")))),
            ("option 2 has no rationale", lambda c: question(c, "multiple")["answer"]["options"]["options"][1].update(rationale=[])),
            ("blank verb rejects nothing", lambda c: question(c, "fill-in")["answer"]["blanks"][0].update(reject=[])),
            ("2 wrong answers", lambda c: task(c)["wrong"].pop()),
            ("0 other right answers", lambda c: task(c)["right"].pop()),
            ("1 hints", lambda c: question(c, "task")["hints"].pop()),
            ("no setup", lambda c: task(c).pop("setup")),
            ("no verify", lambda c: task(c).pop("verify")),
            ("longest in 10 of 19", lambda c: lengthen(c, 10)),
            ("2 cards ask: card 1", lambda c: c["cards"][199].update(prompt=[text("card 1")])),
            ("assets/a.svg has no alternative text", lambda c: lesson(c)["body"][3].update(alt="")),
        ]
        for says, spoil in breaks:
            with self.subTest(says):
                course = sound()
                spoil(course)
                found = course_numbers.missing(course)
                self.assertTrue(any(says in finding for finding in found), found)


if __name__ == "__main__":
    unittest.main()
