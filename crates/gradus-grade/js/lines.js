/**
 * The judge `lines`: patterns that lines must match, or must not, in an order if asked. It reads the logical lines of
 * plain files; a pattern may match anywhere in a line unless it is anchored.
 *
 * `{match?: [pattern], reject?: [pattern], ordered?: boolean}`
 *
 * No reason shows a pattern: it would say nothing to a learner, or give the answer away. The learner's own lines are shown.
 */
import { RubricError, mapping, strings } from "./errors.js";
import { pattern } from "./pattern.js";
import { cut, listed } from "./place.js";

/** @typedef {{file: string, text: string, number: number}} Line */

const MAX_AGAINST = 3;
/** How much of a line is shown among several. */
const SHORT = 48;

/**
 * @param {unknown} check
 * @param {import("./answer.js").AnswerDocument[]} documents
 * @returns {string[]} why it fails; none if it passes
 */
export function lines(check, documents) {
  const { match = [], reject = [], ordered = false } = mapping(check, ["match", "reject", "ordered"], "`lines`");
  const wanted = strings(match, "`lines.match`").map(pattern);
  const unwanted = strings(reject, "`lines.reject`").map(pattern);
  if (typeof ordered !== "boolean") throw new RubricError("`lines.ordered` must be true or false.");
  if (wanted.length + unwanted.length === 0) throw new RubricError("`lines` needs `match` or `reject`.");

  const plain = documents.filter((document) => document.plain);
  if (plain.length === 0) return ["The answer has no plain file whose lines could be read."];
  const all = plain.flatMap(({ file, value, numbers = [] }) =>
    /** @type {string[]} */ (value).map((text, index) => ({ file, text, number: numbers[index] })));
  const firsts = wanted.map((expression, index) => {
    const found = all.filter(({ text }) => expression.test(text));
    // In an order, what is asked for twice is there twice.
    return found[ordered ? wanted.slice(0, index).filter(({ source }) => source === expression.source).length : 0];
  });
  const reasons = missing(firsts, all.length === 0, plain.map(({ file }) => file), ordered);
  const against = all.filter(({ text }) => unwanted.some((expression) => expression.test(text)));
  reasons.push(...against.slice(0, MAX_AGAINST).map((line) => `${upper(place(line))} is against this: \`${cut(line.text)}\`.`));
  if (ordered && reasons.length === 0) reasons.push(...disorder(wanted, all));
  return reasons;
}

/**
 * Lines that do what is asked are named; what the others should do stands in the criterion's own text.
 *
 * @param {(Line | undefined)[]} firsts the first line for each pattern
 * @param {boolean} empty
 * @param {string[]} files
 * @param {boolean} ordered
 */
function missing(firsts, empty, files, ordered) {
  const there = firsts.filter((line) => line !== undefined);
  const left = firsts.length - there.length;
  const where = listed(files.map((file) => `\`${file}\``), "and");
  if (left === 0) return [];
  if (empty) return [`Nothing stands in ${where} yet.`];
  if (firsts.length === 1) return [`No line of ${where} does this yet.`];
  if (there.length === 0) return [`This asks for ${firsts.length} things, and no line of ${where} does one of them yet.`];
  const lines = [...new Set(there)].sort((a, b) => a.number - b.number);
  const named = lines.map((line) => `${files.length > 1 ? place(line) : `line ${line.number}`} (\`${cut(line.text, SHORT)}\`)`);
  const between = ordered && left === 1 ? gap(firsts) : "";
  return [`This asks for ${firsts.length} things in ${where}. ${there.length === 1 ? "One is" : `${there.length} are`} there: ${listed(named, "and")}. ${left === 1 ? "One is" : `${left} are`} still missing${between}.`];
}

/**
 * Where the one that is missing in an order belongs.
 *
 * @param {(Line | undefined)[]} firsts
 */
function gap(firsts) {
  const at = firsts.indexOf(undefined);
  const [before, after] = [firsts[at - 1], firsts[at + 1]];
  if (before && after) return before.number < after.number ? `, between line ${before.number} and line ${after.number}` : "";
  return before ? `, after line ${before.number}` : `, before line ${after?.number}`;
}

/**
 * Taking for each pattern the first line after the one before is enough: if any choice is in order, this one is.
 *
 * @param {RegExp[]} wanted
 * @param {Line[]} all
 */
function disorder(wanted, all) {
  let from = 0;
  for (const expression of wanted) {
    const at = all.findIndex(({ text }, index) => index >= from && expression.test(text));
    if (at === -1) {
      const before = all[from - 1];
      const early = all.findLastIndex(({ text }, index) => index < from && expression.test(text));
      if (early === from - 1) return [`After ${place(before)} (\`${cut(before.text)}\`) a line must follow that does the rest of this.`];
      return [`The order is not right: ${place(all[early])} (\`${cut(all[early].text)}\`) must come after ${place(before)} (\`${cut(before.text)}\`).`];
    }
    from = at + 1;
  }
  return [];
}

/** @param {Line} line */
function place({ file, number }) {
  return `line ${number} of \`${file}\``;
}

/** @param {string} text */
function upper(text) {
  return text[0].toUpperCase() + text.slice(1);
}
