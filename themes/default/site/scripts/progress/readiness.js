/**
 * How ready a learner is, from first answers alone: a second answer to a question also measures the memory of the first, and
 * so does the first answer to one that was shown before. Pure.
 *
 * For each domain the share of right first attempts stands with Wilson's interval. The shares are weighed as the exam weighs
 * its domains, and their intervals put together by Zou and Donner's method (MOVER), which keeps each interval's own shape.
 */
import { firstAnswer } from "../practice/attempts.js";

/** Two-sided, 95 %. */
const Z = 1.959964;

/** With fewer first attempts in a domain nothing is said of it. */
export const FEWEST = 5;

/**
 * @typedef {object} Share
 * @property {number} right
 * @property {number} of
 * @property {number} share from 0 to 1
 * @property {number} low
 * @property {number} high
 */

/** @typedef {Share & {domain: string, weight: number, known: boolean, shown: number}} DomainShare `shown` before they were answered, left out */
/** @typedef {{share: number, low: number, high: number, verdict: "above" | "below" | "open"}} Whole */

/**
 * @param {{key: string, domain: string}[]} items questions of the course as it is now
 * @param {{id: string, weight: number}[]} domains
 * @param {ReadonlyMap<string, import("../progress.js").ItemRecord>} records by key
 * @param {number} passMark in per cent
 * @returns {{domains: DomainShare[], whole: Whole | undefined, weakest: DomainShare | undefined}} nothing is said of the
 *   whole while too little is known of a domain
 */
export function readiness(items, domains, records, passMark) {
  const shares = domains.map(({ id, weight }) => {
    const met = items.filter(({ domain }) => domain === id).flatMap(({ key }) => records.get(key) ?? []).filter(({ attempts = [] }) => attempts.length > 0);
    const firsts = met.flatMap((record) => firstAnswer(record) ?? []);
    const right = firsts.filter((attempt) => attempt.right).length;
    return { domain: id, weight, known: firsts.length >= FEWEST, shown: met.length - firsts.length, ...wilson(right, firsts.length) };
  });
  const known = shares.filter((share) => share.known);
  const weakest = known.toSorted((a, b) => a.share - b.share || b.weight - a.weight)[0];
  return { domains: shares, whole: known.length < shares.length || known.length === 0 ? undefined : weighed(shares, passMark), weakest };
}

/**
 * Wilson's interval of a share.
 *
 * @param {number} right
 * @param {number} of
 * @returns {Share}
 */
export function wilson(right, of) {
  if (of === 0) return { right, of, share: 0, low: 0, high: 1 };
  const share = right / of;
  const middle = share + Z ** 2 / (2 * of);
  const spread = Z * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  const whole = 1 + Z ** 2 / of;
  return { right, of, share, low: Math.max(0, (middle - spread) / whole), high: Math.min(1, (middle + spread) / whole) };
}

/**
 * @param {DomainShare[]} shares
 * @param {number} passMark
 * @returns {Whole}
 */
function weighed(shares, passMark) {
  const total = shares.reduce((sum, { weight }) => sum + weight, 0);
  const sum = (/** @type {(share: DomainShare) => number} */ of) => shares.reduce((found, share) => found + of(share), 0);
  const share = sum((one) => (one.weight / total) * one.share);
  const low = Math.max(0, share - Math.sqrt(sum((one) => ((one.weight / total) * (one.share - one.low)) ** 2)));
  const high = Math.min(1, share + Math.sqrt(sum((one) => ((one.weight / total) * (one.high - one.share)) ** 2)));
  const mark = passMark / 100;
  return { share, low, high, verdict: low >= mark ? "above" : high < mark ? "below" : "open" };
}
