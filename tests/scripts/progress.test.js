import assert from "node:assert/strict";
import { test } from "node:test";
import { VERSION, inMemory, openProgress } from "../../themes/default/site/scripts/progress.js";

test("a record carries its version and its course", async () => {
  const progress = inMemory("uid-1");
  await progress.put({ key: "q", type: "question", attempts: [] });
  assert.deepEqual(await progress.get("q"), { key: "q", type: "question", attempts: [], v: VERSION, course: "uid-1" });
  assert.equal((await progress.all()).length, 1);
  await progress.remove("q");
  assert.equal(await progress.get("q"), undefined);
});

test("without a database results live as long as the page, and it is said", async () => {
  // Node has no IndexedDB, as a browser that refuses it.
  const progress = await openProgress("uid-1");
  assert.equal(progress.kept, false);
  await progress.put({ key: "q", type: "card" });
  assert.equal((await progress.get("q"))?.type, "card");
});

test("exams are kept apart from items", async () => {
  const progress = inMemory("uid-1");
  await progress.exams.put({ id: "1", kind: "mock", answers: {} });
  assert.deepEqual(await progress.all(), []);
  assert.deepEqual(await progress.exams.get("1"), { id: "1", kind: "mock", answers: {}, v: VERSION, course: "uid-1" });
});
