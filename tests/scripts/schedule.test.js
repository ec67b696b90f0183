import assert from "node:assert/strict";
import { test } from "node:test";
import { GRADES, interval, outcomes } from "../../themes/default/site/scripts/flashcards/schedule.js";

const NOW = Date.UTC(2026, 0, 10, 9);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

test("a new card is learnt in minutes, or known for days", () => {
  const { again, hard, good, easy } = outcomes(undefined, NOW);
  assert.equal(again.due - NOW, MINUTE);
  assert.equal(hard.due - NOW, 6 * MINUTE);
  assert.equal(good.due - NOW, 10 * MINUTE);
  assert.equal(good.state, "learning");
  assert.equal(easy.state, "review");
  assert.ok(easy.due - NOW >= DAY);
});

test("what is kept is plain data that can be taken up again", () => {
  let memory = outcomes(undefined, NOW).good;
  memory = outcomes(JSON.parse(JSON.stringify(memory)), memory.due).good;
  assert.equal(memory.state, "review");
  assert.equal(memory.reps, 2);
  const kept = JSON.parse(JSON.stringify(memory));
  assert.deepEqual(outcomes(kept, memory.due), outcomes(memory, memory.due));
});

test("a better grade never brings a card back earlier", () => {
  let memory = outcomes(undefined, NOW).easy;
  for (let review = 0; review < 8; review++) {
    const next = outcomes(memory, memory.due);
    const dues = GRADES.map((grade) => next[grade].due);
    assert.deepEqual(dues, dues.toSorted((a, b) => a - b));
    memory = next.good;
  }
  assert.ok(memory.scheduledDays > 100);
});

test("a lapse is counted and learnt anew", () => {
  const known = outcomes(undefined, NOW).easy;
  const lapsed = outcomes(known, known.due).again;
  assert.equal(lapsed.state, "relearning");
  assert.equal(lapsed.lapses, 1);
  assert.ok(lapsed.stability < known.stability);
});

test("the same past gives the same future", () => {
  const known = outcomes(undefined, NOW).easy;
  assert.deepEqual(outcomes(known, known.due), outcomes(known, known.due));
});

test("a span is told in the largest unit that fits", () => {
  const of = (span) => interval(NOW, NOW + span);
  assert.deepEqual(of(10_000), { unit: "minutes", count: 1 });
  assert.deepEqual(of(10 * MINUTE), { unit: "minutes", count: 10 });
  assert.deepEqual(of(60 * MINUTE), { unit: "hours", count: 1 });
  assert.deepEqual(of(DAY), { unit: "days", count: 1 });
  assert.deepEqual(of(45 * DAY), { unit: "months", count: 1 });
  assert.deepEqual(of(900 * DAY), { unit: "years", count: 2.5 });
  assert.deepEqual(of(-DAY), { unit: "minutes", count: 1 });
});
