/**
 * Makes elements. Text always goes in as text, so nothing a learner or an author wrote can become markup.
 */

/**
 * @template {keyof HTMLElementTagNameMap} N
 * @param {N} name
 * @param {Record<string, string | number | boolean | undefined | ((event: any) => void)>} [properties] attributes; functions
 *   under `on…` are listeners; `false` and `undefined` are left out
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[N]}
 */
export function element(name, properties = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === "function") node.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) node.setAttribute(key, value === true ? "" : String(value));
  }
  node.append(...children);
  return node;
}

/**
 * A sentence in which `` `code` `` stands between backquotes, as nodes.
 *
 * @param {string} text
 * @returns {(Node | string)[]}
 */
export function withCode(text) {
  return text.split("`").map((part, index) => (index % 2 === 1 ? element("code", {}, part) : part));
}

/**
 * The element, or an error that names what the page lacks.
 *
 * @param {ParentNode} parent
 * @param {string} selector
 * @returns {HTMLElement}
 */
export function required(parent, selector) {
  const found = parent.querySelector(selector);
  if (!(found instanceof HTMLElement)) throw new Error(`The page has no \`${selector}\`.`);
  return found;
}
