// What a learner did in one release, in the next: real releases, made by the compiler, opened in one browser.
//
//     GRADUS_BIN=target/release/gradus node --test releases.test.mjs

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import { launch, watchedPage } from "./support/browser.mjs";
import { ask } from "./support/exam.mjs";
import { serve } from "./support/server.mjs";

const BINARY = process.env.GRADUS_BIN;
assert.ok(BINARY, "name the program in GRADUS_BIN");
const CATALOGUE = new URL("../../crates/gradus-site/tests/catalogue", import.meta.url).pathname;

let folder, server, browser, at;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "gradus-releases-"));
  await cp(CATALOGUE, join(folder, "course"), { recursive: true });
  server = await serve(join(folder, "site"));
  at = `${server.url}kit/`;
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Releases the course as it stands, and puts its site in the place of the one before. */
async function release(version, date) {
  const out = join(folder, version);
  const run = promisify(execFile)(BINARY, ["-C", join(folder, "course"), "release", version, "--date", date, "--out", out, "--quiet"]);
  await run.catch(({ stderr }) => assert.fail(stderr));
  await rm(join(folder, "site"), { recursive: true, force: true });
  await cp(join(out, "site"), join(folder, "site"), { recursive: true });
}

async function edit(path, ...changes) {
  const file = join(folder, "course/kit", path);
  let text = await readFile(file, "utf8");
  for (const [from, to] of changes) {
    assert.ok(text.includes(from), `${path} has no ${from}`);
    text = text.replace(from, to);
  }
  await writeFile(file, text);
}

async function practise(page, id, key) {
  await page.goto(`${at}practice.html#${id}`);
  await page.waitForSelector(`.practice-stage #${id}`);
  if (key) await key();
  else await page.locator('.option[data-right="true"] input').evaluateAll((inputs) => inputs.forEach((input) => input.click()));
  await page.locator(".practice-bar > .button").click();
  await page.waitForSelector(".question.answered");
}

