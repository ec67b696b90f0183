/**
 * The judge `schema`: a JSON Schema, draft 2020-12, https://json-schema.org/draft/2020-12. It is held against the document
 * selected, or, without `select`, against the array of all documents of the answer.
 */
import { RubricError, isMapping } from "./errors.js";
import { Validator } from "./vendor/json-schema.js";

const MAX_REASONS = 3;

// Their errors only say that something inside failed; that something is in the list too.
const APPLICATORS = new Set([
  "$ref", "allOf", "anyOf", "oneOf", "if", "properties", "patternProperties", "additionalProperties",
  "unevaluatedProperties", "propertyNames", "dependentSchemas", "items", "prefixItems", "unevaluatedItems",
]);

/**
 * @param {unknown} check
 * @param {import("./answer.js").AnswerDocument[]} documents
 * @param {boolean} selected whether the criterion selected the one document
 * @returns {string[]}
 */
export function schema(check, documents, selected) {
  if (!isMapping(check)) throw new RubricError("`schema` must be a JSON Schema, as a mapping.");
  const instance = selected ? documents[0].value : documents.map(({ value }) => value);
  // The validator notes addresses in the schema it is given: let it have its own.
  const validator = new Validator(JSON.parse(JSON.stringify(check)), "2020-12", false);
  /** @type {{keyword: string, instanceLocation: string, error: string}[]} */
  const errors = validator.validate(instance).errors;
  const telling = errors.filter(({ keyword }) => !APPLICATORS.has(keyword));
  return [...new Set((telling.length > 0 ? telling : errors).map(sentence))].slice(0, MAX_REASONS);
}

/** @param {{instanceLocation: string, error: string}} error */
function sentence({ instanceLocation, error }) {
  const place = decodeURIComponent(instanceLocation.slice(1));
  return place === "" ? error : `At \`${place}\`: ${error}`;
}
