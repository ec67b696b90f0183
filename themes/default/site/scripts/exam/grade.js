/**
 * Grades an exam that was handed in, with the same parts that practice judges answers with.
 */
import { TooSlow } from "../grading.js";
import { question } from "../practice/question.js";
import { t } from "../texts.js";

/** @typedef {import("../progress.js").ExamRecord} ExamRecord */
/** @typedef {import("../practice/items.js").Item} Item */

/**
 * @typedef {object} Means
 * @property {import("../practice/bank.js").Bank} bank
 * @property {ReadonlyMap<string, Item>} items by key
 * @property {import("../practice/order.js").OptionOrder} optionOrder
 */

/**
 * @param {Means} means
 * @param {ExamRecord} exam
 * @param {number} seed
 * @param {(done: number) => void} progress
 * @returns {Promise<NonNullable<ExamRecord["results"]>>}
 */
export async function gradeExam(means, exam, seed, progress) {
  /** @type {NonNullable<ExamRecord["results"]>} */
  const results = {};
  for (const [index, key] of exam.items.entries()) {
    progress(index);
    const graded = await judged(means, exam, seed, key, () => undefined);
    if (graded) results[key] = graded.result;
  }
  return results;
}

/**
 * One question of an exam with the learner's answer and its verdict, and what it is worth.
 *
 * @param {Means} means
 * @param {ExamRecord} exam
 * @param {number} seed
 * @param {string} key
 * @param {(result: import("../practice/control.js").Result) => void} revise the learner marked a criterion of it
 */
export async function judged({ bank, items, optionOrder }, exam, seed, key, revise) {
  const item = items.get(key);
  if (!item) return undefined;
  const shown = await question(await bank.article(item), {
    item, seed, optionOrder, revise, say: () => undefined, changed: () => undefined,
  });
  const given = exam.answers[key];
  if (given === undefined) {
    shown.reveal();
    return { shown, text: undefined, result: { right: false, points: 0, possible: 1, answered: false } };
  }
  shown.restore(given);
  const verdict = await shown.check().catch((error) => {
    // The network may come back; an answer that cannot be graded in time earns nothing.
    if (error instanceof TooSlow) return { unjudged: t("practice.verdict.too-slow") };
    throw error;
  });
  // A blank left empty beside a filled one, or a file that cannot be read, earns nothing.
  if ("unjudged" in verdict) return { shown, text: verdict.unjudged, result: { right: false, points: 0, possible: 1, answered: true } };
  const { right, points, possible, text } = verdict;
  return { shown, text, result: { right, points, possible, answered: true } };
}
