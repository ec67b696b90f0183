// Lighthouse's performance of the pages a learner opens first, as a phone on a slow line sees them, from a host that compresses
// and lets browsers keep what never changes. Five runs each, the median counts.
//
//     node tests/bench/lighthouse.mjs output/site cks/index.html

import assert from "node:assert/strict";

import { audit, open } from "../browser/support/lighthouse.mjs";
import { serve } from "../browser/support/server.mjs";

const [site, ...pages] = process.argv.slice(2);
assert.ok(site && pages.length > 0, "name the folder of the built site and the pages to measure");
const RUNS = 5;

const server = await serve(site, { asHost: true });
const browser = await open();
const results = [];
for (const page of pages) {
  const runs = [];
  for (let run = 0; run < RUNS; run += 1) {
    const { categories, audits } = await audit(server.url + page, browser.port, ["performance"]);
    runs.push({
      performance: Math.round(categories.performance.score * 100),
      firstContentfulPaintMs: Math.round(audits["first-contentful-paint"].numericValue),
      largestContentfulPaintMs: Math.round(audits["largest-contentful-paint"].numericValue),
      totalBlockingTimeMs: Math.round(audits["total-blocking-time"].numericValue),
      cumulativeLayoutShift: audits["cumulative-layout-shift"].numericValue,
    });
  }
  runs.sort((a, b) => a.performance - b.performance);
  const all = runs.map(({ performance }) => performance);
  results.push({ page, ...runs[Math.floor(RUNS / 2)], all });
}
await browser.close();
await server.close();
console.log(JSON.stringify(results, null, 2));
