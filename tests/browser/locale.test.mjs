// The interface in another language: a catalogue whose messages are all replaced shows no word of the theme's own English.
//
//     GRADUS_BIN=target/release/gradus node --test locale.test.mjs

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
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
const MESSAGES = new URL("../../themes/default/messages/en.yaml", import.meta.url);

let folder, server, browser, english;

/** Letters that no English text has; what stands in braces stays. */
function foreign(text) {
  const from = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const to = "αβγδεφγηιζκλμνοπθρστυωχψξζΑΒΓΔΕΦΓΗΙΖΚΛΜΝΟΠΘΡΣΤΥΩΧΨΞΖ";
  return text.replace(/\{\w+\}|\\u[0-9a-f]{4}|[a-z]/gi, (found) => (found.length > 1 ? found : to[from.indexOf(found)]));
}

/** The messages' lines: key and text. Folded texts go on over several lines. */
function* lines(source) {
  for (const [, key, text] of source.matchAll(/^([\w.-]+): (.*(?:\n {2}.*)*)$/gm)) yield [key, text];
}

/** The parts of the theme's texts that no course would say. */
function phrases(source, course) {
  const found = new Set();
  for (const [, text] of lines(source)) {
    for (const part of text.replace(/^"|"$/g, "").replace(/\\u[0-9A-F]{4}/g, " ").split(/\{\w+\}|`/)) {
      const words = part.trim();
      if (words.length >= 8 && words.includes(" ") && !course.includes(words)) found.add(words);
    }
  }
  return [...found];
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "gradus-locale-"));
  await cp(CATALOGUE, join(folder, "course"), { recursive: true });
  const source = await readFile(MESSAGES, "utf8");
  await mkdir(join(folder, "course/theme/messages"), { recursive: true });
  const translated = [...lines(source)].map(([key, text]) => `${key}: ${foreign(text)}`);
  assert.ok(translated.length > 500);
  await writeFile(join(folder, "course/theme/messages/el.yaml"), `${translated.join("\n")}\n`);
  const catalog = join(folder, "course/catalog.yaml");
  await writeFile(catalog, (await readFile(catalog, "utf8")).replace("locale: en", "locale: el"));
  const course = join(folder, "course/kit/course.yaml");
  await writeFile(course, (await readFile(course, "utf8")).replace("locale: en", "locale: el"));
  const run = promisify(execFile)(BINARY, ["-C", join(folder, "course"), "build", "--only", "site", "--out", join(folder, "out"), "--quiet"]);
  await run.catch(({ stderr }) => assert.fail(stderr));
  const files = await readdir(join(folder, "course"), { recursive: true, withFileTypes: true });
  const texts = await Promise.all(files.filter((file) => file.isFile() && !file.name.endsWith("el.yaml")).map((file) => readFile(join(file.parentPath ?? file.path, file.name), "utf8")));
  english = phrases(source, texts.join("\n"));
  assert.ok(english.length > 300, `${english.length} phrases`);
  server = await serve(join(folder, "out/site"));
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

test("every page, used by a learner, speaks the catalogue's language alone", { timeout: 300_000 }, async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const { page, drain } = await watchedPage(context, new URL(server.url).origin);
  page.setDefaultTimeout(10_000);
  const at = `${server.url}kit/`;
  const said = async (what) => {
    const found = await page.evaluate(() => {
      const attributes = ["aria-label", "title", "placeholder", "alt"].flatMap((name) => [...document.querySelectorAll(`[${name}]`)].map((node) => node.getAttribute(name)));
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, (node) => (node.parentElement?.closest("script, template") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
      const texts = [document.title];
      while (walker.nextNode()) texts.push(walker.currentNode.textContent);
      return [...attributes, ...texts].join("\n");
    });
    assert.match(found, /[α-ω]/, what);
    // A key that has no text shows itself.
    const keys = found.match(/^(?:exam|practice|flashcards|plan|overview|course|backup|offline|search|site|lesson)\.[a-z][\w.-]+$/gm) ?? [];
    assert.deepEqual([...english.filter((phrase) => found.includes(phrase)), ...keys], [], what);
  };
  await page.goto(server.url);
  assert.equal(await page.evaluate(() => document.documentElement.lang), "el");
  await said("catalogue");
  for (const path of ["index", "modules/mod-one", "glossary", "downloads", "search"]) {
    await page.goto(`${at}${path}.html`);
    await said(path);
  }
  await page.goto(`${at}lessons/all-kinds.html`);
  await page.locator("#_done button").click();
  await said("lesson");
  for (const id of ["q-single", "q-multiple", "q-order", "q-fill", "t-fix"]) {
    await page.goto(`${at}practice.html#${id}`);
    await page.waitForSelector(`.practice-stage #${id}`);
    await page.locator(".keys > summary").click();
    await said(id);
    await page.locator(".practice-bar > .button").click();
    await said(`${id}, checked at once`);
    for (const field of await page.locator(".blank-field").all()) await field.fill("x");
    if (id === "t-fix") await page.locator(".editor-text").first().fill("a: [");
    if (id === "t-fix") await said("what cannot be read");
    if (id === "t-fix") await page.locator(".editor-text").first().fill("a: 1");
    for (const input of await page.locator(".option input").all()) await input.check({ force: true });
    if ((await page.locator(".question.answered").count()) === 0) await page.locator(".practice-bar > .button").click();
    await page.waitForSelector(".question.answered, .criterion-verdict, .editor-trouble:not([hidden])");
    await said(`${id}, answered`);
  }
  await page.goto(`${at}practice.html?state=right&kind=fill-in`);
  await page.waitForSelector(".practice-notice");
  await said("nothing to practise");
  await page.goto(`${at}practice.html#nothing-of-the-kind`);
  await page.waitForSelector(".practice-notice");
  await said("a lost link");
  await page.goto(`${at}flashcards.html`);
  await page.waitForSelector(".card-stage .card");
  await page.keyboard.press("Space");
  await page.locator(".statistics > summary").click();
  await said("a card");
  await page.keyboard.press("3");
  await page.goto(`${at}plan.html`);
  await page.locator("input[name=exam]").fill(new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10));
  await page.locator("#_dates button[type=submit]").click();
  await page.waitForSelector(".plan-days");
  await said("plan");
  await page.goto(`${at}exam.html`);
  await page.locator('[data-start="mock"] button').click();
  await page.waitForSelector(".exam-run .question");
  await ask(page);
  await said("an exam");
  await page.locator("dialog .button").click();
  await page.waitForSelector(".exam-report .question", { timeout: 60_000 });
  await said("a report");
  await page.goto(`${at}exam.html`);
  await page.waitForSelector("#_past:not([hidden])");
  await said("past exams");
  await page.goto(`${at}progress.html`);
  await page.waitForSelector(".tallies:not([hidden])");
  await page.locator("button[data-reset]").click();
  await said("progress");
  await page.goto(`${at}index.html`);
  await page.waitForSelector("#_today:not([hidden])");
  await page.keyboard.press("/");
  await page.keyboard.type("pod");
  await page.locator(".search-results li").first().waitFor();
  await said("the course again, and search");
  assert.deepEqual(drain(), []);
  await context.close();
});
