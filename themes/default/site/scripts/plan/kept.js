/**
 * The plan that a learner made, as it is kept: what was asked for, and what was ticked off. Its days follow from that. Pure.
 */
import { dayText } from "./days.js";
import { schedule } from "./schedule.js";

/** @typedef {import("./schedule.js").Entry} Entry */

/**
 * @typedef {import("./schedule.js").Wish & {ticks: string[], without: string[]}} Plan ids of entries that were ticked off, and
 *   of lessons that were done when it was made
 */

/**
 * @param {Plan} plan
 * @param {Pick<import("../page-data.js").Course, "lessons" | "weeks" | "mock" | "exam">} course as it is now
 */
export function daysOf(plan, course) {
  const lessons = inOrder(course).filter(({ id }) => !plan.without.includes(id));
  return schedule(plan, lessons, { questions: course.mock.minutes, ...(course.exam.tasks > 0 && { tasks: course.exam.minutes }) });
}

/**
 * The lessons as the course's own weeks have them; what no week names comes last.
 *
 * @param {Pick<import("../page-data.js").Course, "lessons" | "weeks">} course
 */
export function inOrder({ lessons, weeks }) {
  const planned = weeks.flatMap((week) => week.lessons);
  const at = (/** @type {string} */ id) => (planned.includes(id) ? planned.indexOf(id) : planned.length);
  return lessons.toSorted((a, b) => at(a.id) - at(b.id));
}

/**
 * @param {Plan} plan
 * @param {Entry} entry
 * @param {ReadonlySet<string>} done ids of lessons
 */
export function isTicked(plan, entry, done) {
  return plan.ticks.includes(entry.id) || (entry.lesson !== undefined && done.has(entry.lesson));
}

/**
 * Whether a lesson is through with this entry.
 *
 * @param {Entry} entry
 */
export function endsLesson({ lesson, part, parts }) {
  return lesson !== undefined && part === parts;
}

/**
 * Entries of days before today that were not ticked off.
 *
 * @param {Plan} plan
 * @param {import("./schedule.js").Day[]} days
 * @param {ReadonlySet<string>} done
 * @param {number} today
 */
export function behind(plan, days, done, today) {
  const past = days.filter(({ date }) => date < dayText(today));
  return past.flatMap(({ entries }) => entries).filter((entry) => entry.what === "lesson" && !isTicked(plan, entry, done));
}
