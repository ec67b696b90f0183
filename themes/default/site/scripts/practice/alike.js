/**
 * Two YAML files written alike, so that a comparison of their lines shows what they say and not how: fields of the second in
 * the order of the first, one way of quoting and indenting, no comments. Pure.
 */

/**
 * @param {unknown[]} own documents
 * @param {unknown[]} others
 * @returns {{own: string, other: string}}
 */
export function alike(own, others) {
  const left = [...others];
  const ordered = own.flatMap((document) => {
    const at = left.findIndex((other) => identity(other) === identity(document));
    return at === -1 ? [] : [inOrderOf(document, left.splice(at, 1)[0])];
  });
  return { own: text(own), other: text([...ordered, ...left]) };
}

/** @param {unknown} value */
function isMapping(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @param {any} document */
function identity(document) {
  return isMapping(document) ? `${document.kind} ${document.metadata?.name}` : "";
}

/**
 * @param {any} own
 * @param {any} other
 * @returns {any} the other with its fields in the order of one's own; lists keep theirs, which may mean something
 */
function inOrderOf(own, other) {
  if (Array.isArray(own) && Array.isArray(other)) {
    return other.map((item, index) => inOrderOf(own.find((one) => isMapping(one) && isMapping(item) && one.name !== undefined && one.name === item.name) ?? own[index], item));
  }
  if (!isMapping(own) || !isMapping(other)) return other;
  const names = [...Object.keys(own).filter((name) => Object.hasOwn(other, name)), ...Object.keys(other).filter((name) => !Object.hasOwn(own, name))];
  return Object.fromEntries(names.map((name) => [name, inOrderOf(own[name], other[name])]));
}

/** @param {unknown[]} documents */
function text(documents) {
  return documents.map((document) => block(document, "").join("\n")).join("\n---\n");
}

/**
 * @param {any} value
 * @param {string} indent
 * @returns {string[]} lines
 */
function block(value, indent) {
  if (Array.isArray(value) && value.length > 0) {
    return value.flatMap((item) => {
      const [first, ...rest] = block(item, `${indent}  `);
      return [`${indent}- ${first.trimStart()}`, ...rest];
    });
  }
  if (isMapping(value) && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([name, inner]) => {
      const key = `${indent}${scalar(name)}:`;
      if (typeof inner === "string" && inner.includes("\n")) {
        const lines = inner.replace(/\n$/, "").split("\n");
        return [`${key} |${inner.endsWith("\n") ? "" : "-"}`, ...lines.map((line) => (line === "" ? "" : `${indent}  ${line}`))];
      }
      const isBlock = typeof inner === "object" && inner !== null && Object.keys(inner).length > 0;
      return isBlock ? [key, ...block(inner, `${indent}  `)] : [inner === null ? key : `${key} ${scalar(inner)}`];
    });
  }
  return [`${indent}${scalar(value)}`];
}

// What a reader could take for something else, or for a part of the notation, stands in quotes.
const QUOTED = /^$|^\s|\s$|^[[\]{}&*!|>%@`"',#]|^[-?:](?:\s|$)|:(?:\s|$)|\s#|\n|^(?:~|null|true|false|yes|no|on|off|y|n|[-+.]?\d[\d_.:eE+-]*|0[xob].*|<<|=)$/i;

/** @param {unknown} value */
function scalar(value) {
  return typeof value === "string" && !QUOTED.test(value) ? value : JSON.stringify(value);
}
