// What a learner does over weeks: first visit and return, lessons done, cards, a plan, backups, and a course that changed.
//
//     node learning.test.mjs output/site

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import ICAL from "ical.js";

import { launch, watchedPage } from "./support/browser.mjs";
import { ask } from "./support/exam.mjs";
import { serve } from "./support/server.mjs";

const require = createRequire(import.meta.url);

const SITE = process.env.GRADUS_SITE ?? process.argv[2];
assert.ok(SITE, "name the folder of the built site, as an argument or in GRADUS_SITE");

let server, browser, at, items, uid;

before(async () => {
  server = await serve(SITE);
  browser = await launch();
  at = `${server.url}cks/`;
  ({ items } = JSON.parse(await readFile(join(SITE, "cks/items.json"), "utf8")));
  const plan = await readFile(join(SITE, "cks/plan.html"), "utf8");
  uid = JSON.parse(/id="_course">(.*?)<\/script>/s.exec(plan)[1]).uid;
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** A test with a browser of its own, which must stay quiet. */
function check(name, what, options = {}) {
  test(name, async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true, ...options });
    const { page, drain } = await watchedPage(context, new URL(server.url).origin);
    page.setDefaultTimeout(10_000);
    try {
      await what(page, context);
      // Going on before a picture is there, and saving a file that the page made, end a request without an answer.
      assert.deepEqual(drain(), []);
    } finally {
      await context.close();
    }
  });
}

