// Nothing moves while a page loads: not when its fonts arrive, and not when scripts draw what a learner has done.
//
//     node steady.test.mjs output/site

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { launch, watchedPage } from "./support/browser.mjs";
import { practised, seed } from "./support/learner.mjs";
import { onePageOfEachKind } from "./support/pages.mjs";
import { serve } from "./support/server.mjs";

const SITE = process.env.GRADUS_SITE ?? process.argv[2];
assert.ok(SITE, "name the folder of the built site, as an argument or in GRADUS_SITE");

/** Layout shift that a page may come to; 0.1 is called good. */
const MOST = 0.02;
/** A slow line: fonts come last, and each script by itself. */
const LATE = { font: 400, script: 15 };

let server, browser, kinds, code, uid, tasks;

before(async () => {
  kinds = await onePageOfEachKind(SITE);
  [code] = kinds.find((file) => /^[^/]+\/index\.html$/.test(file)).split("/");
  const plan = await readFile(join(SITE, code, "plan.html"), "utf8");
  ({ uid } = JSON.parse(/id="_course">(.*?)<\/script>/s.exec(plan)[1]));
  const lesson = kinds.find((file) => file.startsWith(`${code}/practice/`)).split("/").at(-1).replace(".html", "");
  const { items } = JSON.parse(await readFile(join(SITE, code, "items.json"), "utf8"));
  tasks = items.filter((item) => item.kind === "task" && item.lesson === lesson).map(({ id }) => id);
  server = await serve(SITE);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** How much moves on a page, and what. */
async function shifts(page, url) {
  await page.goto(url, { waitUntil: "networkidle" });
  await page.evaluate(() => document.fonts.ready);
  // Two frames: the shift of the last font is then on record.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return page.evaluate(() => window.shifts ?? []);
}

async function slowPage(context) {
  const { page } = await watchedPage(context, new URL(server.url).origin);
  const late = (delay) => async (route) => {
    await new Promise((resolve) => setTimeout(resolve, delay));
    await route.continue();
  };
  await page.route("**/*.woff2", late(LATE.font));
  await page.route(/\.(js|json)$/, late(LATE.script));
  await page.addInitScript(() => {
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const moved = entry.sources.map(({ node }) => node?.id || node?.className || node?.nodeName).join(", ");
        if (!entry.hadRecentInput) window.shifts.push({ value: entry.value, moved });
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  return page;
}

/** A browser in which somebody has practised, and the addresses in which that shows most. */
async function begun(page, options) {
  await page.goto(`${server.url}${code}/plan.html`);
  await page.waitForSelector("#_dates:not([hidden])");
  const done = await practised(SITE, code, options);
  await seed(page, uid, done);
  // The course's own page says so where pages look before they are drawn.
  await page.goto(`${server.url}${code}/index.html`);
  await page.waitForSelector("#_today:not([hidden])");
  const task = kinds.find((file) => file.startsWith(`${code}/practice/`));
  return [...kinds, `${code}/exam.html?report=${done.exams[0].id}`, `${task}#${tasks[0]}`];
}

const VISITS = {
  "a first visit": async () => kinds,
  "a visit after weeks of practice": (page) => begun(page, {}),
  "a visit while an exam runs": (page) => begun(page, { running: true }),
};

for (const [visit, prepare] of Object.entries(VISITS)) {
  for (const width of [360, 1440]) {
    test(`nothing moves on ${visit}, ${width} pixels wide`, { timeout: 600_000 }, async () => {
      const findings = [];
      const options = { viewport: { width, height: 800 } };
      let context = await browser.newContext(options);
      let page = await slowPage(context);
      for (const address of await prepare(page)) {
        if (visit === "a first visit") {
          // What a visit of one page leaves shows on no other.
          await context.close();
          context = await browser.newContext(options);
          page = await slowPage(context);
        }
        const found = await shifts(page, server.url + address);
        const sum = found.reduce((total, { value }) => total + value, 0);
        if (sum >= MOST) findings.push(`${address}: ${sum.toFixed(4)} ${found.map(({ value, moved }) => `${value.toFixed(4)} ${moved}`).join("; ")}`);
      }
      await context.close();
      assert.deepEqual(findings, []);
    });
  }
}

test("where a page's scripts cannot be had, what stands there without them is shown", async () => {
  const context = await browser.newContext();
  const { page } = await watchedPage(context, new URL(server.url).origin);
  await page.route("**/scripts/element.js", (route) => route.abort());
  for (const [file, standing] of [["practice.html", "#_index"], [`flashcards.html`, "#_cards"], ["exam.html", "#_about h1"]]) {
    await page.goto(`${server.url}${code}/${file}`);
    await page.locator(standing).waitFor();
  }
  // Also to somebody who has been here before, for whom scripts would have drawn more.
  await page.evaluate((code) => localStorage.setItem("gradus.begun", code), code);
  for (const [file, standing] of [["index.html", "#_modules"], ["plan.html", "#_weeks"], ["progress.html", "#_ready"]]) {
    await page.goto(`${server.url}${code}/${file}`);
    await page.locator(standing).waitFor();
  }
  await context.close();
});
