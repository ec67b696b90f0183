/**
 * A card's log: a review more, or one less. What is remembered follows from the log, so that reviews from two pages or two
 * devices come to the same in any order. Pure.
 */
import { isLeech } from "./leech.js";
import { outcomes, replayed } from "./schedule.js";

/** @typedef {import("../progress.js").ItemRecord} ItemRecord */
/** @typedef {Omit<ItemRecord, "v" | "course">} Fresh */
/** @typedef {import("./schedule.js").Grade} Grade */

/**
 * @param {ItemRecord | undefined} known
 * @param {string} key
 * @param {{at: number, grade: Grade}} review
 * @returns {Fresh & {memory: import("./schedule.js").Memory}} set aside if it was forgotten too often
 */
export function withReview(known, key, { at, grade }) {
  const before = known?.memory;
  const reviews = known?.reviews ?? [];
  // What was remembered before anything was logged.
  const base = known?.base ?? (reviews.length === 0 ? before : undefined);
  const log = [...reviews, { at, grade, from: before?.state ?? /** @type {const} */ ("new") }].sort((a, b) => a.at - b.at);
  const isLatest = log.at(-1)?.at === at;
  const memory = isLatest ? outcomes(before, at)[grade] : /** @type {import("./schedule.js").Memory} */ (replayed(log, base));
  return {
    ...known, key, type: "card", memory, reviews: log, since: known?.since ?? at,
    ...(base && { base }),
    ...(isLeech(before?.lapses ?? 0, memory.lapses) && { aside: at }),
  };
}

/**
 * @param {ItemRecord | undefined} known
 * @param {number} at when the review was
 * @returns {Fresh | undefined} nothing if nothing is left to know of the card
 */
export function withoutReview(known, at) {
  if (!known) return undefined;
  const { memory: _, aside, ...rest } = known;
  const reviews = (known.reviews ?? []).filter((review) => review.at !== at);
  const memory = replayed(reviews, known.base);
  // A review that set the card aside is taken back with that.
  const kept = aside !== undefined && aside !== at ? { aside } : {};
  if (!memory && reviews.length === 0) return aside === undefined || aside === at ? undefined : { key: rest.key, type: rest.type, ...kept };
  return { ...rest, reviews, ...(memory && { memory }), ...kept };
}
