/**
 * A round of practice: which questions, which of them is on the screen, and what became of them.
 *
 * The frame around the question (place, verdict, buttons) is `frame.js`; what answers a question is `control.js`.
 */
import { element } from "../element.js";
import { TooSlow } from "../grading.js";
import { t, tCount } from "../texts.js";
import { tally, withAttempt, withLatest } from "./attempts.js";
import { chosen, toAddress } from "./filter.js";
import { notice, question } from "./question.js";

/** @typedef {import("./filter.js").Filter} Filter */
/** @typedef {import("./items.js").Item & {article: HTMLElement}} Entry */
/** @typedef {import("../progress.js").ItemRecord} ItemRecord */
/** @typedef {import("../progress.js").Attempt} Attempt */

const DRAFT_DELAY = 500;

export class Session {
  /** @type {Filter} */
  #filter = {};
  /** @type {Entry[]} */
  #round = [];
  #at = 0;
  /** @type {import("./question.js").Question | undefined} */
  #shown;
  #answered = false;
  #tried = false;
  #busy = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #drafting;

  /**
   * @param {Entry[]} entries
   * @param {Map<string, ItemRecord>} records by key
   * @param {import("../progress.js").Progress} progress
   * @param {import("./frame.js").Frame} frame
   * @param {import("./order.js").OptionOrder} optionOrder
   */
  constructor(entries, records, progress, frame, optionOrder) {
    this.entries = entries;
    this.records = records;
    this.progress = progress;
    this.frame = frame;
    this.optionOrder = optionOrder;
  }

  /**
   * Begins a round. The questions of a round stay the same while they are answered, whatever the filter.
   *
   * @param {Filter} filter
   * @param {string} [first] id of the question to begin with
   */
  begin(filter, first) {
    this.#filter = filter;
    this.#round = chosen(this.entries, filter, this.records);
    const at = this.#round.findIndex(({ id }) => id === first);
    this.show(Math.max(at, 0), false);
  }

  /**
   * A link led to a question that is not there: says so, and shows what there is.
   *
   * @param {Filter} filter
   * @param {HTMLElement | null} index links to questions
   */
  lost(filter, index) {
    this.#filter = filter;
    this.#round = chosen(this.entries, filter, this.records);
    this.#at = -1;
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
    if (!this.entries.some((entry) => entry.id === id)) return false;
    if (this.#round[this.#at]?.id === id) return true;
    const at = this.#round.findIndex((entry) => entry.id === id);
    if (at === -1) return false;
    this.show(at);
    return true;
  }

  get filter() {
    return this.#filter;
  }

  /**
   * @param {number} at beyond the last question stands the end of the round
   * @param {boolean} [moves] whether the learner went there, so that the focus goes too
   */
  show(at, moves = true) {
    this.#at = at;
    this.#answered = false;
    this.#tried = false;
    const entry = this.#round[at];
    const shown = entry && this.#mount(entry);
    const content = shown?.article ?? (this.#round.length === 0 ? this.#nothing() : this.#end());
    this.#shown = shown;
    this.frame.show(content);
    this.#update();
    history.replaceState(null, "", `${location.pathname}${toAddress(this.#filter)}${entry ? `#${entry.id}` : ""}`);
    if (!moves) return;
    this.frame.scrollTo();
    if (shown) shown.focus();
    else content.querySelector("h2")?.focus({ preventScroll: true });
  }

  next() {
    if (this.#at < this.#round.length) this.show(this.#at + 1);
  }

  previous() {
    if (this.#at > 0) this.show(this.#at - 1);
  }

  again() {
    if (this.#round[this.#at]) this.show(this.#at);
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
    if (missing) return this.frame.verdict(missing, "unjudged");
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
  #judged({ right, points, possible, text, open = false }) {
    this.#answered = !open;
    this.#tried = open;
    this.frame.verdict(text, right ? "right" : "wrong");
    this.#record({ at: Date.now(), right, points, possible });
    this.#update();
  }

  /**
   * @param {Entry} entry
   * @returns {import("./question.js").Question}
   */
  #mount(entry) {
    return question(entry.article, {
      item: entry,
      seed: Math.floor(Math.random() * 2 ** 20),
      optionOrder: this.optionOrder,
      say: (text) => this.frame.say(text),
      draft: this.records.get(entry.key)?.draft,
      keep: (files) => this.#keepDraft(entry, files),
      revise: ({ right, points, possible, text }) => {
        this.frame.verdict(text, right ? "right" : "wrong");
        const record = this.records.get(entry.key);
        const last = record?.attempts?.at(-1);
        if (record && last) this.#save(withLatest(record, { ...last, right, points, possible }));
        this.#update();
      },
    });
  }

  /** @param {Attempt} attempt */
  #record(attempt) {
    const { key } = this.#round[this.#at];
    this.#save(withAttempt(this.records.get(key), key, attempt));
  }

  /**
   * @param {Entry} entry
   * @param {Record<string, string>} draft
   */
  #keepDraft({ key }, draft) {
    const record = { ...(this.records.get(key) ?? { key, type: /** @type {const} */ ("question") }), draft };
    this.records.set(key, /** @type {ItemRecord} */ (record));
    clearTimeout(this.#drafting);
    this.#drafting = setTimeout(() => this.#save(/** @type {ItemRecord} */ (this.records.get(key))), DRAFT_DELAY);
  }

  /** @param {Omit<ItemRecord, "v" | "course">} record */
  #save(record) {
    this.records.set(record.key, /** @type {ItemRecord} */ (record));
    this.progress.put(record).catch(() => this.frame.warn(t("practice.not-kept")));
  }

  #update() {
    const { answered, right } = tally(this.#round.map(({ key }) => key), this.records);
    const of = this.#round.length;
    this.frame.update({
      place: this.#round[this.#at] ? t("practice.place", { number: this.#at + 1, of }) : "",
      done: answered === 0 ? "" : t("practice.done", { answered, right }),
      share: of === 0 ? 0 : answered / of,
      isQuestion: this.#shown !== undefined,
      answered: this.#answered,
      tried: this.#tried,
      first: this.#at <= 0,
      last: this.#at >= of - 1,
    });
  }

  #nothing() {
    const clear = element("button", { type: "button", class: "button", onclick: () => this.frame.filter({}) }, t("practice.clear"));
    return notice(t("practice.nothing.title"), t("practice.nothing.text"), clear);
  }

  #end() {
    const { answered, right, of } = tally(this.#round.map(({ key }) => key), this.records);
    const missed = chosen(this.#round, { state: "missed" }, this.records).length;
    const again = element("button", { type: "button", class: "button-quiet", onclick: () => this.begin(this.#filter) }, t("practice.end.again"));
    const onlyMissed = element("button", {
      type: "button", class: "button", onclick: () => this.frame.filter({ ...this.#filter, state: "missed" }),
    }, tCount("practice.end.missed", missed));
    const text = answered === 0 ? t("practice.end.none") : t("practice.end.text", { answered, right, of });
    return notice(t("practice.end.title"), text, ...(missed > 0 ? [onlyMissed] : []), again);
  }
}

/**
 * Why the grader gave no verdict: a pattern that takes for ever, or a network that did not bring the grader.
 *
 * @param {unknown} error
 */
function unjudged(error) {
  return { unjudged: t(error instanceof TooSlow ? "practice.verdict.too-slow" : "practice.verdict.no-grader") };
}
