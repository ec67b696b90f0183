/**
 * A round of practice on paper: its questions with options to tick and room to write, and a short key on a page of its own.
 *
 * Options and steps stand in an order of their own, always the same, so that a key that was printed before still fits.
 */
import { element } from "../element.js";
import { t, tCount } from "../texts.js";
import { readData } from "./items.js";
import { scrambled } from "./order.js";

/** @typedef {import("./items.js").Item} Item */
/** @typedef {import("./order.js").OptionOrder} OptionOrder */

const SEED = 0;

/**
 * @param {Item[]} round
 * @param {(item: Item) => HTMLElement | undefined} ready the article of a question that has been fetched
 * @param {OptionOrder} optionOrder
 * @returns {HTMLElement | undefined}
 */
export function paperOf(round, ready, optionOrder) {
  const found = round.flatMap((item) => {
    const article = ready(item);
    return article ? [{ item, article }] : [];
  });
  if (found.length === 0) return undefined;
  const made = found.map(({ item, article }) => sheetOf(item, article, optionOrder));
  const missing = round.length - found.length;
  return element("section", { class: "paper" },
    ...(missing > 0 ? [element("p", { class: "paper-note" }, tCount("practice.paper.missing", missing))] : []),
    element("ol", { class: "paper-questions" }, ...made.map(({ sheet }) => element("li", {}, sheet))),
    element("h2", { class: "paper-key-title" }, t("practice.paper.key")),
    element("ol", { class: "paper-key" }, ...made.map(({ key }) => element("li", {}, ...key))));
}

/**
 * @param {Item} item
 * @param {HTMLElement} article
 * @param {OptionOrder} optionOrder
 * @returns {{sheet: HTMLElement, key: (Node | string)[]}}
 */
function sheetOf(item, article, optionOrder) {
  const sheet = /** @type {HTMLElement} */ (article.cloneNode(true));
  const data = readData(article);
  const solution = sheet.querySelector(".model-answer");
  for (const part of sheet.querySelectorAll("details, .rationale, .question-data, button")) part.remove();
  for (const named of [sheet, ...sheet.querySelectorAll("[id]")]) named.removeAttribute("id");
  return { sheet, key: keyOf(item, sheet, data, optionOrder) ?? (solution ? [solution] : []) };
}

/**
 * Puts options or steps into their order on paper, and says which are right.
 *
 * @param {Item} item
 * @param {HTMLElement} sheet
 * @param {import("./items.js").QuestionData} data
 * @param {OptionOrder} optionOrder
 * @returns {(Node | string)[] | undefined} nothing for a task
 */
function keyOf(item, sheet, { texts = [], blanks }, optionOrder) {
  const rows = /** @type {HTMLElement[]} */ ([...sheet.querySelectorAll("li.option, li.stage")]);
  if (item.kind === "single" || item.kind === "multiple") {
    const options = rows.map((row, index) => ({ row, text: texts[index] ?? "", pinned: row.dataset.pin === "last" }));
    const keeps = sheet.querySelector(".options")?.getAttribute("data-shuffle") === "false";
    const shown = keeps ? rows : optionOrder(SEED, item.key, options).map((index) => rows[index]);
    rows[0]?.parentElement?.append(...shown);
    return [shown.flatMap(({ dataset }, place) => (dataset.right === "true" ? [letter(place)] : [])).join(", ")];
  }
  if (item.kind === "ordering") {
    const steps = rows.map((row, index) => ({ row, text: texts[index] ?? "", stage: Number(row.dataset.stage) }));
    const shown = scrambled(optionOrder, SEED, item.key, steps).map((index) => steps[index]);
    rows[0]?.parentElement?.append(...shown.map(({ row }) => row));
    return [shown.map(({ stage }, place) => ({ stage, place })).sort((a, b) => a.stage - b.stage).map(({ place }) => letter(place)).join(", ")];
  }
  return blanks?.flatMap(({ accepted }, index) => [...(index > 0 ? ["; "] : []), element("code", {}, accepted[0])]);
}

/** @param {number} place */
function letter(place) {
  return String.fromCharCode(65 + place);
}
