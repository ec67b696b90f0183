// The built site as a reader's browser sees it.
//
//     node site.test.mjs output/site
//
// Every page is opened, with and without JavaScript, wide and narrow; links are followed; the Nu HTML checker and axe judge
// the markup. What practice, exams and flashcards do when clicked is for other files.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import { launch, watchedPage } from "./support/browser.mjs";
import { listFiles, onePageOfEachKind } from "./support/pages.mjs";
import { serve } from "./support/server.mjs";

const SITE = process.env.GRADUS_SITE ?? process.argv[2];
assert.ok(SITE, "name the folder of the built site, as an argument or in GRADUS_SITE");
const require = createRequire(import.meta.url);

let server, browser, files, pages;

before(async () => {
  files = new Set(await listFiles(SITE));
  pages = [...files].filter((file) => file.endsWith(".html")).sort();
  assert.ok(pages.includes("index.html") && pages.length > 10, `${pages.length} pages in ${SITE}`);
  server = await serve(SITE);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** Calls `visit(page, file, drain)` on every page of the site in one context; returns what went wrong, by page. */
async function onEveryPage(options, visit, some = pages) {
  const context = await browser.newContext(options);
  const { page, drain } = await watchedPage(context, new URL(server.url).origin);
  const findings = [];
  for (const file of some) {
    await page.goto(server.url + file, { waitUntil: "load" });
    const found = (await visit(page, file, drain)) ?? [];
    findings.push(...found.map((finding) => `${file}: ${finding}`));
  }
  await context.close();
  return findings;
}

function none(findings) {
  assert.equal(findings.length, 0, `${findings.length} findings\n${findings.slice(0, 40).join("\n")}`);
}

test("no page logs an error, misses a file or asks another host", async () => {
  none(await onEveryPage({}, async (page, _file, drain) => {
    await page.waitForLoadState("networkidle");
    return drain();
  }));
});

test("every link and anchor resolves, and every page can be reached", async () => {
  const anchors = new Map();
  const links = [];
  const findings = await onEveryPage({ javaScriptEnabled: false }, async (page, file) => {
    const found = await page.evaluate(() => ({
      ids: [...document.querySelectorAll("[id]")].map((element) => element.id),
      links: [...document.querySelectorAll("a[href], area[href]")].map((element) => ({
        href: element.href, written: element.getAttribute("href"), // resolved, and as it stands
      })),
    }));
    anchors.set(file, new Set(found.ids));
    links.push(...found.links.map((link) => ({ file, ...link })));
    return found.ids.filter((id, index) => found.ids.indexOf(id) !== index).map((id) => `id ${id} twice`);
  });
  const reached = new Set(["index.html", "404.html"]);
  for (const { file, href, written } of links) {
    if (/^(https?|mailto):/.test(written)) continue;
    const url = new URL(href);
    const path = decodeURIComponent(url.pathname);
    const base = new URL(server.url).pathname;
    let target = path.startsWith(base) ? path.slice(base.length) : undefined;
    if (target === "" || target?.endsWith("/")) target += "index.html";
    if (!files.has(target)) findings.push(`${file}: ${written} leads nowhere`);
    else reached.add(target);
    const anchor = decodeURIComponent(url.hash.slice(1));
    if (anchor && anchors.has(target) && !anchors.get(target).has(anchor)) findings.push(`${file}: ${written} has no anchor`);
  }
  assert.ok(links.length > pages.length, `${links.length} links on ${pages.length} pages`);
  findings.push(...pages.filter((page) => !reached.has(page)).map((page) => `${page}: no page links to it`));
  none(findings);
});

test("every page reads without JavaScript, answers in a <details>", async () => {
  none(await onEveryPage({ javaScriptEnabled: false }, async (page, file) => {
    const text = await page.locator("main").innerText();
    const title = await page.title();
    const headings = await page.locator("h1").count();
    const findings = [];
    if (text.length < (["404.html", "offline.html"].includes(file) ? 20 : 200)) findings.push(`only ${text.length} characters to read`);
    if (!title) findings.push("no title");
    if (headings !== 1) findings.push(`${headings} level-1 headings`);
    if (dirname(file).endsWith("/practice")) {
      const answers = page.locator("main article.question details.solution");
      const questions = await page.locator("main article.question").count();
      if (questions === 0 || (await answers.count()) !== questions) findings.push(`${await answers.count()} answers to ${questions} questions`);
      const first = answers.first();
      const closed = (await first.innerText()).length;
      await first.locator("> summary").click();
      if ((await first.innerText()).length <= closed) findings.push("an answer that opens on nothing");
    }
    return findings;
  }));
});

for (const width of [320, 768, 1280]) {
  test(`no page scrolls sideways at ${width} pixels`, async () => {
    none(await onEveryPage({ viewport: { width, height: 700 } }, async (page) => {
      const wide = await page.evaluate(() => {
        const room = document.documentElement.clientWidth;
        if (document.documentElement.scrollWidth <= room) return [];
        const scrolls = (element) => element && element !== document.body && (getComputedStyle(element).overflowX !== "visible" || scrolls(element.parentElement));
        const beyond = [...document.querySelectorAll("body *")].filter((element) =>
          element.getBoundingClientRect().right > room + 1 && !scrolls(element.parentElement));
        const shown = beyond.slice(0, 4).map((element) => `<${element.localName} class="${element.className}">${element.textContent.trim().slice(0, 60)}`);
        return [`${document.documentElement.scrollWidth} wide; beyond the edge: ${shown.join(" | ")}`];
      });
      return wide;
    }));
  });
}

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1280, 360]) {
    test(`axe finds nothing, ${colorScheme}, ${width} pixels wide`, async () => {
      const axe = require.resolve("axe-core/axe.min.js");
      // The page's own policy forbids a script from elsewhere: only this test lets one in.
      const options = { colorScheme, viewport: { width, height: 900 }, bypassCSP: true, reducedMotion: "reduce" };
      none(await onEveryPage(options, async (page) => {
        await page.evaluate(() => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
        // The page answers to what was opened: code that scrolls gets its place in the tab order.
        await page.waitForLoadState("networkidle");
        await page.addScriptTag({ path: axe });
        const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
        return violations
          .map(({ id, help, nodes }) => `${id}: ${help}; ${nodes.length} times, first at ${nodes[0].target.join(" ")}: ${nodes[0].failureSummary?.split("\n")[1]?.trim()}`);
      }, await onePageOfEachKind(SITE)));
    });
  }
}

test("the Nu HTML checker finds no error", { timeout: 600_000 }, async () => {
  const jar = join(dirname(require.resolve("vnu-jar/package.json")), "build/dist/vnu.jar");
  // It exits 1 on findings and writes them to stderr.
  const options = { maxBuffer: 64 * 1024 * 1024 };
  const run = promisify(execFile)("java", ["-Xss4m", "-jar", jar, "--format", "json", "--skip-non-html", SITE], options);
  const { stderr } = await run.catch((error) => error);
  const { messages } = JSON.parse(stderr);
  none(messages
    .filter(({ type }) => type !== "info")
    .map(({ url, lastLine, lastColumn, message }) => `${relative(SITE, new URL(url).pathname)}:${lastLine}:${lastColumn}: ${message}`));
});
