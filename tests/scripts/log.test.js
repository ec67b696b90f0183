import assert from "node:assert/strict";
import { test } from "node:test";
import { LAPSES } from "../../themes/default/site/scripts/flashcards/leech.js";
import { withReview, withoutReview } from "../../themes/default/site/scripts/flashcards/log.js";

const DAY = 86_400_000;
const first = Date.UTC(2026, 0, 5, 12);
const good = (days) => ({ at: first + days * DAY, grade: "good" });
const graded = (...reviews) => reviews.reduce((known, review) => withReview(known, "c", review), undefined);
const plain = (reviews) => reviews.map(({ at, grade }) => ({ at, grade }));

test("reviews of two pages come to the same in any order", () => {
  const reviews = [good(0), good(1), { at: first + 5 * DAY, grade: "again" }, good(6)];
  const inOrder = graded(...reviews);
  assert.deepEqual(plain(inOrder.reviews), reviews);
  for (const order of [[1, 0, 2, 3], [3, 2, 1, 0], [0, 3, 1, 2]]) {
    const found = graded(...order.map((at) => reviews[at]));
    assert.deepEqual(found.memory, inOrder.memory);
    assert.deepEqual(plain(found.reviews), reviews);
  }
});

test("a review that is taken back leaves the others, whoever gave them", () => {
  const both = graded(good(0), good(2), good(9));
  assert.deepEqual(withoutReview(both, good(9).at).memory, graded(good(0), good(2)).memory);
  assert.deepEqual(plain(withoutReview(both, good(2).at).reviews), [good(0), good(9)]);
  assert.equal(withoutReview(graded(good(0)), good(0).at), undefined, "a card that was never seen");
  assert.equal(withoutReview(undefined, 1), undefined);
});

test("what was remembered before anything was logged is where the log begins", () => {
  const memory = { ...graded(good(0), good(3)).memory };
  const record = withReview({ key: "c", type: "card", memory, since: 1 }, "c", good(20));
  assert.deepEqual(record.base, memory);
  assert.equal(record.since, 1);
  assert.deepEqual(withoutReview(record, good(20).at).memory, memory);
});

test("a card that is forgotten too often is set aside, and taken back with that", () => {
  const memory = { ...graded(good(0), good(3), good(30)).memory, lapses: LAPSES - 1 };
  const record = withReview({ key: "c", type: "card", memory }, "c", { at: first + 90 * DAY, grade: "again" });
  assert.equal(record.aside, first + 90 * DAY);
  const back = withoutReview(record, first + 90 * DAY);
  assert.deepEqual([back.aside, back.memory], [undefined, memory]);
});
