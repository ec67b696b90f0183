/**
 * Drawing an exam: the same seed and pool give the same exam on paper and in the browser, in whatever order the pool
 * stands and however often it is asked.
 *
 * The hash is FNV-1a with 32 bits over UTF-8 (draft-eastlake-fnv), then the finaliser of MurmurHash3 (fmix32), whose
 * avalanche the last bytes of FNV lack. Parts are separated by U+001F. Changing any of this changes every printed exam.
 */
import { RubricError } from "./errors.js";

/**
 * @typedef {object} Pool
 * @property {number} count how many items an exam has
 * @property {{id: string, weight: number, items: string[]}[]} domains items by key; weights are whole numbers
 */

/**
 * @typedef {object} Exam
 * @property {string} code
 * @property {string[]} items keys, in the order of the exam
 * @property {{domain: string, wanted: number, found: number}[]} short domains with too few items
 */

// Crockford's base 32: no I, L, O or U, which are misread or misheard.
const DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CODE_BITS = 20;

/** Seeds count from 0 up to this, exclusive. */
export const SEEDS = 2 ** CODE_BITS;

/**
 * @param {number} seed
 * @param {Pool} pool
 * @returns {Exam}
 */
export function draw(seed, pool) {
  const shares = quotas(pool);
  const short = [];
  const drawn = [];
  for (const [i, { id, items }] of pool.domains.entries()) {
    const picked = byScore(items, (key) => score(seed, key)).slice(0, shares[i]);
    if (picked.length < shares[i]) short.push({ domain: id, wanted: shares[i], found: picked.length });
    drawn.push(...picked);
  }
  return { code: examCode(seed, pool), items: byScore(drawn, (key) => score(seed, key)), short };
}

/**
 * The order of an item's options, by index; those that are pinned stay last, in their own order.
 *
 * @param {number} seed
 * @param {string} key the item's
 * @param {{text: string, pinned?: boolean}[]} options
 * @returns {number[]}
 */
export function optionOrder(seed, key, options) {
  const indices = options.map((_, index) => index);
  const free = indices.filter((index) => !options[index].pinned);
  const pinned = indices.filter((index) => options[index].pinned);
  return [...byScore(free, (index) => score(seed, key, options[index].text)), ...pinned];
}

/**
 * Eight characters, `SSSS-CCCC`: the seed, and a checksum of seed and pool. A slip of the pen and a pool that has changed
 * both show.
 *
 * @param {number} seed
 * @param {Pool} pool
 */
export function examCode(seed, pool) {
  if (!Number.isInteger(seed) || seed < 0 || seed >= SEEDS) throw new RubricError(`A seed is a whole number below ${SEEDS}.`);
  return `${digits(seed)}-${digits(checksum(seed, pool))}`;
}

/**
 * The seed of a code as a person may type it, or nothing if it is no code of this pool.
 *
 * @param {string} code
 * @param {Pool} pool
 * @returns {number | undefined}
 */
export function seedOf(code, pool) {
  const plain = code.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  if (plain.length !== 8 || [...plain].some((digit) => !DIGITS.includes(digit))) return undefined;
  const seed = [...plain.slice(0, 4)].reduce((value, digit) => value * 32 + DIGITS.indexOf(digit), 0);
  return digits(checksum(seed, pool)) === plain.slice(4) ? seed : undefined;
}

/**
 * How many items each domain gives, by largest remainder; between equal remainders the earlier domain comes first.
 *
 * @param {Pool} pool
 * @returns {number[]}
 */
export function quotas({ count, domains }) {
  const total = domains.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return domains.map(() => 0);
  const shares = domains.map(({ weight }) => Math.floor((count * weight) / total));
  const left = count - shares.reduce((sum, share) => sum + share, 0);
  const remainder = (/** @type {number} */ i) => (count * domains[i].weight) % total;
  const indices = domains.map((_, i) => i).sort((a, b) => remainder(b) - remainder(a) || a - b);
  for (const i of indices.slice(0, left)) shares[i] += 1;
  return shares;
}

/**
 * @param {number} seed
 * @param {...string} parts
 * @returns {number} from 0 to 2³² − 1
 */
export function score(seed, ...parts) {
  return hash([String(seed), ...parts].join("\u001f"));
}

/**
 * @param {number} seed
 * @param {Pool} pool
 */
function checksum(seed, { count, domains }) {
  const sorted = domains.map(({ id, weight, items }) => [id, String(weight), ...[...items].sort()].join("\u001f")).sort();
  return score(seed, String(count), ...sorted) >>> (32 - CODE_BITS);
}

/**
 * @template {string | number} T
 * @param {T[]} list
 * @param {(item: T) => number} scoreOf
 */
function byScore(list, scoreOf) {
  return list
    .map((item) => ({ item, score: scoreOf(item) }))
    .sort((a, b) => a.score - b.score || (a.item < b.item ? -1 : 1))
    .map(({ item }) => item);
}

/** @param {number} value below 2²⁰ */
function digits(value) {
  return [15, 10, 5, 0].map((shift) => DIGITS[(value >>> shift) & 31]).join("");
}

/** @param {string} text */
function hash(text) {
  let h = 0x811c9dc5;
  for (const byte of utf8(text)) h = Math.imul(h ^ byte, 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** @param {string} text @returns {number[]} */
function utf8(text) {
  return [...text].flatMap((character) => {
    const point = /** @type {number} */ (character.codePointAt(0));
    if (point < 0x80) return [point];
    const tail = (/** @type {number} */ shift) => 0x80 | ((point >>> shift) & 0x3f);
    if (point < 0x800) return [0xc0 | (point >>> 6), tail(0)];
    if (point < 0x10000) return [0xe0 | (point >>> 12), tail(6), tail(0)];
    return [0xf0 | (point >>> 18), tail(12), tail(6), tail(0)];
  });
}
