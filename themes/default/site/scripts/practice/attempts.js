/**
 * What is kept of a learner's answers to one question. Pure.
 */

/** @typedef {import("../progress.js").ItemRecord} ItemRecord */
/** @typedef {import("../progress.js").Attempt} Attempt */

/** The first attempt says how ready a learner is; of the others, old ones say little. */
const KEPT = 20;

/**
 * @param {ItemRecord | undefined} record
 * @param {string} key
 * @param {Attempt} attempt
 * @returns {Omit<ItemRecord, "v" | "course">}
 */
export function withAttempt(record, key, attempt) {
  const [first = attempt, ...later] = record?.attempts ?? [];
  const attempts = first === attempt ? [attempt] : [first, ...[...later, attempt].slice(1 - KEPT)];
  return { ...record, key, type: "question", attempts };
}

/**
 * The latest attempt changed: the learner marked a criterion that no test can judge.
 *
 * @param {ItemRecord} record
 * @param {Attempt} attempt
 * @returns {ItemRecord}
 */
export function withLatest(record, attempt) {
  return { ...record, attempts: [...(record.attempts ?? []).slice(0, -1), attempt] };
}

/**
 * The answers that a learner gave. A question that was only shown, or left open in an exam, is seen and not answered.
 *
 * @param {Pick<ItemRecord, "attempts"> | undefined} record
 * @returns {Attempt[]}
 */
export function answersOf(record) {
  return (record?.attempts ?? []).filter(({ shown }) => !shown);
}

/**
 * The answer that says what was known before: none if the question was shown before it was first answered.
 *
 * @param {Pick<ItemRecord, "attempts"> | undefined} record
 * @returns {Attempt | undefined}
 */
export function firstAnswer(record) {
  const first = record?.attempts?.[0];
  return first?.shown ? undefined : first;
}

/**
 * How many of some questions have been answered, and how many right at the last time.
 *
 * @param {string[]} keys
 * @param {ReadonlyMap<string, ItemRecord>} records
 */
export function tally(keys, records) {
  const last = keys.map((key) => answersOf(records.get(key)).at(-1)).filter((attempt) => attempt !== undefined);
  return { answered: last.length, right: last.filter(({ right }) => right).length, of: keys.length };
}
