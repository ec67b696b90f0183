#!/usr/bin/env python3
"""Validates what a reader would apply, run or build: the manifests, scripts, policies and files in a course's Markdown.

    python check.py course/cks

- YAML with `apiVersion` and `kind` is validated strictly: against the schemas of the Kubernetes release that `exam.yaml`
  names, or schemas.yaml. YAML that is a list of Falco's rules is held to Falco's rules.
- Shell fences, and the input lines of `console` fences, must parse; documents in them (`<<EOF`) are checked as fences are.
- Dockerfiles, Rego, JSON and TOML must parse.

A fence that says `invalid` is wrong on purpose; `fragment` is not a whole manifest. A task's starter and its wrong answers
must be of their language, no more. Exits 1 on any finding.
"""

import json
import re
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import jsonschema
import regorus
import yaml
from kubernetes_validate import ValidationError, validate
from kubernetes_validate.utils import SchemaNotFoundError

import falco
from sources import SHELLS, Fence, fences, heredocs, script

SCHEMAS = yaml.safe_load(Path(__file__).with_name("schemas.yaml").read_text(encoding="utf-8"))
HADOLINT = Path(sys.executable).with_name("hadolint")


class Check:
    """Checks fences against one release of Kubernetes; counts what it has checked."""

    def __init__(self, kubernetes: str):
        self.kubernetes = kubernetes
        self.counts = Counter()

    def file(self, path: Path) -> list[str]:
        found = []
        of_file = list(fences(path))
        starters = {(fence.item, fence.text) for fence in of_file if fence.section.startswith("Starter")}
        for fence in of_file:
            found += self.fence(fence)
            if fence.language in SHELLS and not fence.says("invalid", "output"):
                for document in heredocs(fence):
                    # A setup that lays out the starter lays out something wrong on purpose.
                    is_starter = (document.item, document.text) in starters
                    self.counts["heredocs"] += 1
                    found += self.fence(document, wrong=is_starter)
        return found

    def fence(self, fence: Fence, wrong: bool = False) -> list[str]:
        checks = {"yaml": self.yaml, "yml": self.yaml, "json": self.json, "toml": self.toml}
        checks |= {"dockerfile": self.dockerfile, "rego": self.rego} | dict.fromkeys(SHELLS, self.shell)
        check = checks.get(fence.language)
        if not check or fence.says("invalid"):
            return []
        return [f"{fence}: {finding}" for finding in check(fence, wrong or fence.wrong_on_purpose)]

    def yaml(self, fence: Fence, wrong: bool) -> list[str]:
        if fence.says("output"):
            return []
        try:
            documents = [document for document in yaml.safe_load_all(fence.text) if document is not None]
        except yaml.YAMLError as error:
            if fence.says("fragment"):
                return []
            return [f"not YAML: {' '.join(str(error).split())} (say `fragment` or `invalid` if it is meant so)"]
        if wrong:
            self.counts["wrong on purpose"] += len(documents)
            return []
        found = []
        for document in documents:
            if falco.is_rules_file(document):
                self.counts["Falco items"] += len(document)
                found += falco.findings(document)
            elif is_manifest(document) and not fence.says("fragment"):
                for part in document["items"] if document["kind"] == "List" else [document]:
                    found += self.manifest(part)
        return found

    def manifest(self, manifest: dict) -> list[str]:
        kind, version = manifest["kind"], manifest["apiVersion"]
        try:
            validate(manifest, self.kubernetes, strict=True)
            self.counts["manifests"] += 1
            return []
        except ValidationError as error:
            return [schema_finding(kind, error)]
        except SchemaNotFoundError:
            pass
        definition = "constraint" if version.startswith("constraints.gatekeeper.sh/") else kind
        if definition not in SCHEMAS["$defs"]:
            return [f"neither Kubernetes {self.kubernetes} nor schemas.yaml has a kind {kind} in {version}"]
        schema = {"$ref": f"#/$defs/{definition}", "$defs": SCHEMAS["$defs"]}
        errors = jsonschema.Draft202012Validator(schema).iter_errors(manifest)
        found = [schema_finding(kind, error) for error in errors]
        if kind == "ConstraintTemplate" and not found:
            found += [finding for target in manifest["spec"]["targets"] for finding in self.template(target)]
        self.counts["other kinds"] += not found
        return found

    def template(self, target: dict) -> list[str]:
        """The Rego of a Gatekeeper template: v0 unless its source says otherwise. A template is asked for `violation`."""
        sources = [(target.get("rego"), target.get("libs", []), "v0")]
        for code in target.get("code", []):
            source = code.get("source", {})
            sources.append((source.get("rego"), source.get("libs", []), source.get("version", "v0")))
        found = []
        for source, libraries, version in sources:
            if source is None:
                continue
            self.counts["Rego modules"] += 1 + len(libraries)
            problem = rego_problem([source, *libraries], version)
            if problem:
                found.append(f"Rego {version}: {problem}")
            elif "violation" not in source:
                found.append("the Rego defines no violation")
        return found

    def rego(self, fence: Fence, wrong: bool) -> list[str]:
        self.counts["Rego modules"] += 1
        # A fragment is some rules without their package.
        source = f"package fragment\n{fence.text}" if fence.says("fragment") and "package " not in fence.text else fence.text
        problems = []
        for version in ("v1", "v0"):
            problem = rego_problem([source], version)
            if not problem:
                return []
            problems.append(f"Rego {version}: {problem}")
        return problems

    def dockerfile(self, fence: Fence, wrong: bool) -> list[str]:
        self.counts["Dockerfiles"] += 1
        text = fence.text
        if fence.says("fragment") and not text.lstrip().lower().startswith(("from", "arg", "#")):
            text = f"FROM scratch\n{text}"
        command = [HADOLINT, "--no-color", "--no-fail", "--format", "json", "-"]
        result = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
        # DL1000: does not parse. Other errors are what BuildKit refuses or does not mean; all else is taste.
        found = [lint for lint in json.loads(result.stdout) if lint["level"] == "error"]
        return [f"line {lint['line']}: {lint['code']}: {lint['message']}" for lint in found if not wrong or lint["code"] == "DL1000"]

    def json(self, fence: Fence, wrong: bool) -> list[str]:
        if fence.says("fragment"):
            return []
        self.counts["JSON"] += 1
        decoder, rest = json.JSONDecoder(), fence.text.strip()
        # What a tool prints may be one value on each line.
        while rest:
            try:
                _, end = decoder.raw_decode(rest)
            except json.JSONDecodeError as error:
                return [f"not JSON: {error}"]
            rest = rest[end:].lstrip()
            if rest and not fence.says("output"):
                return ["more than one JSON value"]
        return []

    def toml(self, fence: Fence, wrong: bool) -> list[str]:
        self.counts["TOML"] += 1
        try:
            tomllib.loads(fence.text)
        except tomllib.TOMLDecodeError as error:
            return [f"not TOML: {error}"]
        return []

    def shell(self, fence: Fence, wrong: bool) -> list[str]:
        if fence.says("output"):
            return []
        self.counts["scripts"] += 1
        # A placeholder for the reader, such as <pod>, is a redirection to the shell.
        text = re.sub(r"<([a-z][a-z0-9-]*)>", r"\1", script(fence))
        result = subprocess.run(["bash", "-n"], input=text, capture_output=True, text=True, check=False)
        return [result.stderr.strip()] if result.returncode or result.stderr else []


