/**
 * `select`: the one document that a criterion is about, by file, apiVersion, kind and name. None or several is a reason
 * to fail, never a guess.
 */
import { RubricError, isMapping, mapping } from "./errors.js";

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
  const which = properties.map(([name, value]) => `${name} \`${value}\``).join(" and ");
  if (found.length === 0) return { reason: `The answer has no document with ${which}.` };
  return { reason: `The answer has ${found.length} documents with ${which}; exactly one is expected.` };
}
