/**
 * What became of a course since a learner last looked: items that are new, worded otherwise, or gone. Pure.
 *
 * Items are known by their keys, which outlive renaming, and told apart by a hash of what they say.
 */

/** @typedef {{at: number, release: string | null, items: Record<string, string>}} Seen hashes by key */
/** @typedef {{key: string, hash: string}} Item */

/**
 * @param {Item[]} items
 * @param {string | null} release
 * @param {number} now
 * @returns {Seen}
 */
export function seenNow(items, release, now) {
  return { at: now, release, items: Object.fromEntries(items.map(({ key, hash }) => [key, hash])) };
}

/**
 * @template {Item} T
 * @param {Seen | undefined} seen nothing on a first visit, when nothing can have changed
 * @param {T[]} items
 * @param {ReadonlySet<string>} practised keys of items that the learner has answered
 * @returns {{fresh: T[], changed: T[], gone: number, practised: {changed: T[], gone: number}} | undefined} nothing if all is
 *   as it was
 */
export function changesSince(seen, items, practised) {
  if (!seen) return undefined;
  const fresh = items.filter(({ key }) => !(key in seen.items));
  const changed = items.filter(({ key, hash }) => key in seen.items && seen.items[key] !== hash);
  const there = new Set(items.map(({ key }) => key));
  const gone = Object.keys(seen.items).filter((key) => !there.has(key));
  if (fresh.length + changed.length + gone.length === 0) return undefined;
  return {
    fresh,
    changed,
    gone: gone.length,
    practised: {
      changed: changed.filter(({ key }) => practised.has(key)),
      gone: gone.filter((key) => practised.has(key)).length,
    },
  };
}
