/**
 * The index of a course's text, and what it finds. It knows no page, so that it can be tested without one.
 */
import MiniSearch from "../vendor/minisearch.js";

/**
 * @typedef {object} Entry
 * @property {"lesson" | "question" | "card" | "term"} kind
 * @property {string} href
 * @property {string} title
 * @property {string} [place] the lesson it belongs to
 * @property {string} text
 */

/** @typedef {Entry & {terms: string[]}} Hit with the words of its text that were found */

/** A lesson says more than a card about the same thing; a term is the shortest answer. */
const WORTH = { lesson: 1.2, term: 1.2, question: 1, card: 0.9 };

/**
 * Makes the index in slices, so that the page stays alive meanwhile.
 *
 * @param {Entry[]} entries
 * @returns {Promise<(query: string, limit?: number) => Hit[]>} what finds entries, the best first
 */
export async function indexOf(entries) {
  const index = new MiniSearch({
    fields: ["title", "place", "text"],
    tokenize: words,
    processTerm: plain,
  });
  await index.addAllAsync(entries.map((entry, id) => ({ ...entry, id })), { chunkSize: 100 });
  const options = {
    boost: { title: 4, place: 1.5 },
    // What is being typed is not whole yet; a slip of the finger is forgiven in long words.
    prefix: (/** @type {string} */ term) => term.length > 1,
    fuzzy: (/** @type {string} */ term) => (term.length > 4 ? 0.2 : false),
    boostDocument: (/** @type {number} */ id) => WORTH[entries[id].kind],
  };
  return (query, limit = 30) => {
    const all = index.search(query, { ...options, combineWith: "AND" });
    const hits = all.length > 0 ? all : index.search(query, { ...options, combineWith: "OR" });
    return hits.slice(0, limit).map(({ id, terms }) => ({ ...entries[id], terms }));
  };
}

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
  const found = tokens.filter(([word]) => wanted.has(plain(word)));
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

/** @param {string} text */
function words(text) {
  return text.split(/[^\p{L}\p{N}\p{M}]+/u).filter((word) => word !== "");
}

/** A word as it is compared: without case and accents. @param {string} word */
function plain(word) {
  return word.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
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
