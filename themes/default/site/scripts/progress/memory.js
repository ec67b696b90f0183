/**
 * Progress where a browser refuses to keep it: it lives as long as the page.
 */
import { stamped } from "../progress.js";

/** @typedef {import("../progress.js").Progress} Progress */

/**
 * @param {string} course
 * @returns {Progress}
 */
export function inMemory(course) {
  /** @type {Map<string, any>[]} */
  const tables = [];
  const table = (/** @type {"key" | "id" | "name"} */ name) => {
    const records = new Map();
    tables.push(records);
    return {
      get: async (/** @type {string} */ key) => records.get(key),
      change: async (/** @type {string} */ key, /** @type {(known: any) => any} */ make) => {
        const made = make(records.get(key));
        if (made) records.set(key, stamped({ ...made, [name]: key }, course));
        else records.delete(key);
        return records.get(key);
      },
      all: async () => [...records.values()],
    };
  };
  const [items, exams, marks] = [table("key"), table("id"), table("name")];
  const everything = async () => ({ items: await items.all(), exams: await exams.all(), marks: await marks.all() });
  return {
    kept: false,
    ...items,
    exams,
    marks,
    everything,
    replace: async (make) => {
      const made = make(await everything());
      const rows = [[made.items, "key"], [made.exams, "id"], [made.marks, "name"]];
      rows.forEach(([records, name], at) => {
        // Other courses are not here.
        for (const record of /** @type {any[]} */ (records)) if (record.course === course) tables[at].set(record[/** @type {string} */ (name)], record);
      });
    },
    forget: async () => tables.forEach((records) => records.clear()),
    heard: () => undefined,
  };
}
