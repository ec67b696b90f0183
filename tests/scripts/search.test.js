import assert from "node:assert/strict";
import { test } from "node:test";
import { excerpt } from "../../themes/default/site/scripts/search/excerpt.js";
import { indexOf } from "../../themes/default/site/scripts/search/index.js";

const entry = (kind, title, text, place = "") => ({ kind, href: title, title, place, text });
const entries = [
  entry("lesson", "NetworkPolicy", "Pods that no policy selects accept everything. A default deny closes them."),
  entry("lesson", "Runtime classes", "A RuntimeClass names a handler such as gVisor.", "5.2 Sandboxes"),
  entry("question", "Which flag?", "Set --anonymous-auth=false on the kubelet."),
  entry("card", "What closes all ingress?", "A default deny policy."),
  entry("term", "default deny", "A policy that selects all Pods and allows nothing."),
];
const find = await indexOf(entries);
const titles = (query) => find(query).map(({ title }) => title);

test("a word in the title goes first", () => {
  assert.equal(titles("default deny")[0], "default deny");
  assert.equal(titles("networkpolicy")[0], "NetworkPolicy");
});

test("what is being typed is found before it is whole, in any case, with a slip", () => {
  assert.deepEqual(titles("Runtimecl"), ["Runtime classes"]);
  assert.deepEqual(titles("anonymus"), ["Which flag?"]);
});

test("words that are written together are found by each, with slips in both, and marked", () => {
  for (const query of ["network policy", "netwrk polcy", "NetworkPolicy", "netwok plicy", "ntwrk policy"]) assert.equal(titles(query)[0], "NetworkPolicy", query);
  const [{ title, terms }] = find("netwrk polcy");
  assert.deepEqual(excerpt(title, terms), [{ text: "NetworkPolicy", found: true }]);
});

test("slips are forgiven only where nothing is found without, and never in short words", () => {
  assert.deepEqual(titles("handlr"), ["Runtime classes"]);
  assert.deepEqual(titles("hendlr"), ["Runtime classes"], "by two slips, in the lesson that says `handler`");
  assert.deepEqual(titles("pats"), [], "four letters forgive one slip at most");
});

test("two letters that changed places are one slip, in a word of any length that forgives one", () => {
  assert.deepEqual(titles("wihch"), ["Which flag?"]);
  assert.deepEqual(titles("psolciy"), [], "but not two such pairs in another word's place");
});

test("a title goes before a heading's place, and a place before the text", async () => {
  const found = await indexOf([
    entry("lesson", "Nothing of it", "Trivy is named here, once."),
    entry("lesson", "A section", "Something else.", "6.1 Scanning with Trivy"),
    entry("lesson", "Scanning with Trivy", "Something else."),
  ]);
  assert.deepEqual(found("trivy").map(({ title }) => title), ["Scanning with Trivy", "A section", "Nothing of it"]);
});

test("flags are found with and without their dashes", () => {
  for (const query of ["--anonymous-auth=false", "anonymous auth"]) assert.equal(titles(query)[0], "Which flag?");
});

test("all words are wanted; where no entry has them all, some will do", () => {
  assert.deepEqual(titles("gvisor sandboxes"), ["Runtime classes"]);
  assert.ok(titles("gvisor ingress").length >= 2);
  assert.deepEqual(titles("zebra"), []);
  assert.deepEqual(titles(""), []);
});

test("an excerpt shows the first word found and marks every one", () => {
  const text = `${"before ".repeat(60)}the Policy closes Pods ${"after ".repeat(60)}`;
  const pieces = excerpt(text, ["policy", "pods"]);
  assert.deepEqual(pieces.filter(({ found }) => found).map(({ text }) => text), ["Policy", "Pods"]);
  const whole = pieces.map(({ text }) => text).join("");
  assert.ok(whole.startsWith("… ") && whole.endsWith(" …") && whole.length < 230, whole);
  assert.equal(excerpt("short text", []).map(({ text }) => text).join(""), "short text");
  assert.deepEqual(excerpt("Café", ["cafe"]), [{ text: "Café", found: true }]);
});
