/**
 * The files of an answer, each in a field of its own. While somebody writes, the grader's reader says where a file cannot be
 * read; it says nothing of what the answer is worth.
 */
import { element } from "../element.js";
import { ask } from "../grading.js";
import { readSetting, writeSetting } from "../settings.js";
import { t } from "../texts.js";
import { field } from "./field.js";

/** Who pauses this long looks at what they wrote. */
const PAUSE = 700;

/**
 * @typedef {object} Editor
 * @property {HTMLElement} node
 * @property {() => Record<string, string>} files
 * @property {(files: Record<string, string>) => void} fill with what the learner left; a file that is not named is as at the start
 * @property {() => boolean} isUntouched whether all files are as at the start
 * @property {(refused: import("../grading-calls.js").Refused) => void} show says where a file cannot be read, and why, as
 *   the editor does by itself, and puts the cursor there
 */

/**
 * @param {string} id of the question
 * @param {Record<string, string>} starter
 * @param {() => void} changed
 * @returns {Editor}
 */
export function editor(id, starter, changed) {
  const names = Object.keys(starter);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;
  const tab = element("input", {
    type: "checkbox",
    onchange: (/** @type {Event & {currentTarget: HTMLInputElement}} */ { currentTarget }) => writeSetting("tab-indents", currentTarget.checked ? "yes" : null),
  });
  tab.checked = readSetting("tab-indents") === "yes";
  const fields = new Map(names.map((name, index) => [name, field(`${id}.file-${index}`, name, {
    tabIndents: () => tab.checked,
    changed: () => {
      fields.get(name)?.mark(undefined);
      changed();
      clearTimeout(pause);
      pause = setTimeout(() => void read(name), PAUSE);
    },
  })]));
  const files = () => Object.fromEntries([...fields].map(([name, { area }]) => [name, area.value]));
  const restart = element("button", {
    type: "button", class: "button-small",
    onclick: () => {
      fill({});
      changed();
    },
  }, t("practice.task.restart"));
  const node = element("div", { class: "editor" }, ...[...fields.values()].map((one) => one.node),
    element("div", { class: "editor-tools" }, element("label", {}, tab, t("practice.task.tab")), restart));

  /** @param {Record<string, string>} given */
  function fill(given) {
    for (const [name, { fill: put, mark }] of fields) {
      put(given[name] ?? starter[name]);
      mark(undefined);
    }
  }

  /** @param {string} name */
  async function read(name) {
    const own = fields.get(name);
    const text = own?.area.value;
    if (!own || text === undefined || !node.isConnected) return;
    // Whether the grader can be had matters once an answer is checked.
    const refused = await ask({ call: "read", files: { [name]: text } }).catch(() => undefined);
    if (own.area.value === text) own.mark(refused ?? undefined);
  }

  fill({});
  return {
    node,
    files,
    fill,
    isUntouched: () => [...fields].every(([name, { area }]) => area.value === starter[name]),
    show: ({ file, line, column, reason }) => {
      const own = fields.get(file);
      if (!own) return;
      own.mark({ line, reason });
      const before = own.area.value.split("\n").slice(0, line - 1).join("\n");
      const at = before.length + (line > 1 ? 1 : 0) + column - 1;
      own.area.focus();
      own.area.setSelectionRange(at, at);
      own.trouble.scrollIntoView({ block: "nearest", behavior: "instant" });
    },
  };
}
