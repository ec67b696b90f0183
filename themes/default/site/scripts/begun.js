/**
 * Which courses a learner has begun, as a setting: it is there before a database is open, so that a page can keep the room
 * for what it will show (`theme.js`), and nothing is opened for a first visit.
 */
import { readSetting, writeSetting } from "./settings.js";

const NAME = "begun";

/** @returns {string[]} codes of courses */
export function begun() {
  return (readSetting(NAME) ?? "").split(" ").filter((code) => code !== "");
}

/** @param {string} code of a course of which nothing is left */
export function forgetBegun(code) {
  writeSetting(NAME, begun().filter((known) => known !== code).join(" ") || null);
}

/** @param {string} code of a course */
export function begin(code) {
  if (!begun().includes(code)) writeSetting(NAME, [...begun(), code].join(" "));
}
