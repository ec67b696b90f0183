/**
 * Where something stands in an answer, and what stands there, in words: files, objects, fields, values.
 */
import { isMapping } from "./errors.js";
import { plainScalar } from "./scalar.js";

/** @typedef {import("./answer.js").AnswerDocument} AnswerDocument */
/** @typedef {(string | number)[]} Path from a document, or from the list of all */

const LONGEST = 80;

/** What an item of a list is called by. */
const NAMES = ["name", "rule"];

/**
 * A document by its file and, if it is an object of Kubernetes, its kind and name.
 *
 * @param {AnswerDocument} document
 */
export function called({ file, plain, value }) {
  const object = plain ? undefined : objectOf(value);
  return object === undefined ? `\`${file}\`` : `\`${file}\`, ${object}`;
}

/** @param {unknown} value */
export function objectOf(value) {
  if (!isMapping(value) || typeof value.kind !== "string") return undefined;
  const name = isMapping(value.metadata) ? value.metadata.name : undefined;
  return typeof name === "string" ? `${value.kind} \`${name}\`` : value.kind;
}

/**
 * The beginning of a sentence about a place: the document, named items on the way, and the field.
 *
 * @param {AnswerDocument[]} documents
 * @param {boolean} selected whether the path begins in the one document
 * @param {Path} path
 * @returns {{whole: string, inside: string}} the document, and the place inside it
 */
export function subject(documents, selected, path) {
  const [first, ...rest] = path;
  const document = selected ? documents[0] : documents[Number(first)];
  if (!document) return { whole: "The answer", inside: "" };
  /** @type {string[]} */
  const parts = [];
  let field = "";
  let inside = "";
  let node = /** @type {any} */ (document.value);
  for (const key of selected ? path : rest) {
    const item = node?.[key];
    if (typeof key === "string") {
      field += /^[\w-]+$/.test(key) ? `${field === "" ? "" : "."}${key}` : `["${key}"]`;
      inside = key;
    } else if (document.plain) {
      parts.push(`line ${document.numbers?.[key]}`);
    } else {
      const by = isMapping(item) ? NAMES.find((name) => typeof item[name] === "string") : undefined;
      if (by === undefined) field += `[${key}]`;
      else {
        parts.push(`${inside === "" ? by : singular(inside)} \`${item[by]}\``);
        field = "";
      }
    }
    node = item;
  }
  return { whole: called(document), inside: [...parts, ...(field === "" ? [] : [`\`${field}\``])].join(": ") };
}

/** @param {string} word */
function singular(word) {
  return word.replace(/ies$/, "y").replace(/([^s])s$/, "$1");
}

/**
 * A value as it would be written; text that YAML would read as something else stands in quotes.
 *
 * @param {unknown} value
 */
export function shown(value) {
  if (value === null || value === "") return "empty";
  if (typeof value !== "string") return `\`${cut(JSON.stringify(value))}\``;
  const read = plainScalar(value);
  return "value" in read && read.value === value ? `\`${cut(value)}\`` : `\`"${cut(value)}"\``;
}

/**
 * @param {string} text
 * @param {number} [longest]
 */
export function cut(text, longest = LONGEST) {
  const one = text.replace(/\s+/g, " ").replaceAll("`", "'").trim();
  return one.length > longest ? `${one.slice(0, longest).trimEnd()}…` : one;
}

/**
 * @param {string[]} list
 * @param {"and" | "or"} joint
 */
export function listed(list, joint) {
  return list.length < 2 ? (list[0] ?? "") : `${list.slice(0, -1).join(", ")} ${joint} ${list.at(-1)}`;
}
