// Contrast of the tokens, by WCAG 2's formula: what stands on what is written down here once, for both schemes.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const css = readFileSync(new URL("../../themes/default/site/styles/tokens.css", import.meta.url), "utf8");
const tokens = new Map([...css.matchAll(/--([\w-]+): light-dark\((#[\da-f]{6}), (#[\da-f]{6})\);/g)].map(([, name, light, dark]) => [name, { light, dark }]));

const GROUNDS = ["paper", "raised", "sunk"];
/** What is read at length. */
const BODY = ["ink", "ink-soft"];
/** Links, labels, signs and code. */
const REST = ["accent", "tip", "pitfall", "concept", "note", "caution", "right", "wrong"];
const CODE = [...tokens.keys()].filter((name) => name.startsWith("code-") && name !== "code-ground");
const DOMAINS = [...tokens.keys()].filter((name) => name.startsWith("domain-"));

/** @param {string} hex */
function luminance(hex) {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** @param {string} a @param {string} b */
function contrast(a, b) {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

test("the formula gives what the standard says", () => {
  assert.equal(contrast("#000000", "#ffffff"), 21);
  assert.ok(Math.abs(contrast("#777777", "#ffffff") - 4.48) < 0.01);
});

for (const scheme of ["light", "dark"]) {
  const colour = (name) => {
    const found = tokens.get(name);
    assert.ok(found, `no token --${name}`);
    return found[scheme];
  };
  const holds = (names, grounds, least) => {
    const low = names.flatMap((name) => grounds.map((ground) => [name, ground, contrast(colour(name), colour(ground))])).filter(([, , found]) => found < least);
    assert.deepEqual(low.map(([name, ground, found]) => `${name} on ${ground}: ${found.toFixed(2)}`), []);
  };

  test(`${scheme}: body text has 7:1`, () => {
    holds(["ink"], [...GROUNDS, "accent-soft", "code-ground", "mark"], 7);
    holds(BODY, ["paper"], 7);
  });

  test(`${scheme}: all other text has 4.5:1`, () => {
    holds(BODY, [...GROUNDS, "accent-soft", "code-ground"], 4.5);
    holds(REST, [...GROUNDS, "accent-soft"], 4.5);
    holds(["accent-ink"], ["accent"], 4.5);
    assert.ok(CODE.length >= 7);
    holds(CODE, ["code-ground"], 4.5);
  });

  test(`${scheme}: what is drawn, and the edges of what one acts on, have 3:1`, () => {
    assert.equal(DOMAINS.length, 6);
    holds([...DOMAINS, "rule-strong"], ["paper", "raised"], 3);
  });
}
