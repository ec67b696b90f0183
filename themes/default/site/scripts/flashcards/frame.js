/**
 * What is around a card: counts above, the button that turns it over and the four grades below.
 */
import { element, required } from "../element.js";
import { t, tCount } from "../texts.js";
import { GRADES } from "./schedule.js";
import { onSwipe } from "./swipe.js";

/** @typedef {import("./schedule.js").Grade} Grade */

/**
 * @typedef {object} CardFrame
 * @property {HTMLElement} node
 * @property {(article: HTMLElement, moves: boolean) => void} show
 * @property {(spans: Record<Grade, string>) => void} turn shows the back, and when each grade brings the card back
 * @property {(counts: import("./queue.js").Counts, undoable: boolean) => void} counts
 * @property {(title: string, text: string, more: number, moves: boolean) => void} empty `more` new cards can be had
 * @property {(text: string, link: Element | null) => void} note says what became of a card; nothing says nothing
 * @property {(text: string) => void} warn
 */

/**
 * @param {{flip: () => void, grade: (grade: Grade) => void, undo: () => void, setAside: () => void, more: () => void}} actions
 * @param {HTMLElement[]} below
 * @returns {CardFrame}
 */
export function cardFrame(actions, below) {
  const counted = element("ul", { class: "card-counts", "aria-label": t("flashcards.counts") });
  const undo = element("button", { type: "button", class: "button-small", disabled: true, onclick: actions.undo }, t("flashcards.undo"));
  const aside = element("button", { type: "button", class: "button-small", onclick: actions.setAside }, t("flashcards.put-aside"));
  const noted = element("p", { class: "card-note", role: "status" });
  const stage = element("div", { class: "card-stage" });
  const warning = element("p", { class: "practice-warning", role: "status", hidden: true });
  const flip = element("button", { type: "button", class: "button", onclick: actions.flip }, t("flashcards.flip"));
  const spans = new Map(GRADES.map((grade) => [grade, element("span", { class: "grade-span" })]));
  const grades = element("div", { class: "card-grades", role: "group", "aria-label": t("flashcards.grades") },
    ...GRADES.map((grade, index) =>
      element("button", { type: "button", class: `grade-${grade}`, onclick: () => actions.grade(grade) },
        element("span", { class: "grade-name" }, element("kbd", { "aria-hidden": "true" }, String(index + 1)), t(`flashcards.${grade}`)),
        /** @type {HTMLElement} */ (spans.get(grade)))));
  const bar = element("div", { class: "practice-bar" }, flip, grades);
  const node = element("section", { class: "practice flashcards", "aria-label": t("flashcards.label") },
    element("div", { class: "practice-top" }, counted, aside, undo), warning, noted, stage, bar, ...below);
  onSwipe(stage, (way) => {
    // A card that is not turned over yet cannot be graded.
    if (grades.hidden) actions.flip();
    else actions.grade(way === "left" ? "again" : "good");
  });

  /** @param {HTMLElement} target */
  const focus = (target) => {
    target.setAttribute("tabindex", "-1");
    target.focus({ preventScroll: true });
  };

  return {
    node,
    show: (article, moves) => {
      const card = /** @type {HTMLElement} */ (article.cloneNode(true));
      // Without scripts the back is folded; here a key turns the card.
      const back = required(card, ".card-back");
      card.querySelector("details.card-answer")?.replaceWith(back);
      back.hidden = true;
      card.addEventListener("click", ({ target }) => {
        if (!(target instanceof Element && target.closest("a, button")) && !getSelection()?.toString()) actions.flip();
      });
      stage.replaceChildren(card);
      bar.hidden = false;
      aside.hidden = false;
      flip.hidden = false;
      grades.hidden = true;
      if (!moves) return;
      node.scrollIntoView({ block: "start", behavior: "instant" });
      focus(card);
    },
    turn: (texts) => {
      for (const grade of GRADES) spans.get(grade)?.replaceChildren(texts[grade]);
      flip.hidden = true;
      grades.hidden = false;
      const back = required(stage, ".card-back");
      back.hidden = false;
      focus(back);
      back.scrollIntoView({ block: "nearest", behavior: "instant" });
    },
    counts: ({ learning, review, fresh }, undoable) => {
      const count = (/** @type {string} */ name, /** @type {number} */ number) =>
        element("li", { class: `count-${name}` }, tCount(`flashcards.count.${name}`, number));
      counted.replaceChildren(count("new", fresh), count("learning", learning), count("review", review));
      undo.disabled = !undoable;
    },
    empty: (title, text, more, moves) => {
      const heading = element("h2", { tabindex: "-1" }, title);
      const again = element("button", { type: "button", class: "button-quiet", onclick: actions.more }, tCount("flashcards.more", more));
      const offers = more > 0 ? [element("div", { class: "practice-actions" }, again)] : [];
      stage.replaceChildren(element("div", { class: "practice-notice" }, heading, element("p", {}, text), ...offers));
      bar.hidden = true;
      aside.hidden = true;
      if (moves) heading.focus({ preventScroll: true });
    },
    note: (text, link) => {
      noted.replaceChildren(text, ...(link ? [" ", link.cloneNode(true)] : []));
    },
    warn: (text) => {
      warning.replaceChildren(text);
      warning.hidden = false;
    },
  };
}
