/**
 * The exam that the site draws for a code: `node site_exam.mjs output/site/cks 0000-ABCD@1.0.0`.
 *
 * Reads what the compiler wrote for browsers, with the scripts that browsers run. Prints the questions in order, each with
 * the words of its options or steps in the order in which the site shows them.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { draw, optionOrder, seedOf } from "../../crates/gradus-grade/js/draw.js";
import { UNRELEASED, poolsOf, readCode } from "../../themes/default/site/scripts/exam/pool.js";
import { scrambled } from "../../themes/default/site/scripts/practice/order.js";

const [folder, code] = process.argv.slice(2);
const read = (path) => readFileSync(join(folder, path), "utf8");
const page = read("exam.html");
const course = JSON.parse(/<script type="application\/json" id="_course">(.*?)<\/script>/s.exec(page)[1]);
const releases = /data-releases="([^"]*)"/.exec(page)[1].split(" ");
const items = JSON.parse(read("practice/items.json")).lessons.flatMap(({ id: lesson, questions }) =>
  questions.map((question) => ({ key: question.id, ...question, lesson })));

const pools = poolsOf(items, course);
const exam = readCode(code, pools, { release: course.release ?? UNRELEASED, releases }, seedOf);
if (!("seed" in exam)) throw new Error(`${code}: ${exam.trouble}`);

const shown = draw(exam.seed, pools[exam.kind]).items.map((key) => {
  const item = items.find((item) => item.key === key);
  const pages = read(`practice/${item.lesson}.html`).split('<article class="question"').slice(1);
  const article = pages.find((part) => part.startsWith(` id="${item.id}"`)).split("</article>")[0];
  const data = JSON.parse(/class="question-data">(.*?)<\/script>/s.exec(article)[1]);
  return { id: item.id, texts: ordered(item, data, article) };
});
console.log(JSON.stringify({ kind: exam.kind, seed: exam.seed, items: shown }));

function ordered({ key, kind }, { texts = [], shuffle }, article) {
  const all = (pattern) => [...article.matchAll(pattern)];
  if (kind === "ordering") {
    const stages = all(/<li class="stage[^>]*>/g).map(([tag]) => Number(/data-stage="(\d+)"/.exec(tag)[1]));
    return scrambled(optionOrder, exam.seed, key, texts.map((text, n) => ({ text, stage: stages[n] }))).map((n) => texts[n]);
  }
  if (kind !== "single" && kind !== "multiple") return [];
  if (!shuffle) return texts;
  const pins = all(/<li class="option[^>]*>/g).map(([tag]) => tag.includes('data-pin="last"'));
  return optionOrder(exam.seed, key, texts.map((text, n) => ({ text, pinned: pins[n] }))).map((n) => texts[n]);
}
