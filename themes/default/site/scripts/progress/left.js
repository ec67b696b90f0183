/**
 * What a page had not finished writing when it was left. IndexedDB drops the changes of a page that goes before their turn
 * comes; local storage takes them at once. `progress.js` writes them down there, and the next page of the course puts them
 * where they belong.
 *
 * Each page that was left has an entry of its own, so that two that are left at once do not write over each other.
 */
import { MERGE } from "./merge.js";

/**
 * @typedef {object} Left a change that may not have reached the database
 * @property {"items" | "exams" | "marks"} table
 * @property {string} key
 * @property {any} [record] as it should be; nothing if it was removed
 * @property {number} [from] when the record that it was made from had last been changed; nothing if there was none
 */

/**
 * @param {IDBDatabase} database
 * @param {string} course
 * @param {string[]} entries their names in local storage
 * @param {(record: any) => any} upgraded
 * @returns {Promise<import("../progress.js").News[]>} what the records became
 */
export async function recover(database, course, entries, upgraded) {
  const left = entries.flatMap(read);
  const transaction = database.transaction([...database.objectStoreNames], "readwrite");
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
  const news = [];
  for (const { table, key, record, from } of left) {
    const store = transaction.objectStore(table);
    const kept = await new Promise((resolve) => (store.get([course, key]).onsuccess = ({ target }) => resolve(/** @type {IDBRequest} */ (target).result)));
    const made = together(table, kept, record && upgraded(record), from);
    if (made) store.put(made);
    else store.delete([course, key]);
    news.push({ table, key, record: made });
  }
  await done;
  for (const entry of entries) localStorage.removeItem(entry);
  return news;
}

/**
 * What becomes of a record that another page, or the one that was left, may have written since.
 *
 * @param {Left["table"]} table
 * @param {any} kept
 * @param {any} record
 * @param {number | undefined} from
 */
export function together(table, kept, record, from) {
  if (kept?.changed === from) return record;
  // What was removed in one place and changed in another is not lost.
  return kept && record ? MERGE[table](kept, record) : (kept ?? record);
}

/**
 * @param {string} entry
 * @returns {Left[]}
 */
function read(entry) {
  try {
    return JSON.parse(localStorage.getItem(entry) ?? "[]");
  } catch {
    return [];
  }
}
