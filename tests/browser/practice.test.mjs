// Runs the checks of practice.mjs against the built site.
//
//     node practice.test.mjs output/site

import assert from "node:assert/strict";
import { access } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { run } from "./practice.mjs";
import { serve } from "./support/server.mjs";

const SITE = process.env.GRADUS_SITE ?? process.argv[2];
assert.ok(SITE, "name the folder of the built site, as an argument or in GRADUS_SITE");

test("practice, flashcards and what every page has", async (t) => {
  await access(join(SITE, "cks/practice.html"));
  const server = await serve(SITE);
  const results = [];
  try {
    await run(`${server.url}cks/`, (name, failure, skipped) => results.push({ name, failure, skipped }));
  } finally {
    await server.close();
  }
  assert.ok(results.length > 0, "no check ran");
  for (const { name, failure, skipped } of results) {
    await t.test(name, { skip: skipped }, () => {
      if (failure) throw failure;
    });
  }
});
