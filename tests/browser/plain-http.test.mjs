// The site on a host without HTTPS: everything but use without a network works.
//
//     node plain-http.test.mjs output/site

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch } from "./support/browser.mjs";
import { handIn } from "./support/exam.mjs";
import { serve } from "./support/server.mjs";

const SITE = process.env.GRADUS_SITE ?? process.argv[2];
assert.ok(SITE, "name the folder of the built site, as an argument or in GRADUS_SITE");

let server, browser, at;

before(async () => {
  server = await serve(SITE);
  // Browsers trust a loopback address as they trust HTTPS; a name they do not.
  browser = await launch(["--host-resolver-rules=MAP plain.test 127.0.0.1"]);
  at = `${server.url.replace("127.0.0.1", "plain.test")}cks/`;
});

after(async () => {
  await browser?.close();
  await server?.close();
});

test("lessons, practice, tasks, cards, exams, plans, backups and search need no HTTPS", { timeout: 120_000 }, async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const troubles = [];
  page.on("console", (message) => troubles.push(message.text()));
  page.on("pageerror", (error) => troubles.push(error.message));

  await page.goto(`${at}lessons/network-policy.html`);
  assert.equal(await page.evaluate(() => isSecureContext), false);
  const code = page.locator("figure.code:has(button.copy)").first();
  await code.locator("button.copy").click();
  await code.locator(".copy-label", { hasText: "Copied" }).waitFor();
  // What was copied is what a learner pastes.
  await page.keyboard.press("/");
  await page.locator(".search-field").press("Control+v");
  const pasted = await page.locator(".search-field").inputValue();
  assert.ok(pasted.length > 10 && (await code.locator("pre").textContent()).replace(/\n/g, "").includes(pasted.slice(0, 10)), pasted);
  await page.locator(".search-field").fill("falco");
  await page.locator(".search-results li").first().waitFor();
  await page.keyboard.press("Escape");
  await page.locator("#_done button").click();
  await page.locator("#_done [role=status]", { hasText: "Marked as done" }).waitFor();

  await page.goto(`${at}practice.html?kind=task`);
  await page.locator(".editor-text").first().press("Control+End");
  await page.locator(".editor-text").first().pressSequentially("# mine");
  await page.locator(".practice-bar > .button").click();
  await page.waitForSelector(".criterion-verdict");
  await page.locator("details.setup > summary").click();
  await page.locator("details.setup").getByRole("button", { name: "Copy all" }).click();
  await page.locator("details.setup .commands-status", { hasText: "Copied" }).waitFor();

  await page.goto(`${at}flashcards.html`);
  await page.waitForSelector(".card-stage .card");
  await page.keyboard.press("Space");
  await page.keyboard.press("3");
  await page.goto(`${at}exam.html`);
  await page.locator('[data-start="mock"] button').click();
  await page.waitForSelector(".exam-run .question");
  await handIn(page);

  await page.goto(`${at}plan.html`);
  await page.locator("input[name=exam]").fill(new Date(Date.now() + 50 * 86_400_000).toISOString().slice(0, 10));
  await page.locator("#_dates button[type=submit]").click();
  const [calendar] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save as a calendar file" }).click()]);
  assert.match(calendar.suggestedFilename(), /\.ics$/);
  await page.goto(`${at}progress.html`);
  await page.waitForSelector(".tallies:not([hidden])");
  assert.match(await page.locator('[data-count="cards"]').textContent(), /^1 of/);
  assert.match(await page.locator("#_storage").textContent(), /may throw it out/);
  const [backup] = await Promise.all([page.waitForEvent("download"), page.locator("button[data-save]").click()]);
  assert.match(backup.suggestedFilename(), /\.json$/);
  await page.goto(`${at}downloads.html`);
  await page.getByText("that takes HTTPS").waitFor();
  assert.deepEqual(troubles, []);
  await context.close();
});
