/**
 * Checks of the practice page, the flashcards and what every page has, in a real browser against a served site.
 *
 *     node tests/browser/practice.mjs http://127.0.0.1:8080/ cks
 *
 * Each check takes a fresh context, so that none finds what another left. `run` is for a harness; run as a program this
 * prints one line for each check and exits with 1 if one fails. A check of something that the course does not have, such
 * as a kind of question, is skipped, and says so.
 */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { launch } from "./support/browser.mjs";

/** @typedef {import("playwright-core").Page} Page */

/** The course has nothing that this check is about. */
export class Skipped extends Error {}

/** Every question of the course, with its lesson, as the list for scripts has them. */
async function itemsOf(page, at) {
  const { lessons } = await (await page.request.get(`${at}practice/items.json`)).json();
  return lessons.flatMap(({ id: lesson, questions }) => questions.map((question) => ({ ...question, lesson })));
}

/** Shows the first question of a kind. */
async function open(page, at, kind) {
  const id = (await itemsOf(page, at)).find((item) => item.kind === kind)?.id;
  if (!id) throw new Skipped(`no question of the kind ${kind}`);
  await page.goto(`${at}practice.html?kind=${kind}#${id}`);
  await page.waitForSelector(`.practice-stage #${id}`);
}

/** Answers the question on the screen in some way. */
async function answer(page, kind) {
  if (kind === "single" || kind === "multiple") await page.keyboard.press("1");
  for (const field of kind === "fill-in" ? await page.locator(".blank-field").all() : []) await field.fill("x");
  if (kind === "task") await page.locator(".editor-text").first().press("Control+End");
  if (kind === "task") await page.locator(".editor-text").first().pressSequentially("# mine");
  await forward(page).click();
  await page.waitForSelector(".question.answered, .criterion-verdict, .editor-trouble:not([hidden])");
}

const KINDS = ["single", "multiple", "ordering", "fill-in", "task"];

const forward = (page) => page.locator(".practice-bar > .button");
const verdict = (page) => page.locator(".practice-verdict").textContent();

