// What makes a page quick and open to everyone, each held by its cause; `steady.test.mjs` holds that nothing moves.
//
//     node quality.test.mjs output/site

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";

import { launch, watchedPage } from "./support/browser.mjs";
import { listFiles, onePageOfEachKind } from "./support/pages.mjs";
import { serve } from "./support/server.mjs";

const SITE = process.env.GRADUS_SITE ?? process.argv[2];
assert.ok(SITE, "name the folder of the built site, as an argument or in GRADUS_SITE");

/** Bytes of a first visit to a course's page, compressed, without fonts. */
const MOST_BYTES = 50 * 1024;
/** Requests of that visit, fonts with them. */
const MOST_REQUESTS = 40;
/** A script that holds up the page may only say which colours it has. */
const MOST_BLOCKING = 1024;

let server, browser, course, kinds;

before(async () => {
  kinds = await onePageOfEachKind(SITE);
  course = kinds.find((file) => /^[^/]+\/index\.html$/.test(file));
  assert.ok(course && kinds.length > 12, `${kinds.length} kinds of pages in ${SITE}`);
  server = await serve(SITE);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.close();
});

/** Opens pages in one context, calls `visit(page, file)`, and expects nothing to be found. */
async function onPages(files, options, visit) {
  const context = await browser.newContext(options);
  const { page } = await watchedPage(context, new URL(server.url).origin);
  const findings = [];
  for (const file of files) {
    await page.goto(server.url + file, { waitUntil: "networkidle" });
    findings.push(...(await visit(page, file)).map((finding) => `${file}: ${finding}`));
  }
  await context.close();
  assert.equal(findings.length, 0, `${findings.length} findings\n${findings.slice(0, 40).join("\n")}`);
}

test("a first visit to a course is small, in few requests", async () => {
  const context = await browser.newContext();
  const { page } = await watchedPage(context, new URL(server.url).origin);
  const answers = [];
  page.on("response", (response) => answers.push(response));
  await page.goto(server.url + course, { waitUntil: "networkidle" });
  const sizes = await Promise.all(answers.map(async (response) => ({
    path: new URL(response.url()).pathname.slice(new URL(server.url).pathname.length),
    bytes: gzipSync(await response.body(), { level: 6 }).length,
  })));
  await context.close();
  const counted = sizes.filter(({ path }) => !path.endsWith(".woff2"));
  const sum = counted.reduce((total, { bytes }) => total + bytes, 0);
  const list = sizes.sort((a, b) => b.bytes - a.bytes).map(({ path, bytes }) => `${bytes} ${path}`).join("\n");
  assert.ok(counted.length > 3 && sum > 5_000, `a visit that loads something\n${list}`);
  assert.ok(sum <= MOST_BYTES, `${sum} bytes\n${list}`);
  assert.ok(sizes.length <= MOST_REQUESTS, `${sizes.length} requests\n${list}`);
});

test("nothing but the style sheet and a word about colours holds up a page", async () => {
  const files = await listFiles(SITE);
  await onPages(kinds, { javaScriptEnabled: false }, async (page) => {
    const { scripts, styles } = await page.evaluate(() => ({
      scripts: [...document.querySelectorAll("script[src]:not([type=module], [async], [defer])")].map((script) => script.src),
      styles: document.querySelectorAll("link[rel=stylesheet]").length,
    }));
    const findings = styles === 1 ? [] : [`${styles} style sheets`];
    if (scripts.length > 1) findings.push(`${scripts.length} scripts that block`);
    for (const src of scripts) {
      const path = src.slice(server.url.length);
      assert.ok(files.includes(path), path);
      const { length } = gzipSync(Buffer.from(await (await fetch(src)).arrayBuffer()));
      if (length > MOST_BLOCKING) findings.push(`${path} blocks with ${length} bytes`);
    }
    return findings;
  });
});

