/**
 * A command line → a form in which two lines that a shell and a program read alike are equal: words without their quotes,
 * known options by one name and in one order, `--opt=value` as `--opt value`. Other words keep their order.
 */
import { PROGRAMS, SAME_PROGRAM } from "./command-table.js";
import { shellTokens } from "./shell.js";

/** @typedef {Map<string, {name: string, takesValue: boolean}>} Known */

/**
 * @param {string} text
 * @returns {string | undefined} nothing if a quote is not closed
 */
export function canonicalCommand(text) {
  const tokens = shellTokens(text.trim());
  if (!tokens) return undefined;
  /** @type {unknown[]} */
  const line = [];
  /** @type {string[]} */
  let words = [];
  for (const token of tokens) {
    if ("word" in token) {
      words.push(token.word);
      continue;
    }
    line.push(canonicalWords(words), token.operator);
    words = [];
  }
  line.push(canonicalWords(words));
  return JSON.stringify(line);
}

/** @param {string[]} words of one simple command */
function canonicalWords([first, ...words]) {
  if (first === undefined) return [];
  const program = Object.hasOwn(SAME_PROGRAM, first) ? SAME_PROGRAM[first] : first;
  if (!Object.hasOwn(PROGRAMS, program)) return [program, ...words];
  const { values, flags, under = {}, dashes } = PROGRAMS[program];
  const known = options({ values, flags });
  /** @type {string[][]} */
  const given = [];
  const others = [];
  while (words.length > 0) {
    const word = /** @type {string} */ (words.shift());
    if (word === "--") {
      others.push(word, ...words);
      break;
    }
    const read = readOption(word, words, known, dashes === 1);
    if (read) {
      given.push(...read);
      continue;
    }
    // The first other word is the subcommand.
    if (others.length === 0 && Object.hasOwn(under, word)) for (const [name, option] of options(under[word])) known.set(name, option);
    others.push(word);
  }
  return [program, given.map((option) => JSON.stringify(option)).sort(), others];
}

/**
 * The known options that a word holds, several if it is a cluster such as `-it`; a value may be taken from `words`.
 *
 * @param {string} word
 * @param {string[]} words what follows
 * @param {Known} known
 * @param {boolean} oneDash whether long names have one dash
 * @returns {string[][] | undefined}
 */
function readOption(word, words, known, oneDash) {
  const long = /^(--?)([^=]+)(?:=(.*))?$/s.exec(word);
  if (!long) return undefined;
  const [, dashes, name, value] = long;
  if (dashes === "--" || oneDash) {
    const option = known.get(name);
    if (!option) return undefined;
    if (value !== undefined) return [option.takesValue || value !== "true" ? [option.name, value] : [option.name]];
    if (!option.takesValue) return [[option.name]];
    return words.length > 0 ? [[option.name, /** @type {string} */ (words.shift())]] : undefined;
  }
  const read = [];
  for (let i = 1; i < word.length; i++) {
    const option = known.get(word[i]);
    if (!option) return undefined;
    if (!option.takesValue) {
      read.push([option.name]);
      continue;
    }
    const attached = word.slice(i + 1).replace(/^=/, "");
    if (attached === "" && words.length === 0) return undefined;
    read.push([option.name, attached === "" ? /** @type {string} */ (words.shift()) : attached]);
    break;
  }
  return read;
}

/**
 * @param {import("./command-table.js").Options} table
 * @returns {Known} by every name
 */
function options({ values = "", flags = "" }) {
  /** @type {Known} */
  const known = new Map();
  for (const [list, takesValue] of /** @type {[string, boolean][]} */ ([[values, true], [flags, false]])) {
    for (const entry of list.split(/\s+/).filter((part) => part !== "")) {
      const names = entry.split("/");
      for (const name of names) known.set(name, { name: names[names.length - 1], takesValue });
    }
  }
  return known;
}