/** @type {Record<string, (page: Page, at: string) => Promise<void>>} */
export const checks = {
  async "one question is on the screen and the next takes one key"(page, at) {
    await page.goto(`${at}practice.html`);
    await page.waitForSelector(".practice-stage .question");
    assert.equal(await page.locator(".question").count(), 1);
    const first = await page.locator(".question").getAttribute("id");
    await page.keyboard.press("n");
    await page.waitForSelector(`.practice-stage .question:not(#${first})`);
    assert.equal(await page.evaluate(() => document.activeElement?.className), "question-title");
    await page.keyboard.press("p");
    await page.waitForSelector(`.practice-stage #${first}`);
    assert.equal(new URL(page.url()).hash, `#${first}`);
  },

  async "options are answered by keys, and each says why"(page, at) {
    await open(page, at, "multiple");
    assert.equal(await page.locator(".rationale:visible").count(), 0);
    await page.keyboard.press("Enter");
    assert.equal(await page.locator(".question.answered").count(), 0, "nothing chosen is nothing to check");
    const right = await page.locator(".option").evaluateAll((rows) => rows.map((row) => row.dataset.right === "true"));
    const keys = right.flatMap((is, place) => (is ? [String(place + 1)] : []));
    for (const key of keys) await page.keyboard.press(key);
    await page.keyboard.press("Enter");
    await page.waitForSelector(".question.answered");
    assert.equal(await page.locator(".rationale:visible").count(), right.length);
    assert.match(await verdict(page), /^Right/);
    assert.equal(await page.locator(".solution[open]").count(), 1);
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), "INPUT", "the focus stays");
    await page.keyboard.press("1");
    assert.equal(await page.locator(".option input:checked").count(), keys.length, "what was answered stays");
  },

  async "the answer names no letters of another order"(page, at) {
    await open(page, at, "multiple");
    assert.equal(await page.locator(".solution .answer").count(), 0);
  },

  async "a link opens exactly its question, on the lesson's page and on the page of all"(page, at) {
    const items = await itemsOf(page, at);
    const { id, lesson } = items[items.length - 1];
    for (const address of [`practice/${lesson}.html#${id}`, `practice.html#${id}`]) {
      await page.goto(`${at}${address}`);
      await page.waitForSelector(`.practice-stage #${id}`);
      assert.equal(await page.locator(".question").count(), 1);
      await page.waitForFunction(() => document.activeElement?.className === "question-title" && document.readyState === "complete");
      const { y, height } = await page.locator(".question-title").boundingBox();
      assert.ok(y >= 0 && y + height <= 900, `the title stands at ${y}`);
      assert.equal(await page.evaluate(() => scrollY), 0, "the page is seen from its top");
    }
  },

  async "links of a question lead on from wherever it is shown"(page, at) {
    await page.goto(`${at}practice.html`);
    await page.waitForSelector(".practice-stage .question");
    await page.getByRole("button", { name: "Show answer" }).click();
    const links = await page.locator(".see a").evaluateAll((found) => found.map((link) => link.href));
    assert.ok(links.length > 0);
    for (const link of links) {
      assert.equal((await page.request.get(link)).status(), 200, link);
      assert.match(link, /\/(lessons\/[a-z0-9-]+\.html(#.+)?|flashcards\.html\?lesson=.+)$/);
    }
  },

  async "labs stand after the questions, are counted apart and chosen by a kind of their own"(page, at) {
    const items = await itemsOf(page, at);
    const labs = items.filter(({ lab }) => lab);
    if (labs.length === 0) throw new Skipped("no labs");
    await page.goto(`${at}practice.html`);
    await page.waitForSelector(".practice-stage .question");
    assert.equal(await page.locator(".practice-place").textContent(), `Question 1 of ${items.length - labs.length}`);
    await page.goto(`${at}practice.html#${labs[0].id}`);
    await page.waitForSelector(`.practice-stage #${labs[0].id}`);
    assert.equal(await page.locator(".practice-place").textContent(), `Lab 1 of ${labs.length}`);
    await page.locator(".folded-filters > summary, details:has(#_filters) > summary").first().click();
    await page.locator("select[name=kind]").selectOption("lab");
    await page.waitForSelector(`.practice-stage #${labs[0].id}`);
    assert.match(page.url(), /kind=lab/);
    await page.locator("select[name=kind]").selectOption("task");
    await page.waitForFunction((count) => document.querySelector(".practice-place")?.textContent === `Question 1 of ${count}`, items.filter(({ kind, lab }) => kind === "task" && !lab).length);
    // On the page of a lesson too.
    const { lesson } = labs[0];
    const own = items.filter((item) => item.lesson === lesson && !item.lab).length;
    await page.goto(`${at}practice/${lesson}.html#${labs[0].id}`);
    await page.waitForSelector(`.practice-stage #${labs[0].id}`);
    assert.match(await page.locator(".practice-place").textContent(), /^Lab 1 of/);
    await page.goto(`${at}practice/${lesson}.html`);
    await page.reload();
    if (own > 0) await page.locator(".practice-place", { hasText: `Question 1 of ${own}` }).waitFor();
  },

  async "options come in another order each time, but for one that is pinned to the end"(page, at) {
    const pages = [...new Set((await itemsOf(page, at)).map(({ lesson }) => lesson))];
    let pinned;
    for (const lesson of pages) {
      const html = await (await page.request.get(`${at}practice/${lesson}.html`)).text();
      pinned = await page.evaluate((source) => {
        const option = new DOMParser().parseFromString(source, "text/html").querySelector('.options:not([data-shuffle="false"]) > [data-pin="last"]');
        return option && { id: option.closest(".question").id, text: option.querySelector(".option-text").textContent };
      }, html);
      if (pinned) break;
    }
    if (!pinned) throw new Skipped("no pinned option");
    const orders = new Set();
    for (let turn = 0; turn < 8; turn++) {
      await page.goto(`${at}practice.html?state=new#${pinned.id}`);
      await page.reload();
      await page.waitForSelector(`.practice-stage #${pinned.id}`);
      const texts = await page.locator(".option-text").allTextContents();
      assert.equal(texts.at(-1), pinned.text);
      orders.add(texts.join("\n"));
    }
    assert.ok(orders.size > 1, "eight times the same order");
  },

  async "a flag is kept, and what is flagged can be asked for"(page, at) {
    await page.goto(`${at}practice.html`);
    await page.waitForSelector(".practice-stage .question");
    const first = await page.locator(".question").getAttribute("id");
    await page.keyboard.press("n");
    await page.waitForSelector(`.practice-stage .question:not(#${first})`);
    const id = await page.locator(".question").getAttribute("id");
    await page.keyboard.press("m");
    assert.equal(await page.locator(".practice-flag").getAttribute("aria-pressed"), "true");
    await page.goto(`${at}practice.html?state=flagged`);
    await page.waitForSelector(`.practice-stage #${id}`);
    assert.match(await page.locator(".practice-place").textContent(), /1 of 1/);
    await page.locator(".practice-flag").click();
    assert.equal(await page.locator(".practice-flag").getAttribute("aria-pressed"), "false");
  },

  async "questions that cannot be fetched can be asked for again"(page, at) {
    await page.route("**/practice/*.html", (route) => route.fulfill({ status: 503, body: "" }));
    page.quiet = /503/;
    await page.goto(`${at}practice.html`);
    await page.waitForSelector(".practice-notice button");
    await page.unroute("**/practice/*.html");
    await page.locator(".practice-notice button").click();
    await page.waitForSelector(".practice-stage .question");
  },

  async "steps are moved by buttons, keys and dragging"(page, at) {
    await open(page, at, "ordering");
    const texts = () => page.locator(".step").allTextContents();
    const before = await texts();
    await page.locator(".step-row").first().locator(".step-move").last().click();
    assert.deepEqual((await texts()).slice(0, 2), [before[1], before[0]]);
    assert.ok(await page.locator(".practice-speech").textContent());
    await page.locator(".step-grip").nth(1).focus();
    await page.keyboard.press("ArrowUp");
    assert.deepEqual(await texts(), before);
    assert.equal(await page.evaluate(() => document.activeElement?.className), "step-grip", "the focus moves with the step");
    const grip = await page.locator(".step-grip").first().boundingBox();
    const last = await page.locator(".step-row").nth(2).boundingBox();
    await page.mouse.move(grip.x + 10, grip.y + 10);
    await page.mouse.down();
    await page.mouse.move(grip.x + 10, last.y + last.height - 4, { steps: 8 });
    await page.mouse.up();
    assert.deepEqual((await texts()).slice(0, 3), [before[1], before[2], before[0]]);
  },

  async "steps take one stop of Tab each, and Enter on a step checks"(page, at) {
    await open(page, at, "ordering");
    const count = await page.locator(".step-row").count();
    await page.locator(".step-grip").first().focus();
    for (let place = 1; place < count; place++) {
      await page.keyboard.press("Tab");
      assert.ok(await page.locator(".step-grip").nth(place).evaluate((grip) => grip === document.activeElement));
    }
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".question.answered");
    assert.ok(await page.evaluate(() => document.activeElement?.matches(".step-row")), "the focus stays at the step");
    const id = await page.locator(".question").getAttribute("id");
    await page.keyboard.press("Enter");
    await page.waitForSelector(`.practice-stage > :not(#${id})`);
  },

  async "steps are moved by a finger"(page, at) {
    await open(page, at, "ordering");
    const texts = () => page.locator(".step").allTextContents();
    const before = await texts();
    await page.locator(".step-grip").first().scrollIntoViewIfNeeded();
    const grip = await page.locator(".step-grip").first().boundingBox();
    const second = await page.locator(".step-row").nth(1).boundingBox();
    const session = await page.context().newCDPSession(page);
    const touch = (type, y) => session.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x: grip.x + 12, y }] });
    await touch("touchStart", grip.y + 12);
    for (let step = 1; step <= 8; step++) await touch("touchMove", grip.y + 12 + ((second.y + second.height - 6 - grip.y - 12) * step) / 8);
    await touch("touchEnd");
    assert.deepEqual((await texts()).slice(0, 2), [before[1], before[0]]);
  },

  async "the right order of steps passes"(page, at) {
    await open(page, at, "ordering");
    const id = await page.locator(".question").getAttribute("id");
    const { lesson } = (await itemsOf(page, at)).find((item) => item.id === id);
    const html = await (await page.request.get(`${at}practice/${lesson}.html`)).text();
    const stages = await page.evaluate(([source, wanted]) => {
      const served = new DOMParser().parseFromString(source, "text/html").getElementById(wanted);
      return [...served.querySelectorAll(".stage")].map((row) => [row.querySelector(".step").textContent, Number(row.dataset.stage)]);
    }, [html, id]);
    const stageOf = new Map(stages);
    // Selection sort with the arrow keys.
    for (let place = 0; place < stages.length; place++) {
      const order = (await page.locator(".step").allTextContents()).map((text) => stageOf.get(text));
      const least = order.indexOf(Math.min(...order.slice(place)), place);
      await page.locator(".step-grip").nth(least).focus();
      for (let by = least; by > place; by--) await page.keyboard.press("ArrowUp");
    }
    await forward(page).click();
    await page.waitForSelector(".question.answered");
    assert.match(await verdict(page), /^Right/);
  },

  async "blanks are matched by the grader"(page, at) {
    await open(page, at, "fill-in");
    const blanks = await page.evaluate(() => JSON.parse(document.querySelector(".question-data").textContent).blanks);
    for (const [index, { accepted }] of blanks.entries()) await page.locator(".blank-field").nth(index).fill(`  ${accepted[0]} `);
    await page.keyboard.press("Enter");
    await page.waitForSelector(".question.answered");
    assert.match(await verdict(page), /^Right/);
    await page.getByRole("button", { name: "Try again" }).click();
    for (const [index, { accepted, rejected }] of blanks.entries()) {
      await page.locator(".blank-field").nth(index).fill(index === 0 ? (rejected[0] ?? "no") : accepted[0]);
    }
    await page.keyboard.press("Enter");
    await page.waitForSelector(".question.answered");
    assert.equal(await page.locator(".blank-field[aria-invalid]").count(), 1);
  },

  async "every blank stands in the text"(page, at) {
    await open(page, at, "fill-in");
    const ids = (await itemsOf(page, at)).filter(({ kind }) => kind === "fill-in").map(({ id }) => id);
    const lost = [];
    for (const id of ids) {
      await page.goto(`${at}practice.html#${id}`);
      await page.waitForSelector(`.practice-stage #${id} .blank-field`);
      if ((await page.locator(".blank-apart").count()) > 0) lost.push(id);
    }
    assert.deepEqual(lost, []);
  },

  async "a task is graded criterion by criterion, and a draft outlives the page"(page, at) {
    await open(page, at, "task");
    const data = await page.evaluate(() => JSON.parse(document.querySelector(".question-data").textContent));
    await forward(page).click();
    assert.equal(await page.locator(".criterion-verdict").count(), 0, "an untouched task is not graded");
    const [first] = Object.keys(data.files.starter);
    await page.locator(".editor-text").first().fill(`${data.files.starter[first]}\n# mine\n`);
    await page.keyboard.press("Control+Enter");
    await page.waitForSelector(".criterion-verdict");
    assert.equal(await page.locator(".criterion-verdict").count(), data.rubric.length);
    assert.ok((await page.locator(".criterion.is-wrong").count()) > 0);
    assert.ok((await page.locator(".reasons li").count()) > 0);
    await page.waitForTimeout(800);
    await page.reload();
    await page.waitForSelector(".editor-text");
    assert.match(await page.locator(".editor-text").first().inputValue(), /# mine/);
    const names = await page.locator(".editor-file label").allTextContents();
    for (const [name, text] of Object.entries(data.files.solution)) await page.locator(".editor-text").nth(names.indexOf(name)).fill(text);
    await forward(page).click();
    await page.waitForSelector(".question.answered");
    assert.equal(await page.locator(".criterion.is-wrong").count(), 0);
    assert.match(await page.locator(".practice-done").textContent(), /1 right/, "what waits for the learner's own mark is not wrong");
    assert.equal(await page.locator(".practice-verdict.is-wrong").count(), 0);
    for (const box of await page.locator(".criterion-verdict input").all()) await box.check();
    assert.match(await verdict(page), new RegExp(`${data.points} of ${data.points}`));
  },

  async "an answer that cannot be read is refused with its place"(page, at) {
    let place = -1;
    for (const { id } of (await itemsOf(page, at)).filter(({ kind }) => kind === "task")) {
      await page.goto(`${at}practice.html?kind=task#${id}`);
      await page.waitForSelector(`.practice-stage #${id} .editor-text`);
      const names = await page.locator(".editor-file label").allTextContents();
      place = names.findIndex((name) => /\.ya?ml$/.test(name));
      if (place !== -1) break;
    }
    if (place === -1) throw new Skipped("no task with a YAML file");
    await page.locator(".editor-text").nth(place).fill("a: 1\na: 2\n");
    await forward(page).click();
    const trouble = page.locator(".editor-trouble:visible");
    await trouble.waitFor();
    assert.match(await trouble.textContent(), /^Line 2 cannot be read: The key a stands here twice/);
    assert.match(await page.locator(".practice-verdict").textContent(), /^Not graded: .+ cannot be read at line 2\.$/);
    assert.equal(await page.evaluate(() => document.activeElement?.className), "editor-text");
    // What the editor says of it by itself is the same.
    const said = await trouble.textContent();
    await page.locator(".editor-text").nth(place).press("End");
    await page.keyboard.type(" ");
    await trouble.waitFor({ state: "hidden" });
    await trouble.waitFor();
    assert.equal(await trouble.textContent(), said);
    await forward(page).click();
    const note = await trouble.boundingBox();
    const bar = await page.locator(".practice-bar").boundingBox();
    assert.ok(note.y >= 0 && note.y + note.height <= bar.y, `the note ends at ${note.y + note.height}, the bar begins at ${bar.y}`);
  },

  async "a link to a question that is not there says so, and leads to those that are"(page, at) {
    await page.goto(`${at}practice.html#no-such-question`);
    await page.waitForSelector(".practice-notice h2");
    assert.equal(await page.locator(".question").count(), 0);
    await page.locator(".practice-notice .question-index a").first().click();
    await page.waitForSelector(".practice-stage .question");
    assert.match(page.url(), /\/practice\/[a-z0-9-]+\.html#/);
    await page.goto(`${at}practice.html#_main`);
    await page.reload();
    await page.waitForSelector(".practice-stage .question");
  },

  async "a sheet closes when something in it was chosen"(page, at) {
    await page.setViewportSize({ width: 360, height: 700 });
    await page.goto(at);
    const lesson = await page.locator(".lessons h3 a").first().getAttribute("href");
    await page.goto(new URL(lesson, at).href);
    await page.locator(".fold-contents").click();
    await page.locator(".page-contents a").first().click();
    assert.equal(await page.locator(".page-contents").isVisible(), false);
  },

  async "a grader that does not end is stopped"(page, at) {
    await page.route("**/grade/grade.js", (route) =>
      route.fulfill({ contentType: "text/javascript", body: "export function grade() { for (;;); }" }));
    await open(page, at, "task");
    await page.locator(".editor-text").first().pressSequentially("# mine");
    await forward(page).click();
    await page.locator(".practice-verdict", { hasText: "too long" }).waitFor();
    assert.equal(await page.locator(".criterion-verdict").count(), 0);
  },

  async "a grader that fails gives no verdict on blanks, and the next try may"(page, at) {
    const failing = "export function match() { throw new Error('broken'); }";
    await open(page, at, "fill-in");
    await page.route("**/grade/fill-in.js", (route) => route.fulfill({ contentType: "text/javascript", body: failing }));
    for (const field of await page.locator(".blank-field").all()) await field.fill("x");
    await forward(page).click();
    await page.waitForSelector(".practice-verdict:has-text('could not be loaded')");
    assert.equal(await page.locator(".question.answered").count(), 0);
    await page.unroute("**/grade/fill-in.js");
    await forward(page).click();
    await page.waitForSelector(".question.answered");
  },

  async "an address that is no link leaves the page as it is"(page, at) {
    for (const name of ["practice", "flashcards"]) {
      await page.goto(`${at}${name}.html#100%`);
      await page.waitForSelector(".practice-stage .question, .card-stage .card");
    }
  },

  async "a browser without module workers grades in the page"(page, at) {
    await page.addInitScript(() => {
      window.Worker = class {
        constructor() {
          throw new Error("no workers here");
        }
      };
    });
    await open(page, at, "task");
    await answer(page, "task");
  },

  async "without storage practice goes on, and says that nothing is kept"(page, at) {
    await page.addInitScript(() => Object.defineProperty(window, "indexedDB", { get: () => { throw new Error("blocked"); } }));
    await open(page, at, "ordering");
    assert.equal(await page.locator(".practice-warning:visible").count(), 1);
    await answer(page, "ordering");
  },

  async "results are kept in the browser, and what was missed can be asked for"(page, at) {
    await open(page, at, "ordering");
    await forward(page).click();
    await page.waitForSelector(".question.answered");
    await page.reload();
    await page.waitForSelector(".practice-done:not(:empty)");
    await page.goto(`${at}practice.html?state=missed`);
    await page.waitForSelector(".practice .question");
    assert.match(await page.locator(".practice-place").textContent(), /1 of 1/);
    await page.goto(`${at}practice.html?state=right`);
    await page.waitForSelector(".practice-notice");
  },

  async "single keys can be switched off"(page, at) {
    await page.goto(`${at}practice.html`);
    await page.waitForSelector(".practice .question");
    await page.locator(".keys summary").click();
    await page.locator(".keys input").uncheck();
    const before = await page.locator(".question").getAttribute("id");
    await page.locator(".question-title").focus();
    await page.keyboard.press("n");
    assert.equal(await page.locator(".question").getAttribute("id"), before);
  },

  async "nothing is wider than a small screen"(page, at) {
    await page.setViewportSize({ width: 320, height: 640 });
    for (const { id } of await itemsOf(page, at)) {
      await page.goto(`${at}practice.html#${id}`);
      await page.waitForSelector(`.practice-stage #${id}`);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320, id);
    }
    await page.goto(`${at}flashcards.html`);
    await page.waitForSelector(".practice .card");
    await page.keyboard.press("Space");
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320, "flashcards");
  },

  async "no state of a page has a fault of accessibility"(page, at) {
    const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
    const audit = async (/** @type {string} */ what) => {
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run());
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
      assert.deepEqual(found, [], what);
    };
    for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
      await page.emulateMedia({ colorScheme });
      for (const kind of KINDS) {
        try {
          await open(page, at, kind);
        } catch (error) {
          if (error instanceof Skipped) continue;
          throw error;
        }
        await audit(`${kind}, ${colorScheme}`);
        await answer(page, kind);
        await audit(`${kind} answered, ${colorScheme}`);
      }
      // The fields were filled with an "x", so no fill-in was right.
      await page.goto(`${at}practice.html?state=right&kind=fill-in`);
      await page.waitForSelector(".practice-notice");
      await audit(`nothing to practise, ${colorScheme}`);
      await page.goto(`${at}flashcards.html`);
      await page.waitForSelector(".practice .card");
      await audit(`card, ${colorScheme}`);
      await page.keyboard.press("Space");
      await audit(`card turned, ${colorScheme}`);
    }
  },

  async "a card is turned, graded, kept and taken back"(page, at) {
    await page.goto(`${at}flashcards.html`);
    await page.waitForSelector(".flashcards .card");
    assert.equal(await page.locator(".card").count(), 1);
    const fresh = async () => Number.parseInt(await page.locator(".count-new").textContent(), 10);
    const before = await fresh();
    const id = await page.locator(".card").getAttribute("id");
    await page.keyboard.press("3");
    assert.equal(await fresh(), before, "a card is graded only once it is turned");
    await page.keyboard.press("Space");
    assert.equal(await page.locator(".card-back:visible").count(), 1);
    await page.keyboard.press("3");
    assert.equal(await fresh(), before - 1);
    assert.notEqual(await page.locator(".card").getAttribute("id"), id);
    await page.waitForTimeout(200);
    await page.reload();
    await page.waitForSelector(".flashcards .card");
    assert.equal(await fresh(), before - 1);
    await page.locator(".card").click();
    await page.keyboard.press("4");
    await page.keyboard.press("u");
    assert.equal(await fresh(), before - 1);
  },

  async "the day's share ends, and more can be had"(page, at) {
    await page.goto(`${at}flashcards.html`);
    await page.waitForSelector(".flashcards .card");
    for (let turn = 0; turn < 40 && (await page.locator(".card").count()) > 0; turn++) {
      await page.keyboard.press("Space");
      await page.keyboard.press("4");
    }
    await page.waitForSelector(".practice-notice");
    const more = page.locator(".practice-notice button");
    if ((await more.count()) === 0) throw new Skipped("too few cards for one day");
    await more.click();
    await page.waitForSelector(".flashcards .card");
  },

  async "only what one types is copied from a console"(page, at) {
    await page.goto(`${at}index.html`);
    const lessons = await page.locator('a[href^="lessons/"]').evaluateAll((links) => [...new Set(links.map((link) => link.href.split("#")[0]))]);
    for (const lesson of lessons) {
      await page.goto(lesson);
      const console = page.locator("figure.code.console:has(.printed)").first();
      if ((await console.count()) === 0) continue;
      await console.locator("button.copy").click();
      await console.locator(".copy-label", { hasText: "Copied" }).waitFor();
      const text = await page.evaluate(() => navigator.clipboard.readText());
      const typed = await console.locator(".command").allTextContents();
      assert.equal(text, typed.join("").trimEnd());
      return;
    }
    throw new Skipped("no console with output");
  },

  async "the colour scheme is chosen and kept"(page, at) {
    await page.goto(`${at}index.html`);
    const theme = () => page.evaluate(() => document.documentElement.dataset.theme ?? "auto");
    const button = page.locator("button.theme-toggle");
    await button.click();
    assert.equal(await theme(), "light");
    await button.click();
    await page.reload();
    assert.equal(await theme(), "dark");
    await button.click();
    assert.equal(await theme(), "auto");
  },

  async "all modules open and close together"(page, at) {
    await page.goto(`${at}index.html`);
    const all = await page.locator("details.module").count();
    const button = page.locator('button[data-expand="modules"]');
    if (all < 2) throw new Skipped("too few modules");
    await button.click();
    assert.equal(await page.locator("details.module[open]").count(), all);
    assert.equal(await button.getAttribute("aria-expanded"), "true");
    await button.click();
    assert.equal(await page.locator("details.module[open]").count(), 0);
  },
};