test("scripts wait until a page is painted, and then come all at once", async () => {
  const files = new Map((await listFiles(SITE)).filter((file) => /^static\/.*\.js$/.test(file)).map((file) => [file, undefined]));
  const importsOf = async (file) => {
    const text = files.get(file) ?? (await readFile(join(SITE, file), "utf8"));
    files.set(file, text);
    const ways = [...text.matchAll(/^(?:import|export|\})[^\n]*?["'](\.[^"'\n]+)["'];?$/gm)].map(([, way]) => way);
    return ways.map((way) => posix.join(posix.dirname(file), way)).filter((path) => files.has(path));
  };
  await onPages(kinds, { javaScriptEnabled: false }, async (page) => {
    const { early, assets, list } = await page.evaluate(() => ({
      early: [...document.querySelectorAll("script[type=module], link[rel=modulepreload], link[rel=preload]:not([as=font])")].map(({ outerHTML }) => outerHTML),
      assets: document.body.dataset.assets,
      list: JSON.parse(document.getElementById("_scripts").textContent),
    }));
    const root = new URL(assets, page.url()).href.slice(server.url.length);
    const named = new Set([...list.scripts, ...list.modules].map((path) => root + path));
    const findings = early.map((tag) => `asked for too early: ${tag}`);
    if (list.scripts.length < 1 || list.modules.length < 3) findings.push("no scripts");
    for (const file of named) {
      for (const needed of await importsOf(file)) if (!named.has(needed)) findings.push(`${needed} is only found in ${file}`);
    }
    return findings;
  });
});

test("a drawing on a phone is large enough to read, and its edge shows that it goes on", async () => {
  let drawings = 0;
  const lessons = (await listFiles(SITE)).filter((file) => /\/lessons\/[^/]+\.html$/.test(file));
  await onPages(lessons, { viewport: { width: 360, height: 740 } }, async (page) => {
    const found = await page.locator(".drawing").evaluateAll((all) => all.map((box) => {
      const picture = box.firstElementChild;
      box.scrollLeft = box.scrollWidth;
      const end = picture.getBoundingClientRect().right - box.getBoundingClientRect().right;
      const style = getComputedStyle(box);
      return { width: picture.getBoundingClientRect().width, end, fades: style.maskImage.includes("gradient"), room: parseFloat(style.paddingInlineEnd) };
    }));
    drawings += found.length;
    return found.flatMap(({ width, end, fades, room }) => [
      ...(width < 600 ? [`a drawing ${width} pixels wide`] : []),
      ...(fades ? [] : ["no edge that fades"]),
      ...(end <= -room + 1 ? [] : [`its last ${end + room} pixels are never clear`]),
    ]);
  });
  assert.ok(drawings > 0);
});

for (const name of ["practice.html", "flashcards.html", "practice/"]) {
  test(`what ${name} begins with stands there before scripts, and stays in its place`, async () => {
    const file = name.endsWith("/") ? kinds.find((kind) => kind.includes(`/${name}`)) : course.replace("index.html", name);
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    const { page } = await watchedPage(context, new URL(server.url).origin);
    let release;
    const held = new Promise((resolve) => { release = resolve; });
    await page.route(/\/scripts\/(practice|flashcards)\.js$/, async (route) => { await held; await route.continue(); });
    await page.goto(server.url + file, { waitUntil: "commit" });
    const words = (inside) => page.locator(`${inside} :is(.question-title, .card-front)`);
    await words(".preview").waitFor();
    const look = async (place) => ({ box: await place.boundingBox(), text: await place.innerText() });
    const before = await look(words(".preview"));
    release();
    await words(".practice").waitFor();
    assert.deepEqual(await look(words(".practice")), before);
    assert.equal(await page.locator(".preview").count(), 0);
    await context.close();
  });
}