/** Writes records as if the learner had made them. The page must have opened its database. */
async function seed(page, { items: records = [], marks = [] }) {
  await page.evaluate(async ([course, records, marks]) => {
    const database = await new Promise((resolve, reject) => {
      const request = indexedDB.open("gradus");
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const transaction = database.transaction(["items", "marks"], "readwrite");
    for (const record of records) transaction.objectStore("items").put({ v: 3, course, changed: 1, ...record });
    for (const mark of marks) transaction.objectStore("marks").put({ v: 3, course, changed: 1, ...mark });
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    database.close();
  }, [uid, records, marks]);
}

/** Everything that is kept. */
function kept(page) {
  return page.evaluate(async () => {
    const database = await new Promise((resolve) => (indexedDB.open("gradus").onsuccess = ({ target }) => resolve(target.result)));
    const names = ["items", "exams", "marks"];
    const all = names.map((name) => new Promise((resolve) => (database.transaction(name).objectStore(name).getAll().onsuccess = ({ target }) => resolve(target.result))));
    const found = await Promise.all(all);
    database.close();
    return Object.fromEntries(names.map((name, index) => [name, found[index]]));
  });
}

const lessonPage = async (page, lesson) => {
  await page.goto(`${at}lessons/${lesson}.html`);
  await page.waitForSelector("#_done:not([hidden])");
};

const cardsPage = async (page, query = "") => {
  await page.goto(`${at}flashcards.html${query}`);
  await page.waitForSelector(".card-stage .card, #_review .practice-notice");
};

const progressPage = async (page) => {
  await page.goto(`${at}progress.html`);
  await page.waitForSelector(".tallies:not([hidden])");
};

const tally = (page, what) => page.locator(`[data-count="${what}"]`).textContent();
const lessonIds = () => [...new Set(items.map(({ lesson }) => lesson))];

check("a first visit begins with a lesson, ten questions or a date, and nothing stands in the way", async (page) => {
  await page.goto(`${at}index.html`);
  await page.waitForLoadState("networkidle");
  assert.equal(await page.locator("dialog[open], [popover]:popover-open").count(), 0);
  assert.equal(await page.locator("#_today").isVisible(), false);
  const offers = page.locator(".hero .actions a");
  assert.equal(await offers.count(), 3);
  const hrefs = await offers.evaluateAll((links) => links.map(({ href }) => href));
  await page.goto(hrefs[0]);
  await page.waitForSelector("main[data-lesson]");
  await page.goto(hrefs[1]);
  await page.waitForSelector(".practice-stage .question");
  assert.match(await page.locator(".practice-top").innerText(), /\bof 10\b/);
  await page.goto(hrefs[2]);
  await page.waitForSelector("#_dates:not([hidden]) input[type=date]");
});

check("a lesson is marked as done by keyboard, in every list, and stays so", async (page) => {
  const [first, second] = lessonIds();
  await lessonPage(page, first);
  const button = page.locator("#_done button");
  await button.focus();
  await page.keyboard.press("Enter");
  assert.equal(await button.getAttribute("aria-pressed"), "true");
  assert.notEqual(await page.locator("#_done [role=status]").textContent(), "");
  assert.equal(await page.locator(`.module-nav a[data-lesson="${first}"] .done-mark`).count(), 1);
  await lessonPage(page, second);
  assert.equal(await page.locator(`.module-nav a[data-lesson="${first}"] .done-mark`).count(), 1);
  await page.goto(`${at}index.html`);
  await page.waitForSelector(`.accordion a[data-lesson="${first}"] .done-mark`);
  await page.goto(`${at}plan.html`);
  await page.waitForSelector(`.weeks a[data-lesson="${first}"] .done-mark`);
  await lessonPage(page, first);
  await button.click();
  assert.equal(await button.getAttribute("aria-pressed"), "false");
  assert.equal(await page.locator(".done-mark").count(), 0);
});

check("the first screen of a phone says how to begin", async (page) => {
  await page.goto(`${at}index.html`);
  for (const what of [".hero h1", ".hero .chips", ".hero .button"]) {
    const { y, height } = await page.locator(what).boundingBox();
    assert.ok(y + height <= 740, `${what} ends at ${y + height}`);
  }
}, { viewport: { width: 360, height: 740 } });

check("after the exam a plan shows no days, asks how it went, and makes room for another or for none", async (page) => {
  const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  await page.goto(`${at}plan.html`);
  await page.waitForSelector("#_dates:not([hidden])");
  await seed(page, { marks: [{ name: "plan", exam: day(-3), start: day(-30), hours: 8, days: [1, 2, 3, 4, 5, 6, 7], ticks: [], without: [] }] });
  await page.reload();
  const schedule = page.locator("#_schedule");
  await schedule.getByText("Your exam was on").waitFor();
  assert.equal(await schedule.locator(".plan-days").count(), 0);
  await schedule.getByRole("button", { name: "another attempt" }).click();
  assert.equal(await page.evaluate(() => document.activeElement.name), "exam");
  await page.locator("input[name=exam]").fill(day(20));
  await page.locator("#_dates button[type=submit]").click();
  await page.waitForSelector(".plan-days");
  await seed(page, { marks: [{ name: "plan", exam: day(-3), start: day(-30), hours: 8, days: [1], ticks: [], without: [] }] });
  await page.reload();
  await schedule.getByRole("button", { name: "I passed" }).click();
  await page.waitForSelector("#_schedule[hidden]", { state: "attached" });
  assert.match(await page.locator("#_dates output").innerText(), /Congratulations/);
});

check("who prints cards is told about how many pages first", async (page) => {
  const pages = async () => (await page.pdf({ format: "A4" })).toString("latin1").match(/\/Type\s*\/Page\b/g).length;
  const label = page.locator(".print-cards button");
  await page.goto(`${at}flashcards.html`);
  await page.waitForSelector(".practice .card");
  const [, cards, told] = /these (\d+) cards, about (\d+) pages/.exec(await label.innerText()).map(Number);
  assert.ok(cards > 100);
  const real = await pages();
  assert.ok(Math.abs(told - real) < real / 4, `${told} told, ${real} printed`);
  await page.locator(".folded-filters summary").click();
  await page.locator("select[name=lesson]").selectOption({ index: 1 });
  assert.ok(Number(/these (\d+) cards/.exec(await label.innerText())[1]) < cards, "the filter counts");
});

check("who comes back goes on where they were, and sees cards, plan and the weakest domain", async (page) => {
  const [first, second, third] = lessonIds();
  await lessonPage(page, first);
  await page.locator("#_done button").click();
  await lessonPage(page, second);
  const examined = items.filter(({ kind, lab }) => kind !== "card" && !lab);
  const weak = examined[0].domain;
  const wrong = examined.filter(({ domain }) => domain === weak).slice(0, 6);
  const card = items.find(({ kind, faces }) => kind === "card" && !faces);
  await seed(page, {
    items: [
      ...wrong.map(({ key }) => ({ key, type: "question", attempts: [{ at: 1, right: false, points: 0, possible: 1 }] })),
      { key: card.key, type: "card", since: 1, memory: { due: 1, stability: 1, difficulty: 5, scheduledDays: 1, learningSteps: 0, reps: 2, lapses: 0, state: "review", lastReview: 1 } },
    ],
  });
  await page.goto(`${at}index.html`);
  const today = page.locator("#_today");
  await today.waitFor();
  const rows = Object.fromEntries(await today.locator("dl > div").evaluateAll((all) => all.map((row) => [row.querySelector("dt").textContent, { text: row.querySelector("dd").innerText, href: row.querySelector("a")?.href }])));
  assert.ok(rows.Continue.href.endsWith(`/lessons/${second}.html`), rows.Continue.href);
  assert.match(rows.Cards.text, /One card to review/);
  assert.ok(rows.Today.href.endsWith("/plan.html"));
  assert.ok(rows["Weakest domain"].href.endsWith(`practice.html?domain=${weak}`));
  assert.equal(await page.locator("[data-first-visit]").count(), 0);
  await lessonPage(page, second);
  await page.locator("#_done button").click();
  await page.goto(`${at}index.html`);
  await today.waitFor();
  assert.ok((await today.locator("dd a").first().getAttribute("href")).endsWith(`lessons/${third}.html`), "a done lesson leads to the next");
  await page.goto(server.url);
  await page.waitForFunction(() => document.querySelector("a[data-start]")?.getAttribute("href")?.endsWith("cks/index.html"));
});

check("downloads begin with what most want, each under a title of its own, and decks of modules in the course's order", async (page) => {
  await page.goto(`${at}index.html`);
  const modules = await page.locator(".modules details.module .module-name").allInnerTexts();
  assert.ok(modules.length > 3);
  await page.goto(`${at}downloads.html`);
  const titles = await page.locator(".downloads h2").allInnerTexts();
  assert.equal(new Set(titles).size, titles.length, titles.join());
  assert.equal(titles[0], "Anki deck");
  const decks = titles.filter((title) => title.startsWith("Anki deck: ")).map((title) => title.replace("Anki deck: ", ""));
  assert.deepEqual(decks, modules.map((title) => title.replace(/^(Module )?\d+\s*/, "").trim()));
  for (const file of await page.locator(".downloads .get a").all()) {
    assert.equal((await page.request.get(await file.evaluate(({ href }) => href))).status(), 200);
  }
  assert.ok((await page.locator(".downloads p:not(.get):not(.checksum)").allInnerTexts()).every((text) => text.length > 20));
});

check("modules open by keyboard, and all of them on paper", async (page) => {
  await page.goto(`${at}index.html`);
  const last = page.locator("details.module").last();
  await last.locator("> summary").focus();
  await page.keyboard.press("Enter");
  assert.equal(await last.evaluate((module) => module.open), true);
  await page.keyboard.press("Space");
  assert.equal(await last.evaluate((module) => module.open), false);
  const shown = () => last.locator(".lessons a").first().evaluate((link) => link.checkVisibility({ contentVisibilityAuto: true }) && link.getClientRects().length > 0);
  assert.equal(await shown(), false);
  await page.emulateMedia({ media: "print" });
  assert.equal(await shown(), true);
});

check("a plan has dated days to tick off, and a calendar that others can read", async (page) => {
  await page.goto(`${at}plan.html`);
  await page.waitForSelector("#_dates:not([hidden])");
  const day = (ahead) => {
    const date = new Date();
    return new Date(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate() + ahead)).toISOString().slice(0, 10);
  };
  const wish = async (ahead, hours) => {
    // Dates behind are refused by the field itself, where it is asked.
    await page.locator("input[name=exam]").evaluate((field, date) => { field.min = ""; field.value = date; }, day(ahead));
    await page.locator("input[name=hours]").fill(String(hours));
    await page.locator("#_dates button[type=submit]").click();
  };
  await wish(-3, 7);
  await page.waitForFunction(() => document.querySelector("#_dates output").textContent.includes("not ahead"));
  assert.equal(await page.locator("#_schedule").isVisible(), false);
  await wish(9, 3);
  await page.waitForSelector(".plan-note");
  assert.match(await page.locator(".plan-note").first().innerText(), /The lessons need \d+ hours, and until the exam you have \d+/);
  await wish(60, 10);
  await page.waitForFunction(() => !document.querySelector(".plan-note"));
  const lessons = lessonIds().length;
  const first = page.locator(".plan-entries > li").first();
  const name = await first.locator("a").innerText();

  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save as a calendar file" }).click()]);
  const read = async (file) => {
    const text = await readFile(await file.path(), "utf8");
    assert.ok(text.endsWith("END:VCALENDAR\r\n") && !/[^\r]\n/.test(text) && !/\r[^\n]/.test(text), "lines end as RFC 5545 has it");
    assert.ok(text.split("\r\n").every((line) => Buffer.byteLength(line) <= 75), "no line is longer than 75 bytes");
    const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
    return new Map(events.map((event) => [event.uid, event]));
  };
  const events = await read(download);
  assert.ok(download.suggestedFilename().endsWith(".ics"));
  assert.ok(events.size > lessons, `${events.size} events`);
  const exam = events.get(`${uid}-exam`);
  assert.equal(exam.startDate.toString(), day(60));
  assert.ok(exam.startDate.isDate);
  assert.ok([...events.values()].every((event) => event.startDate.toString() <= day(60) && event.startDate.toString() >= day(0)));
  assert.ok([...events.values()].some(({ summary }) => summary.includes(name)));

  // A plan that is moved moves its events: they are the same ones on other days.
  await wish(75, 10);
  await page.waitForFunction(() => document.querySelector("#_schedule h2").textContent.startsWith("75 days"));
  const [again] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save as a calendar file" }).click()]);
  const moved = await read(again);
  const ofLessons = (all) => [...all.keys()].filter((name) => name.includes("-lesson-")).sort();
  assert.deepEqual(ofLessons(moved), ofLessons(events));
  assert.equal(moved.get(`${uid}-exam`).startDate.toString(), day(75));
  await wish(60, 10);
  await page.waitForFunction(() => document.querySelector("#_schedule h2").textContent.startsWith("60 days"));

  // One lesson is one entry or several; ticking the last of them marks it as done.
  const entries = page.locator(".plan-entries > li", { has: page.locator(`a[href$="${(await first.locator("a").getAttribute("href")).split("/").pop()}"]`) });
  for (const box of await entries.locator("input").all()) await box.check();
  await page.waitForSelector(".weeks .done-mark");
  await page.reload();
  await page.waitForSelector("#_schedule:not([hidden])");
  assert.equal(await first.locator("input").isChecked(), true);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".plan-days").isVisible(), true);
  assert.equal(await page.locator("#_dates").isVisible(), false);
});