def is_manifest(document) -> bool:
    return isinstance(document, dict) and {"apiVersion", "kind"} <= document.keys()


def schema_finding(kind: str, error) -> str:
    where = ".".join(str(step) for step in error.path) or "the document"
    return f"{kind}: {where}: {error.message}"


def rego_problem(modules: list[str], version: str) -> str | None:
    """Why modules are no Rego of a version. Unsafe variables are found when it is evaluated, on whatever input."""
    engine = regorus.Engine()
    engine.set_rego_v0(version == "v0")
    try:
        for number, source in enumerate(modules):
            engine.add_policy(f"module-{number}.rego", source)
        engine.set_input_json("{}")
        engine.eval_query_as_json("data")
    except Exception as error:  # noqa: BLE001: the bindings raise nothing more specific
        return " ".join(str(error).split("Stack backtrace")[0].split())
    return None


def main() -> int:
    course = Path(sys.argv[1])
    exam = yaml.safe_load((course / "exam.yaml").read_text(encoding="utf-8"))
    check = Check(exam["software"]["kubernetes"])
    findings = [finding for file in sorted(course.rglob("*.md")) for finding in check.file(file)]
    for finding in findings:
        print(finding, file=sys.stderr)
    tally = ", ".join(f"{count} {what}" for what, count in check.counts.items())
    print(f"Kubernetes {check.kubernetes}: {tally}; {len(findings)} findings")
    if not check.counts["manifests"] or not check.counts["scripts"]:
        print("found nothing to check", file=sys.stderr)
        return 1
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
