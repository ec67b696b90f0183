/**
 * What a learner has done, kept in this browser alone: one record for each item, by the course's uid and the item's key.
 *
 * Records are kept in IndexedDB; where a browser refuses it (private windows, blocked storage) they live as long as the
 * page, and `kept` says so. A change of the records' shape raises `VERSION` and converts old ones in `upgrade`; a page
 * from before the change then cannot open the newer store, so it cannot damage it.
 */

const DATABASE = "gradus";
const STORE = "items";

/** The version of the records' shape. */
export const VERSION = 1;

/**
 * @typedef {object} ItemRecord
 * @property {number} v
 * @property {string} course uid
 * @property {string} key the item's; a card with several faces has `key#ordinal` for each
 * @property {"question" | "card"} type
 * @property {Attempt[]} [attempts] of a question, the latest last
 * @property {Record<string, string>} [draft] of a task: the files as the learner left them
 * @property {import("./flashcards/schedule.js").Memory} [memory] of a card
 * @property {number} [since] of a card: when it was first seen, in milliseconds since 1970
 */

/**
 * @typedef {object} Attempt
 * @property {number} at milliseconds since 1970
 * @property {boolean} right
 * @property {number} points
 * @property {number} possible
 * @property {true} [shown] the answer was shown before one was given
 */

/**
 * @typedef {object} Progress
 * @property {boolean} kept whether records outlive the page
 * @property {(key: string) => Promise<ItemRecord | undefined>} get
 * @property {(record: Omit<ItemRecord, "v" | "course">) => Promise<void>} put
 * @property {(key: string) => Promise<void>} remove
 * @property {() => Promise<ItemRecord[]>} all
 */

/**
 * @param {string} course the course's uid
 * @returns {Promise<Progress>}
 */
export async function openProgress(course) {
  try {
    return inDatabase(await open(), course);
  } catch {
    return inMemory(course);
  }
}

/**
 * @param {string} course
 * @returns {Progress}
 */
export function inMemory(course) {
  /** @type {Map<string, ItemRecord>} */
  const records = new Map();
  return {
    kept: false,
    get: async (key) => records.get(key),
    put: async (record) => void records.set(record.key, stamped(record, course)),
    remove: async (key) => void records.delete(key),
    all: async () => [...records.values()],
  };
}

/**
 * @param {IDBDatabase} database
 * @param {string} course
 * @returns {Progress}
 */
function inDatabase(database, course) {
  const read = () => database.transaction(STORE, "readonly").objectStore(STORE);
  // The promise settles when the change is on disk, not when it was asked for.
  const change = (/** @type {(store: IDBObjectStore) => void} */ what) =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, "readwrite");
      transaction.oncomplete = () => resolve(undefined);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
      what(transaction.objectStore(STORE));
    });
  return {
    kept: true,
    get: (key) => answer(read().get([course, key])),
    put: async (record) => void (await change((store) => store.put(stamped(record, course)))),
    remove: async (key) => void (await change((store) => store.delete([course, key]))),
    // Arrays sort after strings, so this is every key of the course.
    all: () => answer(read().getAll(IDBKeyRange.bound([course], [course, []]))),
  };
}

/** @returns {Promise<IDBDatabase>} */
function open() {
  const request = indexedDB.open(DATABASE, VERSION);
  request.onupgradeneeded = ({ oldVersion }) => upgrade(request.result, oldVersion);
  return answer(request).then((database) => {
    // A newer page waits for this one to let go.
    database.onversionchange = () => database.close();
    return database;
  });
}

/**
 * @param {IDBDatabase} database
 * @param {number} from
 */
function upgrade(database, from) {
  if (from < 1) database.createObjectStore(STORE, { keyPath: ["course", "key"] });
}

/**
 * @param {Omit<ItemRecord, "v" | "course">} record
 * @param {string} course
 * @returns {ItemRecord}
 */
function stamped(record, course) {
  return { ...record, v: VERSION, course };
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
