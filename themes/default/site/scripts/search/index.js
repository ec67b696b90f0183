/**
 * The index of a course's text, and what it finds. It knows no page, so that it can be tested without one.
 */
import MiniSearch from "../vendor/minisearch.js";
import { parts, plain } from "./excerpt.js";

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
/** A lesson as a whole stands before its sections. */
const WHOLE_LESSON = 1.5;

/**
 * How a query is read, until one reading finds something: as it was typed, then with one slip of the finger in a word, then with
 * two, and at last with some of its words left out. Short words have no room for slips.
 */
const READINGS = /** @type {const} */ ([
  { slips: () => 0, combineWith: "AND" },
  { slips: (/** @type {number} */ length) => (length > 3 ? 1 : 0), combineWith: "AND" },
  { slips: (/** @type {number} */ length) => (length > 5 ? 2 : 0), combineWith: "AND" },
  { slips: (/** @type {number} */ length) => (length > 3 ? 1 : 0), combineWith: "OR" },
]);

/**
 * Makes the index in slices, so that the page stays alive meanwhile.
 *
 * @param {Entry[]} entries
 * @returns {Promise<(query: string, limit?: number) => Hit[]>} what finds entries, the best first
 */
export async function indexOf(entries) {
  const index = new MiniSearch({
    fields: ["title", "place", "text"],
    // `NetworkPolicy` is found by its words too.
    tokenize: (text) => words(text).flatMap(parts),
    processTerm: plain,
  });
  await index.addAllAsync(entries.map((entry, id) => ({ ...entry, id })), { chunkSize: 100 });
  const options = {
    tokenize: words,
    boost: { title: 4, place: 1.5 },
    // What is being typed is not whole yet.
    prefix: (/** @type {string} */ term) => term.length > 1,
    boostDocument: (/** @type {number} */ id) => worth(entries[id]),
  };
  return (query, limit = 30) => {
    for (const { slips, combineWith } of READINGS) {
      const hits = index.search(withSwaps(query, combineWith, slips), { ...options, fuzzy: (/** @type {string} */ term) => slips(term.length) || false, combineWith });
      if (hits.length > 0) return hits.slice(0, limit).map(({ id, terms }) => ({ ...entries[id], terms }));
    }
    return [];
  };
}

/**
 * Two neighbours that changed places are one slip, though two letters are wrong: such words are asked for as they should be.
 *
 * @param {string} query
 * @param {"AND" | "OR"} combineWith
 * @param {(length: number) => number} slips
 * @returns {import("../vendor/minisearch.js").Query}
 */
function withSwaps(query, combineWith, slips) {
  const queries = words(query).map((word) => (slips(word.length) === 0 ? word : {
    combineWith: "OR", queries: [word, { combineWith: "OR", queries: swaps(word), prefix: false, fuzzy: false }],
  }));
  return { combineWith, queries };
}

/** @param {string} word */
function swaps(word) {
  const letters = [...word];
  return letters.slice(1).map((letter, at) => [...letters.slice(0, at), letter, letters[at], ...letters.slice(at + 2)].join(""));
}

/** @param {Entry} entry */
function worth({ kind, href }) {
  return kind === "lesson" && !href.includes("#") ? WHOLE_LESSON : WORTH[kind];
}

/** @param {string} text */
function words(text) {
  return text.split(/[^\p{L}\p{N}\p{M}]+/u).filter((word) => word !== "");
}