check("on paper a round of questions has options, room and a key, and cards stand beside their answers", async (page) => {
  // What a page adds when it is printed.
  const printed = async (read) => {
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    const found = await page.evaluate(read);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    await page.emulateMedia({ media: "screen" });
    assert.equal(await page.locator(".paper").count(), 0, "it is gone after");
    return found;
  };
  const round = () => ({
    shown: [...document.querySelectorAll(".paper .question")].filter((one) => one.checkVisibility()).length,
    options: [...document.querySelectorAll(".paper .option")].filter((one) => one.checkVisibility()).length,
    rights: [...document.querySelectorAll(".paper .question")].map((one) => [...one.querySelectorAll(".option")].flatMap(({ dataset }, at) => (dataset.right === "true" ? [String.fromCharCode(65 + at)] : [])).join(", ")),
    key: [...document.querySelectorAll(".paper-key > li")].map((one) => one.textContent),
    told: document.querySelectorAll(".paper :is(.rationale, .hint, .solution)").length,
    screen: [...document.querySelectorAll(".practice, .folded-filters")].filter((one) => one.checkVisibility()).length,
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    note: document.querySelector(".paper-note")?.textContent,
    ids: document.querySelectorAll(".paper [id]").length,
  });
  const count = items.filter(({ kind }) => kind === "single").length;
  await page.addInitScript(() => { window.print = () => { window.printed = true; }; });
  await page.goto(`${at}practice.html?kind=single`);
  await page.waitForSelector(".practice-stage .question");
  const few = await printed(round);
  assert.ok(few.shown < count);
  assert.match(few.note, /are not here yet/);
  await page.getByRole("button", { name: "Print these questions" }).click();
  await page.waitForFunction(() => window.printed);
  const all = await printed(round);
  assert.deepEqual([all.shown, all.told, all.screen, all.wide, all.note, all.ids], [count, 0, 0, 0, undefined, 0]);
  assert.ok(all.options > 3 * count);
  assert.deepEqual(all.key, all.rights);
  assert.ok(new Set(all.key).size > 2, "the right one stands anywhere");
  assert.deepEqual((await printed(round)).key, all.key, "a key fits what was printed before");

  await cardsPage(page, `?lesson=${items.findLast(({ kind }) => kind === "card").lesson}`);
  const sides = await printed(() => [...document.querySelectorAll(".cards .card")].map((card) => [".card-front", ".card-back"].map((side) => {
    const { left, right, height } = card.querySelector(side).getBoundingClientRect();
    return { left, right, height };
  })));
  const { lesson } = items.findLast(({ kind }) => kind === "card");
  assert.equal(sides.length, items.filter((item) => item.kind === "card" && item.lesson === lesson).reduce((sum, { faces = [1] }) => sum + faces.length, 0));
  assert.ok(sides.every(([front, back]) => front.height > 0 && back.height > 0 && front.right <= back.left));
});

