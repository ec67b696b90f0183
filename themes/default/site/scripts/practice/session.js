/**
 * A round of practice: which questions, which of them is on the screen, and what became of them.
 *
 * The frame around the question (place, verdict, buttons) is `frame.js`; what answers a question is `control.js`.
 */
import { element } from "../element.js";
import { TooSlow } from "../grading.js";
import { t, tCount } from "../texts.js";
import { revised, tally, withAttempt } from "./attempts.js";
import { Unreachable } from "./bank.js";
import { chosen, toAddress } from "./filter.js";
import { notice, question, waiting } from "./question.js";

/** @typedef {import("./filter.js").Filter} Filter */
/** @typedef {import("./items.js").Item} Entry */
/** @typedef {import("../progress.js").ItemRecord} ItemRecord */
/** @typedef {import("../progress.js").Attempt} Attempt */
/** @typedef {Omit<ItemRecord, "v" | "course">} Fresh */

/** What comes sooner needs no notice that it is on its way. */
const NOTICE_DELAY = 200;

export class Session {
  /** @type {Filter} */
  #filter = {};
  /** @type {Entry[]} */
  #round = [];
  #at = 0;
  /** @type {import("./question.js").Question | undefined} */
  #shown;
  /** @type {Attempt | undefined} the last at the question that is shown */
  #attempt;
  #answered = false;
  #tried = false;
  #busy = false;
  #turn = 0;

  /**
   * @param {import("./bank.js").Bank} bank
   * @param {Map<string, ItemRecord>} records by key
   * @param {import("../progress.js").Progress} progress
   * @param {import("./frame.js").Frame} frame
   * @param {import("./order.js").OptionOrder} optionOrder
   */
  constructor(bank, records, progress, frame, optionOrder) {
    this.bank = bank;
    this.records = records;
    this.progress = progress;
    this.frame = frame;
    this.optionOrder = optionOrder;
    progress.heard(({ table, key, record }) => {
      if (table !== "items") return;
      if (record) records.set(key, record);
      else records.delete(key);
      this.#update();
    });
  }

  /**
   * Begins a round. The questions of a round stay the same while they are answered, whatever the filter.
   *
   * @param {Filter} filter
   * @param {string} [first] id of the question to begin with
   */
  begin(filter, first) {
    this.#filter = filter;
    this.#round = chosen(this.bank.items, filter, this.records);
    const at = this.#round.findIndex(({ id }) => id === first);
    // Who followed a link to a question sees the page from its top.
    void this.show(Math.max(at, 0), at !== -1, () => scrollTo({ top: 0, behavior: "instant" }));
  }

