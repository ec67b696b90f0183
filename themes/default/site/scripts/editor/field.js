/**
 * A field for the text of one file: a plain text area, under it the same text in colours and beside it the numbers of its
 * lines, below it keys that a telephone lacks, and what cannot be read.
 *
 * Tab leaves the field like any other, unless the learner has asked that it indents; Escape then gives the next Tab back to
 * the page, so that nobody is caught.
 */
import { element, withCode } from "../element.js";
import { icon } from "../icons.js";
import { t } from "../texts.js";
import { paintYaml } from "./paint.js";
import { indent, insert, newline, outdent, quoted } from "./typing.js";

/** @typedef {import("./typing.js").State} State */
/** @typedef {import("./typing.js").Edit} Edit */

const MIN_ROWS = 6;
const MAX_ROWS = 28;

/**
 * @typedef {object} Field
 * @property {HTMLElement} node
 * @property {HTMLTextAreaElement} area
 * @property {HTMLElement} trouble
 * @property {(text: string) => void} fill
 * @property {(trouble: {line: number, reason: string} | undefined) => void} mark shows where the text cannot be read, and why
 */

/**
 * @param {string} id
 * @param {string} name of the file
 * @param {{tabIndents: () => boolean, changed: () => void}} around
 * @returns {Field}
 */
export function field(id, name, { tabIndents, changed }) {
  const yaml = /\.(?:ya?ml|json)$/i.test(name);
  const paint = element("code", {});
  const under = element("pre", { class: "editor-paint", "aria-hidden": "true" }, paint);
  const numbers = element("pre", { class: "editor-numbers", "aria-hidden": "true" });
  const area = element("textarea", {
    id, class: "editor-text", wrap: "off", spellcheck: "false", autocomplete: "off", autocapitalize: "off", autocorrect: "off",
    "aria-describedby": `${id}-trouble`,
    oninput: () => {
      refresh();
      changed();
    },
    onscroll: () => follow(),
    onkeydown: (/** @type {KeyboardEvent} */ event) => tabOf(event),
    onbeforeinput: (/** @type {InputEvent} */ event) => {
      if (event.inputType !== "insertLineBreak") return;
      event.preventDefault();
      apply(newline(state()));
    },
  });
  const trouble = element("p", { class: "editor-trouble", id: `${id}-trouble`, hidden: true });
  let wrong = 0;

  /** @type {[string, Node | string, (state: State) => Edit][]} */
  const keys = [
    ["outdent", icon("outdent"), outdent], ["indent", icon("indent"), indent],
    ["dash", "-", (state) => insert(state, "- ")], ["colon", ":", (state) => insert(state, ": ")],
    ["double", "\"", (state) => quoted(state, "\"")], ["single", "'", (state) => quoted(state, "'")],
  ];
  const bar = element("div", { class: "editor-keys", role: "group", "aria-label": t("practice.task.keys", { file: name }) },
    ...keys.map(([key, face, edit]) => element("button", {
      type: "button", "aria-label": t(`practice.task.key.${key}`),
      // The field keeps the focus, and a telephone its keyboard.
      onpointerdown: (/** @type {Event} */ event) => event.preventDefault(),
      onclick: () => {
        area.focus();
        apply(edit(state()));
      },
    }, face)));
  const node = element("div", { class: "editor-file" }, element("label", { for: id }, name),
    element("div", { class: "editor-code" }, numbers, element("div", { class: "editor-layers" }, under, area)), bar, trouble);

  /** @returns {State} */
  function state() {
    return { value: area.value, start: area.selectionStart, end: area.selectionEnd };
  }

  /** @param {Edit} edit */
  function apply({ from, to, text, start, end }) {
    area.setSelectionRange(from, to);
    // The one way that undo knows of; it fires `input` itself.
    if (!document.execCommand(text === "" ? "delete" : "insertText", false, text)) {
      area.setRangeText(text, from, to);
      area.dispatchEvent(new Event("input"));
    }
    area.setSelectionRange(start, end);
  }

  /** @param {KeyboardEvent} event */
  function tabOf(event) {
    if (event.key === "Escape") {
      area.dataset.leaving = "";
      return;
    }
    const leaving = "leaving" in area.dataset;
    if (event.key !== "Shift") delete area.dataset.leaving;
    if (event.key !== "Tab" || !tabIndents() || leaving || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    apply(event.shiftKey ? outdent(state()) : indent(state()));
  }

  function refresh() {
    const lines = yaml ? paintYaml(area.value) : area.value.split("\n").map((text) => [{ text, look: /^\s*#/.test(text) ? "hc" : "" }]);
    area.rows = Math.min(Math.max(lines.length + 1, MIN_ROWS), MAX_ROWS);
    paint.replaceChildren(...lines.map((pieces, index) => element("span", { class: index + 1 === wrong ? "line is-wrong" : "line" },
      ...pieces.map(({ text, look }) => (look === "" ? text : element("span", { class: look }, text))), "\n")));
    numbers.replaceChildren(...lines.map((_, index) => element("span", { class: index + 1 === wrong ? "is-wrong" : "" }, `${index + 1}\n`)));
    follow();
  }

  function follow() {
    under.scrollTop = area.scrollTop;
    under.scrollLeft = area.scrollLeft;
    numbers.scrollTop = area.scrollTop;
  }

  return {
    node,
    area,
    trouble,
    fill: (text) => {
      area.value = text;
      refresh();
    },
    mark: (found) => {
      wrong = found?.line ?? 0;
      trouble.hidden = !found;
      trouble.replaceChildren(...(found ? [icon("wrong"), element("span", {}, `${t("practice.task.line", { line: found.line })} `, ...withCode(found.reason))] : []));
      if (found) area.setAttribute("aria-invalid", "true");
      else area.removeAttribute("aria-invalid");
      refresh();
    },
  };
}
