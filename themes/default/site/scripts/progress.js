/**
 * What a learner has done, kept in this browser alone: one record for each item, by the course's uid and the item's key,
 * and one for each exam, by the course's uid and when it began.
 *
 * Records are kept in IndexedDB; where a browser refuses it (private windows, blocked storage) they live as long as the
 * page, and `kept` says so. A change of the records' shape raises `VERSION` and converts old ones in `upgrade`; a page
 * from before the change then cannot open the newer store, so it cannot damage it.
 */

const DATABASE = "gradus";
const ITEMS = "items";
const EXAMS = "exams";

/** The version of the records' shape. */
export const VERSION = 2;

/**
 * @typedef {object} ItemRecord
 * @property {number} v
 * @property {string} course uid
 * @property {string} key the item's; a card with several faces has `key#ordinal` for each
 * @property {"question" | "card"} type
 * @property {Attempt[]} [attempts] of a question, the latest last
 * @property {true} [flagged] a question that the learner wants to see again
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
 * An exam, running or handed in. What it asks follows from its code; this holds what the learner did.
 *
 * @typedef {object} ExamRecord
 * @property {number} v
 * @property {string} course uid
 * @property {string} id when it began, as text: exams sort by it
 * @property {"mock" | "tasks"} kind
 * @property {string} code
 * @property {string} release of the course that drew it
 * @property {number} began milliseconds since 1970
 * @property {number} ends
 * @property {string[]} items keys, in order
 * @property {string[]} seen keys of items that the learner had met before
 * @property {Record<string, unknown>} answers by key
 * @property {string[]} flags keys
 * @property {number} at the question on the screen, from 0
 * @property {number} [handedIn] milliseconds since 1970
 * @property {Record<string, {points: number, possible: number, answered: boolean}>} [results] by key
 */

/**
 * @template R
 * @typedef {object} Table
 * @property {(key: string) => Promise<R | undefined>} get
 * @property {(record: Omit<R, "v" | "course">) => Promise<void>} put settles when the record is on disk
 * @property {(key: string) => Promise<void>} remove
 * @property {() => Promise<R[]>} all
 */

/**
 * The items, the exams, and whether records outlive the page.
 *
 * @typedef {Table<ItemRecord> & {kept: boolean, exams: Table<ExamRecord>}} Progress
 */

/**
 * @param {string} course the course's uid
 * @returns {Promise<Progress>}
 */
export async function openProgress(course) {
  try {
    const database = await open();
    return { kept: true, ...inDatabase(database, ITEMS, course), exams: inDatabase(database, EXAMS, course) };
  } catch {
    return inMemory(course);
  }
}

/**
 * @param {string} course
 * @returns {Progress}
 */
export function inMemory(course) {
  const table = (/** @type {"key" | "id"} */ name) => {
    const records = new Map();
    return {
      get: async (/** @type {string} */ key) => records.get(key),
      put: async (/** @type {any} */ record) => void records.set(record[name], stamped(record, course)),
      remove: async (/** @type {string} */ key) => void records.delete(key),
      all: async () => [...records.values()],
    };
  };
  return { kept: false, ...table("key"), exams: table("id") };
}

/**
 * @param {IDBDatabase} database
 * @param {string} name of the store
 * @param {string} course
 * @returns {Table<any>}
 */
function inDatabase(database, name, course) {
  const read = () => database.transaction(name, "readonly").objectStore(name);
  // The promise settles when the change is on disk, not when it was asked for.
  const change = (/** @type {(store: IDBObjectStore) => void} */ what) =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction(name, "readwrite");
      transaction.oncomplete = () => resolve(undefined);
      transaction.onerror = transaction.onabort = () => reject(transaction.error);
      what(transaction.objectStore(name));
    });
  return {
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
  if (from < 1) database.createObjectStore(ITEMS, { keyPath: ["course", "key"] });
  if (from < 2) database.createObjectStore(EXAMS, { keyPath: ["course", "id"] });
}

/**
 * @template {object} R
 * @param {R} record
 * @param {string} course
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