test("the Tab key reaches everything, shows where it is, and is never caught", { timeout: 600_000 }, async () => {
  await onPages(kinds, { viewport: { width: 1280, height: 900 } }, async (page) => {
    const wanted = await page.evaluate(() => {
      const selector = "a[href], button, input, select, textarea, summary, [tabindex]";
      const all = [...document.querySelectorAll(selector)].filter((element) =>
        element.tabIndex >= 0 && !element.disabled && element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false }));
      // Of the radio buttons of a group Tab reaches one; arrows reach the others.
      const groups = new Set();
      window.wanted = all.filter((element) => {
        if (element.type !== "radio") return true;
        const group = `${element.form?.id} ${element.name}`;
        return !groups.has(group) && groups.add(group);
      });
      window.reached = new Map();
      addEventListener("focusin", ({ target }) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(target);
        // A field that stands in or under its label shows the ring there.
        const shows = (style) => (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
        const around = [target.closest("label"), target.labels?.[0], target.nextElementSibling].filter(Boolean);
        const ring = shows({ outlineStyle, outlineWidth, boxShadow }) || around.some((element) => shows(getComputedStyle(element)));
        window.reached.set(target, ring);
      });
      return window.wanted.length;
    });
    // More than enough to come around.
    for (let pressed = 0; pressed < wanted + 5; pressed += 1) await page.keyboard.press("Tab");
    return page.evaluate(() => {
      const named = (element) => `<${element.localName} class="${element.className}"> ${element.textContent.trim().slice(0, 40)}`;
      const radio = (element) => element.type === "radio" && [...window.reached.keys()].some((other) => other.name === element.name);
      const missed = window.wanted.filter((element) => !window.reached.has(element) && !radio(element));
      const dark = [...window.reached].filter(([, ring]) => !ring).map(([element]) => element);
      return [
        ...missed.slice(0, 5).map((element) => `not reached (${missed.length} such): ${named(element)}`),
        ...dark.slice(0, 5).map((element) => `no ring (${dark.length} such): ${named(element)}`),
      ];
    });
  });
});

for (const [what, options] of [
  ["at 200 % zoom", { viewport: { width: 640, height: 360 }, deviceScaleFactor: 2 }],
  ["at 320 pixels", { viewport: { width: 320, height: 568 } }],
]) {
  test(`nothing in the header covers anything ${what}`, async () => {
    await onPages(kinds, options, (page) => page.evaluate(() => {
      const parts = [...document.querySelectorAll(".site-header-inner > *")].filter((element) => element.checkVisibility());
      const boxes = parts.map((element) => ({ name: element.className, box: element.getBoundingClientRect(), element }));
      const findings = [];
      if (boxes.length === 0) findings.push("no header");
      for (const { name, box, element } of boxes) {
        if (box.left < -0.5 || box.right > innerWidth + 0.5) findings.push(`${name} leaves the window`);
        if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX === "hidden") findings.push(`${name} is cut off`);
      }
      boxes.forEach((one, at) => boxes.slice(at + 1).forEach((other) => {
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (across > 1 && down > 1) findings.push(`${one.name} and ${other.name} overlap`);
      }));
      const header = document.querySelector(".site-header").getBoundingClientRect();
      const main = document.querySelector("main").getBoundingClientRect();
      if (main.top < header.bottom - 1) findings.push("the header covers the text");
      if (header.height > innerHeight / 3) findings.push(`the header takes ${header.height} of ${innerHeight} pixels`);
      return findings;
    }));
  });
}

test("who wants less motion gets none", async () => {
  await onPages(kinds, { reducedMotion: "reduce" }, (page) => page.evaluate(() => {
    const seconds = (list) => Math.max(...list.split(",").map((time) => parseFloat(time) * (time.trim().endsWith("ms") ? 0.001 : 1)));
    const findings = [];
    document.querySelectorAll("details").forEach((details) => { details.open = true; });
    for (const element of document.querySelectorAll("*")) {
      for (const part of [undefined, "::before", "::after"]) {
        const style = getComputedStyle(element, part);
        const longest = Math.max(seconds(style.transitionDuration), style.animationName === "none" ? 0 : seconds(style.animationDuration));
        if (longest > 0.001) findings.push(`<${element.localName} class="${element.className}">${part ?? ""} moves for ${longest} s`);
      }
      if (getComputedStyle(element).scrollBehavior === "smooth") findings.push(`<${element.localName}> scrolls smoothly`);
    }
    return findings.slice(0, 5);
  }));
});

test("with text twice as large no page is wider than a phone, and nothing in the header covers another", async () => {
  await onPages(kinds, { viewport: { width: 360, height: 740 } }, async (page) => {
    await page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
    return page.evaluate(() => {
      const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
      const header = [...document.querySelector(".site-header-inner").children].filter((part) => part.checkVisibility() && !part.matches(":popover-open"));
      const boxes = header.map((part) => {
        const range = document.createRange();
        range.selectNodeContents(part);
        return [part.className, range.getBoundingClientRect()];
      });
      const covers = ([, a], [, b]) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
      const covered = boxes.flatMap((one, at) => boxes.slice(at + 1).filter((other) => covers(one, other)).map((other) => `${one[0]} covers ${other[0]}`));
      return [...(wide > 0 ? [`${wide} px too wide`] : []), ...covered];
    });
  });
});
