/**
 * The other pages of a course that are open in this browser: each hears what the others wrote.
 *
 * What comes while this page writes the same record does not hold what is written here. It is put off until that is done,
 * and then the record is looked up again, so that nobody hears of a state in which something of this page is missing.
 */

/** @typedef {import("../progress.js").News} News */

/**
 * @typedef {object} Others
 * @property {(listener: (news: News) => void) => void} heard
 * @property {(news: News) => void} tell
 * @property {<R>(table: News["table"], key: string, write: () => Promise<R>, look: () => Promise<any>) => Promise<R>} whileWriting
 *   `look` finds what is kept
 */

/**
 * @param {string} name of the channel
 * @param {string} course
 * @returns {Others}
 */
export function others(name, course) {
  /** @type {((news: News) => void)[]} */
  const listeners = [];
  /** @type {Map<string, number>} how many changes of a record are on their way */
  const writing = new Map();
  /** @type {Set<string>} records that another page wrote meanwhile */
  const missed = new Set();
  /** @type {Map<string, number>} when each record was last written, as far as this page wrote it */
  const own = new Map();
  const id = (/** @type {string} */ table, /** @type {string} */ key) => `${table} ${key}`;

  /** @type {Map<string, () => Promise<any>>} how each record that this page wrote is looked up */
  const looks = new Map();

  /** @param {News} news */
  const deliver = (news) => {
    const one = id(news.table, news.key);
    if ((writing.get(one) ?? 0) > 0) missed.add(one);
    // What was on its way while this page wrote lacks that; what is kept by now has both.
    else if (news.record && news.record.changed < (own.get(one) ?? 0)) lookUp(news.table, news.key);
    else for (const listener of listeners) listener(news);
  };
  const lookUp = (/** @type {News["table"]} */ table, /** @type {string} */ key) =>
    void looks.get(id(table, key))?.().then((record) => deliver({ table, key, record }), () => undefined);
  const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(name) : undefined;
  channel?.addEventListener("message", ({ data: { course: of, news } }) => of === course && deliver(news));

  return {
    heard: (listener) => void listeners.push(listener),
    tell: (news) => {
      own.set(id(news.table, news.key), news.record?.changed ?? 0);
      channel?.postMessage({ course, news });
    },
    whileWriting: async (table, key, write, look) => {
      const one = id(table, key);
      looks.set(one, look);
      writing.set(one, (writing.get(one) ?? 0) + 1);
      try {
        return await write();
      } finally {
        const left = (writing.get(one) ?? 1) - 1;
        writing.set(one, left);
        if (left === 0 && missed.delete(one)) lookUp(table, key);
      }
    },
  };
}
