/**
 * A field and the list of what it finds, by mouse, touch and keyboard: arrows go through the list, Enter opens.
 */
import { element } from "../element.js";
import { t, tCount } from "../texts.js";
import { excerpt } from "./excerpt.js";

/** Results shown at once; more than that is a query too wide. */
const SHOWN = 30;

/** @type {Map<string, Promise<(query: string, limit?: number) => import("./index.js").Hit[]>>} */
const indices = new Map();

/**
 * @param {string} address of the list of entries; links lead on from there
 * @param {{query?: string, changed?: (query: string) => void}} [options]
 * @returns {{node: HTMLElement, field: HTMLInputElement}}
 */
export function searchBox(address, { query = "", changed = () => {} } = {}) {
  const field = element("input", {
    type: "search", class: "search-field", value: query, autocomplete: "off", autocapitalize: "off", spellcheck: "false",
    placeholder: t("search.placeholder"), "aria-label": t("search.label"), "aria-describedby": "_search-status",
  });
  const status = element("p", { class: "search-status", role: "status", id: "_search-status" });
  const list = element("ol", { class: "search-results" });
  const node = element("div", { class: "search-box" }, field, status, list);
  let last = 0;

  async function show() {
    const turn = (last += 1);
    const asked = field.value.trim();
    changed(asked);
    if (asked === "") {
      list.replaceChildren();
      status.textContent = "";
      return;
    }
    if (!indices.has(address)) status.textContent = t("search.loading");
    try {
      const find = await open(address);
      if (turn !== last) return;
      const hits = find(asked, SHOWN);
      list.replaceChildren(...hits.map((hit) => row(hit, address)));
      status.textContent = hits.length === 0 ? t("search.none", { query: asked }) : tCount("search.found", hits.length);
    } catch {
      indices.delete(address);
      if (turn === last) status.textContent = t("search.failed");
    }
  }

  field.addEventListener("input", show);
  node.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(/** @type {any} */ (document.activeElement));
    if (event.key === "ArrowDown") (links[at + 1] ?? links.at(-1))?.focus();
    else if (event.key === "ArrowUp") (at > 0 ? links[at - 1] : field).focus();
    else if (event.key === "Enter" && event.target === field) links[0]?.click();
    else return;
    event.preventDefault();
  });
  if (query) show();
  return { node, field };
}

/** @param {string} address */
function open(address) {
  let index = indices.get(address);
  if (!index) {
    index = load(address);
    indices.set(address, index);
  }
  return index;
}

/** The library and the text come when somebody searches, not with every page. @param {string} address */
async function load(address) {
  const [{ indexOf }, answer] = await Promise.all([import("./index.js"), fetch(address)]);
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return indexOf(await answer.json());
}

/**
 * @param {import("./index.js").Hit} hit
 * @param {string} address
 */
function row({ kind, href, title, place, text, terms }, address) {
  const pieces = (/** @type {string} */ whole, /** @type {number | undefined} */ length) =>
    excerpt(whole, terms, length).map((piece) => (piece.found ? element("mark", {}, piece.text) : piece.text));
  const from = [t(`search.kind.${kind}`), ...(place ? [place] : [])].join(" · ");
  return element("li", {},
    element("a", { href: new URL(href, address).href },
      element("span", { class: "search-title" }, ...pieces(title || text, title ? Infinity : 80)),
      element("span", { class: "search-place" }, from),
      element("span", { class: "search-text" }, ...pieces(text, undefined))));
}
