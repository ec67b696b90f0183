// The site without a network: what was opened is there, downloads are not kept, a new release is offered and then whole.

import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launch, watchedPage } from "./support/browser.mjs";
import { handIn } from "./support/exam.mjs";
import { BASE, serve } from "./support/server.mjs";

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** A copy of the site that a test may change, its server, and a page that has kept the course. */
async function kept() {
  const folder = await mkdtemp(join(tmpdir(), "gradus-offline-"));
  await cp(process.env.GRADUS_SITE, folder, { recursive: true });
  const server = await serve(folder);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${server.url}cks/downloads.html`);
  await page.locator("#_offline", { hasText: "kept in your browser" }).waitFor({ timeout: 60_000 });
  const close = async () => {
    await context.close();
    await server.close();
    await rm(folder, { recursive: true });
  };
  return { folder, server, context, page, close };
}

test("a course that was opened reads, searches and is practised on without a network", { timeout: 120_000 }, async () => {
  const { server, context, page, close } = await kept();
  assert.match(await page.locator("#_offline").innerText(), /network: \d+(\.\d)? ?MB/);
  await context.setOffline(true);
  for (const path of ["", "cks/", "cks/index.html", "cks/lessons/network-policy.html", "cks/practice.html?kind=task"]) {
    await page.goto(server.url + path);
    assert.notEqual(await page.title(), "", path);
    assert.ok((await page.locator("main h1").innerText()).length > 0, path);
  }
  await page.goto(`${server.url}cks/search.html?q=falco`);
  await page.locator(".search-results li").first().waitFor();
  await page.goto(`${server.url}cks/flashcards.html`);
  await page.waitForSelector(".card-stage .card");
  await page.keyboard.press("Space");
  await page.keyboard.press("3");
  await page.goto(`${server.url}cks/practice.html?kind=task`);
  await page.locator(".editor-text").first().press("Control+End");
  await page.locator(".editor-text").first().pressSequentially("# mine");
  await page.locator(".practice-bar > .button").click();
  await page.waitForSelector(".criterion-verdict");
  await page.goto(`${server.url}cks/exam.html`);
  await page.locator('[data-start="mock"] button').click();
  await page.waitForSelector(".exam-run .question");
  await handIn(page);
  await page.goto(`${server.url}cks/progress.html`);
  await page.waitForFunction(() => /^1 of/.test(document.querySelector('[data-count="cards"]')?.textContent ?? ""));
  await page.goto(`${server.url}cks/no-such-page.html`);
  assert.equal(page.url(), `${server.url}offline.html`);
  await page.locator("main a").first().click();
  await page.waitForURL(`${server.url}index.html`);
  await close();
});

test("downloads are never kept, and cache names carry the scope", { timeout: 120_000 }, async () => {
  const { page, close } = await kept();
  const { names, urls } = await page.evaluate(async () => {
    const names = await caches.keys();
    const all = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)));
    return { names, urls: all.flat() };
  });
  assert.equal(names.length, 1);
  assert.ok(names[0].includes(BASE), names[0]);
  assert.ok(urls.length > 50);
  assert.deepEqual(urls.filter((url) => url.includes("/downloads/")), []);
  await close();
});

test("what was removed is gone, and comes back when asked for", { timeout: 120_000 }, async () => {
  const { server, context, page, close } = await kept();
  await page.getByRole("button", { name: "Remove it" }).click();
  await page.getByText("not kept for use without a network").waitFor();
  await page.reload();
  await page.getByText("not kept for use without a network").waitFor();
  await context.setOffline(true);
  await page.goto(`${server.url}cks/lessons/network-policy.html`);
  assert.equal(page.url(), `${server.url}offline.html`);
  await context.setOffline(false);
  await page.goto(`${server.url}cks/downloads.html`);
  await page.getByRole("button", { name: "Keep it" }).click();
  await page.locator("#_offline", { hasText: "kept in your browser" }).waitFor({ timeout: 60_000 });
  await close();
});

test("a new version is offered, and replaces the old one whole", { timeout: 180_000 }, async () => {
  const { folder, server, context, page, close } = await kept();
  await page.evaluate(async () => caches.open("gradus http://elsewhere.example/ 0"));
  const edit = async (path, change) => writeFile(join(folder, path), change(await readFile(join(folder, path), "utf8")));
  const version = JSON.parse(await readFile(join(folder, "cks/offline.json"), "utf8")).version;
  const next = (text) => text.replaceAll(version, "ffffffffffffffff");
  await edit("sw.js", next);
  await edit("cks/offline.json", (text) => {
    const list = JSON.parse(next(text));
    list.files = list.files.map(([path, hash]) => [path, path.endsWith("lessons/falco.html") ? "0000000000000000" : hash]);
    return JSON.stringify(list);
  });
  const lesson = JSON.parse(await readFile(join(folder, "cks/offline.json"), "utf8")).files.find(([path]) => path.includes("/lessons/"))[0];
  await edit(lesson, (text) => text.replace("</h1>", " (second edition)</h1>"));
  await edit("cks/offline.json", (text) => text.replace(new RegExp(`("${lesson}",)"[0-9a-f]+"`), '$1"0000000000000000"'));
  await page.reload();
  await page.getByRole("button", { name: "Update now" }).click({ timeout: 60_000 });
  await page.waitForFunction(async () => (await caches.keys()).filter((name) => name.includes(location.host)).length === 1, undefined, { timeout: 60_000 });
  await page.waitForLoadState("load");
  const names = await page.evaluate(() => caches.keys());
  assert.ok(names.some((name) => name.endsWith("ffffffffffffffff")), names.join());
  assert.ok(names.includes("gradus http://elsewhere.example/ 0"), "another site's cache was removed");
  await context.setOffline(true);
  await page.goto(server.url + lesson);
  assert.match(await page.locator("h1").innerText(), /second edition/);
  await close();
});

test("where no worker can be had, the page says so and everything else works", async () => {
  const server = await serve(process.env.GRADUS_SITE);
  const context = await browser.newContext();
  const { page, drain } = await watchedPage(context, new URL(server.url).origin);
  await page.goto(`${server.url}cks/downloads.html`);
  await page.getByText("that takes HTTPS").waitFor();
  assert.deepEqual(drain(), []);
  await context.close();
  await server.close();
});
