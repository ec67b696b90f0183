/**
 * An answer, files by name, → the documents that judges see.
 *
 * A file whose name ends in `.yaml`, `.yml` or `.json` gives one document for each of its YAML documents. Any other file
 * is one document, the array of its logical lines: lines that begin with `#` and blank ones dropped, ends trimmed, a
 * line that ends in a backslash joined with the next. Size is bounded before anything is parsed.
 */
import { Refusal } from "./errors.js";
import { documents } from "./yaml.js";

const MAX_FILES = 16;
const MAX_FILE = 64 * 1024;
// Patterns run on lines, and may need time that grows quickly with their length.
const MAX_LINE = 4096;

/**
 * @typedef {object} AnswerDocument
 * @property {string} file
 * @property {boolean} plain whether it is the lines of a plain file
 * @property {unknown} value data of YAML, or an array of lines
 * @property {number[]} [numbers] where each of those lines begins in the file, from 1
 */

/**
 * @param {Record<string, string>} files
 * @returns {AnswerDocument[]} in the order of the files' names
 * @throws {Refusal}
 */
export function readAnswer(files) {
  const names = Object.keys(files).sort();
  if (names.length > MAX_FILES) throw new Refusal(`An answer has at most ${MAX_FILES} files.`, 1, 1, names[MAX_FILES]);
  return names.flatMap((file) => {
    try {
      return readFile(file, files[file]);
    } catch (error) {
      if (error instanceof Refusal) error.file = file;
      throw error;
    }
  });
}

/** @param {string} file */
export function isYaml(file) {
  return /\.(?:ya?ml|json)$/i.test(file);
}

/**
 * @param {string} file
 * @param {string} text
 * @returns {AnswerDocument[]}
 */
function readFile(file, text) {
  if (text.length > MAX_FILE) throw new Refusal(`The file is longer than ${MAX_FILE / 1024} KiB.`);
  if (isYaml(file)) return documents(text).map((value) => ({ file, plain: false, value }));
  const lines = logicalLines(text);
  return [{ file, plain: true, value: lines.map(({ line }) => line), numbers: lines.map(({ number }) => number) }];
}

/**
 * @param {string} text
 * @returns {{line: string, number: number}[]}
 * @throws {Refusal}
 */
function logicalLines(text) {
  /** @type {{line: string, number: number}[]} */
  const lines = [];
  const take = (/** @type {string} */ line) => line.trim() !== "" && lines.push({ line: line.trim(), number });
  let number = 1;
  /** @type {string | null} */
  let begun = null;
  for (const [index, physical] of text.split(/\r?\n/).entries()) {
    if (/^\s*#/.test(physical)) continue;
    const goesOn = /(?:^|[^\\])(?:\\\\)*\\$/.test(physical);
    const part = goesOn ? physical.slice(0, -1) : physical;
    /** @type {string} */
    const line = begun === null ? part : join(begun, part);
    if (begun === null) number = index + 1;
    if (line.length > MAX_LINE) {
      throw new Refusal(`The line is longer than ${MAX_LINE} characters.`, index + 1, [...physical].length + 1);
    }
    begun = goesOn ? line : null;
    if (!goesOn) take(line);
  }
  if (begun !== null) take(begun);
  return lines;
}

/**
 * White space at a joint counts as one space: how a continuation is indented says nothing.
 *
 * @param {string} left
 * @param {string} right
 */
function join(left, right) {
  return /\s$/.test(left) || /^\s/.test(right) ? `${left.trimEnd()} ${right.trimStart()}` : left + right;
}
