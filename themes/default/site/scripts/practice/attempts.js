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
  // What two pages note of one exam they note once.
  const others = (record?.attempts ?? []).filter(({ at }) => at !== attempt.at);
  const [first, ...later] = [...others, attempt].sort((a, b) => a.at - b.at);
  return { ...record, key, type: "question", attempts: [first, ...later.slice(1 - KEPT)] };
}

/**
 * An attempt changed: the learner marked a criterion that no test can judge.
 *
 * @template {Pick<ItemRecord, "attempts">} R
 * @param {R} record
 * @param {Attempt} attempt known by when it was made
 * @returns {R}
 */
export function revised(record, attempt) {
  return { ...record, attempts: (record.attempts ?? []).map((one) => (one.at === attempt.at ? attempt : one)) };
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
