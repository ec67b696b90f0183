/**
 * What the course has to practise as it is now: the compiler's `items.json`.
 */
import { course } from "./page-data.js";

/**
 * @typedef {object} ListedItem
 * @property {string} key
 * @property {string} id
 * @property {string} kind
 * @property {string} title
 * @property {string} lesson
 * @property {string} domain
 * @property {string} hash of what it asks and what is right
 * @property {true} [lab] a task that stands beside the questions, in no exam
 * @property {string} [changed] the release that brought its last change, if it is released
 * @property {number[]} [faces] of a card with several
 */

/**
 * @returns {Promise<{release: string | null, items: ListedItem[]} | undefined>} nothing where it cannot be had, as without a
 *   network
 */
export async function fetchItems() {
  return fetch(course().items).then((response) => (response.ok ? response.json() : undefined)).catch(() => undefined);
}

/**
 * What exams draw from, and so what says how ready one is; labs stand beside it.
 *
 * @param {ListedItem[]} items
 * @returns {{examined: ListedItem[], labs: ListedItem[]}}
 */
export function questionsOf(items) {
  const questions = items.filter(({ kind }) => kind !== "card");
  return { examined: questions.filter(({ lab }) => !lab), labs: questions.filter(({ lab }) => lab) };
}

/**
 * A course's cards as the flashcards page keeps them: each face by itself.
 *
 * @param {ListedItem[]} items
 * @returns {{key: string, lesson: string}[]}
 */
export function faces(items) {
  return items
    .filter(({ kind }) => kind === "card")
    .flatMap(({ key, lesson, faces: ordinals = [] }) =>
      ordinals.length === 0 ? [{ key, lesson }] : ordinals.map((ordinal) => ({ key: `${key}#${ordinal}`, lesson })));
}

/**
 * The keys of all items that a learner has met.
 *
 * @param {Iterable<import("./progress.js").ItemRecord>} records
 * @returns {Set<string>} of items, not of faces
 */
export function met(records) {
  return new Set([...records].filter(({ attempts, memory }) => attempts?.length || memory).map(({ key }) => key.split("#")[0]));
}
