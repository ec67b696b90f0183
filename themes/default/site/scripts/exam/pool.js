/**
 * What an exam can be drawn from, which exam is drawn when nobody names one, and what a code says. Pure; how a seed draws is
 * decided by the module that draws exams on paper too, which is passed in.
 */

/** @typedef {import("../practice/items.js").Item} Item */
/** @typedef {"mock" | "tasks"} Kind */
/** @typedef {{count: number, domains: {id: string, weight: number, items: string[]}[]}} Pool */
/** @typedef {{code: string, items: string[]}} Drawn */

/** @typedef {import("../page-data.js").Course} Course */

export const KINDS = /** @type {const} */ (["mock", "tasks"]);

/**
 * Labs are in neither, and tasks have an exam of their own.
 *
 * @param {Item[]} items
 * @param {Pick<Course, "mock" | "exam" | "domains">} course
 * @returns {Record<Kind, Pool>}
 */
export function poolsOf(items, { mock, exam, domains }) {
  const pool = (/** @type {number} */ count, /** @type {Item[]} */ asked) => ({
    count: Math.min(count, asked.length),
    domains: domains.map(({ id, weight }) => ({ id, weight, items: asked.filter(({ domain }) => domain === id).map(({ key }) => key) })),
  });
  const asked = items.filter(({ lab }) => !lab);
  return {
    mock: pool(mock.questions, asked.filter(({ kind }) => kind !== "task")),
    tasks: pool(exam.tasks, asked.filter(({ kind }) => kind === "task")),
  };
}

/**
 * How many places of an exam differ from draw to draw: those of domains that have more items than they give.
 *
 * @param {Pool} pool
 * @param {(pool: Pool) => number[]} quotas
 */
export function varying(pool, quotas) {
  const shares = quotas(pool);
  return pool.domains.reduce((sum, { items }, index) => sum + (items.length > shares[index] ? shares[index] : 0), 0);
}

/**
 * The fewest and the most minutes that an exam may come to, by which items are drawn.
 *
 * @param {Pool} pool
 * @param {(pool: Pool) => number[]} quotas
 * @param {(key: string) => number} minutesOf
 */
export function minutesBetween(pool, quotas, minutesOf) {
  const shares = quotas(pool);
  const sum = (/** @type {(a: number, b: number) => number} */ order) => pool.domains
    .flatMap(({ items }, index) => items.map(minutesOf).sort(order).slice(0, shares[index]))
    .reduce((all, minutes) => all + minutes, 0);
  return { least: sum((a, b) => a - b), most: sum((a, b) => b - a) };
}

// Scores of items that the search may ask for: well below a second.
const SCORES = 40_000;
const LEAST_TRIES = 16;
const MOST_TRIES = 400;

/**
 * The exam that nobody named: of a number of random seeds the one whose exam has most items that the learner has not met.
 * So every exam is one that a code can draw again, anywhere.
 *
 * @param {Pool} pool
 * @param {ReadonlySet<string>} seen keys
 * @param {(seed: number, pool: Pool) => Drawn} draw
 * @param {() => number} random a seed
 * @returns {{seed: number, drawn: Drawn}}
 */
export function unseenFirst(pool, seen, draw, random) {
  const size = pool.domains.reduce((sum, { items }) => sum + items.length, 0);
  const tries = Math.max(LEAST_TRIES, Math.min(MOST_TRIES, Math.floor(SCORES / Math.max(size, 1))));
  let best = { seed: -1, drawn: /** @type {Drawn} */ ({ code: "", items: [] }), fresh: -1 };
  for (let turn = 0; turn < tries; turn++) {
    const seed = random();
    const drawn = draw(seed, pool);
    const fresh = drawn.items.filter((key) => !seen.has(key)).length;
    if (fresh > best.fresh) best = { seed, drawn, fresh };
    if (fresh === drawn.items.length) break;
  }
  return { seed: best.seed, drawn: best.drawn };
}

/**
 * A code as it is shown and passed on: with the version of the course that drew it, which is what one must know once its
 * pool has changed. Before the first release there is no version to name.
 *
 * @param {string} code
 * @param {string} release
 */
export function fullCode(code, release) {
  return release === UNRELEASED ? code : `${code}@${release}`;
}

/**
 * What somebody typed: an exam of these pools, or why it is none.
 *
 * @param {string} text
 * @param {Record<Kind, Pool>} pools
 * @param {{release: string, releases: string[]}} course its version here, and all that were released
 * @param {(code: string, pool: Pool) => number | undefined} seedOf
 * @returns {{kind: Kind, seed: number} | {trouble: "slip" | "other" | "unknown" | "no-version", version: string}}
 */
export function readCode(text, pools, { release, releases }, seedOf) {
  const [code = "", version = "", ...more] = text.split("@").map((part) => part.trim());
  if (more.length > 0 || (version !== "" && version !== UNRELEASED && !releases.includes(version))) {
    return { trouble: "no-version", version: [version, ...more].join("@") };
  }
  for (const kind of KINDS) {
    const seed = seedOf(code, pools[kind]);
    if (seed !== undefined && pools[kind].count > 0) return { kind, seed };
  }
  if (version !== "" && version !== release) return { trouble: "other", version };
  // Between two releases the pool may change without a new version.
  return { trouble: version === "" || version === UNRELEASED ? "unknown" : "slip", version };
}

/** What stands in the place of a version before the first release. */
export const UNRELEASED = "unreleased";
