import assert from "node:assert/strict";
import { test } from "node:test";
import { chosen, fromAddress, stateOf, toAddress } from "../../themes/default/site/scripts/practice/filter.js";

const item = (key, domain, lesson, kind, difficulty) => ({ id: key, key, domain, lesson, kind, difficulty });
const items = [
  item("a", "setup", "policy", "single", "easy"),
  item("b", "setup", "tls", "task", "hard"),
  item("c", "runtime", "audit", "task", "hard"),
];
const attempt = (right) => ({ at: 1, right, points: 0, possible: 1 });
const records = new Map([
  ["a", { key: "a", attempts: [attempt(false), attempt(true)] }],
  ["b", { key: "b", attempts: [attempt(true), attempt(false)] }],
]);
const keys = (filter) => chosen(items, filter, records).map(({ key }) => key);

test("an empty filter leaves everything in", () => {
  assert.deepEqual(keys({}), ["a", "b", "c"]);
  assert.deepEqual(keys({ domain: "", state: "" }), ["a", "b", "c"]);
});

test("facets narrow together", () => {
  assert.deepEqual(keys({ kind: "task" }), ["b", "c"]);
  assert.deepEqual(keys({ kind: "task", domain: "setup" }), ["b"]);
  assert.deepEqual(keys({ kind: "single", difficulty: "hard" }), []);
});

test("the latest attempt says what became of a question", () => {
  assert.deepEqual(keys({ state: "right" }), ["a"]);
  assert.deepEqual(keys({ state: "missed" }), ["b"]);
  assert.deepEqual(keys({ state: "new" }), ["c"]);
  assert.equal(stateOf({ key: "d", draft: {} }), "new");
});

test("a flag stays whatever became of a question", () => {
  const flagged = new Map([["a", { key: "a", flagged: true, attempts: [attempt(true)] }], ["c", { key: "c", flagged: true }]]);
  assert.deepEqual(chosen(items, { state: "flagged" }, flagged).map(({ key }) => key), ["a", "c"]);
  assert.deepEqual(chosen(items, { state: "new" }, flagged).map(({ key }) => key), ["b", "c"]);
});

test("an address and a filter are the same", () => {
  const filter = { lesson: "tls", kind: "task", state: "missed" };
  assert.equal(toAddress(filter), "?lesson=tls&kind=task&state=missed");
  assert.deepEqual(fromAddress(toAddress(filter), items), filter);
  assert.equal(toAddress({}), "");
});

test("unknown words in an address ask for nothing", () => {
  assert.deepEqual(fromAddress("?lesson=gone&state=odd&kind=task&x=1", items), { kind: "task" });
});

test("a few questions for a first try are spread over the domains, without tasks", () => {
  const bank = ["a", "a", "a", "b", "b", "c"].map((domain, at) => ({ id: `q${at}`, key: `q${at}`, domain, lesson: "l", kind: at === 3 ? "task" : "single", difficulty: "easy" }));
  assert.deepEqual(chosen(bank, { some: 4 }, new Map()).map(({ id }) => id), ["q0", "q4", "q5", "q1"]);
  assert.deepEqual(chosen(bank, { some: 4, domain: "a" }, new Map()).map(({ id }) => id), ["q0", "q1", "q2"]);
  assert.equal(toAddress(fromAddress("?some=4", bank)), "?some=4");
  for (const search of ["?some=0", "?some=x", "?some=-1", "?some=1.5"]) assert.equal(toAddress(fromAddress(search, bank)), "");
});
