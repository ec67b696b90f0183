"""Shows that each check of check.py finds what it is for, and lets sound text pass."""

import tempfile
import unittest
from pathlib import Path

from check import Check

NAMESPACE = "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: web\n"

AUDIT_POLICY = """\
apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
  - level: Metadata
    resources:
      - group: ""
        resources: [secrets]
"""

ENCRYPTION = """\
apiVersion: apiserver.config.k8s.io/v1
kind: EncryptionConfiguration
resources:
  - resources: [secrets]
    providers:
      - secretbox: {keys: [{name: one, secret: c2VjcmV0}]}
      - identity: {}
"""

ADMISSION = """\
apiVersion: apiserver.config.k8s.io/v1
kind: AdmissionConfiguration
plugins:
  - name: PodSecurity
    configuration:
      apiVersion: pod-security.admission.config.k8s.io/v1
      kind: PodSecurityConfiguration
      defaults: {enforce: baseline, enforce-version: latest}
      exemptions: {namespaces: [kube-system]}
  - name: ImagePolicyWebhook
    configuration:
      imagePolicy: {kubeConfigFile: /etc/kubernetes/webhook.yaml, defaultAllow: false}
"""

RUNTIME_CLASS = "apiVersion: node.k8s.io/v1\nkind: RuntimeClass\nmetadata: {name: gvisor}\nhandler: runsc\n"

FALCO = """\
- list: shells
  items: [sh, bash]
- macro: in_container
  condition: (container.id != host)
- rule: Shell
  desc: A shell was started
  condition: evt.type in (execve, execveat) and in_container and not (proc.pname = "a b" or proc.aname[2] exists)
  output: shell at=%evt.time user=%user.name pod=%k8s.pod.name
  priority: Warning
"""

TEMPLATE = """\
apiVersion: templates.gatekeeper.sh/v1
kind: ConstraintTemplate
metadata: {name: k8sprefix}
spec:
  crd: {spec: {names: {kind: K8sPrefix}}}
  targets:
    - target: admission.k8s.gatekeeper.sh
      rego: |
        package k8sprefix
        violation[{"msg": msg}] {
          image := input.review.object.spec.containers[_].image
          not startswith(image, input.parameters.prefix)
          msg := sprintf("%v", [image])
        }
"""

REGO = """\
package k8sprefix
violation contains {"msg": msg} if {
  some container in input.review.object.spec.containers
  not startswith(container.image, "a/")
  msg := container.image
}
"""

DOCKERFILE = "FROM golang:1.26 AS build\nRUN go build -o /api .\nFROM scratch\nCOPY --from=build /api /api\nUSER 65532\n"


def findings(markdown: str) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "lesson.md")
        file.write_text(markdown, encoding="utf-8")
        return Check("1.36").file(file)


def fenced(info: str, text: str) -> str:
    return f"```{info}\n{text}```\n"


