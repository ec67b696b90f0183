// The mock exam in a reader's browser, from the first look to the report.
//
//     node exam.test.mjs output/site

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { launch, watchedPage } from "./support/browser.mjs";
import { ask, handIn } from "./support/exam.mjs";
import { serve } from "./support/server.mjs";

const SITE = process.env.GRADUS_SITE ?? process.argv[2];
assert.ok(SITE, "name the folder of the built site, as an argument or in GRADUS_SITE");
const MINUTE = 60_000;

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

/** Runs `what` on a page of a fresh context, and asks that nothing was logged, missed or asked of another host. */
async function fresh(what, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const { page, drain } = await watchedPage(context, new URL(server.url).origin);
  page.setDefaultTimeout(10_000);
  try {
    await what(page);
    assert.deepEqual(drain(), []);
  } finally {
    await context.close();
  }
}

async function begin(page, kind = "mock") {
  await page.goto(`${at}exam.html`);
  await page.locator(`[data-start="${kind}"] button`).click();
  await page.waitForSelector(".exam-run .question");
}

/** Does something that leads to another question, and waits for it. */
async function turn(page, act) {
  const before = await page.locator(".question").getAttribute("id");
  await act();
  await page.waitForSelector(`.exam-run .question:not(#${before})`);
}

/** Questions on the screen one after the other. */
async function firstIds(page, count) {
  const ids = [];
  for (let index = 0; index < count; index++) {
    if (index > 0) await turn(page, () => page.locator(".exam-number").nth(index).click());
    ids.push(await page.locator(".question").getAttribute("id"));
  }
  return ids;
}

const course = (page) => page.evaluate(() => JSON.parse(document.getElementById("_course").textContent));
const place = (page) => page.locator(".practice-place").textContent();
const left = async (page) => {
  const [seconds, minutes, hours = 0] = (await page.locator(".exam-left").textContent()).split(":").map(Number).reverse();
  return hours * 3600 + minutes * 60 + seconds;
};

test("an exam has the size of exam.yaml, reveals nothing, and a reload changes nothing", () => fresh(async (page) => {
  await begin(page);
  const { mock } = await course(page);
  assert.equal(await page.locator(".exam-number").count(), mock.questions);
  assert.ok((await left(page)) > mock.minutes * 60 - 30);
  // By keys alone, as far as the questions are answered by choosing.
  let answered = 0;
  for (let index = 0; index < 12; index++) {
    const kind = await page.locator(".question").getAttribute("data-kind");
    assert.equal(await page.locator(".question.answered, .rationale:visible, .solution:visible, .hint, .question-data, .is-right, .is-wrong").count(), 0);
    if (kind === "single" || kind === "multiple") {
      await page.keyboard.press("1");
      answered += 1;
    }
    if (index === 1) await page.keyboard.press("m");
    await turn(page, () => page.keyboard.press("n"));
  }
  assert.equal(await page.locator(".exam-number.is-answered").count(), answered);
  const [before, shown, id] = [await left(page), await place(page), await page.locator(".question").getAttribute("id")];
  await page.reload();
  await page.waitForSelector(".exam-run .question");
  assert.equal(await place(page), shown);
  assert.equal(await page.locator(".question").getAttribute("id"), id);
  assert.equal(await page.locator(".exam-number.is-answered").count(), answered);
  assert.match(await page.locator(".exam-number").nth(1).getAttribute("aria-label"), /flagged/);
  assert.ok((await left(page)) <= before, "the time goes on");
  await page.goto(`${at}index.html`);
  await page.locator("#_today a", { hasText: "Your exam runs" }).click();
  await page.waitForSelector(".exam-run .question");
}));

test("while an exam runs, the other pages of the course lead back to it, and none does afterwards", () => fresh(async (page) => {
  const reminder = page.locator(".exam-runs");
  const pages = ["glossary.html", "practice.html"];
  for (const file of pages) {
    await page.goto(at + file, { waitUntil: "networkidle" });
    assert.equal(await reminder.isVisible(), false);
  }
  await begin(page);
  for (const file of pages) {
    await page.goto(at + file, { waitUntil: "networkidle" });
    assert.equal(await reminder.isVisible(), true);
  }
  await reminder.getByRole("link").click();
  await page.waitForSelector(".exam-run .question");
  await handIn(page);
  for (const file of pages) {
    await page.goto(at + file, { waitUntil: "networkidle" });
    assert.equal(await reminder.isVisible(), false);
  }
}));

