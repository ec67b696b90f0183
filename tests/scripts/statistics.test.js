import assert from "node:assert/strict";
import { test } from "node:test";
import { LAPSES, isLeech } from "../../themes/default/site/scripts/flashcards/leech.js";
import { queue } from "../../themes/default/site/scripts/flashcards/queue.js";
import { AHEAD_DAYS, FEWEST, statistics } from "../../themes/default/site/scripts/flashcards/statistics.js";

const DAY = 86_400_000;
const TODAY = new Date(2026, 0, 10, 4).getTime();
const faces = (count) => Array.from({ length: count }, (_, at) => ({ key: `c${at}`, lesson: "l" }));
const records = (...all) => new Map(all.map((record, at) => [`c${at}`, { key: `c${at}`, ...record }]));

test("a card that was forgotten eight times is a leech, and again every four", () => {
  const leeches = Array.from({ length: 20 }, (_, lapses) => lapses + 1).filter((lapses) => isLeech(lapses - 1, lapses));
  assert.deepEqual(leeches, [LAPSES, 12, 16, 20]);
  assert.equal(isLeech(LAPSES, LAPSES), false, "only what was forgotten just now");
});

test("a card set aside is in no queue until it is brought back", () => {
  const set = records({ aside: 1, memory: { state: "review", due: TODAY - DAY } }, { aside: 1 });
  const { next, counts, held } = queue(faces(2), set, { now: TODAY, today: TODAY });
  assert.deepEqual([next, counts, held], [undefined, { learning: 0, review: 0, fresh: 0 }, 0]);
  set.delete("c1");
  assert.equal(queue(faces(2), set, { now: TODAY, today: TODAY }).next.key, "c1");
});

test("the learner says how many new cards a day brings", () => {
  const of = (newADay) => queue(faces(50), new Map(), { now: TODAY, today: TODAY, newADay });
  assert.equal(of(7).counts.fresh, 7);
  assert.equal(of(0).next, undefined);
  assert.equal(of(0).held, 50);
});

test("the forecast has what is overdue on its first day, and nothing that was set aside or withdrawn", () => {
  const set = records({ memory: { due: TODAY - 9 * DAY } }, { memory: { due: TODAY + DAY - 1 } }, { memory: { due: TODAY + DAY } },
    { memory: { due: TODAY + 99 * DAY } }, { memory: { due: TODAY }, aside: 1 }, { memory: { due: TODAY } });
  const { due, aside } = statistics(faces(5), set, TODAY);
  assert.equal(due.length, AHEAD_DAYS);
  assert.deepEqual(due.slice(0, 3), [2, 1, 0]);
  assert.equal(due.reduce((sum, count) => sum + count), 3);
  assert.deepEqual(aside, ["c4"]);
});

test("what is remembered is told of cards that had been learnt, and only once there are enough", () => {
  const reviews = (count, grade, from, at = TODAY) => Array.from({ length: count }, (_, n) => ({ at: at + n, grade, from }));
  const few = statistics(faces(1), records({ reviews: [...reviews(FEWEST - 1, "good", "review"), ...reviews(9, "again", "learning")] }), TODAY);
  assert.equal(few.retention, undefined);
  const set = records({ reviews: [...reviews(18, "good", "review"), ...reviews(6, "again", "review"), ...reviews(9, "again", "new"), ...reviews(50, "again", "review", TODAY - 40 * DAY)] });
  const { retention, reviewed } = statistics(faces(1), set, TODAY);
  assert.deepEqual(retention, { kept: 18, of: 24 });
  assert.deepEqual(reviewed, { today: 33, lately: 33 });
});
