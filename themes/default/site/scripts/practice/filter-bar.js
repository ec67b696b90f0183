/**
 * The page's form of filters, brought to life. What became of a question only the browser knows, so that choice is added
 * here.
 */
import { element } from "../element.js";
import { t } from "../texts.js";
import { FACETS, STATES } from "./filter.js";

/** @typedef {import("./filter.js").Filter} Filter */

/**
 * @param {HTMLFormElement} form with a `select` for each facet
 * @param {(filter: Filter) => void} changed
 */
export function filterBar(form, changed) {
  const state = element("select", { name: "state" },
    element("option", { value: "" }, t("practice.state.any")),
    ...STATES.map((value) => element("option", { value }, t(`practice.state.${value}`))));
  const clear = element("button", { type: "button", class: "button-small", onclick: () => show({}, true) }, t("practice.clear"));
  form.append(element("label", {}, element("span", {}, t("practice.state")), state), clear);
  form.hidden = false;

  /** @returns {Filter} */
  function read() {
    const entries = [...FACETS, /** @type {const} */ ("state")].map((name) => [name, control(name)?.value ?? ""]);
    return Object.fromEntries(entries.filter(([, value]) => value !== ""));
  }

  /** @param {string} name @returns {HTMLSelectElement | null} */
  function control(name) {
    return form.querySelector(`select[name="${name}"]`);
  }

  /**
   * @param {Filter} filter
   * @param {boolean} [tell]
   */
  function show(filter, tell = false) {
    for (const name of [...FACETS, /** @type {const} */ ("state")]) {
      const select = control(name);
      if (select) select.value = filter[name] ?? "";
    }
    clear.hidden = Object.keys(filter).length === 0;
    if (tell) changed(read());
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => {
    const filter = read();
    clear.hidden = Object.keys(filter).length === 0;
    changed(filter);
  });

  return { show };
}
