#!/usr/bin/env python3
"""Validates what a reader would apply: every whole manifest and every script of a course's Markdown.

    python check.py course/cks

A YAML fence with `apiVersion` and `kind` is validated strictly against the schemas of the Kubernetes release that
`exam.yaml` names, unless it says `fragment` or `invalid`, or is a task's starter or a wrong answer. Shell fences, and the input lines of `console` fences, must
parse. Reads the sources, not the compiler's output, so that it can disagree with the compiler. Exits 1 on any finding.
"""

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import yaml
from kubernetes_validate import ValidationError, validate
from kubernetes_validate.utils import SchemaNotFoundError

# Kinds of files that components read, and of other projects: Kubernetes publishes no schema for them.
WITHOUT_SCHEMA = {
    ("apiserver.config.k8s.io/v1", "AdmissionConfiguration"),
    ("apiserver.config.k8s.io/v1", "AuthenticationConfiguration"),
    ("apiserver.config.k8s.io/v1", "AuthorizationConfiguration"),
    ("apiserver.config.k8s.io/v1", "EncryptionConfiguration"),
    ("audit.k8s.io/v1", "Event"),
    ("audit.k8s.io/v1", "Policy"),
    ("cilium.io/v2", "CiliumNetworkPolicy"),
    ("constraints.gatekeeper.sh/v1beta1", "K8sAllowedRegistries"),
    ("imagepolicy.k8s.io/v1alpha1", "ImageReview"),
    ("kind.x-k8s.io/v1alpha4", "Cluster"),
    ("kubeadm.k8s.io/v1beta4", "ClusterConfiguration"),
    ("kubeadm.k8s.io/v1beta4", "InitConfiguration"),
    ("kubelet.config.k8s.io/v1beta1", "KubeletConfiguration"),
    ("kyverno.io/v1", "ClusterPolicy"),
    ("pod-security.admission.config.k8s.io/v1", "PodSecurityConfiguration"),
    ("security.istio.io/v1", "AuthorizationPolicy"),
    ("security.istio.io/v1", "PeerAuthentication"),
    ("templates.gatekeeper.sh/v1", "ConstraintTemplate"),
    ("v1", "Config"),
}

FENCE = re.compile(r"^(?P<indent>(?:[ >]|[-*+] |\d+[.)] )*)(?P<marks>`{3,}|~{3,})(?P<info>[^`]*)$")
CLOZE = re.compile(r"\{\{c\d+::(.*?)(?:::[^{}]*)?\}\}", re.S)


@dataclass
class Fence:
    file: Path
    line: int
    language: str
    words: list[str]
    section: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


def fences(file: Path):
    """The fences of a Markdown file, those in lists and quotes too."""
    lines = iter(enumerate(file.read_text(encoding="utf-8").splitlines(), start=1))
    section = ""
    for number, line in lines:
        opening = FENCE.match(line)
        if not opening:
            if re.match(r"#{2,3} ", line):
                section = line.lstrip("# ")
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
        text = CLOZE.sub(r"\1", "\n".join(body)) + "\n"
        yield Fence(file, number, language, words, section, text)


def manifest_findings(fence: Fence, version: str, counts: dict) -> list[str]:
    """What is wrong with the manifests of a YAML fence; a fence that holds none is none of our business."""
    if {"fragment", "invalid", "output"} & set(fence.words):
        return []
    try:
        documents = [document for document in yaml.safe_load_all(fence.text) if document is not None]
    except yaml.YAMLError as error:
        return [f"{fence}: not YAML: {' '.join(str(error).split())} (say `fragment` or `invalid` if it is meant so)"]
    findings = []
    if fence.section.startswith(("Starter", "Wrong:")):
        counts["wrong on purpose"] += len(documents)
        return []
    for document in documents:
        if not isinstance(document, dict) or not {"apiVersion", "kind"} <= document.keys():
            continue
        for part in document["items"] if document["kind"] == "List" else [document]:
            name = (part["apiVersion"], part["kind"])
            try:
                validate(part, version, strict=True)
                counts["manifests"] += 1
            except ValidationError as error:
                where = ".".join(str(step) for step in error.path) or "the document"
                findings.append(f"{fence}: {name[1]}: {where}: {error.message}")
            except SchemaNotFoundError:
                counts["without a schema"] += 1
                if name not in WITHOUT_SCHEMA:
                    findings.append(f"{fence}: Kubernetes {version} has no kind {name[1]} in {name[0]}")
    return findings


def console_input(text: str) -> str:
    """The lines that a reader types: those with a prompt, and what continues them."""
    typed, open_line, here = [], False, None
    for line in text.splitlines():
        if here is not None:
            typed.append(line.removeprefix("> "))
            here = None if line.removeprefix("> ").strip() == here else here
        elif line.startswith("$ ") or open_line:
            command = line.removeprefix("$ ")
            typed.append(command)
            open_line = command.endswith("\\") or command.endswith("|")
            document = re.search(r"<<-?\s*['\"]?(\w+)", command)
            here = document[1] if document else None
    return "\n".join(typed) + "\n"


def shell_findings(fence: Fence, counts: dict) -> list[str]:
    if "invalid" in fence.words or "output" in fence.words:
        return []
    script = console_input(fence.text) if fence.language == "console" else fence.text
    # A placeholder for the reader, such as <pod>, is a redirection to the shell.
    script = re.sub(r"<([a-z][a-z0-9-]*)>", r"\1", script)
    result = subprocess.run(["bash", "-n"], input=script, capture_output=True, text=True, check=False)
    counts["scripts"] += 1
    return [f"{fence}: {result.stderr.strip()}"] if result.returncode or result.stderr else []


def main() -> int:
    course = Path(sys.argv[1])
    exam = yaml.safe_load((course / "exam.yaml").read_text(encoding="utf-8"))
    version = exam["software"]["kubernetes"]
    counts = {"manifests": 0, "without a schema": 0, "wrong on purpose": 0, "scripts": 0}
    findings = []
    for file in sorted(course.rglob("*.md")):
        for fence in fences(file):
            if fence.language in ("yaml", "yml"):
                findings += manifest_findings(fence, version, counts)
            elif fence.language in ("bash", "sh", "shell", "console"):
                findings += shell_findings(fence, counts)
    for finding in findings:
        print(finding, file=sys.stderr)
    tally = ", ".join(f"{count} {what}" for what, count in counts.items())
    print(f"Kubernetes {version}: {tally}; {len(findings)} findings")
    if not counts["manifests"] or not counts["scripts"]:
        print("found nothing to check", file=sys.stderr)
        return 1
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
