/**
 * What a JSON Schema asks of a value, in words that end a sentence. A pattern is told only as far as it is plain text.
 */
import { isMapping } from "./errors.js";
import { listed, shown } from "./place.js";

/** @typedef {Record<string, any>} Schema */

/** @type {Record<string, string>} */
const TYPES = {
  string: "text", number: "a number", integer: "a whole number", boolean: "`true` or `false`", array: "a list", object: "a mapping", null: "empty",
};

/** Of all that an item must have, what a sentence can hold. */
const MOST = 3;

/** Fewer letters of a pattern say nothing. */
const LEAST = 3;

/** @param {unknown} value */
function typeOf(value) {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

/**
 * What is wrong with the type of a value; nothing if it is one that is wanted.
 *
 * @param {string | string[] | undefined} wanted
 * @param {unknown} value
 */
export function typed(wanted, value) {
  if (wanted === undefined) return undefined;
  const all = [wanted].flat();
  const type = typeOf(value);
  if (all.some((one) => one === type || (one === "integer" && Number.isInteger(value)))) return undefined;
  const is = type === "array" || type === "object" ? TYPES[type] : shown(value);
  return `is ${is}; it must be ${listed(all.map((one) => TYPES[one] ?? one), "or")}`;
}

/**
 * What must become of a value, after “it must”; nothing if words fail.
 *
 * @param {Schema} schema
 * @param {unknown} [found] what stands there
 * @returns {string}
 */
export function expected(schema, found) {
  if ("const" in schema && schema.const !== undefined) return `be ${shown(schema.const)}`;
  if (Array.isArray(schema.enum)) return schema.enum.length === 1 ? `be ${shown(schema.enum[0])}` : `be one of ${listed(schema.enum.map(shown), "or")}`;
  if (typeof schema.pattern === "string") {
    const { how, text } = plain(schema.pattern);
    // Who wrote as much already is not told again.
    return text === "" || (how === "begin with" && String(found ?? "").startsWith(text)) ? "" : `${how} \`${text}\``;
  }
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, minLength, maxLength, multipleOf, minItems, contains } = schema;
  if (minimum !== undefined && maximum !== undefined) return `be from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `be at least ${minimum}`;
  if (maximum !== undefined) return `be at most ${maximum}`;
  if (exclusiveMinimum !== undefined) return `be more than ${exclusiveMinimum}`;
  if (exclusiveMaximum !== undefined) return `be less than ${exclusiveMaximum}`;
  if (minLength !== undefined) return minLength === 1 ? "not be empty" : `have at least ${minLength} characters`;
  if (maxLength !== undefined) return `have at most ${maxLength} characters`;
  if (multipleOf !== undefined) return `be a multiple of ${multipleOf}`;
  const such = contains === undefined ? "" : itemWith(contains);
  if (such !== "") return `have an item ${such}`;
  return minItems > 1 ? `have at least ${minItems} items` : "";
}

/**
 * What a list has not, after “has no”.
 *
 * @param {Schema | boolean} schema
 * @returns {string}
 */
export function wantedItem(schema) {
  const { kind, metadata } = isMapping(schema) && isMapping(schema.properties) ? schema.properties : {};
  if (typeof kind?.const === "string") {
    const { name, namespace } = metadata?.properties ?? {};
    return [kind.const, ...(name?.const ? [`\`${name.const}\``] : []), ...(namespace?.const ? [`in the namespace \`${namespace.const}\``] : [])].join(" ");
  }
  // The lines of a plain file, among all documents.
  if (isMapping(schema) && schema.type === "array" && isMapping(schema.contains) && typeof schema.contains.pattern === "string") return "line that does this yet";
  return `item ${itemWith(schema) || "that is what is asked for"}`;
}

/**
 * Which item of a list is meant, after “an item”.
 *
 * @param {Schema | boolean} schema
 * @returns {string}
 */
export function itemWith(schema) {
  if (!isMapping(schema)) return "";
  const own = expected(schema);
  if (own.startsWith("be ")) return own.replace(/^be (?:one of )?/, "");
  const told = /^(begin|end) with/.test(own) ? own.replace(/^\w+/, "$&s") : own.replace(/^contain/, "contains");
  if (/^(?:begins|ends|contains)/.test(told)) return `that ${told}`;
  const parts = leaves(schema, "").slice(0, MOST);
  return parts.length === 0 ? "" : `with ${listed(parts, "and")}`;
}

/**
 * @param {Schema} schema
 * @param {string} path
 * @returns {string[]}
 */
function leaves(schema, path) {
  const { required = [], properties = {}, contains } = schema;
  const inner = [...new Set([...required, ...Object.keys(properties)])].flatMap((name) => {
    const part = properties[name];
    const field = path === "" ? name : `${path}.${name}`;
    const more = isMapping(part) ? leaves(part, field) : [];
    return more.length === 0 && required.includes(name) ? [`\`${field}\``] : more;
  });
  if (inner.length > 0) return inner;
  if (isMapping(contains)) return leaves(contains, `${path}[]`);
  const own = path === "" ? "" : expected(schema);
  if (own.startsWith("be ")) return [`\`${path}\` ${own.slice(3)}`];
  return /^(?:begin|end|contain)/.test(own) ? [`\`${path}\` ${own.replace(/^(begin|end|contain)/, (verb) => (verb === "begin" ? "beginning" : `${verb}ing`))}`] : [];
}

/**
 * How an item begins that comes near the wanted one: as an option does, up to its value.
 *
 * @param {Schema | boolean} schema
 */
export function beginning(schema) {
  if (!isMapping(schema)) return "";
  const { how, text } = typeof schema.const === "string" ? { how: "be", text: schema.const } : plain(String(schema.pattern ?? ""));
  if (how !== "be" && how !== "begin with") return "";
  return /^-{1,2}[^=]+=/.exec(text)?.[0] ?? (how === "begin with" ? text : "");
}

/**
 * A pattern that is plain text, as far as it is.
 *
 * @param {string} source
 * @returns {{how: "be" | "begin with" | "end with" | "contain", text: string}}
 */
function plain(source) {
  const anchored = source.startsWith("^");
  const rest = anchored ? source.slice(1) : source;
  let text = /^(?:[^\\.*+?()[\]{}|^$]|\\[^A-Za-z0-9])*/u.exec(rest)?.[0] ?? "";
  let after = rest.slice(text.length);
  text = text.replace(/\\(.)/gsu, "$1");
  // What may be left out is not told.
  if (/^[?*{]/.test(after)) {
    text = [...text].slice(0, -1).join("");
    after = after.replace(/^(?:[?*]|\{[^}]*\})/, "");
  }
  const ends = /^(?:\\s\*)?\$$/.test(after);
  if (text.length < LEAST) return { how: "be", text: "" };
  if (after === "" || ends) return { how: anchored ? (ends ? "be" : "begin with") : ends ? "end with" : "contain", text };
  return { how: "begin with", text: anchored && !divided(source) ? text : "" };
}

/**
 * Whether a pattern has ways of its own at its top.
 *
 * @param {string} source
 */
function divided(source) {
  let depth = 0;
  for (const [mark] of source.matchAll(/\\.|\[(?:\\.|[^\]\\])*\]|[()|]/gsu)) {
    if (mark === "(") depth += 1;
    else if (mark === ")") depth -= 1;
    else if (mark === "|" && depth === 0) return true;
  }
  return false;
}
