/**
 * Which card comes next. Pure: the time is passed in.
 *
 * As in Anki: cards being learnt whose time has come, then what is due for review, then new cards, and at last cards being
 * learnt whose time comes soon, so that one need not wait for them.
 *
 * Faces of one note tell each other's answers: after one of them the others wait until nothing else is left that day.
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
  const reviews = byDue.filter((one) => !isLearning(one) && one.memory.due < endOfDay);

  const met = new Set([...records.values()].filter(({ memory }) => (memory?.lastReview ?? 0) >= today).map(({ key }) => note(key)));
  const [review, laterReview] = apart(reviews, ({ face }) => face, met);

  const begun = [...records.values()].filter(({ since }) => since !== undefined && since >= today).length;
  const unseen = faces.filter(({ key }) => !records.get(key)?.memory && records.get(key)?.aside === undefined);
  const [first, siblings] = apart(unseen, (face) => face, met);
  const fresh = [...first, ...siblings].slice(0, Math.max(0, newADay + more - begun));

  const own = review[0]?.face ?? first.find((face) => fresh.includes(face));
  const next = learning.find(({ memory }) => memory.due <= now)?.face ?? own ?? learning[0]?.face ?? laterReview[0]?.face ?? fresh[0];
  const later = byDue.filter((one) => !learning.includes(one) && !reviews.includes(one));
  return {
    next,
    counts: { learning: learning.length, review: reviews.length, fresh: fresh.length },
    waits: later[0]?.memory.due,
    held: unseen.length - fresh.length,
  };
}

/**
 * The first face of each note that was not met today, and the others.
 *
 * @template T
 * @param {T[]} list
 * @param {(one: T) => Face} faceOf
 * @param {ReadonlySet<string>} met notes
 * @returns {[T[], T[]]}
 */
function apart(list, faceOf, met) {
  const seen = new Set(met);
  /** @type {[T[], T[]]} */
  const parts = [[], []];
  for (const one of list) {
    const name = note(faceOf(one).key);
    parts[seen.has(name) ? 1 : 0].push(one);
    seen.add(name);
  }
  return parts;
}

/** @param {string} key of a face, `note#1`, or of a note with one */
function note(key) {
  return key.split("#")[0];
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
