/**
 * Label selectors: `matchLabels` and `matchExpressions`, all of which must hold; an empty selector matches everything.
 *
 * Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements
 * `NotIn` and `DoesNotExist` also hold where the key is absent.
 */
import { isMapping } from "./errors.js";

/** @typedef {Record<string, string>} Labels */
/** @typedef {(labels: Labels) => boolean} Selector */

const OPERATORS = ["In", "NotIn", "Exists", "DoesNotExist"];

/**
 * @param {unknown} value
 * @param {(problem: string) => never} refuse told what the API server would not accept
 * @returns {Selector}
 */
export function selector(value, refuse) {
  if (!isMapping(value)) refuse("must be a label selector, as a mapping");
  for (const key of Object.keys(value)) {
    if (key !== "matchLabels" && key !== "matchExpressions") refuse(`has an unknown field \`${key}\``);
  }
  const wanted = value.matchLabels ?? {};
  if (!isMapping(wanted) || Object.values(wanted).some((label) => typeof label !== "string")) {
    refuse("has `matchLabels` that are not text by text; numbers and booleans need quotes");
  }
  const expressions = value.matchExpressions ?? [];
  if (!Array.isArray(expressions)) refuse("has `matchExpressions` that are not a list");
  const requirements = expressions.map((expression) => requirement(expression, refuse));
  return (labels) =>
    Object.entries(wanted).every(([key, label]) => Object.hasOwn(labels, key) && labels[key] === label) &&
    requirements.every((holds) => holds(labels));
}

/**
 * @param {unknown} expression
 * @param {(problem: string) => never} refuse
 * @returns {Selector}
 */
function requirement(expression, refuse) {
  if (!isMapping(expression)) refuse("has an expression that is not a mapping");
  const { key, operator, values, ...rest } = /** @type {Record<string, any>} */ (expression);
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) refuse(`has an expression with an unknown field \`${unknown}\``);
  if (typeof key !== "string") refuse("has an expression without a `key`");
  if (!OPERATORS.includes(operator)) refuse(`has an expression whose operator is none of ${OPERATORS.join(", ")}`);
  const list = values ?? [];
  if (!Array.isArray(list) || list.some((item) => typeof item !== "string")) refuse(`has values for \`${key}\` that are not a list of text`);
  const takesValues = operator === "In" || operator === "NotIn";
  if (takesValues !== list.length > 0) refuse(`has ${takesValues ? "no values" : "values"} for \`${key}\` with \`${operator}\``);
  switch (operator) {
    case "In":
      return (labels) => Object.hasOwn(labels, key) && list.includes(labels[key]);
    case "NotIn":
      return (labels) => !(Object.hasOwn(labels, key) && list.includes(labels[key]));
    case "Exists":
      return (labels) => Object.hasOwn(labels, key);
    default:
      return (labels) => !Object.hasOwn(labels, key);
  }
}
