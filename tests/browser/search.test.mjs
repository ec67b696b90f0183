// Search in a real browser: from the header, by keys, on its own page; every hit leads to a place that exists.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, watchedPage } from "./support/browser.mjs";
import { serve } from "./support/server.mjs";

let server, browser;
before(async () => {
  server = await serve(process.env.GRADUS_SITE);
  browser = await launch();
});
after(async () => {
  await browser.close();
  await server.close();
});

async function open(path, options = {}) {
  const context = await browser.newContext(options);
  const { page, drain } = await watchedPage(context, new URL(server.url).origin);
  // Scripts begin after the paint, and so after the page counts as loaded; a key before them has nobody to hear it.
  await page.goto(server.url + path, { waitUntil: "networkidle" });
  return { page, drain, close: () => context.close() };
}

test("a slash opens the field, arrows go through the hits, Enter opens one", async () => {
  const { page, drain, close } = await open("cks/lessons/network-policy.html");
  await page.keyboard.press("/");
  await page.keyboard.type("default deny");
  await page.locator(".search-results li").first().waitFor();
  assert.match(await page.locator(".search-status").innerText(), /^\d+ results?$/);
  assert.ok((await page.locator(".search-results mark").count()) > 0, "no word is marked");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  const first = await page.locator(".search-results a").first().getAttribute("href");
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("href")), first);
  await page.keyboard.press("Enter");
  await page.waitForURL(first);
  assert.deepEqual(drain(), []);
  await close();
});

test("a query with slips finds the lesson first, by keyboard alone", async () => {
  for (const [query, lesson] of [["netwrk polcy", "network-policy"], ["aparmor profle", "apparmor-profiles"], ["secomp profil", "seccomp-profiles"], ["falco ruels", "falco-rules"]]) {
    const { page, drain, close } = await open("cks/plan.html");
    await page.keyboard.press("/");
    await page.keyboard.type(query);
    await page.locator(".search-results li").first().waitFor();
    assert.ok((await page.locator(".search-results li").first().locator(".search-title mark").count()) > 0, "what was meant is marked");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/lessons/${lesson}.html`);
    assert.deepEqual(drain(), []);
    await close();
  }
});

test("Escape closes the dialog and gives the focus back", async () => {
  const { page, close } = await open("cks/index.html");
  await page.locator("a.search-link").focus();
  await page.keyboard.press("Enter");
  await page.locator(".search-dialog").waitFor();
  await page.keyboard.type("falco");
  await page.locator(".search-results li").first().waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".search-dialog").waitFor({ state: "hidden" });
  assert.ok(await page.evaluate(() => document.activeElement?.classList.contains("search-link")));
  await close();
});

test("the page of search keeps the query in its address", async () => {
  const { page, close } = await open("cks/search.html?q=seccomp");
  await page.locator(".search-results li").first().waitFor();
  await page.locator(".search-field").fill("nothing of the sort zzzz");
  await page.waitForFunction(() => document.querySelector(".search-status")?.textContent?.startsWith("Nothing found") === true
    || document.querySelectorAll(".search-results li").length > 0);
  await page.locator(".search-field").fill("zzzzqqqq");
  await page.getByText("Nothing found for “zzzzqqqq”.").waitFor();
  assert.match(page.url(), /q=zzzzqqqq$/);
  await close();
});

test("every entry leads to a place that exists", async () => {
  const { page, close } = await open("cks/search.html");
  const entries = await page.evaluate(async () => (await fetch("search.json")).json());
  const kinds = new Set(entries.map(({ kind }) => kind));
  assert.deepEqual([...kinds].sort(), ["card", "lesson", "question", "term"]);
  const byPage = Map.groupBy ? Map.groupBy(entries, ({ href }) => href.split("#")[0]) : new Map();
  if (byPage.size === 0) for (const entry of entries) {
    const file = entry.href.split("#")[0];
    byPage.set(file, [...(byPage.get(file) ?? []), entry]);
  }
  const lost = [];
  for (const [file, found] of byPage) {
    const ids = await page.evaluate(async (address) => {
      const text = await (await fetch(address)).text();
      return [...new DOMParser().parseFromString(text, "text/html").querySelectorAll("[id]")].map(({ id }) => id);
    }, file);
    const known = new Set(ids);
    lost.push(...found.map(({ href }) => href).filter((href) => href.includes("#") && !known.has(decodeURIComponent(href.split("#")[1]))));
  }
  assert.deepEqual(lost, []);
  await close();
});

test("what cannot be loaded is said, and tried again", async () => {
  const { page, close } = await open("cks/index.html");
  await page.route("**/search.json", (route) => route.abort());
  await page.keyboard.press("Control+k");
  await page.locator(".search-field").fill("pods");
  await page.getByText("could not be loaded").waitFor();
  await page.unroute("**/search.json");
  await page.locator(".search-field").fill("pod");
  await page.locator(".search-results li").first().waitFor();
  await close();
});
