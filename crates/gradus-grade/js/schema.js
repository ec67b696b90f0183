/**
 * The judge `schema`: a JSON Schema, draft 2020-12, https://json-schema.org/draft/2020-12. It is held against the document
 * selected, or, without `select`, against the array of all documents of the answer.
 *
 * A validator decides; `schema-reasons.js` says in words what it decided.
 */
import { RubricError, isMapping } from "./errors.js";
import { subject } from "./place.js";
import { findings } from "./schema-reasons.js";
import { Validator } from "./vendor/json-schema.js";

/** @typedef {import("./schema-reasons.js").Finding} Finding */

const MAX_REASONS = 3;

/** References that lead elsewhere than into the definitions of the whole: parts of such a schema cannot stand alone. */
const FOREIGN = /"\$(?:dynamicRef|anchor|dynamicAnchor|id)":|"\$ref":"(?!#\/\$defs\/)/;

/**
 * @param {unknown} check
 * @param {import("./answer.js").AnswerDocument[]} documents
 * @param {boolean} selected whether the criterion selected the one document
 * @returns {string[]}
 */
export function schema(check, documents, selected) {
  if (!isMapping(check)) throw new RubricError("`schema` must be a JSON Schema, as a mapping.");
  const instance = selected ? documents[0].value : documents.map(({ value }) => value);
  const holds = validator(check);
  if (holds(check, instance)) return [];
  const found = FOREIGN.test(JSON.stringify(check)) ? [{ at: [], says: "is not yet what is asked for" }] : findings(check, instance, holds);
  return [...new Set(found.map((finding) => sentence(finding, documents, selected)))].slice(0, MAX_REASONS);
}

/**
 * @param {Finding} finding
 * @param {import("./answer.js").AnswerDocument[]} documents
 * @param {boolean} selected
 */
function sentence(finding, documents, selected) {
  const [first, ...others] = [finding, ...(finding.or ?? [])].map(({ at, says }) => {
    const { whole, inside } = subject(documents, selected, at);
    return { whole, inside, says: at.length === 0 && !selected ? says.replace(/^has no item/, "has no document") : says };
  });
  // Another way begins where the first one did: the document is not named again.
  const rest = others.map(({ whole, inside, says }) => `; or ${whole === first.whole && inside !== "" ? inside : whole} ${says}`);
  return `${first.whole}${first.inside === "" ? "" : `: ${first.inside}`} ${first.says}${rest.join("")}.`.replaceAll("; or The answer", "; or the answer");
}

/**
 * Whether values hold against parts of a schema. References of a part lead into the whole.
 *
 * @param {Record<string, unknown>} whole
 * @returns {(part: unknown, value: unknown) => boolean}
 */
function validator(whole) {
  /** @type {Map<unknown, Validator>} */
  const made = new Map();
  return (part, value) => {
    if (typeof part === "boolean") return part;
    let one = made.get(part);
    if (!one) {
      const given = part === whole || !isMapping(part) ? part : { ...part, $defs: whole.$defs ?? {} };
      // The validator notes addresses in the schema it is given: let it have its own.
      one = new Validator(JSON.parse(JSON.stringify(given)), "2020-12", true);
      made.set(part, one);
    }
    return one.validate(value).valid;
  };
}
