// Nothing moves for those who asked for less motion: whatever moves stands in a query that asks for no preference.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const STYLES = new URL("../../themes/default/site/styles/", import.meta.url);

/** What stands outside of the queries that allow motion. */
function still(css) {
  let rest = "";
  let depth = 0;
  for (let at = 0; at < css.length; at += 1) {
    if (depth === 0 && css.startsWith("@media (prefers-reduced-motion: no-preference)", at)) {
      at = css.indexOf("{", at);
      depth = 1;
    } else if (depth > 0) {
      depth += css[at] === "{" ? 1 : css[at] === "}" ? -1 : 0;
    } else {
      rest += css[at];
    }
  }
  return rest;
}

test("styles move nothing without asking", () => {
  const files = readdirSync(STYLES).filter((name) => name.endsWith(".css"));
  assert.ok(files.length > 5);
  for (const name of files) {
    const found = /(?:transition|animation|scroll-behavior)[\w-]*\s*:[^;]*/.exec(still(readFileSync(new URL(name, STYLES), "utf8")));
    assert.equal(found, null, `${name}: ${found?.[0]}`);
  }
});

test("what is allowed is left out, and what is not is found", () => {
  assert.equal(still("a { x: y }\n@media (prefers-reduced-motion: no-preference) { a { transition: 1s } }b"), "a { x: y }\nb");
});
