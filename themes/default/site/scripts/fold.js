/**
 * Folds a form away behind a line, so that what one practises has the screen.
 */
import { element } from "./element.js";

/**
 * @param {HTMLFormElement} form
 * @param {string} title
 * @returns {HTMLDetailsElement}
 */
export function fold(form, title) {
  const folded = element("details", { class: "folded-filters" }, element("summary", {}, title));
  form.before(folded);
  folded.append(form);
  return folded;
}
