/**
 * Plain editors for the files of an answer.
 *
 * Tab leaves an editor like any field, unless the learner has asked that it indents; Escape then gives the next Tab back
 * to the page, so that nobody is caught.
 */
import { element } from "../element.js";
import { readSetting, writeSetting } from "../settings.js";
import { t } from "../texts.js";

const INDENT = "  ";
const MIN_ROWS = 6;
const MAX_ROWS = 28;

/**
 * @typedef {object} Editor
 * @property {HTMLElement} node
 * @property {() => Record<string, string>} files
 * @property {(files: Record<string, string>) => void} fill with what the learner left; a file that is not named is as at the start
 * @property {() => boolean} isUntouched whether all files are as at the start
 * @property {(file: string, line: number, column: number) => HTMLElement | undefined} show puts the cursor at a place of a
 *   file, and returns that file's part of the editor
 */

/**
 * @param {string} id of the question
 * @param {Record<string, string>} starter
 * @param {() => void} changed
 * @returns {Editor}
 */
export function editor(id, starter, changed) {
  const names = Object.keys(starter);
  /** @type {Map<string, HTMLTextAreaElement>} */
  const areas = new Map();
  const files = () => Object.fromEntries(names.map((name) => [name, areas.get(name)?.value ?? ""]));

  const fields = names.map((name, index) => {
    const area = element("textarea", {
      id: `${id}.file-${index}`, class: "editor-text", wrap: "off",
      spellcheck: "false", autocomplete: "off", autocapitalize: "off", autocorrect: "off",
      oninput: () => {
        fit(area);
        changed();
      },
      onkeydown: (/** @type {KeyboardEvent} */ event) => indent(event, area, tab.checked),
    });
    area.value = starter[name];
    areas.set(name, area);
    fit(area);
    return element("div", { class: "editor-file" }, element("label", { for: area.id }, name), area);
  });

  const tab = element("input", {
    type: "checkbox",
    onchange: (/** @type {Event & {currentTarget: HTMLInputElement}} */ { currentTarget }) => writeSetting("tab-indents", currentTarget.checked ? "yes" : null),
  });
  tab.checked = readSetting("tab-indents") === "yes";
  const restart = element("button", {
    type: "button", class: "button-quiet",
    onclick: () => {
      fill({});
      changed();
    },
  }, t("practice.task.restart"));
  const node = element("div", { class: "editor" }, ...fields,
    element("div", { class: "editor-tools" }, element("label", {}, tab, t("practice.task.tab")), restart));

  /** @param {Record<string, string>} given */
  function fill(given) {
    for (const [name, area] of areas) {
      area.value = given[name] ?? starter[name];
      fit(area);
    }
  }

  return {
    node,
    files,
    fill,
    isUntouched: () => names.every((name) => areas.get(name)?.value === starter[name]),
    show: (file, line, column) => {
      const area = areas.get(file);
      if (!area) return undefined;
      const before = area.value.split("\n").slice(0, line - 1).join("\n");
      const at = before.length + (line > 1 ? 1 : 0) + column - 1;
      area.focus();
      area.setSelectionRange(at, at);
      return area.parentElement ?? undefined;
    },
  };
}

/** @param {HTMLTextAreaElement} area */
function fit(area) {
  const lines = area.value.split("\n").length;
  area.rows = Math.min(Math.max(lines + 1, MIN_ROWS), MAX_ROWS);
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLTextAreaElement} area
 * @param {boolean} tabIndents
 */
function indent(event, area, tabIndents) {
  if (event.key === "Escape") {
    area.dataset.leaving = "";
    return;
  }
  const leaving = "leaving" in area.dataset;
  if (event.key !== "Shift") delete area.dataset.leaving;
  if (event.key !== "Tab" || !tabIndents || leaving || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  const { selectionStart: start, selectionEnd: end, value } = area;
  const from = value.lastIndexOf("\n", start - 1) + 1;
  if (!event.shiftKey && start === end) {
    area.setRangeText(INDENT, start, end, "end");
  } else {
    const lines = value.slice(from, end).split("\n");
    const shifted = lines.map((line) => (event.shiftKey ? line.replace(/^ {1,2}/, "") : INDENT + line)).join("\n");
    area.setRangeText(shifted, from, end, start === end ? "end" : "select");
  }
  area.dispatchEvent(new Event("input"));
}
