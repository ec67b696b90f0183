import assert from "node:assert/strict";
import { test } from "node:test";
import { NEW_A_DAY, dayBegan, queue } from "../../themes/default/site/scripts/flashcards/queue.js";

const NOW = new Date(2026, 0, 10, 9).getTime();
const TODAY = dayBegan(new Date(NOW));
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const when = { now: NOW, today: TODAY };

const faces = (count) => Array.from({ length: count }, (_, index) => ({ key: `c${index}`, lesson: "l" }));
const known = (entries) =>
  new Map(Object.entries(entries).map(([key, [state, due, since = TODAY - DAY]]) => [key, { key, since, memory: { state, due } }]));

test("what is being learnt comes first, then reviews, then what is new", () => {
  const records = known({ c1: ["review", NOW - DAY], c2: ["learning", NOW - MINUTE] });
  assert.equal(queue(faces(4), records, when).next.key, "c2");
  records.delete("c2");
  assert.equal(queue(faces(4), records, when).next.key, "c1");
  records.delete("c1");
  assert.equal(queue(faces(4), records, when).next.key, "c0");
});

test("a step that is not due yet waits while there is anything else", () => {
  const records = known({ c0: ["learning", NOW + 5 * MINUTE] });
  assert.equal(queue(faces(2), records, when).next.key, "c1");
  assert.equal(queue(faces(1), records, when).next.key, "c0");
  const far = known({ c0: ["relearning", NOW + 60 * MINUTE] });
  const { next, waits } = queue(faces(1), far, when);
  assert.equal(next, undefined);
  assert.equal(waits, NOW + 60 * MINUTE);
});

test("a review is due for the whole of its day and not before", () => {
  assert.equal(queue(faces(1), known({ c0: ["review", TODAY + 20 * 60 * MINUTE] }), when).next.key, "c0");
  assert.equal(queue(faces(1), known({ c0: ["review", TODAY + DAY] }), when).next, undefined);
});

test("a day brings its share of new cards, and more when asked", () => {
  const begun = known(Object.fromEntries(faces(NEW_A_DAY).map(({ key }) => [key, ["review", NOW + 9 * DAY, NOW]])));
  const { next, counts, held } = queue(faces(NEW_A_DAY + 5), begun, when);
  assert.equal(next, undefined);
  assert.equal(counts.fresh, 0);
  assert.equal(held, 5);
  const more = queue(faces(NEW_A_DAY + 5), begun, { ...when, more: 3 });
  assert.equal(more.next.key, `c${NEW_A_DAY}`);
  assert.deepEqual([more.counts.fresh, more.held], [3, 2]);
});

test("new cards of yesterday do not count for today", () => {
  const begun = known({ c0: ["review", NOW + 9 * DAY, TODAY - 1] });
  assert.equal(queue(faces(40), begun, when).counts.fresh, NEW_A_DAY);
});

test("counts tell what is left today", () => {
  const records = known({ c0: ["learning", NOW], c1: ["review", NOW], c2: ["review", NOW + 3 * DAY] });
  assert.deepEqual(queue(faces(5), records, when).counts, { learning: 1, review: 1, fresh: 2 });
});

test("a day begins at four in the morning", () => {
  assert.equal(dayBegan(new Date(2026, 0, 10, 3, 59)), new Date(2026, 0, 9, 4).getTime());
  assert.equal(dayBegan(new Date(2026, 0, 10, 4)), new Date(2026, 0, 10, 4).getTime());
});

test("after one face of a note its other faces wait until nothing else is left", () => {
  const cards = ["a#1", "a#2", "a#3", "b", "c#1", "c#2"].map((key) => ({ key, lesson: "l" }));
  const records = new Map();
  const order = cards.map(() => {
    const { next } = queue(cards, records, when);
    records.set(next.key, { key: next.key, since: NOW, memory: { state: "review", due: NOW + 9 * DAY, lastReview: NOW } });
    return next.key;
  });
  assert.deepEqual(order, ["a#1", "b", "c#1", "a#2", "a#3", "c#2"]);
});

test("the day's share of new cards is of different notes first", () => {
  const cards = ["a#1", "a#2", "b#1", "b#2", "c"].map((key) => ({ key, lesson: "l" }));
  const { counts, held } = queue(cards, new Map(), { ...when, newADay: 3 });
  assert.deepEqual([counts.fresh, held], [3, 2]);
  const records = new Map(["a#1", "b#1"].map((key) => [key, { key, since: NOW, memory: { state: "review", due: NOW + 9 * DAY, lastReview: NOW } }]));
  assert.equal(queue(cards, records, { ...when, newADay: 3 }).next.key, "c");
});

test("a review waits behind other cards when another face of its note was met today, and comes back tomorrow", () => {
  const cards = ["a#1", "a#2", "b"].map((key) => ({ key, lesson: "l" }));
  const records = known({ "a#2": ["review", NOW - DAY] });
  records.set("a#1", { key: "a#1", since: NOW - DAY, memory: { state: "review", due: NOW + 9 * DAY, lastReview: NOW } });
  assert.equal(queue(cards, records, when).next.key, "b");
  assert.equal(queue(cards, records, when).counts.review, 1, "it still counts as due");
  assert.equal(queue(cards, records, { now: NOW + DAY, today: TODAY + DAY }).next.key, "a#2");
});
