// Tasks in a reader's browser: the editor, drafts, verdicts, the solution beside the answer.
//
//     node tasks.test.mjs output/site

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { launch, watchedPage } from "./support/browser.mjs";
import { serve } from "./support/server.mjs";

const SITE = process.env.GRADUS_SITE ?? process.argv[2];
assert.ok(SITE, "name the folder of the built site, as an argument or in GRADUS_SITE");

let server, browser, at, tasks;

before(async () => {
  server = await serve(SITE);
  at = `${server.url}cks/`;
  browser = await launch();
  const { questions } = JSON.parse(await readFile(join(SITE, "../cks/cks.json"), "utf8"));
  tasks = questions.filter(({ kind }) => kind === "task").map(({ id, answer, hints }) => ({ id, hints, ...answer.task }));
});

after(async () => {
  await browser?.close();
  await server?.close();
});

async function fresh(what, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, permissions: ["clipboard-read", "clipboard-write"], ...options });
  const { page, drain } = await watchedPage(context, new URL(server.url).origin);
  page.setDefaultTimeout(10_000);
  try {
    await what(page);
    // Who leaves a page stops what was on its way.
    assert.deepEqual(drain(), []);
  } finally {
    await context.close();
  }
}

async function open(page, { id }) {
  await page.goto(`${at}practice.html?kind=task#${id}`);
  await page.waitForSelector(`.practice-stage #${id} .editor-text`);
}

/** Writes an answer's files into the editor and asks for the verdict. */
async function give(page, { files }) {
  for (const { name, text } of files) await page.getByLabel(name, { exact: true }).fill(text);
  await page.locator(".practice-bar > .button").click();
  await page.waitForSelector(".criterion-verdict");
}

const isYaml = (name) => /\.(?:ya?ml|json)$/.test(name);
const yamlTask = () => tasks.find(({ starter }) => starter.files.some(({ name }) => /\.yaml$/.test(name)));

test("the editor colours YAML letter by letter, and says where it cannot be read", () => fresh(async (page) => {
  await open(page, yamlTask());
  const field = page.locator(".editor-file", { has: page.locator("label", { hasText: /\.yaml$/ }) }).first();
  const area = field.locator("textarea");
  await area.fill("a:");
  await area.press("Enter");
  await area.pressSequentially("b: 1");
  assert.equal(await area.inputValue(), "a:\n  b: 1", "a line after a colon is indented");
  assert.equal(await field.locator(".editor-paint .ht").count(), 2);
  await area.press("Enter");
  await area.pressSequentially("b: 2");
  await field.locator(".editor-trouble:visible").waitFor();
  assert.match(await field.locator(".editor-trouble").textContent(), /^Line 3/);
  assert.equal(await field.locator(".editor-numbers .is-wrong").textContent(), "3\n");
  assert.equal(await field.locator(".editor-paint").textContent(), `${await area.inputValue()}\n`);
  assert.equal(await area.getAttribute("aria-invalid"), "true");
  await area.press("Backspace");
  assert.equal(await area.getAttribute("aria-invalid"), null);
  await area.press("Control+z");
  assert.equal(await area.inputValue(), "a:\n  b: 1\n  b: 2", "what is undone comes back");
  for (const name of ["autocapitalize", "autocorrect"]) assert.equal(await area.getAttribute(name), "off");
}));

test("a telephone has the keys that YAML needs", () => fresh(async (page) => {
  await open(page, yamlTask());
  const field = page.locator(".editor-file", { has: page.locator("label", { hasText: /\.yaml$/ }) }).first();
  const area = field.locator("textarea");
  await area.fill("");
  await area.tap();
  const key = (name) => field.getByRole("button", { name }).tap();
  await key("to the right");
  await key("Dash");
  await page.keyboard.type("a");
  await key("Colon");
  await key("Double quotes");
  await page.keyboard.type("x");
  assert.equal(await area.inputValue(), '  - a: "x"');
  await key("to the left");
  assert.equal(await area.inputValue(), '- a: "x"');
  assert.ok(await area.evaluate((node) => node === document.activeElement), "the keyboard stays");
  for (const button of await field.locator(".editor-keys button").all()) {
    const { width, height } = await button.boundingBox();
    assert.ok(width >= 40 && height >= 44, `${width} × ${height}`);
  }
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 360);
}, { viewport: { width: 360, height: 700 }, hasTouch: true, isMobile: true }));

test("drafts of two tasks that are left at once are both kept", () => fresh(async (page) => {
  const [first, second] = tasks;
  for (const task of [first, second]) {
    await open(page, task);
    await page.locator(".editor-text").first().press("Control+End");
    await page.locator(".editor-text").first().pressSequentially(`# of ${task.id}`);
    await page.keyboard.press("Escape");
    await page.locator(".question-title").focus();
    await page.keyboard.press("n");
  }
  for (const task of [first, second]) {
    await page.goto("about:blank");
    await open(page, task);
    assert.match(await page.locator(".editor-text").first().inputValue(), new RegExp(`# of ${task.id}`));
  }
}));