check("cards are turned, graded, undone and set aside by keyboard; a link chooses a lesson's", async (page) => {
  const { lesson } = items.findLast(({ kind }) => kind === "card");
  await cardsPage(page, `?lesson=${lesson}`);
  assert.equal(await page.locator("select[name=lesson]").inputValue(), lesson);
  assert.equal(await page.locator(".card-stage .card").getAttribute("data-lesson"), lesson);
  const id = () => page.locator(".card-stage .card").getAttribute("id");
  const first = await id();
  await page.keyboard.press("Space");
  await page.keyboard.press("3");
  const second = await id();
  assert.notEqual(second, first);
  await page.keyboard.press("u");
  assert.equal(await id(), first);
  await page.keyboard.press("s");
  assert.notEqual(await id(), first);
  await cardsPage(page);
  await page.locator(".statistics > summary").click();
  await page.locator(".new-a-day input").fill("4");
  await page.locator(".new-a-day input").press("Tab");
  assert.equal(await page.locator(".count-new").innerText(), "4 new");
  assert.equal(await page.locator(".aside-cards li").count(), 1);
  await page.locator(".aside-cards button").click();
  assert.equal(await page.locator(".aside-cards li").count(), 0);
  await cardsPage(page);
  assert.equal(await page.locator(".count-new").innerText(), "4 new");
  const { items: records } = await kept(page);
  assert.ok(records.every(({ aside }) => aside === undefined));
});

