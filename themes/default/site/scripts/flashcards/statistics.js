/**
 * What the log of reviews tells. Pure: the time is passed in.
 */

/** @typedef {import("../progress.js").ItemRecord} ItemRecord */

const DAY = 86_400_000;

/** How far ahead one looks. */
export const AHEAD_DAYS = 14;
/** How far back. */
export const BACK_DAYS = 30;
/** With fewer reviews nothing is said of what is remembered. */
export const FEWEST = 20;

/**
 * @param {{key: string}[]} faces cards of the course as it is now
 * @param {ReadonlyMap<string, ItemRecord>} records by key
 * @param {number} today when the day began
 * @returns {{due: number[], reviewed: {today: number, lately: number}, retention: {kept: number, of: number} | undefined, aside: string[]}}
 *   cards due on each coming day, the first with what is overdue; reviews done; of cards that were known before, how many
 *   still were; keys of cards set aside
 */
export function statistics(faces, records, today) {
  const known = faces.flatMap(({ key }) => records.get(key) ?? []);
  const due = Array.from({ length: AHEAD_DAYS }, () => 0);
  for (const { memory, aside } of known) {
    if (!memory || aside !== undefined) continue;
    const day = Math.max(0, Math.floor((memory.due - today) / DAY));
    if (day < AHEAD_DAYS) due[day] += 1;
  }
  const lately = known.flatMap(({ reviews = [] }) => reviews).filter(({ at }) => at >= today - (BACK_DAYS - 1) * DAY);
  const again = lately.filter(({ from }) => from === "review");
  return {
    due,
    reviewed: { today: lately.filter(({ at }) => at >= today).length, lately: lately.length },
    retention: again.length < FEWEST ? undefined : { kept: again.filter(({ grade }) => grade !== "again").length, of: again.length },
    aside: known.filter(({ aside }) => aside !== undefined).map(({ key }) => key),
  };
}
