/**
 * An author's pattern → a RegExp that means the same in every engine: always with the `u` flag, which makes mistakes
 * errors, and without inline modifiers such as `(?i)`, which not every engine knows.
 */
import { RubricError } from "./errors.js";

const MAX_PATTERN = 1000;

/**
 * @param {string} source
 * @returns {RegExp}
 * @throws {RubricError}
 */
export function pattern(source) {
  if (source.length > MAX_PATTERN) throw new RubricError(`A pattern is longer than ${MAX_PATTERN} characters.`);
  if (/\(\?[a-z-]/.test(source.replace(/\\./gsu, ""))) {
    throw new RubricError(`The pattern \`${source}\` has an inline modifier; write out what it shall match, such as \`[Aa]\`.`);
  }
  try {
    return new RegExp(source, "u");
  } catch (error) {
    if (error instanceof SyntaxError) throw new RubricError(`The pattern \`${source}\` is not a regular expression.`);
    throw error;
  }
}
