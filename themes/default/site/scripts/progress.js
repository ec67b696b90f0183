/**
 * What a learner has done, kept in this browser alone: one record for each item, by the course's uid and the item's key,
 * one for each exam, by the course's uid and when it began, and a few marks of the course, by name.
 *
 * Attempts and reviews are logs: they are only added to, so that what two browsers know can be put together
 * (`progress/merge.js`). An item's key is the id that it was first released under, so records survive every release.
 *
 * A record is never written over: each change is made to what is kept at that moment, in one transaction, so that two pages
 * that are open at once lose nothing of each other. Each hears what the other wrote. What a page had still to write when it
 * was left, the next one writes (`progress/left.js`).
 *
 * Records are kept in IndexedDB; where a browser refuses it (private windows, blocked storage) they live as long as the
 * page, and `kept` says so. A change of the records' shape raises `VERSION` and converts old ones in `upgrade`; a page
 * from before the change then cannot open the newer store, so it cannot damage it.
 */
import { others } from "./progress/others.js";

const DATABASE = "gradus";
const ITEMS = "items";
const EXAMS = "exams";
const MARKS = "marks";

/** The version of the records' shape. */
export const VERSION = 3;

/**
 * @typedef {object} ItemRecord
 * @property {number} v
 * @property {string} course uid
 * @property {number} [changed] when the record was last written, in milliseconds since 1970
 * @property {string} key the item's; a card with several faces has `key#ordinal` for each
 * @property {"question" | "card"} type
 * @property {Attempt[]} [attempts] of a question, the first ever and the latest, which stands last
 * @property {true} [flagged] a question that the learner wants to see again
 * @property {number} [flagTurned] when the flag was set or taken away, in milliseconds since 1970
 * @property {Record<string, string>} [draft] of a task: the files as the learner left them
 * @property {import("./flashcards/schedule.js").Memory} [memory] of a card
 * @property {import("./flashcards/schedule.js").Review[]} [reviews] of a card, the latest last; `memory` follows from them
 * @property {import("./flashcards/schedule.js").Memory} [base] what was remembered when reviews began to be kept
 * @property {number} [since] of a card: when it was first seen, in milliseconds since 1970
 * @property {number} [aside] of a card: since when it is set aside and does not come back
 */

/**
 * What a learner noted of a course. Names: `lesson/<id>`, `plan`, `course`.
 *
 * @typedef {object} Mark
 * @property {number} v
 * @property {string} course uid
 * @property {string} name
 * @property {number} [changed]
 */

/**
 * @typedef {Mark & {opened?: number, done?: number}} LessonMark when the lesson was last opened, and when it was marked done
 * @typedef {Mark & {seen?: import("./progress/changes.js").Seen, backup?: number, newADay?: number}} CourseMark the version
 *   last seen, when a backup was last saved, and new cards a day
 */

/**
 * @typedef {object} Attempt
 * @property {number} at milliseconds since 1970
 * @property {boolean} right
 * @property {number} points
 * @property {number} possible
 * @property {true} [shown] no answer was given: it was shown, or the question left open in an exam
 */

/**
 * An exam, running or handed in. What it asks follows from its code; this holds what the learner did.
 *
 * @typedef {object} ExamRecord
 * @property {number} v
 * @property {string} course uid
 * @property {number} [changed]
 * @property {string} id when it began, as text: exams sort by it
 * @property {"mock" | "tasks"} kind
 * @property {string} code
 * @property {number} seed that the code stands for
 * @property {string} release of the course that drew it
 * @property {number} began milliseconds since 1970
 * @property {number} ends
 * @property {string[]} items keys, in order
 * @property {string[]} seen keys of items that the learner had met before
 * @property {Record<string, unknown>} answers by key
 * @property {string[]} flags keys
 * @property {number} at the question on the screen, from 0
 * @property {number} [handedIn] milliseconds since 1970
 * @property {Record<string, {points: number, possible: number, answered: boolean, right?: boolean}>} [results] by key
 */

/**
 * @template R
 * @typedef {object} Table
 * @property {(key: string) => Promise<R | undefined>} get
 * @property {(key: string, make: (known: R | undefined) => Omit<R, "v" | "course"> | undefined) => Promise<R | undefined>} change
 *   writes what is made of what is kept, or removes it where nothing is made; settles with it when it is on disk
 * @property {() => Promise<R[]>} all
 */

