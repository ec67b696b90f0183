/**
 * A sitting with the cards: which one is on the screen, whether it is turned over, and the way back.
 */
import { t, tCount } from "../texts.js";
import { withReview, withoutReview } from "./log.js";
import { NEW_A_DAY, dayBegan, queue } from "./queue.js";
import { interval, outcomes } from "./schedule.js";
import { statistics } from "./statistics.js";

/** @typedef {{id: string, key: string, lesson: string, domain: string, article: HTMLElement}} Face */
/** @typedef {import("../progress.js").ItemRecord} ItemRecord */
/** @typedef {import("./log.js").Fresh} Fresh */
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
  /** @type {{face: Face, back: (known: ItemRecord | undefined) => Fresh | undefined}[]} what was done, and the way back */
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
    progress.heard(({ table, key, record }) => {
      if (table !== "items") return;
      if (record) records.set(key, record);
      else records.delete(key);
      // A card that was graded on another page gives way, unless it is turned over here.
      if (!this.#outcomes) this.#show(this.#face?.key === key ? undefined : this.#face, false);
    });
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
    const { key, article } = this.#face;
    const at = this.#turned;
    this.#done.push({ face: this.#face, back: (known) => withoutReview(known, at) });
    const { memory, aside } = this.#change(key, (known) => withReview(known, key, { at, grade })) ?? {};
    const leech = aside === at;
    this.frame.note(leech ? t("flashcards.leech", { lapses: memory?.lapses ?? 0 }) : "", leech ? article.querySelector(".card-meta a") : null);
    this.#show();
  }

  /** Takes the card on the screen out of the queue, until it is brought back. */
  setAside() {
    if (!this.#face) return;
    const { key } = this.#face;
    this.#done.push({ face: this.#face, back: brought });
    this.#change(key, (known) => ({ ...known, key, type: "card", aside: Date.now() }));
    this.frame.note(t("flashcards.set-aside"), null);
    this.#show();
  }

  /** @param {Face} face that was set aside */
  bring({ key }) {
    this.#change(key, brought);
    this.#show(this.#face, false);
  }

  /** @param {number} newADay */
  limit(newADay) {
    this.#newADay = newADay;
    this.#show(undefined, false);
  }

  /** The cards that the filter leaves, due or not. */
  get chosen() {
    const { lesson, domain } = this.#filter;
    return this.faces.filter((face) => (!lesson || face.lesson === lesson) && (!domain || face.domain === domain));
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
    const { face, back } = last;
    this.frame.note("", null);
    this.#change(face.key, back);
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
    const faces = this.chosen;
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

  /**
   * Made to what this page knows at once, and to what is kept, which another page may have changed.
   *
   * @param {string} key
   * @param {(known: ItemRecord | undefined) => Fresh | undefined} make
   */
  #change(key, make) {
    const made = /** @type {ItemRecord | undefined} */ (make(this.records.get(key)));
    if (made) this.records.set(key, made);
    else this.records.delete(key);
    this.progress.change(key, make).catch(() => this.frame.warn(t("flashcards.not-kept")));
    return made;
  }
}

/**
 * A card that is no longer set aside.
 *
 * @param {ItemRecord | undefined} known
 * @returns {Fresh | undefined} nothing if nothing is left to know of it
 */
function brought(known) {
  if (!known?.memory) return undefined;
  const { aside: _, ...record } = known;
  return record;
}