test("a wrong turn of each judge says which connection, request, Pod or line came out wrong", async () => {
  const judged = new Map();
  for (const task of tasks) {
    for (const wrong of task.wrong ?? []) {
      for (const { id, test: criterion } of task.rubric) {
        for (const judge of ["reach", "can", "admits", "audit", "schema", "lines"]) {
          if (criterion[judge] && wrong.fails.includes(id) && !judged.has(judge)) judged.set(judge, { task, wrong, id });
        }
      }
    }
  }
  for (const judge of ["reach", "can", "admits", "audit"]) assert.ok(judged.has(judge), `the course has no wrong turn for ${judge}`);
  const says = {
    reach: /from .+ to .+|to .+ port|port \d+/i, can: /must (not )?be allowed to/, admits: /violates|must not pass/, audit: /the level must be/, schema: /./, lines: /./,
  };
  for (const [judge, { task, wrong, id }] of judged) {
    await fresh(async (page) => {
      await open(page, task);
      await give(page, wrong);
      const row = page.locator(`[data-criterion="${id}"]`);
      assert.match(await row.getAttribute("class"), /is-wrong/, judge);
      assert.match((await row.locator(".reasons li").allTextContents()).join(" "), says[judge], judge);
      assert.match(await row.locator(".criterion-points").textContent(), /^0 of \d+/);
    });
  }
});

test("the solution stands beside the answer, and hints come one at a time", () => fresh(async (page) => {
  const task = tasks.find(({ hints, wrong }) => (hints ?? []).length > 1 && (wrong ?? []).length > 0);
  await open(page, task);
  assert.equal(await page.locator(".hint:visible").count(), 1);
  await page.locator(".hint summary").first().click();
  await page.waitForFunction(() => [...document.querySelectorAll(".hint")].filter((hint) => hint.checkVisibility()).length === 2);
  assert.equal(await page.locator(".solution:visible, .difference").count(), 0);
  await give(page, task.wrong[0]);
  await page.locator(".solution > summary").click();
  const shown = await page.locator(".difference").evaluate((node) => ({
    own: [...node.querySelectorAll("pre del, pre .line")].filter((line) => line.tagName !== "INS").map(({ textContent }) => textContent.trimEnd()),
    solution: [...node.querySelectorAll("pre ins, pre .line")].filter((line) => line.tagName !== "DEL").map(({ textContent }) => textContent.trimEnd()),
  }));
  assert.ok((await page.locator(".difference pre ins, .difference pre del").count()) > 0);
  for (const { name, text } of task.solution.files) {
    const same = await page.locator(".difference figure", { hasText: name }).locator(".difference-same").count();
    // YAML is shown in the order of the learner's own fields: each value is there, if not each line.
    const parts = isYaml(name) ? text.replace(/#.*$/gm, "").match(/[\w./=-]{3,}/g) : [text.trimEnd().split("\n").map((line) => line.trimEnd()).join("\n")];
    if (!same) for (const part of parts) assert.ok(shown.solution.join("\n").includes(part), `${name} is not whole: ${part}`);
  }
  assert.ok((await page.locator(".attempt.wrong").count()) > 0);
  // Who gives the solution has no difference left.
  await give(page, task.solution);
  await page.waitForSelector(".question.answered");
  assert.equal(await page.locator(".difference pre").count(), 0);
}));

test("the solution is compared by what it says, and broken YAML letter by letter", () => fresh(async (page) => {
  const task = yamlTask();
  await open(page, task);
  // Each field in another place, in quotes: the same answer.
  const turned = await page.evaluate(async (files) => {
    const { ask } = await import(`${new URL(`${document.body.dataset.assets}scripts/`, document.baseURI)}grading.js`);
    const back = (value) => Array.isArray(value) ? value.map(back)
      : value && typeof value === "object" ? Object.fromEntries(Object.entries(value).reverse().map(([key, inner]) => [key, back(inner)])) : value;
    const [data] = await ask({ call: "data", answers: [files] });
    return Object.entries(files).map(([name, text]) => ({ name, text: data[name] ? data[name].map((one) => `# mine\n${JSON.stringify(back(one), null, 2)}`).join("\n---\n") : text }));
  }, Object.fromEntries(task.solution.files.map(({ name, text }) => [name, text])));
  await give(page, { files: turned });
  await page.waitForSelector(".difference");
  assert.equal(await page.locator(".difference pre").count(), 0, await page.locator(".difference").innerText());
  assert.match(await page.locator(".difference").innerText(), /says the same as the solution/);
}));

test("the commands of a task are copied and saved as one script", () => fresh(async (page) => {
  const task = tasks.find(({ setup }) => (setup ?? []).some(({ type, language }) => type === "code" && language === "bash"));
  await open(page, task);
  await page.locator("details.setup > summary").click();
  await page.locator("details.setup").getByRole("button", { name: "Copy all" }).click();
  await page.locator(".commands-status", { hasText: "Copied" }).waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const written = task.setup.find(({ type, language }) => type === "code" && language === "bash").text.trimEnd();
  assert.ok(copied.includes(written), copied);
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("details.setup").getByRole("button", { name: "Save as" }).click()]);
  assert.equal(download.suggestedFilename(), `${task.id}-setup.sh`);
  assert.equal(await readFile(await download.path(), "utf8"), `#!/usr/bin/env bash\n${copied}`);
}));
