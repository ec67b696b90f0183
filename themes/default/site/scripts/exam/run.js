/**
 * An exam that runs: one question at a time, the numbers of all beside it, the time above. Everything is kept as it is
 * given, so that a page that was closed goes on where it was. Nothing here knows what is right.
 */
import { element } from "../element.js";
import { icon } from "../icons.js";
import { Unreachable } from "../practice/bank.js";
import { notice, question } from "../practice/question.js";
import { t, tCount } from "../texts.js";
import { clock } from "./clock.js";
import { navigator } from "./navigator.js";

/** @typedef {import("../progress.js").ExamRecord} ExamRecord */
/** @typedef {(exam: ExamRecord) => ExamRecord} Change to what is kept as to what is here, for the exam may be open twice */

export class Run {
  /** @type {import("../practice/question.js").Question | undefined} */
  #shown;
  #turn = 0;
  #over = false;

  /**
   * @param {ExamRecord} exam
   * @param {number} seed
   * @param {import("./grade.js").Means} means
   * @param {{keep: (change: Change) => void, handIn: (exam: ExamRecord, late: boolean) => void}} tell
   */
  constructor(exam, seed, means, tell) {
    this.exam = exam;
    this.seed = seed;
    this.means = means;
    this.tell = tell;
    const button = (/** @type {string} */ text, /** @type {string} */ look, /** @type {() => void} */ onclick) =>
      element("button", { type: "button", class: look, onclick }, text);
    this.place = element("p", { class: "practice-place" });
    this.flagging = element("button", { type: "button", class: "practice-flag", onclick: () => this.flag() }, icon("flag"), t("practice.flag"));
    this.stage = element("div", { class: "practice-stage" });
    this.speech = element("p", { class: "practice-speech visually-hidden", role: "status" });
    this.back = button(t("practice.previous"), "button-quiet", () => this.go(this.exam.at - 1));
    this.on = button(t("practice.next"), "button", () => this.forward());
    this.numbers = navigator(exam.kind, exam.items.length, (at) => void this.go(at));
    this.clock = clock(exam.ends, { say: (text) => this.#say(text), over: () => this.#end(true) });
    this.hand = button(t("exam.hand-in"), "exam-hand", () => this.ask());
    const all = element("details", { class: "exam-all" }, element("summary", {}, t("exam.all")), this.numbers.node);
    all.open = matchMedia("(min-width: 1100px)").matches;
    this.warning = element("p", { class: "practice-warning", role: "status", hidden: true });
    this.dialog = element("dialog", { class: "exam-dialog", "aria-labelledby": "_hand-in" });
    this.node = element("section", { class: "practice exam-run", "aria-label": t("exam.label") },
      element("h1", { class: "visually-hidden" }, t("exam.label")), element("div", { class: "exam-top" }, this.place, this.flagging, this.clock.node),
      this.warning, all, this.stage,
      element("div", { class: "practice-bar" }, this.back, this.hand, this.on), this.speech, this.dialog);
    // What came from another page while somebody wrote here.
    this.stage.addEventListener("focusout", () => queueMicrotask(() => this.#follow()));
  }

  get #key() {
    return this.exam.items[this.exam.at];
  }

  /**
   * @param {number} at
   * @param {boolean} [moves] whether the learner went there, so that the focus goes too
   */
  async go(at, moves = true) {
    const { items } = this.exam;
    if (at < 0 || at >= items.length || this.#over) return;
    const turn = ++this.#turn;
    this.#change((exam) => ({ ...exam, at }));
    const key = this.#key;
    const item = this.means.items.get(key);
    const shown = item && (await this.#made(item, key));
    if (turn !== this.#turn || this.#over) return;
    if (!shown) {
      const again = element("button", { type: "button", class: "button", onclick: () => this.go(at) }, t("practice.unreachable.again"));
      // A new version of the course may have withdrawn a question since the exam began.
      this.stage.replaceChildren(item
        ? notice(t("practice.unreachable.title"), t("practice.unreachable.text"), again)
        : notice(t("exam.report.gone"), ""));
      this.#shown = undefined;
      return;
    }
    const given = this.exam.answers[key];
    if (given !== undefined) shown.restore(given);
    this.#shown = shown;
    this.stage.replaceChildren(shown.article);
    if (!moves) return;
    this.node.scrollIntoView({ block: "start", behavior: "instant" });
    shown.focus();
  }

  /**
   * @param {import("../practice/items.js").Item} item
   * @param {string} key
   * @returns {Promise<import("../practice/question.js").Question | undefined>} nothing if it cannot be had
   */
  async #made(item, key) {
    try {
      const article = await this.means.bank.article(item);
      const shown = await question(article, {
        item, seed: this.seed, optionOrder: this.means.optionOrder, inExam: true,
        say: (text) => this.#say(text),
        revise: () => undefined,
        changed: () => this.#changed(key, shown.given()),
      });
      return shown;
    } catch (error) {
      if (error instanceof Unreachable) return undefined;
      throw error;
    }
  }

  /** What Enter does: the next question, and after the last one the way out. */
  forward() {
    if (this.exam.at + 1 < this.exam.items.length) void this.go(this.exam.at + 1);
    else this.ask();
  }

  flag() {
    const key = this.#key;
    const isFlagged = this.exam.flags.includes(key);
    this.#change((exam) => ({ ...exam, flags: [...exam.flags.filter((one) => one !== key), ...(isFlagged ? [] : [key])] }));
  }

  /** @param {string} key */
  press(key) {
    return this.#shown?.press(key) ?? false;
  }

  get asks() {
    return this.dialog.open;
  }

  /** Asks once more before the exam is handed in, and says what is open. */
  ask() {
    const open = this.exam.items.flatMap((key, at) => (this.exam.answers[key] === undefined ? [at] : []));
    const flagged = this.exam.items.flatMap((key, at) => (this.exam.flags.includes(key) ? [at] : []));
    const list = (/** @type {number[]} */ places, /** @type {"open" | "flagged"} */ which) =>
      places.length === 0 ? [] : [element("p", {}, tCount(`exam.confirm.${which}.${this.exam.kind}`, places.length)),
        element("p", { class: "exam-places" }, ...places.map((at) =>
          element("button", { type: "button", class: "button-small", onclick: () => (this.dialog.close(), void this.go(at)) }, String(at + 1))))];
    this.dialog.replaceChildren(
      element("h2", { id: "_hand-in" }, t("exam.confirm.title")),
      element("div", { class: "exam-confirm", tabindex: "0", role: "group", "aria-labelledby": "_hand-in" },
        ...(open.length === 0 ? [element("p", {}, t(`exam.confirm.complete.${this.exam.kind}`))] : []),
        ...list(open, "open"), ...list(flagged, "flagged")),
      element("div", { class: "practice-actions" },
        element("button", { type: "button", class: "button", onclick: () => this.#end(false) }, t("exam.hand-in")),
        element("button", { type: "button", class: "button-quiet", onclick: () => this.dialog.close() }, t("exam.confirm.back"))));
    this.dialog.showModal();
  }

  /** @param {string} text */
  warn(text) {
    this.warning.replaceChildren(text);
    this.warning.hidden = false;
  }

  /** @param {boolean} late */
  #end(late) {
    if (this.#over) return;
    this.#over = true;
    this.clock.stop();
    if (this.dialog.open) this.dialog.close();
    this.tell.handIn(this.exam, late);
  }

  /**
   * @param {string} key
   * @param {unknown} given
   */
  #changed(key, given) {
    if (this.#over) return;
    this.#change((exam) => {
      const { [key]: _, ...others } = exam.answers;
      return { ...exam, answers: given === undefined ? others : { ...others, [key]: given } };
    });
  }

  /** The question shown has the answer that is kept, unless somebody is writing one. */
  #follow() {
    const given = this.exam.answers[this.#key];
    if (!this.#shown || this.#over || this.#isWriting() || JSON.stringify(this.#shown.given()) === JSON.stringify(given)) return;
    if (given === undefined) void this.go(this.exam.at, false);
    else this.#shown.restore(given);
  }

  #isWriting() {
    const focused = document.activeElement;
    return document.hasFocus() && this.stage.contains(focused) && focused?.matches("textarea, input:not([type=radio], [type=checkbox])") === true;
  }

  /**
   * What another page did in the same exam; the question that is shown here follows.
   *
   * @param {ExamRecord} exam
   */
  heard(exam) {
    if (this.#over) return;
    this.exam = { ...exam, at: this.exam.at };
    this.#update();
    this.#follow();
  }

  /** @param {Change} change */
  #change(change) {
    this.exam = change(this.exam);
    this.tell.keep(change);
    this.#update();
  }

  #update() {
    const { items, answers, flags, at } = this.exam;
    this.place.replaceChildren(t(`exam.place.${this.exam.kind}`, { number: at + 1, of: items.length }));
    this.flagging.setAttribute("aria-pressed", String(flags.includes(this.#key)));
    this.back.disabled = at === 0;
    // After the last question the button that goes on is the way out.
    this.hand.hidden = at + 1 === items.length;
    this.on.replaceChildren(t(at + 1 < items.length ? "practice.next" : "exam.hand-in"));
    this.numbers.show(at, items.map((key) => (answers[key] === undefined ? "open" : "answered")), items.map((key) => flags.includes(key)));
  }

  /** @param {string} text */
  #say(text) {
    this.speech.replaceChildren(text);
  }
}