test("handing in names what is open and what is flagged, and the report says what to read", () => fresh(async (page) => {
  await begin(page);
  const { mock, passMark, domains } = await course(page);
  await page.keyboard.press("m");
  await ask(page);
  assert.equal(await page.locator("dialog .exam-places").first().locator("button").count(), mock.questions);
  assert.equal(await page.locator("dialog .exam-places").nth(1).locator("button").count(), 1);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".exam-run").count(), 1, "who thinks again is still in the exam");
  await handIn(page);
  const text = await page.locator(".exam-report").innerText();
  assert.match(text, new RegExp(`0 of ${mock.questions} right,\\s+below the pass mark of ${Math.ceil((mock.questions * passMark) / 100)} \\(${passMark} %\\)`));
  assert.match(text, /hands-on/);
  assert.equal(await page.locator(".exam-domains tbody tr").count(), domains.length);
  const of = await page.locator(".exam-domains tbody td:nth-child(3)").allTextContents();
  assert.equal(of.reduce((sum, cell) => sum + Number(cell.split(" of ")[1]), 0), mock.questions);
  for (const link of await page.locator(".exam-next a").evaluateAll((links) => links.map(({ href }) => href))) {
    assert.equal((await page.request.get(link)).status(), 200, link);
  }
  await page.reload();
  await page.waitForSelector(".exam-report .question");
  // Nothing was answered, so nothing is known of the learner.
  await page.goto(`${at}progress.html`);
  await page.waitForFunction(() => /^0 /.test(document.querySelector('[data-count="questions"]')?.textContent ?? ""));
  // What the report showed is not unseen any more.
  await page.goto(`${at}exam.html`);
  await page.waitForSelector("#_past:not([hidden])");
  assert.equal(await page.locator(".exam-past li").count(), 1);
  await begin(page);
  await handIn(page);
  const seen = await page.locator(".exam-report .exam-facts dd").nth(1).textContent();
  assert.match(seen, /^0 of \d+, 0 %$/);
}));

test("right answers earn their points, question by question", () => fresh(async (page) => {
  await begin(page);
  const { lessons } = await (await page.request.get(`${at}practice/items.json`)).json();
  const lessonOf = new Map(lessons.flatMap(({ id, questions }) => questions.map((question) => [question.id, id])));
  let right = 0;
  for (let index = 0; index < 10; index++) {
    const id = await page.locator(".question").getAttribute("id");
    const kind = await page.locator(".question").getAttribute("data-kind");
    const html = await (await page.request.get(`${at}practice/${lessonOf.get(id)}.html`)).text();
    const { blanks, options } = await page.evaluate(([source, wanted]) => {
      const article = new DOMParser().parseFromString(source, "text/html").getElementById(wanted);
      return {
        blanks: JSON.parse(article.querySelector(".question-data").textContent).blanks,
        options: [...article.querySelectorAll('.option[data-right="true"] .option-text')].map(({ textContent }) => textContent),
      };
    }, [html, id]);
    if (kind === "single" || kind === "multiple") {
      for (const row of await page.locator(".option").all()) {
        if (options.includes(await row.locator(".option-text").textContent())) await row.locator("input").check();
      }
      right += 1;
    } else if (kind === "fill-in") {
      for (const [blank, { accepted }] of blanks.entries()) await page.locator(".blank-field").nth(blank).fill(accepted[0]);
      right += 1;
    }
    await turn(page, () => page.locator(".practice-bar > .button").click());
  }
  await handIn(page);
  assert.ok(right > 0);
  assert.equal(await page.locator(".exam-number.is-right").count(), right);
  const earned = await page.locator(".exam-domains tbody td:nth-child(3)").allTextContents();
  assert.equal(earned.reduce((sum, cell) => sum + Number(cell.split(" of ")[0]), 0), right);
}));

test("on a phone every question has the way out, and a long list of open ones scrolls above the buttons", () => fresh(async (page) => {
  await begin(page);
  for (let question = 0; question < 3; question += 1) {
    for (const name of [".exam-hand", ".practice-bar > .button"]) {
      const box = await page.locator(name).boundingBox();
      assert.ok(box.y >= 0 && box.y + box.height <= 640 && box.x >= 0 && box.x + box.width <= 360, `${name} is in sight`);
    }
    await turn(page, () => page.locator(".practice-bar > .button").click());
  }
  await ask(page);
  const list = await page.locator(".exam-confirm").evaluate((element) => ({ scrolls: element.scrollHeight > element.clientHeight, mask: getComputedStyle(element).maskImage }));
  assert.ok(list.scrolls && list.mask.includes("gradient"), "it goes on, and shows that it does");
  const box = await page.locator("dialog .practice-actions").boundingBox();
  assert.ok(box.y + box.height <= 640, "the buttons stay in sight");
}, { viewport: { width: 360, height: 640 } }));

