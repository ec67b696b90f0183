/**
 * `select`: the one document that a criterion is about, by file, apiVersion, kind and name. None or several is a reason
 * to fail, never a guess.
 */
import { RubricError, isMapping, mapping } from "./errors.js";
import { listed, objectOf } from "./place.js";

const MAX_OTHERS = 4;

/** @typedef {import("./answer.js").AnswerDocument} AnswerDocument */

/** @type {Record<string, (document: AnswerDocument) => unknown>} */
const PROPERTIES = {
  file: ({ file }) => file,
  apiVersion: ({ value }) => (isMapping(value) ? value.apiVersion : undefined),
  kind: ({ value }) => (isMapping(value) ? value.kind : undefined),
  name: ({ value }) => (isMapping(value) && isMapping(value.metadata) ? value.metadata.name : undefined),
};

/**
 * @param {AnswerDocument[]} documents
 * @param {unknown} wanted
 * @returns {{document: AnswerDocument} | {reason: string}}
 */
export function select(documents, wanted) {
  const properties = Object.entries(mapping(wanted, Object.keys(PROPERTIES), "`select`"));
  if (properties.length === 0) throw new RubricError("`select` is empty; leave it out to judge all documents.");
  for (const [name, value] of properties) {
    if (typeof value !== "string") throw new RubricError(`\`select.${name}\` must be a string.`);
  }
  const found = documents.filter((document) => properties.every(([name, value]) => PROPERTIES[name](document) === value));
  if (found.length === 1) return { document: found[0] };
  const { kind, name, file, apiVersion } = Object.fromEntries(properties);
  const what = `${kind ?? "document"}${name === undefined ? "" : ` \`${name}\``}${apiVersion === undefined ? "" : ` with the apiVersion \`${apiVersion}\``}`;
  const where = file === undefined ? "The answer" : `\`${file}\``;
  if (found.length > 1) return { reason: `${where} has more than one ${what}, namely ${found.length}; exactly one is expected.` };
  if (file !== undefined && properties.length === 1) return { reason: `Nothing stands in ${where} yet.` };
  const there = documents.filter((document) => !document.plain && (file === undefined || document.file === file)).map(({ value }) => value);
  const alike = there.filter((value) => isMapping(value) && value.kind === kind);
  const named = [...new Set((alike.length > 0 ? alike : there).flatMap((value) => objectOf(value) ?? []))].slice(0, MAX_OTHERS);
  return { reason: `${where} has no ${what}${named.length === 0 ? "" : `, but ${listed(named, "and")}`}.` };
}
