import assert from "node:assert/strict";
import { test } from "node:test";
import { outcomes, replayed } from "../../themes/default/site/scripts/flashcards/schedule.js";
import { fromFile, toFile } from "../../themes/default/site/scripts/progress/file.js";
import { merged, mergedItem } from "../../themes/default/site/scripts/progress/merge.js";
import { VERSION } from "../../themes/default/site/scripts/progress.js";

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1, 9);

/** A card as the page keeps it after some grades. */
function card(grades, { changed = START, base } = {}) {
  let memory = base;
  const reviews = grades.map(([day, grade]) => {
    const at = START + day * DAY;
    const from = memory?.state ?? "new";
    memory = outcomes(memory, at)[grade];
    return { at, grade, from };
  });
  return { v: VERSION, course: "u", key: "c", type: "card", changed, since: reviews[0]?.at ?? START, reviews, memory, ...(base && { base }) };
}

const question = (key, attempts, changed, more = {}) => ({ v: VERSION, course: "u", key, type: "question", changed, attempts, ...more });
const attempt = (at, right = true) => ({ at, right, points: right ? 1 : 0, possible: 1 });
const all = (items = [], exams = [], marks = []) => ({ items, exams, marks });

test("a log of reviews gives what was remembered", () => {
  const known = card([[0, "good"], [0.01, "good"], [3, "hard"], [9, "again"], [9.01, "good"], [15, "easy"]]);
  assert.deepEqual(replayed(known.reviews), known.memory);
  assert.equal(replayed([]), undefined);
});

test("two sides that went their own ways keep the reviews of both, in order", () => {
  const mine = card([[0, "good"], [2, "good"], [10, "hard"]], { changed: START + 10 * DAY });
  const theirs = card([[0, "good"], [4, "again"], [5, "good"]], { changed: START + 5 * DAY });
  const both = mergedItem(mine, theirs);
  assert.deepEqual(both.reviews.map(({ at }) => (at - START) / DAY), [0, 2, 4, 5, 10]);
  assert.deepEqual(both.memory, replayed(both.reviews));
  assert.equal(both.memory.reps, 5);
  assert.deepEqual(mergedItem(theirs, mine), both, "it does not matter from which side one looks");
});

test("attempts of both sides are kept, and a mark made later stays", () => {
  const mine = question("q", [attempt(1, false), attempt(5)], 5);
  const theirs = question("q", [{ ...attempt(1), points: 1 }, attempt(3, false)], 9, { draft: { "a.yaml": "x" } });
  const both = mergedItem(mine, theirs);
  assert.deepEqual(both.attempts, [attempt(1), attempt(3, false), attempt(5)]);
  assert.deepEqual(both.draft, { "a.yaml": "x" });
});

test("importing twice is importing once", () => {
  const mine = all([question("q", [attempt(1)], 1), card([[0, "good"]])]);
  const theirs = all([question("q", [attempt(2)], 2), question("r", [attempt(3)], 3), card([[1, "good"]], { changed: START + DAY })]);
  const once = merged(mine, theirs);
  assert.deepEqual(merged(once, theirs), once);
  assert.equal(once.items.length, 3);
});

test("a flag is as it was turned last, whichever side was written later", () => {
  const set = (at, changed) => question("q", [], changed, { flagged: true, flagTurned: at });
  const away = (at, changed) => question("q", [], changed, { flagTurned: at });
  for (const [mine, theirs, flagged] of [
    [set(5, 5), question("q", [attempt(9)], 9), true],
    [set(5, 9), away(7, 7), undefined],
    [set(7, 7), away(5, 9), true],
    [question("q", [], 1, { flagged: true }), question("q", [], 2), true],
    [question("q", [], 1, { flagged: true }), away(2, 2), undefined],
  ]) {
    assert.equal(mergedItem(mine, theirs).flagged, flagged);
    assert.deepEqual(mergedItem(theirs, mine), mergedItem(mine, theirs));
  }
});

test("a lesson done later stays done", () => {
  const mark = (changed, more) => ({ v: VERSION, course: "u", name: "lesson/a", changed, ...more });
  const { marks } = merged(all([], [], [mark(4, { opened: 4 })]), all([], [], [mark(2, { opened: 9, done: 2 })]));
  assert.deepEqual(marks, [mark(4, { opened: 9 })]);
});

test("an exam that was handed in stays so", () => {
  const running = { v: VERSION, course: "u", id: "1", changed: 9 };
  const handedIn = { v: VERSION, course: "u", id: "1", changed: 5, handedIn: 5 };
  assert.deepEqual(merged(all([], [running]), all([], [handedIn])).exams, [handedIn]);
  assert.deepEqual(merged(all([], [handedIn]), all([], [running])).exams, [handedIn]);
});

test("courses do not mix", () => {
  const other = { ...question("q", [attempt(2)], 2), course: "v" };
  assert.equal(merged(all([question("q", [attempt(1)], 1)]), all([other])).items.length, 2);
});

test("a card from before reviews were kept goes on from what was remembered", () => {
  const old = card([[0, "good"], [3, "good"]]).memory;
  const mine = card([[20, "good"]], { base: old, changed: START + 20 * DAY });
  const theirs = card([[0, "good"], [3, "good"], [8, "again"]], { changed: START + 8 * DAY });
  const both = mergedItem(mine, theirs);
  assert.equal(both.reviews.length, 4);
  assert.deepEqual(both.memory, replayed(both.reviews.slice(2), old), "what the base knows is not counted twice");
});

test("a backup comes back as it was saved", () => {
  const everything = all([question("q", [attempt(1)], 1), card([[0, "good"]])], [{ v: VERSION, course: "u", id: "1" }], [{ v: VERSION, course: "u", name: "plan", exam: "2027-01-10" }]);
  assert.deepEqual(fromFile(toFile(everything, new Date(START))), { everything });
});

test("a file that is no backup is refused, and so is one from the future", () => {
  const file = (more) => JSON.stringify({ format: "gradus-progress", version: VERSION, items: [], exams: [], marks: [], ...more });
  for (const text of ["", "hello", "null", "[]", "{}", '{"format":"other","version":1}', file({ version: "3" }), file({ items: {} }), file({ items: [null] }),
    file({ items: [{ course: "u", key: "q", v: 1, type: "song" }] }),
    file({ items: [{ course: "u", key: "q", v: 1, type: "question", attempts: [{ at: "soon", right: true }] }] }),
    file({ items: [{ course: "u", key: "c", v: 3, type: "card", reviews: [{ at: 1, grade: "superb" }] }] }),
    file({ marks: [{ course: "u" }] })]) {
    assert.deepEqual(fromFile(text), { refused: "garbage" }, text);
  }
  assert.deepEqual(fromFile(file({ version: VERSION + 1, items: "anything" })), { refused: "newer" });
});

test("a backup of the first version is read", () => {
  const memory = card([[0, "good"]]).memory;
  const { everything } = fromFile(JSON.stringify({ format: "gradus-progress", version: 1, items: [{ v: 1, course: "u", key: "c", type: "card", memory, since: START }] }));
  assert.deepEqual(everything.items[0].base, memory);
  assert.equal(everything.items[0].v, VERSION);
});
