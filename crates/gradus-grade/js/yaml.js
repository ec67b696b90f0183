/**
 * YAML text → data, strictly: what two readers could take for different things is refused with its place.
 *
 * Refused are aliases and anchors, tags, directives, duplicate keys, keys that are not scalars, nesting beyond a bound,
 * and the plain scalars that `scalar.js` finds ambiguous. Mappings become objects without a prototype, so that no key
 * of an answer can meet JavaScript's own. Empty documents are dropped, as kubectl does.
 */
import { Refusal } from "./errors.js";
import { plainScalar } from "./scalar.js";
import { yamlError } from "./yaml-errors.js";
import { Composer, LineCounter, Parser, isMap, isScalar, isSeq } from "./vendor/yaml.js";

const MAX_DEPTH = 64;

// Plain scalars stay text here (the failsafe schema): `scalar.js` alone says what they mean.
const OPTIONS = { version: "1.2", schema: "failsafe", uniqueKeys: false, logLevel: "silent" };

/**
 * @param {string} text
 * @returns {unknown[]} the data of each document
 * @throws {Refusal}
 */
export function documents(text) {
  const lines = new LineCounter();
  /** @type {(reason: string, offset: number) => never} */
  const refuse = (reason, offset) => {
    const { line, col } = lines.linePos(offset);
    const before = text.slice(offset - col + 1, offset);
    throw new Refusal(reason, line, [...before].length + 1);
  };
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  checkTokens(tokens, refuse);
  const data = [];
  for (const document of new Composer(OPTIONS).compose(tokens)) {
    const [error] = document.errors;
    if (error) refuse(yamlError(error, text.slice(error.pos[0]).split("\n", 1)[0]), error.pos[0]);
    const value = toData(document.contents, refuse);
    if (value !== null) data.push(value);
  }
  return data;
}

/**
 * Refuses by the tokens what must not reach the composer: it recurses, and it would resolve aliases. The tokens come
 * from a parser that does not recurse, and neither does this walk.
 *
 * @param {any[]} tokens
 * @param {(reason: string, offset: number) => never} refuse
 */
function checkTokens(tokens, refuse) {
  /** @type {[any, number][]} */
  const open = [];
  const push = (/** @type {any} */ token, /** @type {number} */ depth) => token && open.push([token, depth]);
  for (const token of tokens.toReversed()) push(token, 0);
  for (let next = open.pop(); next; next = open.pop()) {
    const [token, depth] = next;
    if (depth > MAX_DEPTH) refuse(`This is nested more than ${MAX_DEPTH} levels deep.`, token.offset);
    switch (token.type) {
      case "alias":
      case "anchor":
        refuse("Anchors (`&`) and aliases (`*`) are not graded; write the value out.", token.offset);
      case "tag":
        refuse("Tags (`!`) are not graded; write the value without one, in quotes if it is text.", token.offset);
      case "directive":
        refuse("Directives (`%`) are not graded; leave the line out.", token.offset);
    }
    for (const item of (token.items ?? []).toReversed()) {
      push(item.value, depth + 1);
      for (const mark of (item.sep ?? []).toReversed()) push(mark, depth);
      push(item.key, depth + 1);
      for (const mark of item.start.toReversed()) push(mark, depth);
    }
    push(token.value, depth);
    for (const mark of (token.props ?? []).toReversed()) push(mark, depth);
    if (Array.isArray(token.start)) for (const mark of token.start.toReversed()) push(mark, depth);
  }
}

/**
 * @param {any} node
 * @param {(reason: string, offset: number) => never} refuse
 * @returns {unknown}
 */
function toData(node, refuse) {
  if (node === null) return null;
  if (isScalar(node)) return scalar(node, refuse);
  if (isSeq(node)) return node.items.map((/** @type {any} */ item) => toData(item, refuse));
  if (!isMap(node)) throw new Error("The YAML library made a node that is unknown here.");
  const data = Object.create(null);
  for (const { key, value } of node.items) {
    const at = key?.range?.[0] ?? node.range[0];
    if (!isScalar(key)) refuse("A key must be plain text.", at);
    const name = scalar(key, refuse);
    if (name === null) refuse("A key is missing before the colon.", at);
    if (Object.hasOwn(data, String(name))) refuse(`The key \`${name}\` stands here twice; the last one would win silently.`, at);
    data[String(name)] = toData(value, refuse);
  }
  return data;
}

/**
 * @param {any} node
 * @param {(reason: string, offset: number) => never} refuse
 */
function scalar(node, refuse) {
  if (node.type !== "PLAIN") return node.value;
  const read = plainScalar(node.value ?? "");
  if ("reason" in read) refuse(read.reason, node.range[0]);
  return read.value;
}
