/**
 * A sitting with the cards: which one is on the screen, whether it is turned over, and the way back.
 */
import { t, tCount } from "../texts.js";
import { isLeech } from "./leech.js";
import { NEW_A_DAY, dayBegan, queue } from "./queue.js";
import { interval, outcomes } from "./schedule.js";
import { statistics } from "./statistics.js";

/** @typedef {{id: string, key: string, lesson: string, domain: string, article: HTMLElement}} Face */
/** @typedef {import("../progress.js").ItemRecord} ItemRecord */
/** @typedef {import("./schedule.js").Grade} Grade */

const MORE = 10;

export class Deck {
  /** @type {Partial<Record<"lesson" | "domain", string>>} */
  #filter = {};
  /** @type {Face | undefined} */
  #face;
  /** @type {Record<Grade, import("./schedule.js").Memory> | undefined} what each grade would do, once it is turned over */
  #outcomes;
  /** When the card on the screen was turned over: what its grade is reckoned from. */
  #turned = 0;
  /** @type {{face: Face, before: ItemRecord | undefined}[]} */
  #done = [];
  #more = 0;
  #newADay = NEW_A_DAY;

  /**
   * @param {Face[]} faces
   * @param {Map<string, ItemRecord>} records by key
   * @param {import("../progress.js").Progress} progress
   * @param {import("./frame.js").CardFrame} frame
   */
  constructor(faces, records, progress, frame) {
    this.faces = faces;
    this.records = records;
    this.progress = progress;
    this.frame = frame;
  }

  /**
   * @param {string} id of a card to begin with, due or not
   * @param {Partial<Record<"lesson" | "domain", string>>} [filter]
   * @param {number} [newADay]
   */
  begin(id, filter = this.#filter, newADay = this.#newADay) {
    this.#filter = filter;
    this.#newADay = newADay;
    this.#show(this.faces.find((face) => face.id === id), false);
  }

  /** @param {Partial<Record<"lesson" | "domain", string>>} filter empty values leave everything in */
  choose(filter) {
    this.#filter = filter;
    this.#show(undefined, false);
  }

  flip() {
    if (!this.#face || this.#outcomes) return;
    const now = Date.now();
    const results = outcomes(this.records.get(this.#face.key)?.memory, now);
    this.#outcomes = results;
    this.#turned = now;
    const spans = /** @type {Grade[]} */ (Object.keys(results)).map((grade) => {
      const { unit, count } = interval(now, results[grade].due);
      return [grade, tCount(`flashcards.in.${unit}`, count)];
    });
    this.frame.turn(Object.fromEntries(spans));
  }

  /** @param {Grade} grade */
  grade(grade) {
    if (!this.#face || !this.#outcomes) return;
    const { key } = this.#face;
    const before = this.records.get(key);
    const memory = this.#outcomes[grade];
    const review = { at: this.#turned, grade, from: before?.memory?.state ?? /** @type {const} */ ("new") };
    const leech = isLeech(before?.memory?.lapses ?? 0, memory.lapses);
    this.#done.push({ face: this.#face, before });
    this.#save({
      ...before, key, type: "card", memory, reviews: [...(before?.reviews ?? []), review], since: before?.since ?? this.#turned,
      ...(leech && { aside: this.#turned }),
    });
    const { article } = this.#face;
    this.frame.note(leech ? t("flashcards.leech", { lapses: memory.lapses }) : "", leech ? article.querySelector(".card-meta a") : null);
    this.#show();
  }

  /** Takes the card on the screen out of the queue, until it is brought back. */
  setAside() {
    if (!this.#face) return;
    const { key } = this.#face;
    const before = this.records.get(key);
    this.#done.push({ face: this.#face, before });
    this.#save({ ...before, key, type: "card", aside: Date.now() });
    this.frame.note(t("flashcards.set-aside"), null);
    this.#show();
  }

  /** @param {Face} face that was set aside */
  bring({ key }) {
    const { aside: _, ...record } = this.records.get(key) ?? { key, type: /** @type {const} */ ("card") };
    this.#save(record);
    this.#show(this.#face, false);
  }

  /** @param {number} newADay */
  limit(newADay) {
    this.#newADay = newADay;
    this.#show(undefined, false);
  }

  /** What the statistics show. */
  figures() {
    const now = new Date();
    const figures = statistics(this.faces, this.records, dayBegan(now));
    return { figures, aside: this.faces.filter(({ key }) => figures.aside.includes(key)), newADay: this.#newADay, now: now.getTime() };
  }

  undo() {
    const last = this.#done.pop();
    if (!last) return;
    const { face, before } = last;
    this.frame.note("", null);
    if (before) {
      this.#save(before);
    } else {
      this.records.delete(face.key);
      this.progress.remove(face.key).catch(() => this.frame.warn(t("flashcards.not-kept")));
    }
    this.#show(face);
  }

  /** More new cards than the day's share. */
  more() {
    this.#more += MORE;
    this.#show();
  }

  /**
   * @param {Face} [wanted] a card to show whether or not it is next
   * @param {boolean} [moves] whether the learner acted on a card, so that the focus goes to the next
   */
  #show(wanted, moves = true) {
    const { lesson, domain } = this.#filter;
    const faces = this.faces.filter((face) => (!lesson || face.lesson === lesson) && (!domain || face.domain === domain));
    const now = new Date();
    const { next, counts, waits, held } = queue(faces, this.records, { now: now.getTime(), today: dayBegan(now), more: this.#more, newADay: this.#newADay });
    this.#outcomes = undefined;
    this.#face = wanted ?? next;
    this.frame.counts(counts, this.#done.length > 0);
    if (this.#face) {
      this.frame.show(this.#face.article, moves);
    } else if (faces.length === 0) {
      this.frame.empty(t("flashcards.none.title"), t("flashcards.none.text"), 0, moves);
    } else {
      this.frame.empty(t("flashcards.done.title"), this.#whenNext(now.getTime(), waits), Math.min(held, MORE), moves);
    }
  }

  /**
   * @param {number} now
   * @param {number | undefined} due
   */
  #whenNext(now, due) {
    if (due === undefined) return t("flashcards.done.text");
    const { unit, count } = interval(now, due);
    return t("flashcards.done.next", { span: tCount(`flashcards.span.${unit}`, count) });
  }

  /** @param {Omit<ItemRecord, "v" | "course">} record */
  #save(record) {
    this.records.set(record.key, /** @type {ItemRecord} */ (record));
    this.progress.put(record).catch(() => this.frame.warn(t("flashcards.not-kept")));
  }
}
