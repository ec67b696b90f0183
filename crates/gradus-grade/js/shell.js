/**
 * A command line → its words and operators, quotes and backslashes understood, nothing expanded.
 *
 * Source: POSIX.1-2017, Shell Command Language, 2.2 Quoting and 2.3 Token Recognition. A `$` or backquote that quoting
 * makes literal is kept as `\$` or `` \` ``, so that `'$HOME'` and `"$HOME"` stay different words.
 */

/** @typedef {{word: string} | {operator: string}} Token */

const OPERATOR = /^(?:&&|\|\||;;|>>|<<|>&|<&|&>|[|&;<>\n])/;

/**
 * @param {string} text
 * @returns {Token[] | undefined} nothing if a quote is not closed
 */
export function shellTokens(text) {
  /** @type {Token[]} */
  const tokens = [];
  /** @type {string | null} */
  let word = null;
  const flush = () => {
    if (word !== null) tokens.push({ word });
    word = null;
  };
  for (let i = 0; i < text.length; i++) {
    const rest = text.slice(i, i + 2);
    const operator = OPERATOR.exec(rest)?.[0];
    const c = text[i];
    if (rest === "\\\n") {
      i += 1;
    } else if (operator !== undefined) {
      // `2>` is one operator: the digit names what is redirected.
      const descriptor = /^[<>]/.test(operator) && word !== null && /^[0-9]$/.test(word) ? word : "";
      if (descriptor !== "") word = null;
      flush();
      tokens.push({ operator: descriptor + (operator === "\n" ? ";" : operator) });
      i += operator.length - 1;
    } else if (c === " " || c === "\t" || c === "\r") {
      flush();
    } else if (c === "#" && word === null) {
      const end = text.indexOf("\n", i);
      i = (end === -1 ? text.length : end) - 1;
    } else if (c === "'" || c === '"') {
      const quoted = readQuoted(text, i);
      if (quoted === undefined) return undefined;
      word = (word ?? "") + quoted.text;
      i = quoted.end;
    } else if (c === "\\") {
      if (i + 1 === text.length) return undefined;
      i += 1;
      word = (word ?? "") + literal(text[i]);
    } else {
      word = (word ?? "") + c;
    }
  }
  flush();
  return tokens;
}

/**
 * @param {string} text
 * @param {number} start where the quote opens
 * @returns {{text: string, end: number} | undefined}
 */
function readQuoted(text, start) {
  const quote = text[start];
  let inside = "";
  for (let i = start + 1; i < text.length; i++) {
    const c = text[i];
    if (c === quote) return { text: inside, end: i };
    if (quote === "'") {
      inside += literal(c);
    } else if (c === "\\" && '$`"\\\n'.includes(text[i + 1] ?? " ")) {
      i += 1;
      if (text[i] !== "\n") inside += literal(text[i]);
    } else {
      inside += c;
    }
  }
  return undefined;
}

/** @param {string} c */
function literal(c) {
  return c === "$" || c === "`" ? `\\${c}` : c;
}
