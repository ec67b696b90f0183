/**
 * Kubernetes objects of an answer → the checked forms that judges evaluate, or what the API server would refuse in them.
 *
 * `null` counts as absent, because that is what the API server makes of it. Unknown fields are refused, as `kubectl apply`
 * does. Each kind has its own reader; this module has what they share.
 */
import { isMapping } from "./errors.js";

/** What the API server would refuse. */
class Problem extends Error {}

/**
 * The objects of some kinds in an answer, read; a `List` counts as what it lists.
 *
 * @template T
 * @param {import("./answer.js").AnswerDocument[]} documents
 * @param {string[]} kinds
 * @param {(object: Record<string, any>) => T} read
 * @returns {{objects: T[], problems: string[]}} the problems as sentences for learners
 */
export function readObjects(documents, kinds, read) {
  /** @type {{objects: T[], problems: string[]}} */
  const result = { objects: [], problems: [] };
  for (const object of documents.flatMap(({ value }) => listed(value)).filter(({ kind }) => kinds.includes(kind))) {
    try {
      result.objects.push(read(object));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const name = isMapping(object.metadata) ? object.metadata.name : undefined;
      result.problems.push(`The ${object.kind}${typeof name === "string" ? ` \`${name}\`` : ""} is not valid: ${error.message}.`);
    }
  }
  return result;
}

/**
 * @param {unknown} value
 * @returns {Record<string, any>[]}
 */
function listed(value) {
  if (!isMapping(value)) return [];
  const isList = typeof value.kind === "string" && value.kind.endsWith("List") && Array.isArray(value.items);
  return isList ? /** @type {unknown[]} */ (value.items).filter(isMapping) : [value];
}

/** @type {(where: string) => (problem: string) => never} */
export const refuseAt = (where) => (problem) => {
  throw new Problem(`\`${where}\` ${problem}`);
};

/**
 * What every object says of itself.
 *
 * @param {Record<string, any>} object
 * @param {string} apiVersion that it must have
 * @param {string[]} known its own fields
 * @returns {{name: string, namespace: string | undefined, labels: Record<string, string>}}
 */
export function head(object, apiVersion, known) {
  if (object.apiVersion !== apiVersion) refuseAt("apiVersion")(`must be \`${apiVersion}\``);
  const { name, namespace, labels } = isMapping(object.metadata) ? object.metadata : refuseAt("metadata")("is missing");
  if (typeof name !== "string" || name === "") refuseAt("metadata.name")("is missing");
  const place = namespace ?? undefined;
  if (place !== undefined && typeof place !== "string") refuseAt("metadata.namespace")("must be text");
  fields(object, ["apiVersion", "kind", "metadata", ...known], object.kind);
  return { name, namespace: place === "" ? undefined : place, labels: textByText(labels, "metadata.labels") };
}

/**
 * @param {unknown} value
 * @param {string[]} known
 * @param {string} where
 * @returns {Record<string, any>}
 */
export function fields(value, known, where) {
  if (!isMapping(value)) return refuseAt(where)("must be a mapping");
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) refuseAt(where)(`has an unknown field \`${key}\`; known are ${known.join(", ")}`);
  }
  return value;
}

/**
 * @param {unknown} value
 * @param {string} where
 * @returns {any[]}
 */
export function list(value, where) {
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? value : refuseAt(where)("must be a list");
}

/**
 * @param {unknown} value
 * @param {string} where
 * @returns {string[]}
 */
export function texts(value, where) {
  const items = list(value, where);
  if (items.some((item) => typeof item !== "string")) refuseAt(where)("must be a list of text");
  return items;
}

/**
 * @param {unknown} value
 * @param {string} where
 * @returns {Record<string, string>}
 */
export function textByText(value, where) {
  const pairs = value ?? {};
  if (!isMapping(pairs) || Object.values(pairs).some((text) => typeof text !== "string")) {
    refuseAt(where)("must be text by text; numbers and booleans need quotes");
  }
  return /** @type {Record<string, string>} */ (pairs);
}

const TYPES = { boolean: "true or false", number: "a number", string: "text" };

/**
 * @template {"boolean" | "number" | "string"} T
 * @param {unknown} value
 * @param {T} type
 * @param {string} where
 * @returns {(T extends "boolean" ? boolean : T extends "number" ? number : string) | undefined}
 */
export function optional(value, type, where) {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== type) refuseAt(where)(`must be ${TYPES[type]}`);
  return /** @type {any} */ (value);
}
