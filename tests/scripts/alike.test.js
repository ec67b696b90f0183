import assert from "node:assert/strict";
import { test } from "node:test";
import { documents } from "../../crates/gradus-grade/js/yaml.js";
import { alike } from "../../themes/default/site/scripts/practice/alike.js";

const compared = (own, other) => alike(documents(own), documents(other));

test("order of fields, quotes, indents, flow and comments say nothing", () => {
  const own = "# mine\nkind: Pod\nmetadata: {name: 'web', labels: {\"a\": b}}\nspec:\n    containers:\n    - image: nginx:1.29\n      name: app\n      args: [-v, '--x=1']\n";
  const other = "metadata:\n  labels: {a: b}\n  name: web\nkind: Pod\nspec:\n  containers:\n    - name: app # theirs\n      image: \"nginx:1.29\"\n      args:\n      - -v\n      - --x=1\n";
  const { own: left, other: right } = compared(own, other);
  assert.equal(left, right);
  assert.equal(left, "kind: Pod\nmetadata:\n  name: web\n  labels:\n    a: b\nspec:\n  containers:\n    - image: nginx:1.29\n      name: app\n      args:\n        - -v\n        - --x=1");
});

test("what differs in meaning stays a difference", () => {
  const { own, other } = compared("a: 1\nb: '1'\nc: [s, t]", "c: [t, s]\nb: 1\na: 1");
  assert.equal(own, "a: 1\nb: \"1\"\nc:\n  - s\n  - t");
  assert.equal(other, "a: 1\nb: 1\nc:\n  - t\n  - s");
});

test("documents are held against those of the same kind and name, wherever they stand", () => {
  const role = (name) => `kind: Role\nmetadata: {name: ${name}}\n`;
  const { own, other } = compared(`${role("a")}---\n${role("b")}`, `${role("c")}---\n${role("b")}---\n${role("a")}`);
  assert.ok(other.startsWith(own));
  assert.ok(other.endsWith("name: c"));
});

test("what is written can be read again as the same data", () => {
  const text = "a: 'yes'\nb: ''\nc: null\nd: [[1, 2], [], {}]\ne: \"x: y\"\nf: |\n  one\n\n    two\ng: |-\n  last\n'no': '#x'\ni: [{a: 1, b: [{c: d}]}]\nj: '- x'\nk: ' x '\nl: 0.5\nm: '0x1'\nq: 'é: ü'\n'o p': -f\n";
  const { own } = compared(text, text);
  assert.deepEqual(JSON.parse(JSON.stringify(documents(own))), JSON.parse(JSON.stringify(documents(text))));
});
