// The cards of questions as the reviewer shows them, in a real browser: options in another order each time, the same on both sides.
//
// GRADUS_FACES is the folder that `check_package.py --faces` wrote.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { launch } from "../browser/support/browser.mjs";

const folder = process.env.GRADUS_FACES;
const fronts = readdirSync(folder).filter((name) => name.endsWith("-front-light.html"));
const address = (name) => pathToFileURL(join(folder, name)).href;
const other = (front) => front.replace("-front-", "-back-");

/** The fronts whose HTML has this. */
function having(markup) {
  const found = fronts.filter((name) => readFileSync(join(folder, name), "utf8").includes(markup));
  assert.notEqual(found.length, 0, markup);
  return found;
}

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** A page that fails the test when a card reports an error or asks for anything but a file. */
async function reviewer(options) {
  const page = await (await browser.newContext(options)).newPage();
  page.on("pageerror", (error) => assert.fail(String(error)));
  page.on("request", (request) => assert.match(request.url(), /^file:/));
  return page;
}

/** Turns the card over as the reviewer does: in the same page, what `#qa` holds gives way, and its scripts run. */
async function turn(page, front) {
  await page.evaluate((html) => {
    const qa = document.getElementById("qa");
    qa.innerHTML = new DOMParser().parseFromString(html, "text/html").getElementById("qa").innerHTML;
    for (const script of qa.querySelectorAll("script")) {
      const running = document.createElement("script");
      running.textContent = script.textContent;
      script.replaceWith(running);
    }
  }, readFileSync(join(folder, other(front)), "utf8"));
}

/** The text of each option, without its rationale. */
const texts = (page) =>
  page.$$eval(".options > li", (items) =>
    items.map((item) => {
      const copy = item.cloneNode(true);
      copy.querySelectorAll(".rationale").forEach((rationale) => rationale.remove());
      return copy.textContent.trim();
    }),
  );

test("options change places from view to view and never between the sides", async () => {
  const page = await reviewer();
  for (const front of having('<ol class="options').slice(0, 6)) {
    const orders = new Set();
    for (let view = 0; view < 30 && (view < 3 || orders.size < 2); view++) {
      await page.goto(address(front));
      const order = await texts(page);
      orders.add(order.join("\n"));
      if (view < 3) {
        await turn(page, front);
        assert.deepEqual(await texts(page), order, front);
      }
    }
    assert.ok(orders.size > 1, front);
  }
});

test("a choice by key is shown and judged on the back", async () => {
  const page = await reviewer();
  for (const front of [...having('<ol class="options"').slice(0, 3), ...having('<ol class="options many"').slice(0, 3)]) {
    await page.goto(address(front));
    const order = await texts(page);
    await page.keyboard.press("Shift+A");
    await page.keyboard.press("Shift+B");
    const many = await page.$eval(".options", (list) => list.classList.contains("many"));
    const chosen = many ? order.slice(0, 2) : [order[1]];
    assert.deepEqual(await page.$$eval(".options > .chosen", (items) => items.map((item) => item.textContent.trim())), chosen);
    await turn(page, front);
    const judged = await page.$$eval(".options > li", (items) =>
      items.map((item) => [item.classList.contains("chosen"), item.classList.contains("right")]),
    );
    assert.equal(judged.filter(([own]) => own).length, chosen.length);
    const right = judged.every(([own, wanted]) => own === wanted);
    assert.deepEqual([await page.isVisible(".verdict.right"), await page.isVisible(".verdict.wrong")], [right, !right], front);
  }
});

test("a tap chooses and takes back", async () => {
  const page = await reviewer({ hasTouch: true, viewport: { width: 360, height: 640 } });
  await page.goto(address(having('<ol class="options many"')[0]));
  await page.tap(".options > li:nth-child(2)");
  assert.equal(await page.getAttribute(".options > li:nth-child(2)", "aria-checked"), "true");
  await page.tap(".options > li:nth-child(2)");
  assert.equal(await page.$(".options > .chosen"), null);
});

test("without scripts both sides have one order and the answer is all there", async () => {
  const page = await reviewer({ javaScriptEnabled: false });
  for (const front of having('<ol class="options').slice(0, 5)) {
    await page.goto(address(front));
    const order = await page.locator(".options > li").allInnerTexts();
    await page.goto(address(other(front)));
    const answers = await page.locator(".options > li").allInnerTexts();
    assert.equal(answers.length, order.length);
    order.forEach((text, index) => assert.ok(answers[index].startsWith(text.trim()), front));
    assert.ok(await page.locator(".options > .right").count());
    assert.equal(await page.locator(".verdict:visible").count(), 0);
  }
});

test("no card is wider than a phone", async () => {
  const page = await reviewer({ isMobile: true, hasTouch: true, viewport: { width: 360, height: 640 } });
  for (const front of [...having('class="stem'), ...fronts.filter((_, index) => index % 20 === 0)]) {
    for (const side of [front, other(front)]) {
      await page.goto(address(side));
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${side}: ${over} px`);
    }
  }
});
