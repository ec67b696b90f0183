/**
 * One question on the screen: a fresh copy of its article, brought to life, from the first look to the verdict.
 */
import { element } from "../element.js";
import { t } from "../texts.js";
import { control } from "./control.js";
import { readData } from "./items.js";

/** @typedef {import("./control.js").Result} Result */

/**
 * @typedef {object} Question
 * @property {HTMLElement} article
 * @property {() => unknown} given
 * @property {(given: unknown) => void} restore
 * @property {() => string | undefined} missing
 * @property {() => Promise<Result | {unjudged: string}>} check
 * @property {() => void} reveal
 * @property {(key: string) => boolean} press
 * @property {() => void} focus
 */

/**
 * @param {HTMLElement} pristine the article as the compiler wrote it; it stays as it is
 * @param {Omit<import("./control.js").Context, "article" | "data"> & {inExam?: boolean}} context in an exam nothing helps
 * @returns {Promise<Question>}
 */
export async function question(pristine, context) {
  const article = /** @type {HTMLElement} */ (pristine.cloneNode(true));
  const answer = await control({ ...context, article, data: readData(article) });
  const solution = article.querySelector("details.solution");
  if (solution instanceof HTMLElement) solution.hidden = true;
  oneByOne(article);
  if (context.inExam) for (const help of article.querySelectorAll("details.hint, details.verify, .question-data")) help.remove();
  const title = article.querySelector(".question-title");
  title?.setAttribute("tabindex", "-1");

  const showSolution = () => {
    article.classList.add("answered");
    if (!(solution instanceof HTMLDetailsElement)) return;
    solution.hidden = false;
    solution.open = true;
    solution.querySelector("summary")?.replaceChildren(t("practice.solution"));
  };
  // Somebody who goes on working opens it when they want to.
  const offerSolution = () => solution instanceof HTMLElement && (solution.hidden = false);

  return {
    article,
    given: answer.given,
    restore: answer.restore,
    missing: answer.missing,
    check: () =>
      inPlace(article, async () => {
        const result = await answer.check();
        if (!("unjudged" in result)) result.open ? offerSolution() : showSolution();
        return result;
      }),
    reveal: () =>
      void inPlace(article, async () => {
        await answer.reveal();
        showSolution();
      }),
    press: (key) => answer.press?.(key) ?? false,
    focus: () => title instanceof HTMLElement && title.focus({ preventScroll: true }),
  };
}

/**
 * Keeps what the learner was looking at where it is, while text appears above it: what has the focus, or else the choice.
 *
 * @template T
 * @param {HTMLElement} article
 * @param {() => Promise<T>} change
 * @returns {Promise<T>}
 */
async function inPlace(article, change) {
  const focused = document.activeElement;
  const held = focused && article.contains(focused) ? focused : article.querySelector("li :checked");
  const anchor = held?.closest("li");
  const before = anchor?.getBoundingClientRect().top;
  const result = await change();
  if (anchor?.isConnected && before !== undefined && before > 0) {
    scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: "instant" });
  }
  return result;
}

/**
 * A hint appears when the one before it has been opened.
 *
 * @param {HTMLElement} article
 */
function oneByOne(article) {
  const hints = /** @type {HTMLDetailsElement[]} */ ([...article.querySelectorAll("details.hint")]);
  for (const [index, hint] of hints.entries()) {
    hint.open = false;
    hint.hidden = index > 0;
    if (hints.length > 1) {
      hint.querySelector("summary")?.replaceChildren(t("practice.hint", { number: index + 1, of: hints.length }));
    }
    hint.addEventListener("toggle", () => {
      const next = hints[index + 1];
      if (hint.open && next) next.hidden = false;
    });
  }
}

/**
 * What stands in the place of a question when there is none to show.
 *
 * @param {string} title
 * @param {string} text
 * @param {...HTMLElement} actions
 */
export function notice(title, text, ...actions) {
  return element("div", { class: "practice-notice" },
    element("h2", { tabindex: "-1" }, title), element("p", {}, text),
    element("div", { class: "practice-actions" }, ...actions));
}

/**
 * The same while something is on its way.
 *
 * @param {string} title
 */
export function waiting(title) {
  const node = notice(title, "");
  node.classList.add("is-waiting");
  return node;
}
