import assert from "node:assert/strict";
import { test } from "node:test";
import { changesSince, seenNow } from "../../themes/default/site/scripts/progress/changes.js";

const was = [{ key: "a", hash: "1" }, { key: "b", hash: "1" }, { key: "c", hash: "1" }];

test("a first visit and an unchanged course say nothing", () => {
  assert.equal(changesSince(undefined, was, new Set()), undefined);
  assert.equal(changesSince(seenNow(was, null, 1), was, new Set()), undefined);
});

test("what is new, worded otherwise or gone is told, and what of it the learner had practised", () => {
  const now = [{ key: "a", hash: "1" }, { key: "b", hash: "2" }, { key: "d", hash: "1" }];
  const changes = changesSince(seenNow(was, "1.0.0", 1), now, new Set(["b", "c"]));
  assert.deepEqual(changes.fresh.map(({ key }) => key), ["d"]);
  assert.deepEqual(changes.changed.map(({ key }) => key), ["b"]);
  assert.equal(changes.gone, 1);
  assert.deepEqual(changes.practised, { changed: [now[1]], gone: 1 });
});

test("a renamed item keeps its key and is no change", () => {
  assert.equal(changesSince(seenNow(was, null, 1), was.map((item) => ({ ...item, id: `new-${item.key}` })), new Set()), undefined);
});
