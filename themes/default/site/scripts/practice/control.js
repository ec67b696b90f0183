/**
 * What answers a question: the part that differs by kind. `question.js` makes one for the article it shows.
 *
 * A kind's modules are loaded with the first question of the kind: the editor of tasks is as large as all else.
 */
import { Unreachable } from "./bank.js";

/**
 * @typedef {object} Result
 * @property {boolean} right
 * @property {number} points
 * @property {number} possible
 * @property {string} text the verdict in a sentence
 * @property {boolean} [open] the learner may go on working on the answer
 * @property {boolean} [toMark] criteria wait for the learner's own mark
 */

/**
 * @typedef {object} Context
 * @property {HTMLElement} article
 * @property {import("./items.js").Item} item
 * @property {import("./items.js").QuestionData} data
 * @property {number} seed
 * @property {import("./order.js").OptionOrder} optionOrder
 * @property {(text: string) => void} say speaks to assistive technology
 * @property {() => void} changed the learner has changed what they give as an answer
 * @property {(result: Result) => void} revise the verdict has changed after the check
 */

/**
 * @typedef {object} Control
 * @property {() => unknown} given the answer as data; nothing if there is none yet
 * @property {(given: unknown) => void} restore puts back what `given` gave
 * @property {() => string | undefined} missing what must be done before there is something to check
 * @property {() => Promise<Result | {unjudged: string}>} check shows the verdict in place; fails where the grader does
 * @property {() => void | Promise<void>} reveal shows the answer without a verdict
 * @property {(key: string) => boolean} [press] whether the key meant something
 */

const choice = async () => (await import("./choice.js")).choice;

/** @type {Record<import("./items.js").Kind, () => Promise<(context: Context) => Control>>} */
const CONTROLS = {
  single: choice,
  multiple: choice,
  ordering: async () => (await import("./ordering.js")).ordering,
  "fill-in": async () => (await import("./blanks.js")).blanks,
  task: async () => (await import("./task.js")).task,
};

/**
 * @param {Context} context
 * @returns {Promise<Control>}
 * @throws {Unreachable}
 */
export async function control(context) {
  const make = await CONTROLS[context.item.kind]().catch(() => {
    throw new Unreachable(context.item.kind);
  });
  return make(context);
}
