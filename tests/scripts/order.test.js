import assert from "node:assert/strict";
import { test } from "node:test";
import { optionOrder } from "../../crates/gradus-grade/js/draw.js";
import { moved, placed, scrambled } from "../../themes/default/site/scripts/practice/order.js";

const steps = ["verify", "copy", "edit", "wait", "prove"].map((text, stage) => ({ text, stage }));

test("steps are never offered in the right order", () => {
  for (let seed = 0; seed < 500; seed++) {
    const order = scrambled(optionOrder, seed, "q", steps);
    assert.deepEqual(order.toSorted(), [0, 1, 2, 3, 4]);
    assert.notDeepEqual(order, [0, 1, 2, 3, 4]);
  }
});

test("steps that may swap count as the right order too", () => {
  const both = [{ text: "one", stage: 1 }, { text: "two", stage: 1 }, { text: "three", stage: 2 }];
  for (let seed = 0; seed < 200; seed++) {
    const stages = scrambled(optionOrder, seed, "q", both).map((index) => both[index].stage);
    assert.notDeepEqual(stages, [1, 1, 2]);
  }
});

test("an order without a wrong one is offered as it is", () => {
  const same = [{ text: "one", stage: 1 }, { text: "two", stage: 1 }];
  assert.equal(scrambled(optionOrder, 7, "q", same).length, 2);
  assert.deepEqual(scrambled(optionOrder, 7, "q", []), []);
});

test("the seed decides, not chance", () => {
  assert.deepEqual(scrambled(optionOrder, 3, "q", steps), scrambled(optionOrder, 3, "q", steps));
  const orders = Array.from({ length: 20 }, (_, seed) => String(scrambled(optionOrder, seed, "q", steps)));
  assert.ok(new Set(orders).size > 10);
});

test("each step is judged at its place", () => {
  assert.deepEqual(placed([1, 2, 3]).map(({ right }) => right), [true, true, true]);
  assert.deepEqual(placed([2, 1, 3]).map(({ right }) => right), [false, false, true]);
});

test("steps of one stage may swap, and none beyond it", () => {
  // Two steps share the second stage, so places two and three are theirs in either order.
  assert.deepEqual(placed([1, 2, 2, 3]).map(({ right }) => right), [true, true, true, true]);
  const wrong = placed([2, 1, 2, 3]);
  assert.deepEqual(wrong.map(({ right }) => right), [false, false, true, true]);
  assert.deepEqual([wrong[0].first, wrong[0].last], [2, 3]);
});

test("a step moves within the list", () => {
  assert.deepEqual(moved(["a", "b", "c", "d"], 0, 2), ["b", "c", "a", "d"]);
  assert.deepEqual(moved(["a", "b", "c", "d"], 3, 0), ["d", "a", "b", "c"]);
  assert.deepEqual(moved(["a", "b"], 0, 9), ["b", "a"]);
  assert.deepEqual(moved(["a", "b"], 1, -3), ["b", "a"]);
});