test("answers, flags and reviews outlive renaming and rewording, and what changed is said once", { timeout: 180_000 }, async () => {
  await edit("questions/all.md", ["retired=0.1.0", "retired=1.0.0"]);
  await release("1.0.0", "2026-01-05T10:00:00Z");
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const { page, drain } = await watchedPage(context, new URL(server.url).origin);
  page.setDefaultTimeout(10_000);
  const quiet = () => assert.deepEqual(drain(), []);

  await page.goto(`${at}lessons/all-kinds.html`);
  await page.locator("#_done button").click();
  await practise(page, "q-single");
  await page.keyboard.press("m");
  await practise(page, "q-multiple");
  await practise(page, "q-order");
  await page.goto(`${at}flashcards.html#card-basic`);
  await page.waitForSelector("#_review #card-basic");
  await page.keyboard.press("Space");
  await page.keyboard.press("4");
  await page.goto(`${at}index.html`);
  await page.waitForSelector("#_today:not([hidden])");
  assert.equal(await page.getByText("since you were here").count(), 0);
  const fresh = async () => {
    await page.goto(`${at}flashcards.html`);
    await page.waitForSelector(".card-stage .card");
    return page.locator(".count-new").innerText();
  };
  const before = await fresh();

  await edit("questions/all.md",
    ["{#q-single assesses=obj-kinds}", "{#q-one was=q-single assesses=obj-kinds}"],
    ["## Which ones {#q-multiple kind=multiple shuffle=false minutes=2}\n", "## Which ones {#q-multiple kind=multiple shuffle=false minutes=2}\n\nWhich ones of these three?\n"],
    ["{#q-order kind=ordering}", "{#q-order kind=ordering retired=1.1.0}"],
    ["## Complete it {#q-fill", "## Brand new {#q-new}\n\nStem.\n\n- [x] Yes\n\n  So.\n- [ ] No\n\n  Not so.\n\n### Explanation\n\nNew.\n\n## Complete it {#q-fill"]);
  await edit("cards/all.md", ["{#card-basic}", "{#card-pod was=card-basic}"]);
  await edit("modules/one/all-kinds.md", ["question:q-single", "question:q-one"], ["card:card-basic", "card:card-pod"]);
  await release("1.1.0", "2026-02-06T10:00:00Z");
  quiet();

  await page.goto(`${at}index.html`);
  await page.getByText("3 changes since you were here").click();
  await page.waitForSelector("#_changes:not([hidden])");
  const text = await page.locator("#_changes").innerText();
  for (const said of [/version 1\.1\.0/, /1 new/, /1 reworded/, /One of them you have answered/, /1 withdrawn/, /One of these you had answered/]) assert.match(text, said);
  for (const summary of await page.locator("#_changes summary").all()) await summary.click();
  const titles = await page.locator("#_changes li").allInnerTexts();
  assert.deepEqual(titles.map((title) => title.replace(/question · .*/s, "").trim()), ["Brand new", "Which ones"]);
  assert.ok(titles.every((title) => title.includes("1.1.0")), titles.join());
  // Two of three answers belong to questions that are still asked, one card of five faces is known, the lesson is done.
  assert.match(await page.locator('[data-count="questions"]').innerText(), /^2 of 5/);
  assert.match(await page.locator('[data-count="cards"]').innerText(), /^1 of 5/);
  assert.match(await page.locator('[data-count="lessons"]').innerText(), /^1 of/);
  await page.getByRole("button", { name: "Noted" }).click();
  await page.goto(`${at}index.html`);
  await page.waitForSelector("#_today:not([hidden])");
  assert.equal(await page.getByText("since you were here").count(), 0);

  // The renamed question is the one that was flagged and answered, also by its old name.
  await page.goto(`${at}practice.html?state=flagged`);
  await page.waitForSelector(".practice-stage #q-one");
  assert.match(await page.locator(".practice-done").innerText(), /^1 answered, 1 right/);
  await page.goto(`${at}practice.html?state=new#q-single`);
  await page.waitForSelector(".practice-stage #q-one");
  assert.equal(new URL(page.url()).hash, "#q-one");
  await page.goto(`${at}practice.html#q-order`);
  await page.waitForSelector(".practice-notice");
  assert.equal(await fresh(), before);
  await page.goto(`${at}flashcards.html#card-basic`);
  await page.waitForSelector("#_review #card-pod");
  quiet();
  await context.close();
});

test("an exam that runs while a release withdraws one of its questions goes on and is graded", { timeout: 180_000 }, async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const { page, drain } = await watchedPage(context, new URL(server.url).origin);
  page.setDefaultTimeout(10_000);
  // A lesson links to this one, so it cannot be withdrawn; what was seen, an exam asks last.
  await practise(page, "q-one");
  await page.goto(`${at}exam.html`);
  await page.locator('[data-start="mock"] button').click();
  await page.waitForSelector(".exam-run .question");
  const asked = await page.evaluate(async () => {
    const database = await new Promise((resolve) => (indexedDB.open("gradus").onsuccess = ({ target }) => resolve(target.result)));
    const [exam] = await new Promise((resolve) => (database.transaction("exams").objectStore("exams").getAll().onsuccess = ({ target }) => resolve(target.result)));
    database.close();
    return exam.items;
  });
  const id = asked.find((key) => key !== "q-single");
  await edit("questions/all.md", [`{#${id}`, `{#${id} retired=1.2.0`]);
  await release("1.2.0", "2026-03-06T10:00:00Z");
  await page.reload();
  await page.waitForSelector(".exam-run");
  await page.locator(".exam-number").nth(asked.indexOf(id)).click();
  await page.getByText("no longer in the course").waitFor();
  await ask(page);
  await page.locator("dialog .button").click();
  await page.waitForSelector(".exam-report", { timeout: 60_000 });
  const of = await page.locator(".exam-domains tbody td:nth-child(3)").allTextContents();
  assert.equal(of.reduce((sum, cell) => sum + Number(cell.split(" of ")[1]), 0), asked.length - 1, "what was withdrawn counts for nobody");
  assert.deepEqual(drain(), []);
  await context.close();
});
