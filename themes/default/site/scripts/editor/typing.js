/**
 * What keys and buttons do to a text: each gives the piece to put in, where, and what is selected then. Pure.
 */

/** @typedef {{value: string, start: number, end: number}} State the text and the selection in it */
/** @typedef {{from: number, to: number, text: string, start: number, end: number}} Edit */

const INDENT = "  ";

/**
 * Lines that the selection touches begin two spaces further to the right; without a selection two spaces stand at the
 * cursor.
 *
 * @param {State} state
 * @returns {Edit}
 */
export function indent(state) {
  if (state.start === state.end) return insert(state, INDENT);
  return byLine(state, (line) => (line === "" ? line : INDENT + line));
}

/**
 * Lines that the selection touches begin up to two spaces further to the left.
 *
 * @param {State} state
 * @returns {Edit}
 */
export function outdent(state) {
  return byLine(state, (line) => line.replace(/^ {1,2}/, ""));
}

/**
 * A new line begins where the last one did, and one step further after a colon.
 *
 * @param {State} state
 * @returns {Edit}
 */
export function newline(state) {
  const line = state.value.slice(lineStart(state), state.start);
  const before = /^ */.exec(line)?.[0] ?? "";
  return insert(state, `\n${before}${/:\s*$/.test(line) ? INDENT : ""}`);
}

/**
 * @param {State} state
 * @param {string} text
 * @returns {Edit}
 */
export function insert({ start, end }, text) {
  const at = start + text.length;
  return { from: start, to: end, text, start: at, end: at };
}

/**
 * What is selected between quotes, or two quotes with the cursor between them.
 *
 * @param {State} state
 * @param {string} quote
 * @returns {Edit}
 */
export function quoted({ value, start, end }, quote) {
  const inner = value.slice(start, end);
  return { from: start, to: end, text: quote + inner + quote, start: start + 1, end: start + 1 + inner.length };
}

/**
 * @param {State} state
 * @param {(line: string) => string} change
 * @returns {Edit}
 */
function byLine(state, change) {
  const from = lineStart(state);
  const lines = state.value.slice(from, state.end).split("\n");
  const changed = lines.map(change);
  const text = changed.join("\n");
  const first = changed[0].length - lines[0].length;
  const start = Math.max(from, state.start + first);
  return { from, to: state.end, text, start, end: Math.max(start, from + text.length) };
}

/** @param {State} state */
function lineStart({ value, start }) {
  return value.lastIndexOf("\n", start - 1) + 1;
}