test("a code draws the same exam for somebody else, and a wrong one draws none", async () => {
  let code, ids;
  await fresh(async (page) => {
    await begin(page);
    ids = await firstIds(page, 6);
    await handIn(page);
    code = await page.locator(".exam-report .exam-facts dd").last().textContent();
  });
  // Before the first release there is no version to name.
  assert.match(code, /^[0-9A-Z]{4}-[0-9A-Z]{4}(@\d.*)?$/);
  await fresh(async (page) => {
    await page.goto(`${at}exam.html?code=${encodeURIComponent(code.replace(/^./, (first) => (first === "0" ? "1" : "0")))}`);
    await page.waitForSelector(".exam-code");
    await page.keyboard.press("Tab");
    await page.locator(".exam-code").press("Enter");
    await page.waitForSelector(".exam-trouble:not(:empty)");
    await page.locator(".exam-code").fill("");
    await page.locator(".exam-code").press("Enter");
    await page.locator(".exam-trouble", { hasText: "Type a code" }).waitFor();
    await page.locator(".exam-code").fill("0000-0000@9.9.9");
    await page.locator(".exam-code").press("Enter");
    await page.locator(".exam-trouble", { hasText: "There is no version 9.9.9 of this course" }).waitFor();
    // The right code with a version that nobody released is not taken silently either.
    await page.locator(".exam-code").fill(`${code.split("@")[0]}@9.9.8`);
    await page.locator(".exam-code").press("Enter");
    await page.locator(".exam-trouble", { hasText: "9.9.8" }).waitFor();
    assert.equal(await page.locator(".exam-run").count(), 0);
    await page.locator(".exam-code").fill(code.split("@")[0].toLowerCase());
    await page.locator(".exam-code").press("Enter");
    await page.waitForSelector(".exam-run .question");
    assert.deepEqual(await firstIds(page, 6), ids);
  });
});

test("an exam is handed in when its time is over, also while nobody looks", async () => {
  await fresh(async (page) => {
    await page.clock.install();
    await begin(page);
    const { mock } = await course(page);
    await page.clock.fastForward((mock.minutes - 5) * MINUTE + 2000);
    await page.waitForFunction(() => /minutes left/.test(document.querySelector(".practice-speech")?.textContent ?? ""));
    await page.clock.fastForward(6 * MINUTE);
    await page.waitForSelector(".exam-report .question", { timeout: 60_000 });
    assert.match(await page.locator(".exam-report .exam-facts").innerText(), new RegExp(`${mock.minutes} minutes`));
    assert.match(await page.locator(".exam-report").innerText(), /Time was up/);
  });
  await fresh(async (page) => {
    await begin(page);
    const { mock } = await course(page);
    await page.goto("about:blank");
    await page.clock.setFixedTime(Date.now() + (mock.minutes + 30) * MINUTE);
    await page.goto(`${at}exam.html`);
    await page.waitForSelector(".exam-report .question", { timeout: 60_000 });
    assert.match(await page.locator(".exam-report .exam-facts").innerText(), new RegExp(`${mock.minutes} minutes`));
  });
});

