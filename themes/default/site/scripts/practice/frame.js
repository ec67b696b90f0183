/**
 * What stays on the screen from question to question: the place in the round above, the verdict and the buttons below.
 */
import { drawn } from "../drawn.js";
import { element } from "../element.js";
import { icon } from "../icons.js";
import { t } from "../texts.js";

/**
 * @typedef {object} State
 * @property {string} place
 * @property {string} done
 * @property {number} share of the round that is answered, from 0 to 1
 * @property {boolean} isQuestion
 * @property {boolean} flagged the learner wants to see the question again
 * @property {boolean} answered
 * @property {boolean} tried an answer was judged, and may still be improved
 * @property {boolean} first
 * @property {boolean} last
 */

/**
 * @typedef {object} Actions
 * @property {() => void} previous
 * @property {() => void} forward
 * @property {() => void} next
 * @property {() => void} again
 * @property {() => void} reveal
 * @property {() => void} flag
 */

/**
 * @typedef {object} Frame
 * @property {HTMLElement} node
 * @property {(content: HTMLElement) => void} show
 * @property {(text: string, look: "right" | "wrong" | "unjudged") => void} verdict
 * @property {(text: string) => void} say speaks to assistive technology alone
 * @property {(text: string) => void} warn
 * @property {(state: State) => void} update
 * @property {() => void} scrollTo
 * @property {(filter: import("./filter.js").Filter) => void} filter asks for another round
 */

/**
 * @param {Actions} actions
 * @param {HTMLElement} help
 * @param {(filter: import("./filter.js").Filter) => void} filter
 * @returns {Frame}
 */
export function frame(actions, help, filter) {
  const button = (/** @type {keyof Actions} */ action, /** @type {string} */ look = "button-quiet") =>
    element("button", { type: "button", class: look, onclick: () => actions[action]() }, t(`practice.${action}`));
  const previous = button("previous");
  const next = button("next");
  const reveal = button("reveal");
  const again = button("again");
  const flag = element("button", { type: "button", class: "practice-flag", onclick: actions.flag }, icon("flag"), t("practice.flag"));
  // One button checks and then goes on: it stays where it is, and keeps the focus.
  const forward = button("forward", "button");

  const place = element("p", { class: "practice-place" });
  const done = element("p", { class: "practice-done" });
  const share = element("progress", { max: 1, value: 0, "aria-hidden": "true" });
  const stage = element("div", { class: "practice-stage" });
  const verdict = element("p", { class: "practice-verdict", role: "status" });
  const speech = element("p", { class: "practice-speech visually-hidden", role: "status" });
  const warning = element("p", { class: "practice-warning", role: "status", hidden: true });
  const bar = element("div", { class: "practice-bar" }, previous, reveal, again, next, verdict, forward);
  const node = element("section", { class: "practice", "aria-label": t("practice.label") },
    element("div", { class: "practice-top" }, place, flag, done, share), warning, stage, bar, help, speech);

  return {
    node,
    show: (content) => {
      stage.replaceChildren(content);
      verdict.replaceChildren();
      verdict.className = "practice-verdict";
      drawn();
    },
    verdict: (text, look) => {
      verdict.className = `practice-verdict is-${look}`;
      verdict.replaceChildren(...(look === "unjudged" ? [] : [icon(look)]), element("span", {}, text));
    },
    say: (text) => speech.replaceChildren(text),
    warn: (text) => {
      warning.replaceChildren(text);
      warning.hidden = false;
    },
    update: (state) => {
      place.replaceChildren(state.place);
      done.replaceChildren(state.done);
      share.value = state.share;
      bar.hidden = !state.isQuestion && state.first;
      previous.disabled = state.first;
      flag.hidden = !state.isQuestion;
      flag.setAttribute("aria-pressed", String(state.flagged));
      reveal.hidden = !state.isQuestion || state.answered || state.tried;
      again.hidden = !state.isQuestion || !state.answered;
      // Before the check one may pass a question over; afterwards the first button goes on.
      next.hidden = !state.isQuestion || state.answered;
      next.replaceChildren(t(state.tried ? "practice.next" : "practice.skip"));
      forward.hidden = !state.isQuestion;
      forward.replaceChildren(t(`practice.${state.answered ? (state.last ? "finish" : "next") : state.tried ? "check-again" : "check"}`));
    },
    scrollTo: () => node.scrollIntoView({ block: "start", behavior: "instant" }),
    filter,
  };
}
