import assert from "node:assert/strict";
import { test } from "node:test";
import { draw, quotas, seedOf } from "../../crates/gradus-grade/js/draw.js";
import { spell } from "../../themes/default/site/scripts/exam/clock.js";
import { fullCode, minutesBetween, poolsOf, readCode, unseenFirst, varying } from "../../themes/default/site/scripts/exam/pool.js";
import { needed, percent, scored, worth } from "../../themes/default/site/scripts/exam/score.js";

const domains = [{ id: "a", title: "A", weight: 60 }, { id: "b", title: "B", weight: 40 }];
const question = (key, domain, more = {}) => ({ id: key, key, kind: "single", domain, lesson: `l-${domain}`, difficulty: "easy", ...more });
const items = [
  ...Array.from({ length: 12 }, (_, n) => question(`a${n}`, "a")),
  ...Array.from({ length: 8 }, (_, n) => question(`b${n}`, "b")),
  question("ta1", "a", { kind: "task", minutes: 5 }), question("ta2", "a", { kind: "task" }), question("tb1", "b", { kind: "task" }),
  question("lab", "a", { kind: "task", lab: true }), question("lab-question", "b", { lab: true }),
];
const course = { mock: { questions: 10, minutes: 20 }, exam: { tasks: 2, minutes: 60 }, domains };
const pools = poolsOf(items, course);

/** A run of numbers that is the same each time. */
function numbers(from = 1) {
  let state = from;
  return () => (state = (state * 48271) % 2147483647) % 2 ** 20;
}

test("tasks have an exam of their own, and labs are in none", () => {
  assert.equal(pools.mock.domains.flatMap((domain) => domain.items).length, 20);
  assert.deepEqual(pools.tasks.domains.map((domain) => domain.items), [["ta1", "ta2"], ["tb1"]]);
  assert.equal(pools.tasks.count, 2);
});

test("an exam is no larger than what there is", () => {
  assert.equal(poolsOf(items.slice(0, 3), course).mock.count, 3);
});

test("places vary where a domain has more than it gives", () => {
  // One task of each domain is asked for; only the first domain has a choice.
  assert.equal(varying(pools.tasks, quotas), 1);
  assert.equal(varying(pools.mock, quotas), 10);
});

test("an exam of tasks lasts as long as those that are drawn", () => {
  const minutes = new Map(items.map(({ key, minutes = 8 }) => [key, minutes]));
  // One of the first domain, of 5 or 8 minutes, and the one of the second, of 8.
  assert.deepEqual(minutesBetween(pools.tasks, quotas, (key) => minutes.get(key)), { least: 13, most: 16 });
  assert.deepEqual(minutesBetween({ ...pools.tasks, count: 3 }, quotas, (key) => minutes.get(key)), { least: 21, most: 21 });
});

test("unseen questions come first, in an exam that its code draws again", () => {
  const seen = new Set(items.filter(({ kind }) => kind === "single").slice(0, 10).map(({ key }) => key));
  const unseen = (keys) => keys.filter((key) => !seen.has(key)).length;
  const { seed, drawn } = unseenFirst(pools.mock, seen, draw, numbers());
  assert.equal(drawn.items.length, 10);
  assert.deepEqual(draw(seed, pools.mock).items, drawn.items);
  assert.equal(seedOf(drawn.code, pools.mock), seed);
  // Of the ten places six are the first domain's, which has two unseen ones; the four others can be unseen.
  const random = numbers(7);
  const others = Array.from({ length: 50 }, () => unseen(draw(random(), pools.mock).items));
  assert.ok(unseen(drawn.items) >= Math.max(...others), `${unseen(drawn.items)} of at most 6, others ${Math.max(...others)}`);
  assert.ok(unseen(drawn.items) > others.reduce((sum, one) => sum + one, 0) / others.length);
});

