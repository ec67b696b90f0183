/**
 * The two ways grading can end without a verdict, and the check of the shapes an author writes.
 *
 * A `Refusal` speaks to the learner about an answer; a `RubricError` speaks to the author about a rubric, and the
 * compiler has shown it to them before a learner can meet it.
 */

/** An answer that cannot be graded as it stands: why, and where in the file. Lines and columns count from 1. */
export class Refusal extends Error {
  /**
   * @param {string} reason
   * @param {number} [line]
   * @param {number} [column] in code points
   * @param {string} [file]
   */
  constructor(reason, line = 1, column = 1, file = "") {
    super(reason);
    this.name = "Refusal";
    this.reason = reason;
    this.line = line;
    this.column = column;
    this.file = file;
  }
}

/** A mistake in a rubric or in the accepted forms of a blank: the author's to correct. */
export class RubricError extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = "RubricError";
  }
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
export function isMapping(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The value as a mapping that has no key but the known ones.
 *
 * @param {unknown} value
 * @param {string[]} known
 * @param {string} where what the value is, to begin the sentence with
 * @returns {Record<string, any>}
 */
export function mapping(value, known, where) {
  if (!isMapping(value)) throw new RubricError(`${where} must be a mapping with any of: ${known.join(", ")}.`);
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) throw new RubricError(`${where} has an unknown key \`${key}\`; known are ${known.join(", ")}.`);
  }
  return value;
}

/**
 * @param {unknown} value
 * @param {string} where
 * @returns {string[]}
 */
export function strings(value, where) {
  if (!Array.isArray(value) || value.some((item) => typeof item !== "string")) {
    throw new RubricError(`${where} must be a list of strings.`);
  }
  return value;
}
