import assert from "node:assert/strict";
import { test } from "node:test";
import { together } from "../../themes/default/site/scripts/progress/left.js";

const attempt = (at) => ({ at, right: true, points: 1, possible: 1 });
const record = (changed, more) => ({ key: "q", type: "question", changed, ...more });

test("what a page left takes the place of what it was made from", () => {
  const left = record(20, { draft: { "a.yaml": "new" } });
  assert.equal(together("items", record(10, { flagged: true }), left, 10), left);
  assert.equal(together("items", undefined, left, undefined), left);
  assert.equal(together("items", record(10), undefined, 10), undefined, "also when it was removed");
});

test("what another page wrote since stays beside it", () => {
  const kept = record(15, { attempts: [attempt(1), attempt(15)] });
  const made = together("items", kept, record(20, { attempts: [attempt(1), attempt(20)], flagged: true }), 10);
  assert.deepEqual(made.attempts.map(({ at }) => at), [1, 15, 20]);
  assert.equal(made.flagged, true);
});

test("a change that reached the database all the same is not made twice", () => {
  const left = record(20, { attempts: [attempt(20)] });
  assert.deepEqual(together("items", left, left, 10), left);
});

test("what was removed in one place and changed in another is not lost", () => {
  assert.deepEqual(together("items", record(15), undefined, 10), record(15));
  assert.deepEqual(together("items", undefined, record(20), 10), record(20));
});