check("a card that was forgotten too often is set aside, says so, and undo brings it back", async (page) => {
  const card = items.find(({ kind, faces }) => kind === "card" && !faces);
  await cardsPage(page);
  const memory = { due: 1, stability: 1, difficulty: 9, scheduledDays: 1, learningSteps: 0, reps: 20, lapses: 7, state: "review", lastReview: 1 };
  await seed(page, { items: [{ key: card.key, type: "card", since: 1, memory, base: memory }] });
  await cardsPage(page, `#${card.id}`);
  await page.reload();
  await page.waitForSelector(`#_review #${card.id}`);
  await page.keyboard.press("Space");
  await page.keyboard.press("1");
  await page.waitForFunction(() => document.querySelector(".card-note").textContent.includes("8 times"));
  const record = async () => (await kept(page)).items.find(({ key }) => key === card.key);
  await page.waitForTimeout(100);
  assert.ok((await record()).aside > 0);
  assert.equal((await record()).reviews.length, 1);
  await page.keyboard.press("u");
  await page.waitForTimeout(100);
  assert.equal((await record()).aside, undefined);
});

check("a finger that goes left did not know the card, to the right did", async (page) => {
  await cardsPage(page);
  const swipe = (to) => page.locator(".card-stage .card").evaluate((card, way) => {
    const { left, top, width } = card.getBoundingClientRect();
    const fire = (type, x) => card.dispatchEvent(new PointerEvent(type, { pointerType: "touch", isPrimary: true, pointerId: 5, bubbles: true, clientX: x, clientY: top + 40 }));
    fire("pointerdown", left + width / 2);
    fire("pointerup", left + width / 2 + way * 120);
  }, to === "left" ? -1 : 1);
  const id = () => page.locator(".card-stage .card").getAttribute("id");
  const first = await id();
  await swipe("left");
  assert.equal(await id(), first, "the first swipe turns the card over");
  await swipe("left");
  assert.notEqual(await id(), first);
  await swipe("right");
  await swipe("right");
  await page.waitForTimeout(100);
  const grades = (await kept(page)).items.flatMap(({ reviews = [] }) => reviews.map(({ grade }) => grade)).sort();
  assert.deepEqual(grades, ["again", "good"]);
}, { hasTouch: true });

/** Grades some cards and saves a backup of that. */
async function backupOf(page, cards) {
  await cardsPage(page);
  for (let n = 0; n < cards; n += 1) {
    await page.keyboard.press("Space");
    await page.keyboard.press("3");
  }
  await progressPage(page);
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("button[data-save]").click()]);
  // What a browser downloaded goes when it closes.
  const file = join(tmpdir(), `gradus-${process.pid}-${cards}.json`);
  await download.saveAs(file);
  return file;
}

const read = async (page, file) => {
  await page.locator("input[data-read]").setInputFiles(file);
  await page.waitForFunction(() => document.querySelector("#_backup-said").textContent !== "");
  return page.locator("#_backup-said").textContent();
};

