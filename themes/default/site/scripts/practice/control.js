/**
 * What answers a question: the part that differs by kind. `question.js` makes one for the article it shows.
 */
import { choice } from "./choice.js";
import { blanks } from "./blanks.js";
import { ordering } from "./ordering.js";
import { task } from "./task.js";

/**
 * @typedef {object} Result
 * @property {boolean} right
 * @property {number} points
 * @property {number} possible
 * @property {string} text the verdict in a sentence
 * @property {boolean} [open] the learner may go on working on the answer
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
 * @property {() => void} reveal shows the answer without a verdict
 * @property {(key: string) => boolean} [press] whether the key meant something
 */

/** @type {Record<import("./items.js").Kind, (context: Context) => Control>} */
const CONTROLS = { single: choice, multiple: choice, ordering, "fill-in": blanks, task };

/**
 * @param {Context} context
 * @returns {Control}
 */
export function control(context) {
  return CONTROLS[context.item.kind](context);
}
