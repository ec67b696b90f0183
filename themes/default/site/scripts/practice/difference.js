/**
 * A solution as what differs from the learner's answer, line by line.
 */
import { element } from "../element.js";
import { t } from "../texts.js";
import { diffArrays } from "../vendor/diff/array.js";

/**
 * @param {Record<string, string>} own
 * @param {Record<string, string>} solution
 * @returns {HTMLElement}
 */
export function difference(own, solution) {
  const files = Object.entries(solution).map(([name, text]) => fileOf(name, own[name] ?? "", text));
  return element("div", { class: "difference" }, element("h3", {}, t("practice.difference.title")),
    element("p", { class: "difference-legend" }, element("del", {}, t("practice.difference.own")), " ", element("ins", {}, t("practice.difference.solution"))), ...files);
}

/**
 * @param {string} name
 * @param {string} own
 * @param {string} text
 */
function fileOf(name, own, text) {
  /** @type {{added: boolean, removed: boolean, value: string[]}[]} */
  const changes = diffArrays(lines(own), lines(text));
  const same = changes.every(({ added, removed }) => !added && !removed);
  const rows = changes.flatMap(({ added, removed, value }) =>
    value.map((line) => element(added ? "ins" : removed ? "del" : "span", { class: "line" }, `${line}\n`)));
  const caption = element("figcaption", {}, element("span", { class: "file" }, name));
  if (same) return element("figure", { class: "code" }, caption, element("p", { class: "difference-same" }, t("practice.difference.same")));
  return element("figure", { class: "code" }, caption, element("pre", { tabindex: "0" }, element("code", {}, ...rows)));
}

/**
 * How a file ends says nothing.
 *
 * @param {string} text
 */
function lines(text) {
  return text.trimEnd().split("\n").map((line) => line.trimEnd());
}
