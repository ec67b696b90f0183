/**
 * Which words of a YAML line have a colour, as code on the site has it. Line by line, because a learner's text is seldom
 * finished: what a whole document means is for the grader. Pure.
 */

/** @typedef {{text: string, look: "" | "hc" | "hs" | "hn" | "hb" | "ht" | "hp"}} Piece */

const KEY = /^((?:- +)*)((?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#:"'[\]{}&*!|>%@`,-][^#:]*?|-?[A-Za-z0-9_.][^\s#:]*?)\s*)(:)(?=\s|$)/;
const VALUE = /("(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?)|((?<=^|\s)#.*$)|([[\]{},])|([^\s[\]{},#"']+|\s+|#)/gu;

/**
 * @param {string} text
 * @returns {Piece[][]} the pieces of each line
 */
export function paintYaml(text) {
  /** How far the lines of a block of text must be indented, while one goes on. */
  let block = -1;
  return text.split("\n").map((line) => {
    const indent = /^ */.exec(line)?.[0].length ?? 0;
    if (block >= 0 && (line.trim() === "" || indent > block)) return [{ text: line, look: "" }];
    block = /(?:^|[:\s-])[|>][-+0-9]*\s*(?:#.*)?$/.test(line) ? indent : -1;
    return paintLine(line, indent);
  });
}

/**
 * @param {string} line
 * @param {number} indent
 * @returns {Piece[]}
 */
function paintLine(line, indent) {
  const rest = line.slice(indent);
  if (/^(?:---|\.\.\.)(?:\s|$)/.test(line)) return [{ text: line, look: "hp" }];
  if (rest.startsWith("#")) return [{ text: line, look: "hc" }];
  /** @type {Piece[]} */
  const pieces = [{ text: line.slice(0, indent), look: "" }];
  const key = KEY.exec(rest);
  if (key) {
    const [whole, dashes, name, colon] = key;
    pieces.push({ text: dashes, look: "hp" }, { text: name, look: "ht" }, { text: colon, look: "hp" });
    pieces.push(...paintValue(rest.slice(whole.length)));
  } else {
    const dashes = /^(?:-(?: +|$))*/.exec(rest)?.[0] ?? "";
    pieces.push({ text: dashes, look: "hp" }, ...paintValue(rest.slice(dashes.length)));
  }
  return pieces.filter(({ text }) => text !== "");
}

/**
 * @param {string} text
 * @returns {Piece[]}
 */
function paintValue(text) {
  const plain = text.trim();
  return [...text.matchAll(VALUE)].map(([piece, string, comment, mark]) => {
    if (string) return { text: piece, look: "hs" };
    if (comment) return { text: piece, look: "hc" };
    if (mark) return { text: piece, look: "hp" };
    // A number among words is a word.
    const alone = piece === plain || /[[{]/.test(plain[0] ?? "");
    if (alone && /^-?\d+(?:\.\d+)?$/.test(piece)) return { text: piece, look: "hn" };
    if (alone && /^(?:true|false|null|~)$/.test(piece)) return { text: piece, look: "hb" };
    return { text: piece, look: "" };
  });
}
