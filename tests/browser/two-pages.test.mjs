// Two pages of one course at once: what one keeps, the other neither loses nor writes over.
//
//     node two-pages.test.mjs output/site

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, watchedPage } from "./support/browser.mjs";
import { handIn } from "./support/exam.mjs";
import { serve } from "./support/server.mjs";

const SITE = process.env.GRADUS_SITE ?? process.argv[2];
assert.ok(SITE, "name the folder of the built site, as an argument or in GRADUS_SITE");

let server, browser, at;

before(async () => {
  server = await serve(SITE);
  at = `${server.url}cks/`;
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** A test with two pages of one browser, which must stay quiet. */
function check(name, what) {
  test(name, async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const { page: one, drain } = await watchedPage(context, new URL(server.url).origin);
    const { page: other, drain: drainOther } = await watchedPage(context, new URL(server.url).origin);
    for (const page of [one, other]) page.setDefaultTimeout(10_000);
    try {
      await what(one, other);
      assert.deepEqual([...drain(), ...drainOther()], []);
    } finally {
      await context.close();
    }
  });
}

/** The records of one table. */
function kept(page, table) {
  return page.evaluate(async (name) => {
    const database = await new Promise((resolve) => (indexedDB.open("gradus").onsuccess = ({ target }) => resolve(target.result)));
    const found = await new Promise((resolve) => (database.transaction(name).objectStore(name).getAll().onsuccess = ({ target }) => resolve(target.result)));
    database.close();
    return found;
  }, table);
}

/** Asks until it is so: what is kept is there a moment after it was done. */
async function until(ask, wanted) {
  let found;
  for (let turn = 0; turn < 100; turn += 1) {
    found = await ask();
    if (JSON.stringify(found) === JSON.stringify(wanted)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.deepEqual(found, wanted);
}

check("a question that is answered in both has both answers, the flag of one and the draft of the other", async (one, other) => {
  await one.goto(`${at}practice.html?kind=single`);
  await one.waitForSelector(".practice-stage .question");
  const link = one.url();
  await other.goto(link);
  await other.waitForSelector(".practice-stage .question");
  for (const page of [one, other]) {
    await page.keyboard.press("1");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".question.answered");
  }
  await one.keyboard.press("m");
  await other.getByRole("button", { name: "Try again" }).click();
  await other.waitForSelector(".practice-stage .question:not(.answered)");
  await other.keyboard.press("2");
  await other.keyboard.press("Enter");
  await until(async () => (await kept(one, "items")).map(({ attempts, flagged }) => [attempts.length, flagged]), [[3, true]]);
  assert.match(await one.locator(".practice-done").textContent(), /^1 answered/);

  await one.goto(`${at}practice.html?kind=task`);
  await one.waitForSelector(".editor-text");
  await other.goto(one.url());
  await other.waitForSelector(".editor-text");
  await one.locator(".editor-text").first().pressSequentially("# mine");
  await other.locator(".practice-flag").click();
  await until(async () => (await kept(one, "items")).filter(({ draft }) => draft).map(({ flagged, draft }) => [flagged, Object.values(draft)[0].includes("# mine")]), [[true, true]]);
});

check("cards graded in both keep the reviews of both, and each counts what the other did", async (one, other) => {
  for (const page of [one, other]) {
    await page.goto(`${at}flashcards.html`);
    await page.waitForSelector(".card-stage .card");
  }
  const id = (page) => page.locator(".card-stage .card").getAttribute("id");
  assert.equal(await id(one), await id(other));
  // The same card lies open on both when it is graded.
  await one.keyboard.press("Space");
  await other.keyboard.press("Space");
  await one.keyboard.press("3");
  await other.keyboard.press("1");
  await until(async () => (await kept(one, "items")).map(({ reviews }) => reviews.map(({ grade }) => grade)), [["good", "again"]]);
  const [{ memory }] = await kept(one, "items");
  assert.equal(memory.reps, 2, "what is remembered follows from both");
  // The next one is graded here, so there it gives way.
  const next = await id(one);
  assert.equal(await id(other), next);
  await one.keyboard.press("Space");
  await one.keyboard.press("4");
  await until(async () => (await id(other)) === next, false);
  assert.equal(await id(other), await id(one));
  const counts = (page) => page.locator(".count-new").textContent();
  assert.equal(await counts(one), await counts(other));
  // What is undone here takes nothing from there.
  await one.keyboard.press("u");
  await one.keyboard.press("u");
  await until(async () => (await kept(one, "items")).map(({ reviews }) => reviews.map(({ grade }) => grade)), [["again"]]);
});

check("lessons and days ticked off in both stay so", async (one, other) => {
  for (const page of [one, other]) {
    await page.goto(`${at}plan.html`);
    await page.waitForSelector("#_dates:not([hidden])");
  }
  await one.locator("input[name=exam]").fill(new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10));
  await one.locator("#_dates button[type=submit]").click();
  // The plan that is made here appears there.
  await other.waitForSelector("#_schedule:not([hidden]) .plan-entries");
  await one.locator(".plan-entries input").nth(0).check();
  await other.locator(".plan-entries input").nth(1).check();
  await one.locator(".plan-entries input").nth(2).check();
  await until(async () => (await kept(other, "marks")).find(({ name }) => name === "plan").ticks.length, 3);
  const ticks = (page) => page.locator(".plan-entries input:checked").count();
  for (const page of [one, other]) {
    await page.reload();
    await page.waitForSelector("#_schedule:not([hidden]) .plan-entries");
    assert.ok((await ticks(page)) >= 3, `${await ticks(page)} are ticked`);
  }
});

/** What a learner does and is gone: before the page could look up what was kept. */
async function leave(page, mark) {
  const flagged = await page.locator(".practice-flag").getAttribute("aria-pressed");
  await page.evaluate((mark) => {
    window.left = true;
    const field = document.querySelector(".editor-text");
    field.value += mark;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    document.querySelector(".practice-flag").click();
    location.reload();
  }, mark).catch(() => undefined);
  return async () => {
    const stands = ([mark, flagged]) => !window.left && document.querySelector(".editor-text")?.value.endsWith(mark) && document.querySelector(".practice-flag").getAttribute("aria-pressed") !== flagged;
    await page.waitForFunction(stands, [mark, flagged]);
  };
}

check("what was done at the last moment before a page is left is kept", async (one) => {
  await one.goto(`${at}practice.html?kind=task`);
  for (let turn = 0; turn < 8; turn += 1) {
    await one.waitForSelector(".editor-text");
    await (await leave(one, `# ${turn}`))();
  }
});

check("it is kept also where another page has the store to itself", async (one, other) => {
  await one.goto(`${at}practice.html?kind=task`);
  await one.waitForSelector(".editor-text");
  await other.goto(`${at}practice.html?kind=task`);
  for (let turn = 0; turn < 3; turn += 1) {
    // A transaction that goes on until it is told to end.
    await other.evaluate(async () => {
      const database = await new Promise((resolve) => (indexedDB.open("gradus").onsuccess = ({ target }) => resolve(target.result)));
      const store = database.transaction("items", "readwrite").objectStore("items");
      window.held = true;
      const hold = () => window.held && (store.get(["", ""]).onsuccess = hold);
      await new Promise((resolve) => (store.get(["", ""]).onsuccess = () => resolve(hold())));
    });
    const stands = await leave(one, `# ${turn}`);
    await one.waitForFunction(() => !window.left);
    await other.evaluate(() => (window.held = false));
    await stands();
  }
});

check("an exam that is open twice keeps the answers of both, and is over in both", async (one, other) => {
  await one.goto(`${at}exam.html`);
  await one.locator('[data-start="mock"] button').click();
  await one.waitForSelector(".exam-run .question");
  await other.goto(`${at}exam.html`);
  await other.waitForSelector(".exam-run .question");
  const answer = async (page, number) => {
    const before = await page.locator(".question").getAttribute("id");
    // The first one is on the screen already.
    if (number > 0) {
      await page.locator(".exam-number").nth(number).click();
      await page.waitForSelector(`.exam-run .question:not(#${before})`);
    }
    if ((await page.locator(".exam-run .option").count()) === 0) return 0;
    await page.keyboard.press("1");
    await page.waitForSelector(".exam-number[aria-current].is-answered");
    return 1;
  };
  let given = 0;
  for (let number = 0; number < 12; number += 1) given += await answer(number % 2 === 0 ? one : other, number);
  await other.keyboard.press("m");
  assert.ok(given > 2);
  for (const page of [one, other]) await until(() => page.locator(".exam-number.is-answered").count(), given);
  await until(() => one.locator('.exam-number[aria-label*="flagged"]').count(), 1);
  await handIn(one);
  await other.waitForSelector(".exam-report .question", { timeout: 60_000 });
  const exams = await kept(one, "exams");
  assert.deepEqual(exams.map(({ answers, handedIn }) => [Object.keys(answers).length, handedIn > 0]), [[given, true]]);
  const items = await kept(one, "items");
  assert.ok(items.every(({ attempts }) => attempts.length === 1), "each question is noted once");
});
