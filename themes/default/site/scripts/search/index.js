/**
 * The index of a course's text, and what it finds. It knows no page, so that it can be tested without one.
 */
import MiniSearch from "../vendor/minisearch.js";
import { plain } from "./excerpt.js";

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

/** @param {string} text */
function words(text) {
  return text.split(/[^\p{L}\p{N}\p{M}]+/u).filter((word) => word !== "");
}
