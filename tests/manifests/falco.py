"""Checks Falco's rules files as Falco's loader would, as far as that needs neither macros nor lists of other files."""

import re
from pathlib import Path

ITEMS = ("rule", "macro", "list", "required_engine_version", "required_plugin_versions")
RULE_KEYS = ("rule", "desc", "condition", "output", "priority")
PRIORITIES = ("emergency", "alert", "critical", "error", "warning", "notice", "informational", "debug")

COMPARISONS = {"=", "==", "!=", "<", "<=", ">", ">=", "contains", "icontains", "bcontains", "startswith", "bstartswith"}
COMPARISONS |= {"endswith", "glob", "iglob", "regex"}
SET_COMPARISONS = {"in", "intersects", "pmatch"}
TOKEN = re.compile(r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[(),]|==|!=|<=|>=|[=<>]|(?:\[[^\]]*\]|[^\s()"',=<>!\[\]])+|\S""")


def is_rules_file(document) -> bool:
    return isinstance(document, list) and any(isinstance(item, dict) and set(ITEMS) & item.keys() for item in document)


def findings(document: list) -> list[str]:
    return [found for item in document for found in item_findings(item)]


def item_findings(item) -> list[str]:
    kinds = [kind for kind in ITEMS if isinstance(item, dict) and kind in item]
    if len(kinds) != 1:
        return [f"an item must have exactly one of {', '.join(ITEMS)}: {item}"]
    kind = kinds[0]
    name = f"{kind} {item[kind]}"
    changes = "override" in item or "append" in item
    found = []
    if kind == "rule" and not changes:
        found += [f"{name}: has no {key}" for key in RULE_KEYS if key not in item]
    if kind == "macro" and "condition" not in item:
        found.append(f"{name}: has no condition")
    if kind == "list" and not isinstance(item.get("items"), list):
        found.append(f"{name}: has no items")
    if "priority" in item and str(item["priority"]).lower() not in PRIORITIES:
        found.append(f"{name}: unknown priority {item['priority']}")
    for key in item.get("override", {}):
        if key not in item:
            found.append(f"{name}: overrides {key}, which it does not have")
    if "condition" in item:
        # What is appended to a condition starts with `and` or `or`.
        prefix = "appended_to " if changes and re.match(r"\s*(and|or)\b", str(item["condition"])) else ""
        try:
            Condition(prefix + str(item["condition"])).check()
        except ValueError as error:
            found.append(f"{name}: condition: {error}")
    for field in re.findall(r"%([a-z0-9_]+(?:\.[a-z0-9_]+)+)", str(item.get("output", ""))):
        if not known(field):
            found.append(f"{name}: output: unknown field {field}")
    return found


class Condition:
    """A condition, read by descending through `or`, `and`, `not`, brackets and comparisons."""

    def __init__(self, text: str):
        self.tokens = TOKEN.findall(text)[::-1]

    def check(self):
        self.alternatives()
        if self.tokens:
            raise ValueError(f"cannot stand here: {self.tokens[-1]}")

    def take(self) -> str:
        if not self.tokens:
            raise ValueError("ends too early")
        return self.tokens.pop()

    def accept(self, *words: str) -> bool:
        if self.tokens and self.tokens[-1] in words:
            self.tokens.pop()
            return True
        return False

    def expect(self, word: str):
        if not self.accept(word):
            raise ValueError(f"misses {word} before {self.tokens[-1] if self.tokens else 'its end'}")

    def alternatives(self):
        self.conjunction()
        while self.accept("or"):
            self.conjunction()

    def conjunction(self):
        self.negation()
        while self.accept("and"):
            self.negation()

    def negation(self):
        while self.accept("not"):
            pass
        if self.accept("("):
            self.alternatives()
            self.expect(")")
        else:
            self.comparison()

    def comparison(self):
        name = self.take()
        if name in ("tolower", "toupper", "b64", "basename", "len"):
            self.expect("(")
            name = self.take()
            self.expect(")")
        if not re.match(r"[A-Za-z]", name) or name in ("and", "or", "in"):
            raise ValueError(f"cannot stand here: {name}")
        compared = True
        if self.accept(*COMPARISONS):
            if self.take() in (")", "(", ","):
                raise ValueError(f"{name} is compared with nothing")
        elif self.accept(*SET_COMPARISONS):
            self.set_of_values(name)
        elif not self.accept("exists"):
            compared = False
        field = name.split("[")[0]
        if compared or "." in field:
            if not compared:
                raise ValueError(f"{field} is a field, and compared with nothing")
            if not known(field):
                raise ValueError(f"unknown field {field}")

    def set_of_values(self, name: str):
        if not self.accept("("):
            raise ValueError(f"the values for {name} are not in brackets")
        if self.accept(")"):
            return
        self.take()
        while self.accept(","):
            self.take()
        self.expect(")")


def read_fields() -> set[str]:
    fields = set()
    for line in Path(__file__).with_name("falco_fields.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            field_class, names = line.split(":")
            fields |= {f"{field_class}.{name}" for name in names.split()}
    return fields


FIELDS = read_fields()


def known(field: str) -> bool:
    parts = field.split(".")
    return field in FIELDS or any(".".join(parts[:end]) + ".*" in FIELDS for end in range(2, len(parts)))