/**
 * The items, the exams, the marks, and whether records outlive the page.
 *
 * @typedef {Table<ItemRecord> & {kept: boolean, exams: Table<ExamRecord>, marks: Table<any>} & Whole & Others} Progress
 */

/**
 * @typedef {object} Others
 * @property {(listener: (news: News) => void) => void} heard what other pages of this course wrote
 */

/** @typedef {{table: "items" | "exams" | "marks", key: string, record: any}} News a record that is gone is undefined */

/**
 * Everything of every course in this browser.
 *
 * @typedef {{items: ItemRecord[], exams: ExamRecord[], marks: Mark[]}} Everything
 */

/**
 * @typedef {object} Whole
 * @property {() => Promise<Everything>} everything
 * @property {(make: (mine: Everything) => Everything) => Promise<void>} replace writes what is made of everything, in one step
 * @property {() => Promise<void>} forget removes all of this course
 */

/**
 * @param {string} course the course's uid
 * @returns {Promise<Progress>}
 */
export async function openProgress(course) {
  try {
    const database = await open();
    const around = others(DATABASE, course);
    await recovered(database, course, around);
    return {
      kept: true,
      ...inDatabase(database, ITEMS, course, around),
      exams: inDatabase(database, EXAMS, course, around),
      marks: inDatabase(database, MARKS, course, around),
      ...whole(database, course),
      heard: around.heard,
    };
  } catch {
    // Rare, so no other page fetches it.
    return (await import("./progress/memory.js")).inMemory(course);
  }
}

/** What a record is known by, after its course. */
const NAMES = { [ITEMS]: "key", [EXAMS]: "id", [MARKS]: "name" };

/**
 * @param {IDBDatabase} database
 * @param {"items" | "exams" | "marks"} table
 * @param {string} course
 * @param {import("./progress/others.js").Others} around
 * @returns {Table<any>}
 */
function inDatabase(database, table, course, { tell, heard, whileWriting }) {
  const read = () => database.transaction(table, "readonly").objectStore(table);
  /** @type {Map<string, any>} each record as this page knows it */
  const seen = new Map();
  heard((news) => news.table === table && seen.set(news.key, news.record));

  /** @typedef {{key: string, make: (known: any) => any, transaction: IDBTransaction, made?: {record: any, from?: number}, isLeft?: true}} Asked */
  const made = (/** @type {Asked} */ { key, make }, /** @type {any} */ known) => {
    const record = make(known);
    const stands = record && record !== known ? stamped({ ...record, [NAMES[table]]: key }, course) : record;
    seen.set(key, stands);
    return { record: stands, from: known?.changed };
  };

  // A page that is left cannot wait for what is kept: its last changes are made to what it saw last.
  /** @type {Set<Asked>} */
  const waiting = new Set();
  addEventListener("pagehide", () => {
    const late = [...waiting].filter(({ made }) => !made);
    for (const asked of late) asked.made = made(asked, seen.get(asked.key));
    if (!leave(course, [...waiting].map(({ key, made }) => ({ table, key, ...made })))) return;
    // The page may come back; what was written down is not made again.
    for (const { transaction } of late) transaction.abort();
    for (const asked of waiting) asked.isLeft = true;
  });

  const get = async (/** @type {string} */ key) => {
    const record = await answer(read().get([course, key]));
    seen.set(key, record);
    return record;
  };
  return {
    get,
    change: (key, make) => whileWriting(table, key, async () => {
      const transaction = database.transaction(table, "readwrite");
      const store = transaction.objectStore(table);
      /** @type {Asked} */
      const asked = { key, make, transaction };
      waiting.add(asked);
      const known = store.get([course, key]);
      known.onsuccess = () => {
        asked.made = made(asked, known.result);
        const { record } = asked.made;
        if (!record) store.delete([course, key]);
        else if (record !== known.result) store.put(record);
        // Now, not after a turn through the page, which may be closed by then.
        transaction.commit();
      };
      // It settles when the change is on disk, not when it was asked for.
      await settled(transaction)
        .finally(() => waiting.delete(asked))
        .catch((error) => {
          if (!asked.isLeft) throw error;
        });
      const record = asked.made?.record;
      tell({ table, key, record });
      return record;
    }, () => get(key)),
    all: async () => {
      const records = await answer(read().getAll(ofCourse(course)));
      for (const record of records) seen.set(record[NAMES[table]], record);
      return records;
    },
  };
}

