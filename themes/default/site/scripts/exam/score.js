/**
 * What an exam came to: altogether, by domain, and apart for items that the learner had met before. Pure.
 */

/** @typedef {import("../progress.js").ExamRecord} ExamRecord */
/** @typedef {import("../practice/items.js").Item} Item */

/** @typedef {{earned: number, of: number}} Sum */

/**
 * A question counts whole or not at all, a task by its points; each item counts the same.
 *
 * @param {{points: number, possible: number} | undefined} result
 * @param {Item["kind"]} kind
 * @returns {number} from 0 to 1
 */
export function worth(result, kind) {
  if (!result || result.possible === 0) return 0;
  if (kind === "task") return result.points / result.possible;
  return result.points === result.possible ? 1 : 0;
}

/**
 * @param {Pick<ExamRecord, "items" | "seen" | "results">} exam
 * @param {ReadonlyMap<string, Item>} items by key
 * @param {{id: string}[]} domains
 * @returns {{all: Sum, domains: (Sum & {id: string})[], fresh: Sum, seen: Sum, lessons: {id: string, lost: number, of: number}[]}}
 *   lessons with something lost, the most first
 */
export function scored({ items: keys, seen, results }, items, domains) {
  const known = keys.flatMap((key) => items.get(key) ?? []);
  const total = (/** @type {Item[]} */ some) => ({
    earned: some.reduce((sum, { key, kind }) => sum + worth(results?.[key], kind), 0),
    of: some.length,
  });
  const byLesson = [...new Set(known.map(({ lesson }) => lesson))].map((id) => {
    const { earned, of } = total(known.filter(({ lesson }) => lesson === id));
    return { id, lost: of - earned, of };
  });
  return {
    all: total(known),
    domains: domains.map(({ id }) => ({ id, ...total(known.filter(({ domain }) => domain === id)) })).filter(({ of }) => of > 0),
    fresh: total(known.filter(({ key }) => !seen.includes(key))),
    seen: total(known.filter(({ key }) => seen.includes(key))),
    lessons: byLesson.filter(({ lost }) => lost > 0).sort((a, b) => b.lost - a.lost),
  };
}

/**
 * Whole percent, rounded down: who misses the mark by little has missed it.
 *
 * @param {Sum} sum
 */
export function percent({ earned, of }) {
  // A sum of shares such as 1/3 may fall short of a whole number by the last bit.
  return of === 0 ? 0 : Math.floor((earned * 100) / of + 1e-9);
}
