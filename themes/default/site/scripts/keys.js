/**
 * Keys of a page that is practised on. Single letters can be switched off, because they get in the way of speech input.
 */
import { element } from "./element.js";
import { readSetting, writeSetting } from "./settings.js";

/**
 * @typedef {object} Handlers
 * @property {() => void} enter checks, or goes on
 * @property {(key: string) => boolean} press
 */

const OFF = "single-keys";

/** @param {Handlers} handlers */
export function listen({ enter, press }) {
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    const target = event.target instanceof Element ? event.target : document.body;
    if (event.key === "Enter" && !event.altKey && !event.shiftKey) {
      const forced = (event.ctrlKey || event.metaKey) && !!target.closest("textarea, .step-grip");
      if (!forced && (event.ctrlKey || event.metaKey || hasOwnEnter(target))) return;
      event.preventDefault();
      enter();
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || takesText(target) || readSetting(OFF) === "off") return;
    if (press(event.key.toLowerCase())) event.preventDefault();
  });
}

/** @param {Element} target */
function hasOwnEnter(target) {
  // A grip is a button for the sake of its arrow keys; pressing it does nothing.
  return !!target.closest("button:not(.step-grip), a[href], summary, select, textarea, form");
}

/** @param {Element} target */
function takesText(target) {
  return !!target.closest("textarea, select, input:not([type=radio], [type=checkbox])");
}

/**
 * The help, with the switch.
 *
 * @param {{title: string, single: string}} texts
 * @param {[string, string][]} keys each with what it does
 */
export function keysHelp({ title, single }, keys) {
  const toggle = element("input", {
    type: "checkbox",
    onchange: (/** @type {Event & {currentTarget: HTMLInputElement}} */ { currentTarget }) => writeSetting(OFF, currentTarget.checked ? null : "off"),
  });
  toggle.checked = readSetting(OFF) !== "off";
  const rows = keys.map(([key, does]) => element("div", {}, element("dt", {}, ...caps(key)), element("dd", {}, does)));
  return element("details", { class: "keys" },
    element("summary", {}, title),
    element("dl", {}, ...rows),
    element("label", {}, toggle, single));
}

/** @param {string} key several are separated by spaces; `…` stands for those between */
function caps(key) {
  return key.split(" ").flatMap((one, index) => [...(index > 0 ? [" "] : []), one === "…" ? one : element("kbd", {}, one)]);
}
