import assert from "node:assert/strict";
import { test } from "node:test";
import { FEWEST, readiness, wilson } from "../../themes/default/site/scripts/progress/readiness.js";

const near = (found, expected, within = 0.0006) => assert.ok(Math.abs(found - expected) < within, `${found} is not ${expected}`);

test("Wilson's interval at known points", () => {
  for (const [right, of, low, high] of [[8, 10, 0.4902, 0.9433], [15, 60, 0.1578, 0.3723], [0, 10, 0, 0.2775], [10, 10, 0.7225, 1]]) {
    near(wilson(right, of).low, low);
    near(wilson(right, of).high, high);
  }
  assert.deepEqual(wilson(0, 0), { right: 0, of: 0, share: 0, low: 0, high: 1 });
});

const items = (domain, count) => Array.from({ length: count }, (_, at) => ({ key: `${domain}${at}`, domain }));
const answered = (domain, rights, wrongs) => [
  ...items(domain, rights).map(({ key }) => [key, { key, attempts: [{ right: true }, { right: false }] }]),
  ...items(domain, rights + wrongs).slice(rights).map(({ key }) => [key, { key, attempts: [{ right: false }, { right: true }] }]),
];
const domains = [{ id: "a", weight: 30 }, { id: "b", weight: 70 }];
const pool = [...items("a", 100), ...items("b", 100)];

test("only first attempts count, and only at questions of the course as it is", () => {
  const records = new Map([...answered("a", 3, 1), ...answered("gone", 9, 0)]);
  const [a, b] = readiness(pool, domains, records, 67).domains;
  assert.deepEqual([a.right, a.of, b.of], [3, 4, 0]);
});

test("nothing is said of the whole while a domain is hardly known", () => {
  const records = new Map([...answered("a", 40, 0), ...answered("b", FEWEST - 1, 0)]);
  const { whole, domains: [a, b] } = readiness(pool, domains, records, 67);
  assert.equal(whole, undefined);
  assert.deepEqual([a.known, b.known], [true, false]);
});

test("the whole is weighed as the exam weighs, between its parts", () => {
  const records = new Map([...answered("a", 50, 0), ...answered("b", 25, 25)]);
  const { whole, weakest } = readiness(pool, domains, records, 67);
  near(whole.share, 0.3 + 0.7 * 0.5, 1e-9);
  assert.ok(whole.low < whole.share && whole.share < whole.high);
  assert.equal(weakest.domain, "b");
});

test("the mark is passed, missed or open by the interval, not by the share alone", () => {
  const verdict = (rights, wrongs, mark) => readiness(pool, domains, new Map([...answered("a", rights, wrongs), ...answered("b", rights, wrongs)]), mark).whole.verdict;
  assert.equal(verdict(95, 5, 67), "above");
  assert.equal(verdict(30, 70, 67), "below");
  assert.equal(verdict(4, 1, 67), "open", "four of five are more than 67 % and prove nothing");
});

test("a blank exam says nothing of a learner, nor does an answer to what was shown before", () => {
  const shown = { right: false, shown: true };
  const blank = pool.map(({ key }) => [key, { key, attempts: [shown] }]);
  const { whole, weakest, domains: shares } = readiness(pool, domains, new Map(blank), 67);
  assert.deepEqual([whole, weakest, shares.map(({ of }) => of)], [undefined, undefined, [0, 0]]);
  const later = pool.map(({ key }) => [key, { key, attempts: [shown, { right: true }] }]);
  assert.deepEqual(readiness(pool, domains, new Map(later), 67).domains.map(({ of }) => of), [0, 0]);
  // Who answered first and left the question open in an exam later keeps the first answer.
  const before = pool.map(({ key }) => [key, { key, attempts: [{ right: true }, shown] }]);
  assert.deepEqual(readiness(pool, domains, new Map(before), 67).domains.map(({ right, of }) => [right, of]), [[100, 100], [100, 100]]);
});
