/**
 * Puts together what two browsers know of a learner, without losing an attempt or a review of either. Pure.
 *
 * Logs are joined by the time of their entries: nobody answers one item twice in the same millisecond. What is not a log,
 * such as a draft, is taken from the record that was written later. Merging the same twice changes nothing.
 */
import { replayed } from "../flashcards/schedule.js";

/** @typedef {import("../progress.js").Everything} Everything */
/** @typedef {import("../progress.js").ItemRecord} ItemRecord */
/** @typedef {import("../progress.js").ExamRecord} ExamRecord */

/**
 * @param {Everything} mine
 * @param {Everything} theirs
 * @returns {Everything}
 */
export function merged(mine, theirs) {
  return {
    items: joined(mine.items, theirs.items, ({ course, key }) => `${course} ${key}`, MERGE.items),
    exams: joined(mine.exams, theirs.exams, ({ course, id }) => `${course} ${id}`, MERGE.exams),
    marks: joined(mine.marks, theirs.marks, ({ course, name }) => `${course} ${name}`, MERGE.marks),
  };
}

/**
 * @param {ItemRecord} mine
 * @param {ItemRecord} theirs
 * @returns {ItemRecord}
 */
export function mergedItem(mine, theirs) {
  const [older, newer] = byChange(mine, theirs);
  const draft = newer.draft ?? older.draft;
  const attempts = log(older.attempts, newer.attempts);
  const { flagged: _, ...rest } = newer;
  /** @type {ItemRecord} */
  const record = { ...rest, ...(draft && { draft }), ...(attempts && { attempts }), ...flag(older, newer) };
  const reviews = log(older.reviews, newer.reviews);
  const base = latest(older.base, newer.base);
  if (!reviews && !base) return record;
  const since = Math.min(older.since ?? Infinity, newer.since ?? Infinity);
  const memory = replayed(reviews ?? [], base);
  return {
    ...record,
    ...(reviews && { reviews }),
    ...(base && { base }),
    ...(memory && { memory }),
    ...(Number.isFinite(since) && { since }),
  };
}

/**
 * The side that set the flag or took it away last decides. Where neither says when, a flag of either stays: one too many costs
 * a press, one too few cannot be missed.
 *
 * @param {ItemRecord} older
 * @param {ItemRecord} newer
 * @returns {Pick<ItemRecord, "flagged" | "flagTurned">}
 */
function flag(older, newer) {
  const [before, after] = [older.flagTurned ?? 0, newer.flagTurned ?? 0];
  const flagged = before === after ? older.flagged ?? newer.flagged : (before > after ? older : newer).flagged;
  const flagTurned = Math.max(before, after);
  return { ...(flagged && { flagged }), ...(flagTurned > 0 && { flagTurned }) };
}

/**
 * An exam that was handed in stays so.
 *
 * @param {ExamRecord} mine
 * @param {ExamRecord} theirs
 */
function mergedExam(mine, theirs) {
  if ((mine.handedIn === undefined) !== (theirs.handedIn === undefined)) return mine.handedIn === undefined ? theirs : mine;
  return byChange(mine, theirs)[1];
}

/**
 * @param {any} mine
 * @param {any} theirs
 */
function mergedMark(mine, theirs) {
  const [older, newer] = byChange(mine, theirs);
  const opened = Math.max(older.opened ?? 0, newer.opened ?? 0);
  return opened > 0 ? { ...newer, opened } : newer;
}

/** What becomes of two records of one thing, by table. */
export const MERGE = { items: mergedItem, exams: mergedExam, marks: mergedMark };

/**
 * @template R
 * @param {R[]} mine
 * @param {R[]} theirs
 * @param {(record: R) => string} name
 * @param {(mine: R, theirs: R) => R} merge
 * @returns {R[]}
 */
function joined(mine, theirs, name, merge) {
  const records = new Map(mine.map((record) => [name(record), record]));
  for (const record of theirs) {
    const known = records.get(name(record));
    records.set(name(record), known === undefined ? record : merge(known, record));
  }
  return [...records.values()];
}

/**
 * The one that was written earlier, and the other.
 *
 * @template {{changed?: number}} R
 * @param {R} mine
 * @param {R} theirs
 * @returns {[R, R]}
 */
function byChange(mine, theirs) {
  return (theirs.changed ?? 0) > (mine.changed ?? 0) ? [mine, theirs] : [theirs, mine];
}

/**
 * @template {{at: number}} E
 * @param {E[] | undefined} older
 * @param {E[] | undefined} newer wins where both have an entry: the learner may have marked it since
 * @returns {E[] | undefined}
 */
function log(older, newer) {
  if (!older || !newer) return older ?? newer;
  const entries = new Map([...older, ...newer].map((entry) => [entry.at, entry]));
  return [...entries.values()].sort((a, b) => a.at - b.at);
}

/**
 * @param {import("../flashcards/schedule.js").Memory | undefined} a
 * @param {import("../flashcards/schedule.js").Memory | undefined} b
 */
function latest(a, b) {
  if (!a || !b) return a ?? b;
  return (a.lastReview ?? 0) >= (b.lastReview ?? 0) ? a : b;
}

/**
 * How much of what both sides know one side did not.
 *
 * @param {Everything} mine
 * @param {Everything} both
 */
export function news(mine, both) {
  const logged = (/** @type {ItemRecord[]} */ records) =>
    new Map(records.map(({ course, key, attempts = [], reviews = [], flagged }) => [`${course} ${key}`, `${attempts.length} ${reviews.length} ${flagged}`]));
  const [before, after] = [logged(mine.items), logged(both.items)];
  const lessons = (/** @type {Everything} */ { marks }) => marks.filter((/** @type {any} */ { name, done }) => name.startsWith("lesson/") && done !== undefined).length;
  return {
    items: [...after].filter(([name, log]) => before.get(name) !== log).length,
    exams: both.exams.length - mine.exams.length,
    lessons: Math.max(0, lessons(both) - lessons(mine)),
  };
}