check("a backup brings everything back after a reset, and two devices together", async (page, context) => {
  const file = await backupOf(page, 3);
  await page.locator("button[data-reset]").click();
  await page.getByRole("button", { name: "Keep it", exact: true }).click();
  assert.match(await tally(page, "cards"), /^3 of/);
  await page.locator("button[data-reset]").click();
  await page.locator("dialog button[value=forget]").click();
  await page.waitForFunction(() => document.querySelector("#_reset-said").textContent !== "");
  assert.match(await tally(page, "cards"), /^0 of/);
  assert.deepEqual((await kept(page)).items, []);

  // Another device has learnt the same first card, and one that is not in the file.
  const other = await context.browser().newContext();
  const there = await other.newPage();
  await lessonPage(there, lessonIds()[0]);
  await there.locator("#_done button").click();
  const ours = await backupOf(there, 5);
  await read(there, file);
  assert.match(await tally(there, "cards"), /^5 of/);
  assert.equal(await tally(there, "lessons"), `1 of ${lessonIds().length}`);
  const reviews = async (one) => (await kept(one)).items.flatMap(({ key, reviews: log = [] }) => log.map(({ at: when }) => `${key} ${when}`)).sort();
  const both = await reviews(there);
  assert.equal(both.length, 8, "reviews of both sides");
  await there.locator("#_backup-said").evaluate((said) => said.replaceChildren());
  await read(there, file);
  assert.deepEqual(await reviews(there), both, "reading it in twice changes nothing");
  await other.close();

  await read(page, file);
  await page.locator("#_backup-said").evaluate((said) => said.replaceChildren());
  await read(page, ours);
  assert.deepEqual(await reviews(page), both, "the other way round comes to the same");
});

check("a file that is no backup, or one from the future, is refused with a reason and changes nothing", async (page) => {
  await backupOf(page, 2);
  const before = await kept(page);
  const put = async (name, text) => {
    await page.locator("#_backup-said").evaluate((said) => said.replaceChildren());
    const file = join(tmpdir(), `gradus-${process.pid}-${name}`);
    await writeFile(file, text);
    return read(page, file);
  };
  assert.match(await put("notes.json", "{ not json"), /notes\.json is no backup/);
  assert.match(await put("picture.json", "\u0000\u0001"), /no backup/);
  assert.match(await put("newer.json", JSON.stringify({ format: "gradus-progress", version: 99, items: [] })), /newer version/);
  assert.deepEqual(await kept(page), before);
});

