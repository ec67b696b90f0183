/**
 * The judge `lines`: patterns that lines must match, or must not, in an order if asked. It reads the logical lines of
 * plain files; a pattern may match anywhere in a line unless it is anchored.
 *
 * `{match?: [pattern], reject?: [pattern], ordered?: boolean}`
 */
import { RubricError, mapping, strings } from "./errors.js";
import { pattern } from "./pattern.js";

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
  const all = plain.flatMap(({ value }) => /** @type {string[]} */ (value));
  const reasons = [];
  for (const expression of wanted) {
    if (!all.some((line) => expression.test(line))) reasons.push(`No line matches \`${expression.source}\`.`);
  }
  for (const expression of unwanted) {
    const line = all.find((candidate) => expression.test(candidate));
    if (line !== undefined) reasons.push(`The line \`${line}\` must not be there: it matches \`${expression.source}\`.`);
  }
  if (ordered && reasons.length === 0) reasons.push(...disorder(wanted, all));
  return reasons;
}

/**
 * Taking for each pattern the first line after the one before is enough: if any choice is in order, this one is.
 *
 * @param {RegExp[]} wanted
 * @param {string[]} all
 */
function disorder(wanted, all) {
  let from = 0;
  for (const [i, expression] of wanted.entries()) {
    const at = all.findIndex((line, index) => index >= from && expression.test(line));
    if (at === -1) return [`A line that matches \`${expression.source}\` must come after the one that matches \`${wanted[i - 1].source}\`.`];
    from = at + 1;
  }
  return [];
}
