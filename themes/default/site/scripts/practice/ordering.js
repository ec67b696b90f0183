/**
 * Putting steps in order: by dragging, with two buttons for each step, or with the arrow keys on its grip, which is the one
 * place of a step that Tab stops at.
 */
import { element, required } from "../element.js";
import { icon } from "../icons.js";
import { t } from "../texts.js";
import { moved, placed, scrambled } from "./order.js";

/** @typedef {{row: HTMLLIElement, text: string, stage: number, up: HTMLButtonElement, down: HTMLButtonElement, grip: HTMLButtonElement}} Step */

/**
 * @param {import("./control.js").Context} context
 * @returns {import("./control.js").Control}
 */
export function ordering({ article, item, data, seed, optionOrder, say, changed }) {
  const given = required(article, "ol.order");
  const offered = /** @type {HTMLElement[]} */ ([...given.querySelectorAll("li.stage")]);
  const sources = offered.map((row, index) => ({
    content: required(row, ".step"),
    text: data.texts?.[index] ?? "",
    stage: Number(row.dataset.stage),
  }));
  let locked = false;
  // An order that nobody touched is no answer.
  let touched = false;
  let steps = scrambled(optionOrder, seed, item.key, sources).map((index) => toStep(sources[index]));
  const list = element("ol", { class: "steps" }, ...steps.map(({ row }) => row));
  const help = element("p", { class: "steps-help" }, t("practice.order.help"));
  given.replaceWith(help, list);
  refresh();

  /**
   * @param {Step} step
   * @param {number} to a place from 0
   */
  function move(step, to) {
    const from = steps.indexOf(step);
    if (locked || to === from || to < 0 || to >= steps.length) return;
    const held = document.activeElement;
    touched = true;
    steps = moved(steps, from, to);
    const after = steps[to + 1]?.row ?? null;
    list.insertBefore(step.row, after);
    refresh();
    // Moving an element in the page takes the focus from what is in it.
    if (held instanceof HTMLElement && step.row.contains(held)) {
      const fits = held instanceof HTMLButtonElement && held.disabled ? step.grip : held;
      fits.focus({ preventScroll: true });
    }
    say(t("practice.order.moved", { place: to + 1, of: steps.length }));
    changed();
  }

  function refresh() {
    for (const [place, step] of steps.entries()) {
      step.up.disabled = locked || place === 0;
      step.down.disabled = locked || place === steps.length - 1;
      const values = { place: place + 1, of: steps.length };
      step.up.setAttribute("aria-label", t("practice.order.up", values));
      step.down.setAttribute("aria-label", t("practice.order.down", values));
      step.grip.setAttribute("aria-label", t("practice.order.grip", values));
    }
  }

  /**
   * @param {{content: HTMLElement, text: string, stage: number}} source
   * @returns {Step}
   */
  function toStep({ content, text, stage }) {
    const grip = element("button", { type: "button", class: "step-grip" }, icon("grip"));
    const up = element("button", { type: "button", class: "step-move", tabindex: "-1", onclick: () => move(step, steps.indexOf(step) - 1) }, icon("up"));
    const down = element("button", { type: "button", class: "step-move", tabindex: "-1", onclick: () => move(step, steps.indexOf(step) + 1) }, icon("down"));
    const row = element("li", { class: "step-row" }, grip, content, element("div", { class: "step-moves" }, up, down));
    /** @type {Step} */
    const step = { row, text, stage, up, down, grip };
    grip.addEventListener("keydown", (event) => {
      const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
      if (by === 0) return;
      event.preventDefault();
      move(step, steps.indexOf(step) + by);
    });
    drag(step);
    return step;
  }

  /** @param {Step} step */
  function drag(step) {
    const { row, grip } = step;
    grip.addEventListener("pointerdown", (event) => {
      if (locked || event.button !== 0) return;
      grip.setPointerCapture(event.pointerId);
      row.classList.add("is-dragged");
    });
    grip.addEventListener("pointermove", ({ clientY, pointerId }) => {
      if (!grip.hasPointerCapture(pointerId)) return;
      const to = placeAt(clientY, steps.indexOf(step));
      if (to === steps.indexOf(step)) return;
      move(step, to);
      // A moved element loses the pointer.
      grip.setPointerCapture(pointerId);
    });
    for (const end of ["pointerup", "pointercancel"]) grip.addEventListener(end, () => row.classList.remove("is-dragged"));
  }

  /**
   * The place whose middle the pointer has passed.
   *
   * @param {number} y
   * @param {number} from
   */
  function placeAt(y, from) {
    const middles = steps.map(({ row }) => {
      const { top, height } = row.getBoundingClientRect();
      return top + height / 2;
    });
    let to = from;
    while (to > 0 && y < middles[to - 1]) to -= 1;
    while (to < steps.length - 1 && y > middles[to + 1]) to += 1;
    return to;
  }

  function lock() {
    locked = true;
    help.remove();
    // The focus stays at the step whose grip leaves the page.
    const held = steps.find(({ row }) => row.contains(document.activeElement))?.row;
    held?.setAttribute("tabindex", "-1");
    held?.focus({ preventScroll: true });
    for (const { grip, up, down } of steps) [grip, up, down].forEach((button) => button.remove());
  }

  return {
    given: () => (touched ? steps.map(({ text }) => text) : undefined),
    restore: (given) => {
      if (!Array.isArray(given)) return;
      touched = true;
      steps = steps.toSorted((a, b) => given.indexOf(a.text) - given.indexOf(b.text));
      list.append(...steps.map(({ row }) => row));
      refresh();
    },
    missing: () => undefined,
    check: async () => {
      lock();
      const places = placed(steps.map(({ stage }) => stage));
      steps.forEach(({ row }, place) => row.append(mark(places[place])));
      steps.forEach(({ row }, place) => row.classList.add(places[place].right ? "is-right" : "is-wrong"));
      const good = places.filter(({ right }) => right).length;
      const right = good === places.length;
      const text = right ? t("practice.verdict.right") : t("practice.verdict.ordering", { right: good, of: places.length });
      return { right, points: right ? 1 : 0, possible: 1, text };
    },
    reveal: () => {
      lock();
      steps = steps.toSorted((a, b) => a.stage - b.stage);
      list.append(...steps.map(({ row }) => row));
    },
  };
}

/** @param {{right: boolean, first: number, last: number}} place */
function mark({ right, first, last }) {
  const belongs = first === last ? t("practice.order.belongs", { place: first }) : t("practice.order.belongs-between", { first, last });
  return element("p", { class: "step-verdict" }, icon(right ? "right" : "wrong"), right ? t("practice.order.right") : belongs);
}