  /**
   * A link led to a question that is not there: says so, and shows what there is.
   *
   * @param {Filter} filter
   * @param {HTMLElement | null} index links to questions
   */
  lost(filter, index) {
    this.#filter = filter;
    this.#round = chosen(this.bank.items, filter, this.records);
    this.#at = -1;
    this.#turn += 1;
    this.#answered = false;
    this.#tried = false;
    this.#shown = undefined;
    const first = element("button", { type: "button", class: "button", onclick: () => this.next() }, t("practice.lost.first"));
    const content = notice(t("practice.lost.title"), t("practice.lost.text"), ...(this.#round.length > 0 ? [first] : []));
    if (index) content.append(index);
    this.frame.show(content);
    this.#update();
  }

  /**
   * Shows a question by its id, outside the round if it must be.
   *
   * @param {string} id
   * @returns {boolean} whether there is such a question
   */
  goTo(id) {
    if (this.#round[this.#at]?.id === id) return true;
    const at = this.#round.findIndex((entry) => entry.id === id);
    if (at === -1) return false;
    void this.show(at);
    return true;
  }

  get filter() {
    return this.#filter;
  }

  /** The questions of the round, in order. */
  get round() {
    return this.#round;
  }

  /**
   * @param {number} at beyond the last question stands the end of the round
   * @param {boolean} [moves] whether the learner went there, so that the focus goes too
   * @param {() => void} [scroll] to where it is seen
   */
  async show(at, moves = true, scroll = this.frame.scrollTo) {
    const turn = ++this.#turn;
    this.#at = at;
    this.#answered = false;
    this.#tried = false;
    this.#shown = undefined;
    this.#attempt = undefined;
    const entry = this.#round[at];
    history.replaceState(null, "", `${location.pathname}${toAddress(this.#filter)}${entry ? `#${entry.id}` : ""}`);
    const shown = entry && (await this.#fetch(entry, turn));
    // The learner may have gone on while a slow network brought this one.
    if (turn !== this.#turn) return;
    const content = shown?.article ?? (entry ? this.#unreachable() : this.#round.length === 0 ? this.#nothing() : this.#end());
    this.#shown = shown;
    this.frame.show(content);
    this.#update();
    const after = this.#round[at + 1];
    if (after) this.bank.article(after).catch(() => undefined);
    if (!moves) return;
    scroll();
    if (shown) shown.focus();
    else content.querySelector("h2")?.focus({ preventScroll: true });
  }

  next() {
    if (this.#at < this.#round.length) void this.show(this.#at + 1);
  }

  previous() {
    if (this.#at > 0) void this.show(this.#at - 1);
  }

  again() {
    if (this.#round[this.#at]) void this.show(this.#at);
  }

  /** Marks the question to be seen again, or takes the mark away. */
  flag() {
    const key = this.#round[this.#at]?.key;
    if (!key || !this.#shown) return;
    const isFlagged = this.records.get(key)?.flagged === true;
    this.#change(key, ({ flagged: _, ...record }) => ({ ...record, ...(!isFlagged && { flagged: true }), flagTurned: Date.now() }));
    this.#update();
  }

  /** What Enter does: check, and then go on. */
  forward() {
    if (this.#answered) this.next();
    else void this.check();
  }

  async check() {
    const shown = this.#shown;
    if (!shown || this.#answered || this.#busy) return;
    const missing = shown.missing();
    if (missing) {
      // True until the learner does something about it.
      const clear = () => shown === this.#shown && !this.#answered && this.frame.verdict("", "unjudged");
      this.frame.node.addEventListener("input", clear, { once: true });
      return this.frame.verdict(missing, "unjudged");
    }
    this.#busy = true;
    this.frame.verdict(t("practice.checking"), "unjudged");
    const result = await shown.check().catch(unjudged);
    this.#busy = false;
    // The learner may have gone on while a slow network fetched the grader.
    if (shown !== this.#shown) return;
    if ("unjudged" in result) return this.frame.verdict(result.unjudged, "unjudged");
    this.#judged(result);
  }

  /** Shows the answer to a question that was not answered; that counts as missed. */
  reveal() {
    if (!this.#shown || this.#answered || this.#busy) return;
    this.#shown.reveal();
    this.#answered = true;
    this.frame.verdict(t("practice.verdict.shown"), "unjudged");
    this.#record({ at: Date.now(), right: false, points: 0, possible: 1, shown: true });
    this.#update();
  }

  /** @param {string} key */
  press(key) {
    return this.#shown?.press(key) ?? false;
  }

  /** @param {import("./control.js").Result} result */
  #judged({ right, points, possible, text, open = false, toMark = false }) {
    this.#answered = !open;
    this.#tried = open;
    this.frame.verdict(text, lookOf(right, toMark));
    this.#record({ at: Date.now(), right, points, possible });
    this.#update();
  }

  /**
   * @param {Entry} entry
   * @param {number} turn
   * @returns {Promise<import("./question.js").Question | undefined>} nothing if it cannot be had
   */
  async #fetch(entry, turn) {
    const notify = setTimeout(() => {
      if (turn !== this.#turn || document.querySelector(".preview")?.checkVisibility()) return;
      this.frame.show(waiting(t("practice.fetching")));
      this.#update(true);
    }, NOTICE_DELAY);
    try {
      return await this.#mount(entry, await this.bank.article(entry));
    } catch (error) {
      if (error instanceof Unreachable) return undefined;
      throw error;
    } finally {
      clearTimeout(notify);
    }
  }

  /**
   * @param {Entry} entry
   * @param {HTMLElement} article
   * @returns {Promise<import("./question.js").Question>}
   */
  async #mount(entry, article) {
    const shown = await question(article, {
      item: entry,
      seed: Math.floor(Math.random() * 2 ** 20),
      optionOrder: this.optionOrder,
      say: (text) => this.frame.say(text),
      changed: () => entry.kind === "task" && this.#keepDraft(entry, shown.given()),
      revise: ({ right, points, possible, text, toMark = false }) => {
        this.frame.verdict(text, lookOf(right, toMark));
        const attempt = this.#attempt && { ...this.#attempt, right, points, possible };
        if (attempt) this.#change(entry.key, (record) => revised(record, attempt));
        this.#update();
      },
    });
    const draft = this.records.get(entry.key)?.draft;
    if (draft) shown.restore(draft);
    return shown;
  }

  /** @param {Attempt} attempt */
  #record(attempt) {
    const { key } = this.#round[this.#at];
    this.#attempt = attempt;
    this.#change(key, (record) => withAttempt(record, key, attempt));
  }

  /**
   * Saved with each stroke: no moment is the last that a page is sure to have.
   *
   * @param {Entry} entry
   * @param {unknown} given nothing if the files are as at the start
   */
  #keepDraft({ key }, given) {
    const draft = /** @type {Record<string, string> | undefined} */ (given);
    this.#change(key, ({ draft: _, ...record }) => (draft ? { ...record, draft } : record));
  }

  /**
   * Made to what this page knows at once, and to what is kept, which another page may have changed.
   *
   * @param {string} key
   * @param {(record: Fresh) => Fresh} make
   */
  #change(key, make) {
    const changed = (/** @type {ItemRecord | undefined} */ known) => make(known ?? { key, type: "question" });
    this.records.set(key, /** @type {ItemRecord} */ (changed(this.records.get(key))));
    this.progress.change(key, changed).catch(() => this.frame.warn(t("practice.not-kept")));
  }

  /** @param {boolean} [waits] for a question, around which everything has its place already */
  #update(waits = false) {
    const entry = this.#round[this.#at];
    // Labs stand beside the questions, after them, and are counted apart.
    const alike = this.#round.filter(({ lab }) => !lab === !entry?.lab);
    const { answered, right, of } = tally(alike.map(({ key }) => key), this.records);
    this.frame.update({
      place: entry ? t(entry.lab ? "practice.place-lab" : "practice.place", { number: alike.indexOf(entry) + 1, of }) : "",
      done: answered === 0 ? "" : t("practice.done", { answered, right }),
      share: of === 0 ? 0 : answered / of,
      isQuestion: waits || this.#shown !== undefined,
      flagged: this.records.get(entry?.key ?? "")?.flagged ?? false,
      answered: this.#answered,
      tried: this.#tried,
      first: this.#at <= 0,
      last: this.#at >= this.#round.length - 1,
    });
  }

  #unreachable() {
    const retry = element("button", { type: "button", class: "button", onclick: () => this.again() }, t("practice.unreachable.again"));
    return notice(t("practice.unreachable.title"), t("practice.unreachable.text"), retry);
  }

  #nothing() {
    const clear = element("button", { type: "button", class: "button", onclick: () => this.frame.filter({}) }, t("practice.clear"));
    return notice(t("practice.nothing.title"), t("practice.nothing.text"), clear);
  }

  #end() {
    const sums = [false, true].map((lab) => tally(this.#round.filter((entry) => (entry.lab ?? false) === lab).map(({ key }) => key), this.records));
    const [own, labs] = sums;
    const missed = chosen(this.#round, { state: "missed" }, this.records).length;
    const again = element("button", { type: "button", class: "button-quiet", onclick: () => this.begin(this.#filter) }, t("practice.end.again"));
    const onlyMissed = element("button", {
      type: "button", class: "button", onclick: () => this.frame.filter({ ...this.#filter, state: "missed" }),
    }, tCount("practice.end.missed", missed));
    const said = [...(own.of > 0 ? [t("practice.end.text", own)] : []), ...(labs.of > 0 ? [t("practice.end.labs", labs)] : [])];
    const text = own.answered + labs.answered === 0 ? t("practice.end.none") : said.join(" ");
    return notice(t("practice.end.title"), text, ...(missed > 0 ? [onlyMissed] : []), again);
  }
}

/**
 * What passed as far as it can be checked is neither praised nor blamed before the learner marked the rest.
 *
 * @param {boolean} right
 * @param {boolean} toMark
 */
function lookOf(right, toMark) {
  if (!right) return "wrong";
  return toMark ? "unjudged" : "right";
}

/**
 * Why the grader gave no verdict: a pattern that takes for ever, or a network that did not bring the grader.
 *
 * @param {unknown} error
 */
function unjudged(error) {
  return { unjudged: t(error instanceof TooSlow ? "practice.verdict.too-slow" : "practice.verdict.no-grader") };
}
