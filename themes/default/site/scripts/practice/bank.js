/**
 * The questions that a page can show. Those of a lesson stand on the lesson's own practice page; elsewhere a list of all
 * items says what there is, and a question comes from its lesson's page when its turn has come.
 */
import { decorate } from "../copy-code.js";
import { articles, readItem } from "./items.js";

/** @typedef {import("./items.js").Item} Item */

/**
 * @typedef {object} Bank
 * @property {Item[]} items
 * @property {(item: Item) => Promise<HTMLElement>} article as the compiler wrote it; nobody changes it
 * @property {(item: Item) => HTMLElement | undefined} ready the same, if it is here already
 */

/** The network did not bring what was asked for. */
export class Unreachable extends Error {}

/**
 * @param {HTMLElement[]} found
 * @returns {Bank}
 */
export function bankOnPage(found) {
  const byId = new Map(found.map((article) => [article.id, article]));
  return { items: found.map(readItem), article: async ({ id }) => /** @type {HTMLElement} */ (byId.get(id)), ready: ({ id }) => byId.get(id) };
}

/**
 * @param {string} address of the list, relative to the page
 * @returns {Promise<Bank>}
 * @throws {Unreachable}
 */
export async function fetchBank(address) {
  const list = new URL(address, document.baseURI);
  const { lessons } = JSON.parse(await get(list));
  /** @type {Item[]} */
  const items = lessons.flatMap((/** @type {{id: string, questions: any[]}} */ { id: lesson, questions }) =>
    questions.map((question) => ({ key: question.id, ...question, lesson })));

  /** @type {Map<string, Promise<Map<string, HTMLElement>>>} */
  const pages = new Map();
  /** @type {Map<string, HTMLElement>} */
  const here = new Map();
  const pageOf = (/** @type {string} */ lesson) => {
    const known = pages.get(lesson);
    if (known) return known;
    const page = fetchPage(new URL(`${lesson}.html`, list));
    pages.set(lesson, page);
    // What failed may be tried again.
    page.then((found) => found.forEach((article, id) => here.set(id, article)), () => pages.delete(lesson));
    return page;
  };
  return {
    items,
    article: async ({ id, lesson }) => {
      const article = (await pageOf(lesson)).get(id);
      if (!article) throw new Unreachable(id);
      return article;
    },
    ready: ({ id }) => here.get(id),
  };
}

/** @param {URL} address */
async function fetchPage(address) {
  const page = new DOMParser().parseFromString(await get(address), "text/html");
  const found = articles(page);
  for (const article of found) {
    rebase(article, address);
    decorate(article);
  }
  return new Map(found.map((article) => [article.id, article]));
}

/**
 * Links and pictures lead where they led on the page they come from.
 *
 * @param {HTMLElement} article
 * @param {URL} from
 */
function rebase(article, from) {
  for (const name of ["href", "src"]) {
    for (const node of article.querySelectorAll(`[${name}]`)) {
      const way = node.getAttribute(name) ?? "";
      if (!way.startsWith("#")) node.setAttribute(name, new URL(way, from).href);
    }
  }
}

/** @param {URL} address */
async function get(address) {
  try {
    const response = await fetch(address);
    if (response.ok) return await response.text();
  } catch {
    // Said below.
  }
  throw new Unreachable(address.href);
}
