import assert from "node:assert/strict";
import { test } from "node:test";
import { answersOf, firstAnswer, revised, tally, withAttempt } from "../../themes/default/site/scripts/practice/attempts.js";

const attempt = (at, right = true) => ({ at, right, points: right ? 1 : 0, possible: 1 });

test("the first attempt makes a record", () => {
  assert.deepEqual(withAttempt(undefined, "q", attempt(5)), { key: "q", type: "question", attempts: [attempt(5)] });
});

test("old attempts are forgotten but for the first, and a draft is kept", () => {
  let record = { key: "q", type: "question", draft: { "a.yaml": "x" } };
  for (let at = 0; at < 30; at++) record = withAttempt(record, "q", attempt(at));
  assert.equal(record.attempts.length, 20);
  assert.deepEqual([record.attempts[0].at, record.attempts[1].at, record.attempts.at(-1).at], [0, 11, 29]);
  assert.deepEqual(record.draft, { "a.yaml": "x" });
});

test("a mark by the learner changes the attempt that it is about, and no other", () => {
  const record = withAttempt(withAttempt(undefined, "q", attempt(1)), "q", attempt(2, false));
  assert.deepEqual(revised(record, attempt(2, true)).attempts, [attempt(1), attempt(2, true)]);
  assert.deepEqual(revised(record, attempt(3, true)), record);
  assert.equal(record.attempts[1].right, false);
});

test("attempts of two pages stand in the order of time, and what both note stands once", () => {
  const record = withAttempt(withAttempt(undefined, "q", attempt(5)), "q", attempt(3, false));
  assert.deepEqual(record.attempts, [attempt(3, false), attempt(5)]);
  assert.deepEqual(withAttempt(record, "q", attempt(5)), record);
});

test("a tally counts the latest attempts", () => {
  const records = new Map([
    ["a", { key: "a", attempts: [attempt(1, false), attempt(2, true)] }],
    ["b", { key: "b", attempts: [attempt(1, false)] }],
    ["c", { key: "c", draft: {} }],
  ]);
  assert.deepEqual(tally(["a", "b", "c", "d"], records), { answered: 2, right: 1, of: 4 });
});

test("what was only shown is seen, and neither answered nor a first answer", () => {
  const shown = { ...attempt(1, false), shown: true };
  const blank = withAttempt(undefined, "a", shown);
  const right = withAttempt(withAttempt(undefined, "b", attempt(1)), "b", { ...shown, at: 2 });
  const records = new Map([["a", blank], ["b", right]]);
  assert.deepEqual(tally(["a", "b"], records), { answered: 1, right: 1, of: 2 });
  assert.deepEqual(answersOf(blank), []);
  assert.equal(firstAnswer(blank), undefined);
  assert.equal(firstAnswer(withAttempt(blank, "a", attempt(2))), undefined, "its answer had been seen");
  assert.deepEqual(firstAnswer(right), attempt(1));
  assert.equal(firstAnswer(undefined), undefined);
});
