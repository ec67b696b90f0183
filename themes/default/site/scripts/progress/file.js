/**
 * A backup as a file: everything of every course in this browser, as JSON. Pure.
 */
import { VERSION, upgraded } from "../progress.js";

/** @typedef {import("../progress.js").Everything} Everything */

const FORMAT = "gradus-progress";

/**
 * @param {Everything} everything
 * @param {Date} now
 * @returns {string}
 */
export function toFile(everything, now) {
  return JSON.stringify({ format: FORMAT, version: VERSION, saved: now.toISOString(), ...everything });
}

/**
 * A file is taken whole or not at all.
 *
 * @param {string} text
 * @returns {{everything: Everything} | {refused: "garbage" | "newer"}}
 */
export function fromFile(text) {
  const found = parsed(text);
  if (found?.format !== FORMAT || !Number.isInteger(found.version)) return { refused: "garbage" };
  if (found.version > VERSION) return { refused: "newer" };
  const { items, exams = [], marks = [] } = found;
  const sound = rows(items, "key") && rows(exams, "id") && rows(marks, "name") && items.every(isItem);
  if (!sound) return { refused: "garbage" };
  return { everything: { items: items.map(upgraded), exams, marks } };
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Records that the store can take.
 *
 * @param {unknown} records
 * @param {string} name
 */
function rows(records, name) {
  return Array.isArray(records) && records.every((record) => typeof record?.course === "string" && typeof record[name] === "string");
}

/** @param {any} item */
function isItem({ v, type, attempts = [], reviews = [], memory, base }) {
  return (
    Number.isInteger(v) && v <= VERSION &&
    (type === "question" || type === "card") &&
    log(attempts, ({ right }) => typeof right === "boolean") &&
    log(reviews, ({ grade }) => ["again", "hard", "good", "easy"].includes(grade)) &&
    [memory, base].every((known) => known === undefined || (Number.isFinite(known?.due) && Number.isFinite(known.stability) && typeof known.state === "string"))
  );
}

/**
 * @param {unknown} entries
 * @param {(entry: any) => boolean} isSound
 */
function log(entries, isSound) {
  return Array.isArray(entries) && entries.every((entry) => Number.isFinite(entry?.at) && isSound(entry));
}
