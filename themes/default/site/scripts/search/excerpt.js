/**
 * What is shown of a hit: the words around the first one found.
 */

/**
 * The part of a text around the first word found, in pieces that were found or not.
 *
 * @param {string} text
 * @param {string[]} terms plain words
 * @param {number} [length] in characters, about
 * @returns {{text: string, found: boolean}[]}
 */
export function excerpt(text, terms, length = 160) {
  const tokens = [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)];
  const wanted = new Set(terms);
  const found = tokens.filter(([word]) => parts(word).some((part) => wanted.has(plain(part))));
  const first = found[0]?.index ?? 0;
  const begin = first < length / 2 ? 0 : wordStart(text, first - Math.floor(length / 3));
  const end = begin + length >= text.length ? text.length : wordEnd(text, begin + length);
  const pieces = begin > 0 ? [{ text: "… ", found: false }] : [];
  let at = begin;
  for (const { 0: word, index } of found) {
    if (index < begin || index + word.length > end) continue;
    if (index > at) pieces.push({ text: text.slice(at, index), found: false });
    pieces.push({ text: word, found: true });
    at = index + word.length;
  }
  pieces.push({ text: text.slice(at, end) + (end < text.length ? " …" : ""), found: false });
  return pieces.filter((piece) => piece.text !== "");
}

/** A word as it is compared: without case and accents. @param {string} word */
export function plain(word) {
  return word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * A word, and the words that it is written together of: `NetworkPolicy` is also `Network` and `Policy`.
 *
 * @param {string} word
 * @returns {string[]}
 */
export function parts(word) {
  const found = word.split(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u);
  return found.length > 1 ? [word, ...found] : [word];
}

/** @param {string} text @param {number} near */
function wordStart(text, near) {
  return text.lastIndexOf(" ", near) + 1;
}

/** @param {string} text @param {number} near */
function wordEnd(text, near) {
  const space = text.indexOf(" ", near);
  return space < 0 ? text.length : space;
}