test("a code is read with its version, and what cannot be drawn says why", () => {
  const { code } = draw(77, pools.mock);
  const read = (text, release = "1.0.0", releases = ["0.9.0", "1.0.0"]) => readCode(text, pools, { release, releases }, seedOf);
  assert.deepEqual(read(code.toLowerCase()), { kind: "mock", seed: 77 });
  assert.deepEqual(read(fullCode(code, "1.0.0")), { kind: "mock", seed: 77 });
  // The pool decides: another version with the same pool draws the same exam.
  assert.deepEqual(read(fullCode(code, "0.9.0")), { kind: "mock", seed: 77 });
  assert.deepEqual(read(draw(5, pools.tasks).code), { kind: "tasks", seed: 5 });
  const changed = draw(77, { ...pools.mock, count: 9 }).code;
  assert.deepEqual(read(`${changed}@0.9.0`), { trouble: "other", version: "0.9.0" });
  assert.deepEqual(read(changed), { trouble: "unknown", version: "" });
  assert.deepEqual(read(`${changed}@1.0.0`), { trouble: "slip", version: "1.0.0" });
  assert.deepEqual(read(`${changed}@unreleased`, "unreleased", []), { trouble: "unknown", version: "unreleased" });
  // A version that nobody released is not taken for one, even where the code is right.
  assert.deepEqual(read(`${code}@7.7.7`), { trouble: "no-version", version: "7.7.7" });
  assert.deepEqual(read(`${code}@1.0.0`, "unreleased", []), { trouble: "no-version", version: "1.0.0" });
  assert.deepEqual(read(`${code}@1.0.0@1.0.0`), { trouble: "no-version", version: "1.0.0@1.0.0" });
  // What is not released has no version to show.
  assert.equal(fullCode(code, "unreleased"), code);
  assert.deepEqual(read(`${code}@unreleased`), { kind: "mock", seed: 77 });
  assert.deepEqual(read(""), { trouble: "unknown", version: "" });
});

test("a question counts whole, a task by its points", () => {
  assert.equal(worth({ points: 1, possible: 2 }, "fill-in"), 0);
  assert.equal(worth({ points: 2, possible: 2 }, "fill-in"), 1);
  assert.equal(worth({ points: 1, possible: 4 }, "task"), 0.25);
  assert.equal(worth(undefined, "single"), 0);
});

test("a report tells domains and what was seen before apart", () => {
  const byKey = new Map(items.map((item) => [item.key, item]));
  const all = { points: 1, possible: 1, answered: true };
  const none = { points: 0, possible: 1, answered: true };
  const sum = scored({ items: ["a1", "a2", "b1", "gone"], seen: ["a1"], results: { a1: all, a2: none, b1: all, gone: all } }, byKey, domains);
  assert.deepEqual(sum.all, { earned: 2, of: 3 });
  assert.deepEqual(sum.domains, [{ id: "a", earned: 1, of: 2 }, { id: "b", earned: 1, of: 1 }]);
  assert.deepEqual(sum.seen, { earned: 1, of: 1 });
  assert.deepEqual(sum.fresh, { earned: 1, of: 2 });
  assert.deepEqual(sum.lessons, [{ id: "l-a", lost: 1, of: 2 }]);
});

test("an exam of tasks is counted in points, and names its weakest domain with what to read", () => {
  const task = (key, domain, lesson, points) => ({ ...question(key, domain, { kind: "task", points }), lesson });
  const byKey = new Map([task("x", "a", "l1", 10), task("y", "a", "l2", 6), task("z", "b", "l3", 4)].map((item) => [item.key, item]));
  const results = { x: { points: 7, possible: 10 }, y: { points: 0, possible: 1 }, z: { points: 3, possible: 4 } };
  const sum = scored({ items: ["x", "y", "z"], seen: [], results }, byKey, domains);
  assert.deepEqual(sum.all, { earned: 10, of: 20 });
  assert.equal(percent(sum.all), 50);
  assert.deepEqual(sum.domains, [{ id: "a", earned: 7, of: 16 }, { id: "b", earned: 3, of: 4 }]);
  assert.deepEqual(sum.weakest, { id: "a", earned: 7, of: 16, lessons: [{ id: "l2", lost: 6, of: 6 }, { id: "l1", lost: 3, of: 10 }] });
  // Thirds of a rubric that has changed since do not become endless numbers.
  const thirds = scored({ items: ["x"], seen: [], results: { x: { points: 3, possible: 3 } } }, byKey, domains);
  assert.deepEqual([thirds.all.earned, thirds.weakest], [10, undefined]);
});

test("a pass mark is a number of points", () => {
  assert.equal(needed(50, 67), 34);
  assert.equal(needed(100, 67), 67);
  assert.equal(needed(3, 100), 3);
});

test("who misses the mark by little has missed it", () => {
  assert.equal(percent({ earned: 2, of: 3 }), 66);
  assert.equal(percent({ earned: 0.1 + 0.2 + 0.7, of: 1 }), 100);
  assert.equal(percent({ earned: 0, of: 0 }), 0);
});

test("time is spelt as a clock does", () => {
  assert.equal(spell(0), "0:00");
  assert.equal(spell(-5), "0:00");
  assert.equal(spell(59_001), "1:00");
  assert.equal(spell(2 * 3600_000 - 1000), "1:59:59");
});