class Checks(unittest.TestCase):
    def sound(self, info: str, text: str):
        self.assertEqual(findings(fenced(info, text)), [])

    def faulty(self, info: str, text: str, old: str, new: str, says: str):
        """The sound text becomes faulty when `old` becomes `new`."""
        self.assertIn(old, text)
        with self.subTest(f"{old!r} -> {new!r}"):
            found = findings(fenced(info, text.replace(old, new)))
            self.assertTrue(any(says in finding for finding in found), found)
            self.assertEqual(findings(fenced(f"{info} invalid", text.replace(old, new))), [])

    def test_manifests(self):
        self.sound("yaml", NAMESPACE)
        self.faulty("yaml", NAMESPACE, "name: web", "nmae: web", "nmae")
        self.faulty("yaml", NAMESPACE, "kind: Namespace", "kind: Namespaces", "kind Namespaces")
        self.faulty("yaml", NAMESPACE, "metadata:", "metadata: {", "not YAML")
        self.sound("yaml", RUNTIME_CLASS)
        self.faulty("yaml", RUNTIME_CLASS, "handler: runsc", "", "handler")

    def test_files_of_components(self):
        self.sound("yaml", AUDIT_POLICY)
        self.faulty("yaml", AUDIT_POLICY, "level: Metadata", "level: metadata", "metadata")
        self.faulty("yaml", AUDIT_POLICY, 'group: ""', "group: apps/v1", "apps/v1")
        self.faulty("yaml", AUDIT_POLICY, "    resources:\n", "    nonResourceURLs: [/healthz]\n    resources:\n", "rules.0")
        self.faulty("yaml", AUDIT_POLICY, "omitStages", "omitStage", "omitStage")
        self.sound("yaml", ENCRYPTION)
        self.faulty("yaml", ENCRYPTION, "- identity: {}", "  identity: {}", "too many properties")
        self.faulty("yaml", ENCRYPTION, "secretbox", "aes", "aes")
        self.faulty("yaml", ENCRYPTION, ", secret: c2VjcmV0", "", "'secret' is a required property")
        self.sound("yaml", ADMISSION)
        self.faulty("yaml", ADMISSION, "enforce: baseline", "enforce: base", "base")
        self.faulty("yaml", ADMISSION, "defaultAllow", "defaultDeny", "defaultDeny")
        self.faulty("yaml", ADMISSION, "plugins", "plugin", "plugins")

    def test_rules_of_falco(self):
        self.sound("yaml", FALCO)
        self.sound("yaml", "- rule: Shell\n  condition: and not proc.name = sh\n  override: {condition: append}\n")
        self.faulty("yaml", FALCO, "  desc: A shell was started\n", "", "no desc")
        self.faulty("yaml", FALCO, "- rule: Shell", "- rule: Shell\n  macro: shell", "exactly one")
        self.faulty("yaml", FALCO, "Warning", "HIGH", "priority HIGH")
        self.faulty("yaml", FALCO, "exists)", "exists", "misses )")
        self.faulty("yaml", FALCO, "exists)", "exists))", "cannot stand here: )")
        self.faulty("yaml", FALCO, "evt.type in (execve, execveat)", "evt.type in execve", "not in brackets")
        self.faulty("yaml", FALCO, "proc.pname", "process.pname", "unknown field process.pname")
        self.faulty("yaml", FALCO, "proc.pname", "proc.parent", "unknown field proc.parent")
        self.faulty("yaml", FALCO, "in_container and not", "in_container not", "cannot stand here: not")
        self.faulty("yaml", FALCO, "proc.aname[2] exists", "proc.aname[2]", "compared with nothing")
        self.faulty("yaml", FALCO, "%k8s.pod.name", "%k8s.pod", "unknown field k8s.pod")
        self.faulty("yaml", FALCO, "items: [sh, bash]", "values: [sh, bash]", "no items")

    def test_rego(self):
        self.sound("yaml", TEMPLATE)
        self.faulty("yaml", TEMPLATE, "violation[{\"msg\": msg}] {", "violation contains {\"msg\": msg} if {", "Rego v0")
        self.faulty("yaml", TEMPLATE, "image := input.review.object.spec.containers[_].image", "", "unsafe")
        self.faulty("yaml", TEMPLATE, "violation[", "deny[", "no violation")
        self.faulty("yaml", TEMPLATE, "targets:", "target:", "targets")
        self.sound("rego", REGO)
        self.sound("rego fragment", REGO.replace("package k8sprefix\n", ""))
        self.faulty("rego", REGO, " if {", " {", "Rego v1")
        self.faulty("rego", REGO, "package k8sprefix\n", "", "Rego v1")

    def test_rego_of_the_version_that_a_template_names(self):
        body = "".join(f"                {line}\n" for line in REGO.splitlines())
        code = "      code:\n        - engine: Rego\n          source:\n            version: v1\n            rego: |\n"
        template = TEMPLATE[: TEMPLATE.index("      rego: |")] + code + body
        self.sound("yaml", template)
        self.faulty("yaml", template, "version: v1", "version: v0", "Rego v0")

    def test_files(self):
        self.sound("dockerfile", DOCKERFILE)
        self.sound("dockerfile fragment", "COPY --chown=1:1 a /a\n")
        self.faulty("dockerfile", DOCKERFILE, "USER", "USR", "DL1000")
        self.faulty("dockerfile", DOCKERFILE, "COPY --from=build /api /api", "COPY /api", "DL1000")
        self.sound("json", '{"a": 1}\n')
        self.sound("json output", '{"a": 1}\n{"a": 2}\n')
        self.faulty("json", '{"a": 1}\n', "1", "1,", "not JSON")
        self.faulty("json", '{"a": 1}\n', "}", "}}", "more than one")
        self.sound("toml", "[a]\nb = 1\n")
        self.faulty("toml", "[a]\nb = 1\n", "= 1", "= one", "not TOML")

    def test_shell(self):
        self.sound("bash", "if true; then echo <pod>; fi\n")
        self.faulty("bash", "if true; then echo; fi\n", "fi", "", "syntax error")
        self.sound("console", "$ echo a \\\n  b\n) printed (\n")
        self.faulty("console", "$ echo a\n", "a", "$(", "unexpected EOF")

    def test_documents_in_shell(self):
        apply = f"kubectl apply -f - <<'EOF'\n{NAMESPACE}EOF\n"
        self.sound("bash", apply)
        self.faulty("bash", apply, "name: web", "nmae: web", "lesson.md:2: Namespace: metadata")
        piped = f"cat <<EOF | kubectl apply -f -\n{NAMESPACE.replace('web', '$NAME')}EOF\n"
        self.sound("bash", piped)
        self.faulty("bash", piped, "kind: Namespace", "kind: Name", "kind Name in v1")
        self.faulty("console", f"$ {apply}", "name: web", "nmae: web", "nmae")
        self.faulty("bash", f"cat > Dockerfile <<EOF\n{DOCKERFILE}EOF\n", "USER", "USR", "DL1000")
        self.faulty("bash", f"sudo tee /etc/falco/rules.d/a.yaml <<'EOF'\n{FALCO}EOF\n", "Warning", "HIGH", "priority HIGH")
        self.faulty("bash", "cat > a.json <<'EOF'\n[1]\nEOF\n", "]", "", "not JSON")
        self.faulty("bash", "ssh node01 sh <<'EOF'\necho (\nEOF\n", "echo (", "echo $(", "unexpected EOF")

    def test_wrong_on_purpose(self):
        faulty = NAMESPACE.replace("name: web", "nmae: web")
        self.assertTrue(findings(f"## Task\n\n### Solution\n\n{fenced('yaml', faulty)}"))
        for section in ("Starter", "Wrong: misspelt {fails=a}"):
            self.assertEqual(findings(f"## Task\n\n### {section}\n\n{fenced('yaml', faulty)}"), [])
            self.assertTrue(findings(f"## Task\n\n### {section}\n\n{fenced('yaml', 'a: [')}"))
        setup = fenced("bash", f"cat > a.yaml <<'EOF'\n{faulty}EOF\n")
        starter = fenced("yaml", faulty)
        self.assertTrue(findings(f"## Task\n\n### Setup\n\n{setup}"))
        self.assertEqual(findings(f"## Task\n\n### Setup\n\n{setup}\n### Starter\n\n{starter}"), [])
        self.assertTrue(findings(f"## Task\n\n### Setup\n\n{setup}\n## Other\n\n### Starter\n\n{starter}"))


if __name__ == "__main__":
    unittest.main()
