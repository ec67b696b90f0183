/**
 * Which questions a learner wants: by what they are, and by what became of them. Pure.
 */

/** @typedef {import("./items.js").Item} Item */
/** @typedef {import("../progress.js").ItemRecord} ItemRecord */

/** The properties of a question that one can choose, in the order of the page. */
export const FACETS = /** @type {const} */ (["domain", "lesson", "kind", "difficulty"]);

/** What may have become of a question, and whether the learner put a flag on it. */
export const STATES = /** @type {const} */ (["new", "missed", "right", "flagged"]);

/** A lab is graded as a task is, and chosen apart. */
const LAB = "lab";

/**
 * An empty choice leaves everything in.
 *
 * @typedef {Partial<Record<typeof FACETS[number] | "state", string>> & {some?: number}} Filter
 */

/**
 * @param {ItemRecord | undefined} record
 * @returns {"new" | "missed" | "right"}
 */
export function stateOf(record) {
  const last = record?.attempts?.at(-1);
  if (!last) return "new";
  return last.right ? "right" : "missed";
}

/**
 * @param {Item} item
 * @param {typeof FACETS[number]} facet
 */
function valueOf(item, facet) {
  return facet === "kind" && item.lab ? LAB : item[facet];
}

/**
 * @template {Item} T
 * @param {T[]} items
 * @param {Filter} filter
 * @param {ReadonlyMap<string, ItemRecord>} records by key
 * @returns {T[]} the questions, and after them the labs
 */
export function chosen(items, filter, records) {
  const fitting = items.filter(
    (item) =>
      FACETS.every((facet) => !filter[facet] || valueOf(item, facet) === filter[facet]) &&
      (!filter.state || isIn(filter.state, records.get(item.key))),
  );
  if (filter.some) return spread(fitting, filter.some);
  return [...fitting.filter(({ lab }) => !lab), ...fitting.filter(({ lab }) => lab)];
}

/**
 * A few questions for a first try: one of each domain in turn, in the order of the course, and no task, which takes long.
 *
 * @template {Item} T
 * @param {T[]} items
 * @param {number} count
 * @returns {T[]}
 */
function spread(items, count) {
  const short = items.filter(({ kind }) => kind !== "task");
  const before = new Map();
  const turn = new Map(short.map((item) => {
    const at = before.get(item.domain) ?? 0;
    before.set(item.domain, at + 1);
    return [item, at];
  }));
  return short.toSorted((a, b) => turn.get(a) - turn.get(b)).slice(0, count);
}

/**
 * @param {string} state
 * @param {ItemRecord | undefined} record
 */
function isIn(state, record) {
  return state === "flagged" ? record?.flagged === true : stateOf(record) === state;
}

/**
 * What an address asks for; words that it does not know are left out.
 *
 * @param {string} search such as `?lesson=network-policy`
 * @param {Item[]} items
 * @returns {Filter}
 */
export function fromAddress(search, items) {
  const asked = new URLSearchParams(search);
  /** @type {Filter} */
  const filter = {};
  for (const facet of FACETS) {
    const value = asked.get(facet);
    if (value && items.some((item) => valueOf(item, facet) === value)) filter[facet] = value;
  }
  const state = STATES.find((known) => known === asked.get("state"));
  if (state) filter.state = state;
  const some = Number(asked.get("some"));
  if (Number.isInteger(some) && some > 0) filter.some = some;
  return filter;
}

/**
 * @param {Filter} filter
 * @returns {string} empty without a choice
 */
export function toAddress(filter) {
  const asked = new URLSearchParams();
  for (const name of [...FACETS, /** @type {const} */ ("state")]) {
    if (filter[name]) asked.set(name, filter[name]);
  }
  if (filter.some) asked.set("some", String(filter.some));
  const text = asked.toString();
  return text === "" ? "" : `?${text}`;
}
