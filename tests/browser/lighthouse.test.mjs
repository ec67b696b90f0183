// Lighthouse, as a phone sees the site: accessibility, best practices and search engines must find nothing to better.
// How fast a page is depends on the machine, so that is for `tests/bench/lighthouse.mjs`; what makes it fast is held by
// `quality.test.mjs`.
//
//     node lighthouse.test.mjs output/site

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { audit, open } from "./support/lighthouse.mjs";
import { onePageOfEachKind } from "./support/pages.mjs";
import { serve } from "./support/server.mjs";

const SITE = process.env.GRADUS_SITE ?? process.argv[2];
assert.ok(SITE, "name the folder of the built site, as an argument or in GRADUS_SITE");
const CATEGORIES = ["accessibility", "best-practices", "seo"];

let server, browser;

before(async () => {
  server = await serve(SITE);
  browser = await open();
});

after(async () => {
  await browser?.close();
  await server?.close();
});

for (const file of await onePageOfEachKind(SITE)) {
  // A host answers with this page where there is none; asked for by its own address it is an ordinary one.
  test(`Lighthouse gives ${file} full marks`, { timeout: 300_000 }, async () => {
    const { categories, audits } = await audit(server.url + file, browser.port, CATEGORIES);
    for (const id of CATEGORIES) {
      const { score, auditRefs } = categories[id];
      const short = auditRefs.map((ref) => audits[ref.id]).filter((one) => one.score !== null && one.score < 1);
      const why = short.map(({ id, title, details }) => `${id}: ${title} ${JSON.stringify(details?.items ?? []).slice(0, 400)}`);
      assert.equal(score, 1, `${id} ${score}\n${why.join("\n")}`);
    }
  });
}
