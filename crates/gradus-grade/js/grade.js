/**
 * Grades an answer by a rubric. The browser and the compiler run this same module, so verdicts cannot differ.
 *
 * A criterion is judged by at most one judge; without one, the learner marks it. A new judge is one file and one line in
 * `JUDGES`: it is given what stands under its name in the criterion and the documents to look at, and returns the reasons
 * why they fail. No module here does I/O, asks for the time or for chance, or makes code from text.
 */
import { admits } from "./admits.js";
import { readAnswer } from "./answer.js";
import { audit } from "./audit.js";
import { can } from "./can.js";
import { Refusal, RubricError, mapping } from "./errors.js";
import { lines } from "./lines.js";
import { reach } from "./reach.js";
import { schema } from "./schema.js";
import { select } from "./select.js";

/** @typedef {import("./answer.js").AnswerDocument} AnswerDocument */
/** @typedef {(check: unknown, documents: AnswerDocument[], selected: boolean) => string[]} Judge */

/** @type {Record<string, Judge>} */
const JUDGES = { reach, can, admits, audit, schema, lines };

const PROPERTIES = ["id", "points", "text", "select"];

/**
 * @typedef {object} CriterionVerdict
 * @property {string} id
 * @property {"passed" | "failed" | "manual"} status
 * @property {number} points what the criterion earns; a manual one earns nothing until the learner marks it
 * @property {string[]} reasons why it failed, in sentences
 */

/**
 * @typedef {object} Verdict
 * @property {{file: string, line: number, column: number, reason: string}} [refused] nothing was graded, and why
 * @property {number} points
 * @property {number} possible with the points of manual criteria
 * @property {CriterionVerdict[]} criteria in the rubric's order; empty if refused
 */

/**
 * @param {{files: Record<string, string>, rubric: unknown}} task
 * @returns {Verdict}
 * @throws {RubricError}
 */
export function grade({ files, rubric }) {
  if (!Array.isArray(rubric)) throw new RubricError("A rubric is a list of criteria.");
  const criteria = rubric.map(criterion);
  const twice = criteria.find(({ id }, i) => criteria.findIndex((other) => other.id === id) !== i);
  if (twice) throw new RubricError(`The id \`${twice.id}\` stands at two criteria.`);
  const possible = sum(criteria);
  let documents;
  try {
    documents = readAnswer(files);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { file, line, column, reason } = error;
    return { refused: { file, line, column, reason }, points: 0, possible, criteria: [] };
  }
  const verdicts = criteria.map((one) => judge(one, documents));
  return { points: sum(verdicts), possible, criteria: verdicts };
}

/**
 * The criterion, and the name of its judge if it has one.
 *
 * @param {unknown} value
 */
function criterion(value) {
  const known = Object.keys(JUDGES);
  const { id, points, select: wanted, ...rest } = mapping(value, [...PROPERTIES, ...known], "A criterion");
  if (typeof id !== "string") throw new RubricError("A criterion needs an `id`.");
  if (!Number.isSafeInteger(points) || points < 0) throw new RubricError(`\`${id}\`: \`points\` must be a whole number.`);
  const named = known.filter((name) => rest[name] !== undefined);
  if (named.length > 1) throw new RubricError(`\`${id}\` has several judges: ${named.join(", ")}. Make each its own criterion.`);
  if (named.length === 0 && wanted !== undefined) throw new RubricError(`\`${id}\` selects a document but has no judge: ${known.join(", ")}.`);
  return { id, points, wanted, by: named[0], check: rest[named[0]] };
}

/**
 * @param {ReturnType<typeof criterion>} criterion
 * @param {AnswerDocument[]} documents
 * @returns {CriterionVerdict}
 */
function judge({ id, points, wanted, by, check }, documents) {
  if (by === undefined) return { id, status: "manual", points: 0, reasons: [] };
  try {
    const reasons = reasonsToFail(wanted, JUDGES[by], check, documents);
    const passed = reasons.length === 0;
    return { id, status: passed ? "passed" : "failed", points: passed ? points : 0, reasons };
  } catch (error) {
    if (error instanceof RubricError) throw new RubricError(`\`${id}\`: ${error.message}`);
    throw error;
  }
}

/**
 * @param {unknown} wanted
 * @param {Judge} by
 * @param {unknown} check
 * @param {AnswerDocument[]} documents
 */
function reasonsToFail(wanted, by, check, documents) {
  if (wanted === undefined) return by(check, documents, false);
  const selected = select(documents, wanted);
  return "reason" in selected ? [selected.reason] : by(check, [selected.document], true);
}

/** @param {{points: number}[]} list */
function sum(list) {
  return list.reduce((total, { points }) => total + points, 0);
}
