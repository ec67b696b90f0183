import assert from "node:assert/strict";
import { test } from "node:test";
import { VERSION, openProgress, upgraded } from "../../themes/default/site/scripts/progress.js";
import { inMemory } from "../../themes/default/site/scripts/progress/memory.js";

test("a record carries its version and its course", async () => {
  const progress = inMemory("uid-1");
  await progress.change("q", () => ({ key: "q", type: "question", attempts: [] }));
  const { changed, ...record } = await progress.get("q");
  assert.ok(changed > 0);
  assert.deepEqual(record, { key: "q", type: "question", attempts: [], v: VERSION, course: "uid-1" });
  assert.equal((await progress.all()).length, 1);
  await progress.change("q", (known) => ({ ...known, flagged: true }));
  assert.equal((await progress.get("q")).flagged, true);
  await progress.change("q", () => undefined);
  assert.equal(await progress.get("q"), undefined);
});

test("without a database results live as long as the page, and it is said", async () => {
  // Node has no IndexedDB, as a browser that refuses it.
  const progress = await openProgress("uid-1");
  assert.equal(progress.kept, false);
  await progress.change("q", () => ({ key: "q", type: "card" }));
  assert.equal((await progress.get("q"))?.type, "card");
});

test("exams are kept apart from items", async () => {
  const progress = inMemory("uid-1");
  await progress.exams.change("1", () => ({ kind: "mock", answers: {} }));
  assert.deepEqual(await progress.all(), []);
  const { changed: _, ...exam } = await progress.exams.get("1");
  assert.deepEqual(exam, { id: "1", kind: "mock", answers: {}, v: VERSION, course: "uid-1" });
});

test("a card's record from before reviews were kept begins its log at what was remembered", () => {
  const memory = { due: 5, state: "review" };
  assert.deepEqual(upgraded({ v: 1, course: "u", key: "c", type: "card", memory }), { v: VERSION, course: "u", key: "c", type: "card", memory, base: memory });
  const question = { v: 1, course: "u", key: "q", type: "question", attempts: [{ at: 1, right: true, points: 1, possible: 1 }] };
  assert.deepEqual(upgraded(question), { ...question, v: VERSION });
  const today = { v: VERSION, course: "u", key: "c", type: "card", memory, reviews: [] };
  assert.deepEqual(upgraded(today), today);
});

test("forgetting a course leaves nothing of it", async () => {
  const progress = inMemory("uid-1");
  await progress.change("q", () => ({ key: "q", type: "question" }));
  await progress.marks.change("plan", () => ({}));
  await progress.forget();
  assert.deepEqual(await progress.everything(), { items: [], exams: [], marks: [] });
});