/** Names in local storage begin so, followed by the course. */
const LEFT = "gradus/left/";

/**
 * Writes down what may not reach the database any more, for the next page of the course.
 *
 * @param {string} course
 * @param {import("./progress/left.js").Left[]} changes
 * @returns {boolean} whether it could
 */
function leave(course, changes) {
  if (changes.length === 0) return false;
  try {
    localStorage.setItem(`${LEFT}${course}/${Date.now()}-${Math.random()}`, JSON.stringify(changes));
    return true;
  } catch {
    return false;
  }
}

/**
 * Puts what pages of this course left behind where it belongs.
 *
 * @param {IDBDatabase} database
 * @param {string} course
 * @param {import("./progress/others.js").Others} around
 */
async function recovered(database, course, { tell }) {
  try {
    const left = Object.keys(localStorage).filter((name) => name.startsWith(`${LEFT}${course}/`));
    if (left.length === 0) return;
    // Seldom needed, so no page fetches it at once.
    const { recover } = await import("./progress/left.js");
    (await recover(database, course, left.sort(), upgraded)).forEach(tell);
  } catch {
    // It stays where it is.
  }
}

/** @param {string} course */
function ofCourse(course) {
  // Arrays sort after strings, so this is every key of the course.
  return IDBKeyRange.bound([course], [course, []]);
}

/**
 * @param {IDBTransaction} transaction
 * @returns {Promise<void>}
 */
function settled(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

/**
 * @param {IDBDatabase} database
 * @param {string} course
 * @returns {Whole}
 */
function whole(database, course) {
  const names = [ITEMS, EXAMS, MARKS];
  const everything = async (/** @type {IDBTransaction} */ transaction) => {
    const [items, exams, marks] = await Promise.all(names.map((name) => answer(transaction.objectStore(name).getAll())));
    return { items, exams, marks };
  };
  return {
    everything: () => everything(database.transaction(names, "readonly")),
    replace: async (make) => {
      const transaction = database.transaction(names, "readwrite");
      const done = settled(transaction);
      const made = make(await everything(transaction));
      for (const name of names) {
        for (const record of made[/** @type {keyof Everything} */ (name)]) transaction.objectStore(name).put(record);
      }
      await done;
    },
    forget: async () => {
      const transaction = database.transaction(names, "readwrite");
      for (const name of names) transaction.objectStore(name).delete(ofCourse(course));
      await settled(transaction);
    },
  };
}

/** @returns {Promise<IDBDatabase>} */
function open() {
  const request = indexedDB.open(DATABASE, VERSION);
  request.onupgradeneeded = ({ oldVersion }) => {
    if (request.transaction) upgrade(request.result, request.transaction, oldVersion);
  };
  return answer(request).then((database) => {
    // A newer page waits for this one to let go.
    database.onversionchange = () => database.close();
    return database;
  });
}

/**
 * @param {IDBDatabase} database
 * @param {IDBTransaction} transaction
 * @param {number} from
 */
function upgrade(database, transaction, from) {
  if (from < 1) database.createObjectStore(ITEMS, { keyPath: ["course", "key"] });
  if (from < 2) database.createObjectStore(EXAMS, { keyPath: ["course", "id"] });
  if (from < 3) database.createObjectStore(MARKS, { keyPath: ["course", "name"] });
  if (from > 0) convert(transaction.objectStore(ITEMS));
}

/** @param {IDBObjectStore} store */
function convert(store) {
  store.openCursor().onsuccess = ({ target }) => {
    const cursor = /** @type {IDBRequest<IDBCursorWithValue | null>} */ (target).result;
    if (!cursor) return;
    cursor.update(upgraded(cursor.value));
    cursor.continue();
  };
}

/**
 * An item's record as this version has it. Exams and marks have not changed since they were first kept.
 *
 * @param {ItemRecord} record of this version or an older one
 * @returns {ItemRecord}
 */
export function upgraded(record) {
  // Before 3 a card's reviews were not kept: what was remembered is where its log begins.
  const base = record.v < 3 && record.memory ? { base: record.memory } : {};
  return { ...record, ...base, v: VERSION };
}

/**
 * A record as it is written now.
 *
 * @template {object} R
 * @param {R} record
 * @param {string} course
 */
export function stamped(record, course) {
  return { ...record, v: VERSION, course, changed: Date.now() };
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
