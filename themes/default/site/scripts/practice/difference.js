/**
 * A solution as what differs from the learner's answer, line by line: for YAML by what it says, for anything else by its text.
 */
import { element } from "../element.js";
import { ask } from "../grading.js";
import { t } from "../texts.js";
import { diffArrays } from "../vendor/diff/array.js";
import { alike } from "./alike.js";

/**
 * @param {Record<string, string>} own
 * @param {Record<string, string>} solution
 * @returns {Promise<HTMLElement>}
 */
export async function difference(own, solution) {
  // Where the grader cannot be had, texts are compared.
  const [ownData, data] = await ask({ call: "data", answers: [own, solution] }).catch(() => [{}, {}]);
  const files = Object.entries(solution).map(([name, text]) => {
    const [mine, theirs] = [ownData[name], data[name]];
    // An empty file says nothing that could be compared.
    if (!mine?.length || !theirs) return fileOf(name, own[name] ?? "", text, false);
    const written = alike(mine, theirs);
    return fileOf(name, written.own, written.other, true);
  });
  return element("div", { class: "difference" }, element("h3", {}, t("practice.difference.title")),
    element("p", { class: "difference-legend" }, element("del", {}, t("practice.difference.own")), " ", element("ins", {}, t("practice.difference.solution"))), ...files);
}

/**
 * @param {string} name
 * @param {string} own
 * @param {string} text
 * @param {boolean} meant whether it is compared by what it says
 */
function fileOf(name, own, text, meant) {
  /** @type {{added: boolean, removed: boolean, value: string[]}[]} */
  const changes = diffArrays(lines(own), lines(text));
  const same = changes.every(({ added, removed }) => !added && !removed);
  const rows = changes.flatMap(({ added, removed, value }) =>
    value.map((line) => element(added ? "ins" : removed ? "del" : "span", { class: "line" }, `${line}\n`)));
  const caption = element("figcaption", {}, element("span", { class: "file" }, name),
    ...(meant && !same ? [element("span", { class: "difference-by" }, t("practice.difference.meaning"))] : []));
  if (same) return element("figure", { class: "code" }, caption, element("p", { class: "difference-same" }, t(`practice.difference.${meant ? "same" : "same-text"}`)));
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
