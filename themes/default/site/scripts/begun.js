/**
 * Which courses a learner has begun and until when an exam runs, as settings: they are there before a database is open, so
 * that a page can keep the room for what it will show (`theme.js`), and nothing is opened for a first visit.
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

/**
 * Notes until when an exam runs, as the database has it, for pages that do not ask there.
 *
 * @param {string} code of a course
 * @param {{ends: number, handedIn?: number}[]} exams
 */
export function noteExam(code, exams) {
  const running = exams.find(({ ends, handedIn }) => handedIn === undefined && ends > Date.now());
  writeSetting(`exam.${code}`, running ? String(running.ends) : null);
}