test("an exam of tasks says how many it can vary, keeps what is written and grades it", () => fresh(async (page) => {
  await page.goto(`${at}exam.html`);
  await page.locator("[data-varies]:not(:empty)").waitFor();
  assert.match(await page.locator("[data-varies]").textContent(), /^\d+ of \d+ tasks/);
  assert.match(await page.locator("[data-minutes]").textContent(), /^\d+(–\d+)? minutes/);
  await begin(page, "tasks");
  assert.match(await place(page), /^Task 1 of/);
  const { exam } = await course(page);
  assert.equal(await page.locator(".exam-number").count(), exam.tasks);
  const field = page.locator(".editor-text").first();
  await field.press("Control+End");
  await field.pressSequentially("# mine");
  await page.reload();
  await page.waitForSelector(".exam-run .question");
  assert.match(await page.locator(".editor-text").first().inputValue(), /# mine/);
  await handIn(page);
  // A comment is no JSON: such a file is refused, which is a verdict too.
  assert.ok((await page.locator(".criterion-verdict, .editor-trouble:not([hidden])").count()) > 0);
  const report = await page.locator(".exam-report").innerText();
  assert.match(report, /no test can judge/);
  // In points: what the rubrics of the drawn tasks sum to, and how many of them are enough.
  const [, earned, of, needed] = /(\d+) of (\d+) points,\s*(?:above|below) the pass mark of (\d+) points/.exec(report) ?? assert.fail(report);
  assert.ok(Number(of) > exam.tasks && Number(earned) < Number(needed) && Number(needed) <= Number(of), report);
  const domains = await page.locator(".exam-domains tbody td:nth-child(3)").allTextContents();
  assert.equal(domains.reduce((sum, cell) => sum + Number(cell.split(" of ")[1]), 0), Number(of));
  assert.match(await page.locator(".exam-weakest").innerText(), /^Weakest: .+, \d+ of \d+ points, \d+ %\. Read first: \S/);
  assert.doesNotMatch(report, /unreleased/);
}));

test("what is answered on another page shows on this one, unless somebody writes here", () => fresh(async (page) => {
  await begin(page, "tasks");
  const other = await page.context().newPage();
  await other.goto(`${at}exam.html`);
  await other.waitForSelector(".exam-run .editor-text");
  const [here, there] = [page, other].map((one) => one.locator(".exam-run .editor-text").first());
  await there.fill("# elsewhere");
  await page.waitForFunction(() => document.querySelector(".exam-run .editor-text").value === "# elsewhere");
  await here.focus();
  await there.fill("# elsewhere again");
  await other.waitForFunction(() => document.querySelector(".exam-number.is-answered"));
  await page.waitForTimeout(500);
  assert.equal(await here.inputValue(), "# elsewhere", "who writes is not overtaken");
  await page.locator(".question-title").first().focus();
  await page.waitForFunction(() => document.querySelector(".exam-run .editor-text").value === "# elsewhere again");
  await other.locator(".editor-tools button").first().click();
  await page.waitForFunction(() => !document.querySelector(".exam-run .editor-text").value.startsWith("# elsewhere"));
}));

test("an option chosen on another page is chosen on this one", () => fresh(async (page) => {
  await begin(page);
  for (let turns = 0; (await page.locator(".exam-run .question input[type=radio]").count()) === 0 && turns < 30; turns++) await turn(page, () => page.keyboard.press("n"));
  const number = (await place(page)).match(/\d+/)[0];
  const other = await page.context().newPage();
  await other.goto(`${at}exam.html`);
  await other.waitForSelector(".exam-run .question");
  await other.locator(".exam-number").nth(Number(number) - 1).click();
  await other.waitForSelector(".exam-run .question input[type=radio]");
  for (const index of [1, 0]) {
    await other.locator(".exam-run input[type=radio]").nth(index).check();
    await page.waitForFunction((at) => document.querySelectorAll(".exam-run input[type=radio]")[at].checked, index);
  }
  await page.close();
  await handIn(other);
  // Somebody who comes back reads where this exam was weakest.
  await other.goto(`${at}index.html`);
  await other.locator("#_today dt", { hasText: "Weakest domain" }).waitFor();
  assert.match(await other.locator("#_today dl > div", { hasText: "Weakest domain" }).innerText(), /\d+ of \d+ right/);
}));

test("no state of an exam has a fault of accessibility or is wider than a small screen", async () => {
  const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  for (const [colorScheme, width] of [["light", 1280], ["dark", 1280], ["light", 320], ["dark", 360]]) {
    await fresh(async (page) => {
      const audit = async (what) => {
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => window.axe.run());
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
        assert.deepEqual(found, [], `${what}, ${colorScheme}, ${width}`);
        assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, `${what} is wider than ${width}`);
      };
      await page.goto(`${at}exam.html`);
      await page.waitForSelector("#_code:not([hidden])");
      await audit("before");
      await begin(page);
      await audit("running");
      if (width < 1100) await page.locator(".exam-all summary").click();
      await audit("numbers");
      await ask(page);
      await audit("asked");
      await page.locator("dialog .button").click();
      await page.waitForSelector(".exam-report .question", { timeout: 60_000 });
      await audit("report");
      await page.goto(`${at}exam.html`);
      await page.waitForSelector("#_past:not([hidden])");
      await audit("again");
    }, { colorScheme, viewport: { width, height: 800 }, reducedMotion: "reduce" });
  }
});
