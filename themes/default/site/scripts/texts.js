/**
 * Interface texts. They come with the page; no text stands in a script.
 *
 * The rules are those of the theme's messages: `{name}` is a value, and `key.one` stands beside `key` where one thing is
 * worded otherwise. A key without a text shows itself.
 */
import { pageTexts } from "./page-data.js";

/** @type {Record<string, string> | undefined} */
let texts;

/**
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @returns {string}
 */
export function t(key, values = {}) {
  return fill(all()[key] ?? key, values);
}

/**
 * @param {string} key
 * @param {number} count
 * @param {Record<string, string | number>} [values]
 */
export function tCount(key, count, values = {}) {
  const one = `${key}.one`;
  return t(count === 1 && one in all() ? one : key, { ...values, count });
}

/**
 * @param {string} text
 * @param {Record<string, string | number>} values
 */
function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** @returns {Record<string, string>} */
function all() {
  return (texts ??= pageTexts());
}
