/**
 * Which card comes next. Pure: the time is passed in.
 *
 * As in Anki: cards being learnt whose time has come, then what is due for review, then new cards, and at last cards being
 * learnt whose time comes soon, so that one need not wait for them.
 */

/** @typedef {import("../progress.js").ItemRecord} ItemRecord */
/** @typedef {{key: string, lesson: string}} Face */

/** @typedef {{learning: number, review: number, fresh: number}} Counts */

/** New cards a day, unless the learner chose another number. */
export const NEW_A_DAY = 20;

const AHEAD = 20 * 60_000;

/**
 * @template {Face} T
 * @param {T[]} faces in the order of the course
 * @param {ReadonlyMap<string, ItemRecord>} records by key
 * @param {{now: number, today: number, more?: number, newADay?: number}} when `today` is when the day began; `more` are new
 *   cards beyond the day's share
 * @returns {{next: T | undefined, counts: Counts, waits: number | undefined, held: number}} `waits` is when the next card
 *   is due if none is now, `held` how many new cards wait for another day
 */
export function queue(faces, records, { now, today, more = 0, newADay = NEW_A_DAY }) {
  const seen = faces.filter(({ key }) => records.get(key)?.aside === undefined).flatMap((face) => {
    const memory = records.get(face.key)?.memory;
    return memory ? [{ face, memory }] : [];
  });
  const byDue = seen.toSorted((a, b) => a.memory.due - b.memory.due);
  const isLearning = (/** @type {{memory: {state: string}}} */ { memory }) => memory.state !== "review";
  const endOfDay = today + 86_400_000;
  const learning = byDue.filter((one) => isLearning(one) && one.memory.due < now + AHEAD);
  // A review is due for the whole of its day.
  const review = byDue.filter((one) => !isLearning(one) && one.memory.due < endOfDay);

  const begun = [...records.values()].filter(({ since }) => since !== undefined && since >= today).length;
  const unseen = faces.filter(({ key }) => !records.get(key)?.memory && records.get(key)?.aside === undefined);
  const fresh = unseen.slice(0, Math.max(0, newADay + more - begun));

  const next = learning.find(({ memory }) => memory.due <= now)?.face ?? review[0]?.face ?? fresh[0] ?? learning[0]?.face;
  const later = byDue.filter((one) => !learning.includes(one) && !review.includes(one));
  return {
    next,
    counts: { learning: learning.length, review: review.length, fresh: fresh.length },
    waits: later[0]?.memory.due,
    held: unseen.length - fresh.length,
  };
}

/**
 * @param {Date} now
 * @returns {number} when the day began; at four in the morning, so that a late evening is one day
 */
export function dayBegan(now) {
  const start = new Date(now.getFullYear(), now.getMonth(), now.getDate(), 4);
  if (start > now) start.setDate(start.getDate() - 1);
  return start.getTime();
}
