/**
 * What an exam came to: altogether, by domain, and apart for items that the learner had met before. Pure.
 */

/** @typedef {import("../progress.js").ExamRecord} ExamRecord */
/** @typedef {import("../practice/items.js").Item} Item */

/** @typedef {{earned: number, of: number}} Sum */
/** @typedef {{id: string, lost: number, of: number}} Lost of a lesson */
/** @typedef {Sum & {id: string, lessons: Lost[]}} Weakest */

/**
 * A question counts whole or not at all, a task by the share of its points that it earns.
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
 * What an item can earn: a question 1, a task its points.
 *
 * @param {Pick<Item, "kind" | "points">} item
 */
function stake({ kind, points = 1 }) {
  return kind === "task" ? points : 1;
}

/**
 * @param {Pick<ExamRecord, "items" | "seen" | "results">} exam
 * @param {ReadonlyMap<string, Item>} items by key
 * @param {{id: string}[]} domains
 * @returns {{all: Sum, domains: (Sum & {id: string})[], fresh: Sum, seen: Sum, lessons: Lost[], weakest: Weakest | undefined}}
 *   in questions or, of tasks, in points; lessons with something lost, the most first; no domain is weakest where none lost
 */
export function scored({ items: keys, seen, results }, items, domains) {
  const known = keys.flatMap((key) => items.get(key) ?? []);
  const total = (/** @type {Item[]} */ some) => ({
    earned: tidy(some.reduce((sum, item) => sum + worth(results?.[item.key], item.kind) * stake(item), 0)),
    of: some.reduce((sum, item) => sum + stake(item), 0),
  });
  const lossesOf = (/** @type {Item[]} */ some) => [...new Set(some.map(({ lesson }) => lesson))].map((id) => {
    const { earned, of } = total(some.filter(({ lesson }) => lesson === id));
    return { id, lost: of - earned, of };
  }).filter(({ lost }) => lost > 0).sort((a, b) => b.lost - a.lost);
  const byDomain = domains.map(({ id }) => ({ id, ...total(known.filter(({ domain }) => domain === id)) })).filter(({ of }) => of > 0);
  // Of two that are as weak, the one with more at stake.
  const [worst] = byDomain.filter(({ earned, of }) => earned < of).sort((a, b) => a.earned / a.of - b.earned / b.of || b.of - a.of);
  return {
    all: total(known),
    domains: byDomain,
    fresh: total(known.filter(({ key }) => !seen.includes(key))),
    seen: total(known.filter(({ key }) => seen.includes(key))),
    lessons: lossesOf(known),
    weakest: worst && { ...worst, lessons: lossesOf(known.filter(({ domain }) => domain === worst.id)) },
  };
}

/**
 * A sum of shares such as 1/3 may miss a whole number by the last bit.
 *
 * @param {number} sum
 */
function tidy(sum) {
  return Math.abs(sum - Math.round(sum)) < 1e-9 ? Math.round(sum) : sum;
}

/**
 * How much the pass mark asks for.
 *
 * @param {number} of
 * @param {number} mark in per cent
 */
export function needed(of, mark) {
  return Math.ceil((of * mark) / 100 - 1e-9);
}

/**
 * Whole percent, rounded down: who misses the mark by little has missed it.
 *
 * @param {Sum} sum
 */
export function percent({ earned, of }) {
  return of === 0 ? 0 : Math.floor((earned * 100) / of + 1e-9);
}