/**
 * @param {string} at the course's folder on the served site, with a slash at its end
 * @param {(name: string, failure: unknown, skipped?: string) => void} report
 */
export async function run(at, report) {
  const browser = await launch();
  for (const [name, check] of Object.entries(checks)) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, permissions: ["clipboard-read", "clipboard-write"] });
    // Whose files are kept, a test cannot put others in their place; the worker has tests of its own.
    await context.addInitScript(() => { delete Navigator.prototype.serviceWorker; });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    /** @type {string[]} */
    const noise = [];
    page.on("console", (message) => noise.push(message.text()));
    page.on("pageerror", (error) => noise.push(String(error)));
    page.on("request", (request) => new URL(request.url()).origin === new URL(at).origin || noise.push(`asked for ${request.url()}`));
    try {
      await check(page, at);
      assert.deepEqual(noise.filter((line) => !page.quiet?.test(line)), [], "no output, no error, no other host");
      report(name, undefined);
    } catch (failure) {
      if (failure instanceof Skipped) report(name, undefined, failure.message);
      else report(name, failure);
    }
    await context.close();
  }
  await browser.close();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [base = "http://127.0.0.1:8080/", course = "cks", only] = process.argv.slice(2);
  for (const name of Object.keys(checks)) if (only && !name.includes(only)) delete checks[name];
  await run(`${base.replace(/\/?$/, "/")}${course}/`, (name, failure, skipped) => {
    if (failure) process.exitCode = 1;
    const how = failure ? "FAILED" : skipped ? `skipped (${skipped})` : "ok";
    process.stdout.write(`${how}  ${name}\n${failure ? `${failure instanceof Error ? failure.stack : failure}\n` : ""}`);
  });
}
