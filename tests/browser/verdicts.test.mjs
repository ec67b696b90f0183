// Chromium's verdicts are the compiler's, for every answer in the course: starters, solutions, every Right and Wrong.
//
//     node verdicts.test.mjs output/site
//
// The compiler's grader runs as an example program of its crate; GRADUS_VERDICTS names one that is built already.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { launch, watchedPage } from "./support/browser.mjs";
import { serve } from "./support/server.mjs";

const SITE = process.env.GRADUS_SITE ?? process.argv[2];
assert.ok(SITE, "name the folder of the built site, as an argument or in GRADUS_SITE");

/** Every answer of every task: what it is, its files, and the rubric as graders take it. */
function answersOf({ questions }) {
  return questions.filter(({ kind }) => kind === "task").flatMap(({ id, answer: { task } }) => {
    const rubric = task.rubric.map(({ test }) => test);
    const answer = (name, { files }) => ({ name: `${id}, ${name}`, files: Object.fromEntries(files.map(({ name: file, text }) => [file, text])), rubric });
    return [
      answer("starter", task.starter), answer("solution", task.solution),
      answer("nothing", { files: task.solution.files.map((file) => ({ ...file, text: "" })) }),
      ...(task.right ?? []).map((right) => answer(`right: ${right.title}`, right)),
      ...(task.wrong ?? []).map((wrong) => answer(`wrong: ${wrong.title}`, wrong)),
    ];
  });
}

function compilersVerdicts(answers) {
  const input = JSON.stringify(answers.map(({ files, rubric }) => ({ files, rubric })));
  const options = { input, maxBuffer: 256 * 1024 * 1024, stdio: ["pipe", "pipe", "inherit"] };
  const program = process.env.GRADUS_VERDICTS;
  const cargo = ["run", "--quiet", "--package", "gradus-grade", "--example", "verdicts"];
  return JSON.parse(program ? execFileSync(program, [], options) : execFileSync("cargo", cargo, options));
}

/** What learners cannot read: parts of patterns, and words of JSON Schema. */
const JARGON = [/\\[bdswBDSW](?![\w.])/, /\(\?[:=!<]/, /\[\^?[a-z]-[a-z]/i, /\.\*|\.\+|\\\./, /matching schema|\bschema\b|\binstance\b|\bpattern\b/i, /undefined|null|NaN|\[object/];

test("every reason is a sentence that a learner can act on", async () => {
  const answers = answersOf(JSON.parse(await readFile(join(SITE, "../cks/cks.json"), "utf8")));
  const verdicts = compilersVerdicts(answers);
  let read = 0;
  for (const [index, { name, files }] of answers.entries()) {
    for (const { id, status, reasons } of verdicts[index].criteria) {
      assert.equal(status === "failed", reasons.length > 0, `${name}, ${id}`);
      for (const reason of reasons) {
        read += 1;
        assert.match(reason, /^[A-Z`].*\.$/s, `${name}, ${id}`);
        // What stands between backquotes may be the learner's own line.
        const own = Object.values(files).join("\n").replace(/\s+/g, " ");
        const told = reason.replace(/`([^`]*)`/g, (quoted, text) => (own.includes(text.replace(/…$/, "")) ? "``" : quoted));
        for (const jargon of JARGON) assert.doesNotMatch(told, jargon, `${name}, ${id}`);
        assert.ok(reason.length < 600, `${name}, ${id}: ${reason}`);
      }
    }
  }
  assert.ok(read > 300, `${read} reasons`);
});

test("the browser's verdicts are the compiler's", { timeout: 600_000 }, async () => {
  const answers = answersOf(JSON.parse(await readFile(join(SITE, "../cks/cks.json"), "utf8")));
  assert.ok(answers.length > 50, `${answers.length} answers`);
  const expected = compilersVerdicts(answers);
  const server = await serve(SITE);
  const browser = await launch();
  try {
    const { page, drain } = await watchedPage(await browser.newContext(), new URL(server.url).origin);
    await page.goto(`${server.url}cks/practice.html`);
    // The page's own way to the grader: through its worker.
    const given = await page.evaluate(async (all) => {
      const scripts = new URL(`${document.body.dataset.assets}scripts/`, document.baseURI);
      const { ask } = await import(`${scripts}grading.js`);
      const verdicts = [];
      for (const { files, rubric } of all) verdicts.push(await ask({ call: "task", files, rubric }));
      return JSON.parse(JSON.stringify(verdicts));
    }, answers);
    assert.equal(given.length, answers.length);
    for (const [index, { name }] of answers.entries()) assert.deepEqual(given[index], expected[index], name);
    assert.deepEqual(drain(), []);
  } finally {
    await browser.close();
    await server.close();
  }
});
