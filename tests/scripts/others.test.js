import assert from "node:assert/strict";
import { test } from "node:test";
import { others } from "../../themes/default/site/scripts/progress/others.js";

// A page's channel lives as long as the page; here it must not keep the process.
const { BroadcastChannel } = globalThis;
globalThis.BroadcastChannel = class extends BroadcastChannel {
  constructor(name) {
    super(name);
    this.unref();
  }
};

test("what comes while this page writes is looked up again once that is done", async () => {
  const here = others("test", "uid-1");
  const there = new BroadcastChannel("test");
  const heard = [];
  here.heard(({ record }) => heard.push(record.changed));
  const sent = (changed) => there.postMessage({ course: "uid-1", news: { table: "exams", key: "1", record: { changed } } });
  const came = () => new Promise((resolve) => setTimeout(resolve, 50));
  sent(1);
  await came();
  assert.deepEqual(heard, [1]);
  const write = async () => {
    sent(2);
    await came();
    here.tell({ table: "exams", key: "1", record: { changed: 3 } });
    return "written";
  };
  assert.equal(await here.whileWriting("exams", "1", write, async () => ({ changed: 3, both: true })), "written");
  await came();
  assert.deepEqual(heard, [1, 3], "not the state without this page's change");
  sent(2);
  await came();
  assert.deepEqual(heard, [1, 3, 3], "nor what was on its way: what is kept by now has both");
  there.close();
});
