/**
 * Turns the day of an exam, hours a week and days of the week into dated days. Pure.
 *
 * Lessons come in the order given; a long one goes on the next day, and one that would not end before the exam is
 * left out. The last days before the exam are for a mock exam
 * and for what was missed, if there is room for them.
 */
import { dayNumber, dayText, weekday } from "./days.js";

/**
 * @typedef {object} Wish
 * @property {string} exam a day
 * @property {string} start the day on which the plan begins
 * @property {number} hours a week
 * @property {number[]} days of the week, 1 for Monday
 */

/** @typedef {{id: string, minutes: number}} Lesson */

/**
 * @typedef {object} Entry
 * @property {string} id stable: a changed plan has the same entries on other days
 * @property {"lesson" | "mock" | "tasks" | "review"} what a mock exam of questions or of tasks
 * @property {string} [lesson]
 * @property {number} [part] of a lesson that takes several days, from 1
 * @property {number} [parts]
 * @property {number} minutes
 */

/** @typedef {{date: string, entries: Entry[]}} Day */

/** @typedef {{questions: number, tasks?: number}} Mocks minutes of the mock exams that there are */

/**
 * @typedef {object} Schedule
 * @property {"planned"} state
 * @property {Day[]} days
 * @property {string[]} left lessons that found no room before the exam
 * @property {number} needed minutes of all lessons
 * @property {number} room minutes until the exam
 * @property {number | undefined} hours a week that would do, where there is too little time and any would
 */

/** No evening holds more, whatever the week would need. */
const LONGEST_DAY = 8 * 60;
/** Less than this is not carried to another day. */
const CRUMB = 20;
/** Days kept free at the end, if the lessons leave them. */
const CLOSING = 3;

/**
 * @param {Wish} wish
 * @param {Lesson[]} lessons those still to be done, in order
 * @param {Mocks} mocks
 * @returns {Schedule | {state: "no-day" | "past" | "no-days"}} why there is no plan
 */
export function schedule({ exam, start, hours, days }, lessons, mocks) {
  const [last, first] = [dayNumber(exam), dayNumber(start)];
  if (last === undefined || first === undefined) return { state: "no-day" };
  if (last <= first) return { state: "past" };
  const open = range(first, last).filter((day) => days.includes(weekday(day)));
  if (open.length === 0 || !(hours > 0)) return { state: "no-days" };

  const budget = Math.min(LONGEST_DAY, (hours * 60) / days.length);
  const needed = lessons.reduce((sum, { minutes }) => sum + minutes, 0);
  const { dated, left } = withClosing(open, lessons, budget);
  const spare = open.filter((day) => !dated.has(day));
  spare.forEach((day, at) => dated.set(day, [closer(at, spare.length, mocks, budget)]));
  const room = open.length * budget;
  return {
    state: "planned",
    days: [...dated].sort(([a], [b]) => a - b).map(([day, entries]) => ({ date: dayText(day), entries })),
    left,
    needed,
    room: Math.round(room),
    hours: left.length > 0 ? enough(open, lessons, hours, days.length) : undefined,
  };
}

/**
 * Lessons on days, with as many days free at the end as the lessons leave.
 *
 * @param {number[]} open
 * @param {Lesson[]} lessons
 * @param {number} budget minutes a day
 */
function withClosing(open, lessons, budget) {
  for (let closing = Math.min(CLOSING, open.length); closing > 0; closing -= 1) {
    const found = filled(open.slice(0, open.length - closing), lessons, budget);
    if (found.left.length === 0) return found;
  }
  return filled(open, lessons, budget);
}

/**
 * The fewest hours a week, by halves, in which every lesson ends.
 *
 * @param {number[]} open
 * @param {Lesson[]} lessons
 * @param {number} hours that do not do
 * @param {number} days a week
 */
function enough(open, lessons, hours, days) {
  for (let half = Math.floor(hours * 2) + 1; half * 30 <= LONGEST_DAY * days; half += 1) {
    if (filled(open, lessons, (half * 30) / days).left.length === 0) return half / 2;
  }
  return undefined;
}

/**
 * @param {number[]} days
 * @param {Lesson[]} lessons
 * @param {number} budget minutes a day
 */
function filled(days, lessons, budget) {
  /** @type {Map<number, Entry[]>} */
  const dated = new Map();
  /** @type {string[]} */
  const left = [];
  let at = 0;
  let free = budget;
  for (const { id, minutes } of lessons) {
    /** @type {{day: number, minutes: number}[]} */
    const parts = [];
    let rest = minutes;
    while (rest > 0 && at < days.length) {
      // A little over is better than a crumb on another day.
      const now = rest - free < CRUMB ? rest : free;
      if (now >= Math.min(CRUMB, rest)) {
        parts.push({ day: days[at], minutes: Math.round(now) });
        rest -= now;
        free -= now;
      } else {
        free = 0;
      }
      if (free < CRUMB) {
        at += 1;
        free = budget;
      }
    }
    if (rest > 0) {
      // Half a lesson before the exam is none.
      left.push(id);
      continue;
    }
    parts.forEach(({ day, minutes: now }, index) => {
      const several = parts.length > 1 ? { part: index + 1, parts: parts.length } : {};
      const entry = { id: `lesson-${id}-${index + 1}`, what: /** @type {const} */ ("lesson"), lesson: id, ...several, minutes: now };
      dated.set(day, [...(dated.get(day) ?? []), entry]);
    });
  }
  return { dated, left };
}

/**
 * What a day without a lesson is for: the last but one for a mock exam, and every third before it; the others for what was
 * missed. The last mock exam is of tasks if there is one, as it is nearest to the real one, and every other before it.
 *
 * @param {number} at
 * @param {number} of
 * @param {Mocks} mocks
 * @param {number} budget
 * @returns {Entry}
 */
function closer(at, of, { questions, tasks }, budget) {
  const before = of - 1 - at;
  if (of > 1 && before % 3 !== 1) return { id: `review-${before}`, what: "review", minutes: Math.round(Math.min(budget, 60)) };
  if (tasks !== undefined && Math.floor(before / 3) % 2 === 0) return { id: `tasks-${before}`, what: "tasks", minutes: tasks };
  return { id: `mock-${before}`, what: "mock", minutes: questions };
}

/**
 * @param {number} from
 * @param {number} to not included
 */
function range(from, to) {
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
}