check("records of the first version are converted, and their cards go on", async (page) => {
  const card = items.find(({ kind, faces }) => kind === "card" && !faces);
  const memory = { due: 1, stability: 3, difficulty: 5, scheduledDays: 3, learningSteps: 0, reps: 4, lapses: 1, state: "review", lastReview: 1 };
  await page.goto(`${at}glossary.html`); // opens no database
  await page.evaluate(async ([course, key, memory]) => {
    const database = await new Promise((resolve) => {
      const request = indexedDB.open("gradus", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("items", { keyPath: ["course", "key"] });
      request.onsuccess = () => resolve(request.result);
    });
    const transaction = database.transaction("items", "readwrite");
    transaction.objectStore("items").put({ v: 1, course, key, type: "card", memory, since: 1 });
    transaction.objectStore("items").put({ v: 1, course, key: "old", type: "question", attempts: [{ at: 1, right: true, points: 1, possible: 1 }] });
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    database.close();
  }, [uid, card.key, memory]);
  await cardsPage(page);
  assert.equal(await page.locator(".card-stage .card").getAttribute("id"), card.id);
  const { items: [converted, question] } = await kept(page).then(({ items: all }) => ({ items: all.sort((a, b) => (a.key === "old") - (b.key === "old")) }));
  assert.deepEqual(converted.memory, memory);
  assert.deepEqual(converted.base, memory);
  assert.equal(question.attempts.length, 1);
  await page.keyboard.press("Space");
  await page.keyboard.press("3");
  await page.waitForTimeout(100);
  const after = (await kept(page)).items.find(({ key }) => key === card.key);
  assert.equal(after.memory.reps, 5);
  assert.equal(after.reviews.length, 1);
});

check("what changed since the last visit is told by item, until it is noted", async (page) => {
  await progressPage(page);
  const [fresh, reworded, ...rest] = items;
  const hashes = Object.fromEntries([...rest.map(({ key, hash }) => [key, hash]), [reworded.key, "other"], ["withdrawn-long-ago", "x"]]);
  await seed(page, {
    items: [reworded.key, "withdrawn-long-ago"].map((key) => ({ key, type: "question", attempts: [{ at: 1, right: true, points: 1, possible: 1 }] })),
    marks: [{ name: "course", seen: { at: Date.UTC(2026, 0, 5), release: "0.9.0", items: hashes } }],
  });
  await page.goto(`${at}index.html`);
  await page.getByText("3 changes since you were here").click();
  await page.waitForSelector("#_changes:not([hidden])");
  const text = await page.locator("#_changes").innerText();
  assert.match(text, /5 January 2026/);
  assert.match(text, /1 new/);
  assert.match(text, /1 reworded/);
  assert.match(text, /One of them you have answered/);
  assert.match(text, /One of these you had answered/);
  await page.locator("#_changes summary").first().click();
  assert.equal(await page.locator("#_changes li a").first().innerText(), fresh.title);
  // What was withdrawn is kept, and counts no more.
  assert.match(await tally(page, "questions"), /\b1 of \d/);
  await page.getByRole("button", { name: "Noted" }).click();
  await page.waitForSelector("#_changes", { state: "hidden" });
  await progressPage(page);
  assert.equal(await page.locator("#_changes").isVisible(), false);
  assert.equal((await kept(page)).items.length, 2);
});

check("readiness speaks of first attempts, and of nothing while little is known", async (page) => {
  await progressPage(page);
  assert.match(await page.locator("#_verdict").innerText(), /Nothing is known yet/);
  const questions = items.filter(({ kind }) => kind !== "card");
  const attempts = (right) => [{ at: 1, right, points: 0, possible: 1 }, { at: 2, right: !right, points: 0, possible: 1 }];
  await seed(page, { items: questions.map(({ key }) => ({ key, type: "question", attempts: attempts(true) })) });
  await progressPage(page);
  assert.match(await page.locator("#_verdict").innerText(), /you are above the pass mark of 67 %/);
  const value = await page.locator(".readiness-value").first().innerText();
  const [, right, of] = /^(\d+) of (\d+) right; your true share likely lies between \d+ % and 100 %$/.exec(value) ?? [];
  assert.ok(Number(right) > 0 && right === of, value);
  const bar = await page.locator(".readiness .bar").first().evaluate((svg) => [".span", ".share"].map((part) => Number(svg.querySelector(part).getAttribute("width"))));
  assert.ok(bar[0] > 10 && bar[0] < 90 && bar[1] > 0, `the range and the share are drawn: ${bar}`);
  await seed(page, { items: questions.map(({ key }) => ({ key, type: "question", attempts: attempts(false) })) });
  await progressPage(page);
  assert.match(await page.locator("#_verdict").innerText(), /still below/);
});

check("labs and questions that were shown first say nothing of how ready one is, and the latter are told", async (page) => {
  await progressPage(page);
  const labs = items.filter(({ lab }) => lab);
  const one = items.find(({ kind }) => kind === "single");
  assert.ok(labs.length > 4);
  await seed(page, { items: labs.map(({ key }) => ({ key, type: "question", attempts: [{ at: 1, right: true, points: 1, possible: 1 }] })) });
  await page.goto(`${at}practice.html#${one.id}`);
  await page.waitForSelector(`.practice-stage #${one.id}`);
  await page.getByRole("button", { name: "Show answer" }).click();
  await page.getByRole("button", { name: "Try again" }).click();
  await page.waitForSelector(".practice .question:not(.answered)");
  await page.locator('.option[data-right="true"] input').check();
  await page.keyboard.press("Enter");
  await page.waitForSelector(".question.answered");
  assert.match(await page.locator(".practice-verdict").textContent(), /^Right/);
  await progressPage(page);
  assert.match(await page.locator('[data-count="questions"]').innerText(), new RegExp(`^1 of \\d+, and ${labs.length} of ${labs.length} labs$`));
  const values = await page.locator(".readiness-value").allInnerTexts();
  assert.ok(values.every((text) => text.startsWith("No question answered yet")), values.join(" | "));
  assert.equal(await page.locator(`[data-domain="${one.domain}"] .readiness-value`).innerText(), "No question answered yet; 1 shown before you answered, left out");
  assert.match(await page.locator("#_verdict").innerText(), /Nothing is known yet/);
});

check("the browser is asked to keep what was done, once something was, and says whether it will", async (page) => {
  await page.addInitScript(() => {
    const answer = (name) => async () => {
      localStorage.setItem("asked", `${localStorage.getItem("asked") ?? ""}${name} `);
      return name === "persist" ? localStorage.getItem("grants") === "yes" : localStorage.getItem("granted") === "yes";
    };
    Object.assign(Object.getPrototypeOf(navigator.storage), { persist: answer("persist"), persisted: answer("persisted") });
  });
  const asked = () => page.evaluate(() => (localStorage.getItem("asked") ?? "").split(" ").filter((name) => name === "persist").length);
  await page.goto(`${at}index.html`);
  await lessonPage(page, lessonIds()[0]);
  assert.equal(await asked(), 0, "nobody is asked before there is something to keep");
  await page.locator("#_done button").click();
  await page.waitForFunction(() => (localStorage.getItem("asked") ?? "").includes("persist "));
  await progressPage(page);
  assert.match(await page.locator("#_storage").innerText(), /may throw it out when space runs short/);
  await page.locator("button[data-keep]").click();
  await page.getByText("did not promise").waitFor();
  await page.evaluate(() => localStorage.setItem("grants", "yes"));
  await page.locator("button[data-keep]").click();
  await page.getByText("has promised to keep it").waitFor();
  assert.equal(await page.locator("button[data-keep]").isVisible(), false);
  await page.evaluate(() => localStorage.setItem("granted", "yes"));
  await progressPage(page);
  assert.match(await page.locator("#_storage").innerText(), /has promised to keep it/);
  assert.equal(await page.locator("button[data-keep]").isVisible(), false);
});

check("a week's work that stands in this browser alone is offered to be saved", async (page) => {
  await lessonPage(page, lessonIds()[0]);
  const old = Date.now() - 9 * 86_400_000;
  await seed(page, { items: [{ key: items[0].key, type: "question", changed: old, attempts: [{ at: old, right: true, points: 1, possible: 1 }] }] });
  await page.goto(`${at}index.html`);
  const offer = page.locator(".backup-offer");
  await offer.waitFor();
  await Promise.all([page.waitForEvent("download"), offer.locator("button").click()]);
  await page.waitForFunction(() => document.querySelector(".backup-offer [role=status]").textContent !== "");
  await page.reload();
  await page.waitForSelector("#_today:not([hidden])");
  assert.equal(await offer.count(), 0);
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1280, 320]) {
    check(`axe finds nothing on pages in use, ${colorScheme}, ${width} pixels wide, and nothing scrolls sideways`, async (page) => {
      const judge = async (what) => {
        await page.addScriptTag({ path: require.resolve("axe-core/axe.min.js") });
        const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
        assert.deepEqual(violations.map(({ id, help, nodes }) => `${what}: ${id}: ${help} at ${nodes[0].target.join(" ")}`), []);
        const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
        assert.ok(wide <= room, `${what}: ${wide} wide in ${room}`);
      };
      await lessonPage(page, lessonIds()[0]);
      await page.locator("#_done button").click();
      await judge("a lesson that is done");
      await page.goto(`${at}plan.html`);
      await page.waitForSelector("#_dates:not([hidden])");
      await page.locator("input[name=exam]").fill(new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10));
      await page.locator("#_dates button[type=submit]").click();
      await page.waitForSelector(".plan-note");
      await page.locator(".plan-entries input").first().check();
      await judge("a plan with too little time");
      await cardsPage(page);
      await page.keyboard.press("s");
      await page.keyboard.press("Space");
      await page.locator(".statistics > summary").click();
      await judge("a card turned over, with statistics");
      const questions = items.filter(({ kind }) => kind !== "card");
      await seed(page, {
        items: questions.map(({ key }, n) => ({ key, type: "question", attempts: [{ at: 1, right: n % 3 > 0, points: 0, possible: 1 }] })),
        marks: [{ name: "course", seen: { at: 1, release: null, items: Object.fromEntries(items.slice(9).map(({ key, hash }) => [key, hash])) } }],
      });
      await progressPage(page);
      await page.locator("#_changes summary").first().click();
      await judge("progress with changes");
      await page.locator("button[data-reset]").click();
      await judge("the question before a reset");
      await page.goto(`${at}index.html`);
      await page.waitForSelector("#_today:not([hidden])");
      await judge("a course for somebody who comes back");
    }, { colorScheme, viewport: { width, height: 800 }, bypassCSP: true, reducedMotion: "reduce" });
  }
}

check("after an exam a backup is offered, once", async (page) => {
  await page.goto(`${at}exam.html`);
  await page.locator('[data-start="mock"] button').click();
  await page.waitForSelector(".exam-run .question");
  await ask(page);
  await page.locator("dialog .button").click();
  const offer = page.locator(".exam-report .backup-offer");
  await offer.waitFor({ timeout: 60_000 });
  await Promise.all([page.waitForEvent("download"), offer.locator("button").click()]);
  await page.waitForFunction(() => document.querySelector(".backup-offer [role=status]").textContent !== "");
  await page.reload();
  await page.waitForSelector(".exam-report .question");
  assert.equal(await offer.count(), 0);
});
