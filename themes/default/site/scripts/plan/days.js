/**
 * Days of the calendar as text, `2026-11-23`, and reckoning with them. Pure.
 *
 * A day is never a moment: days are counted in UTC, where each has 24 hours, so that no change of the clocks loses one.
 */

const DAY = 86_400_000;

/**
 * @param {string} text
 * @returns {number | undefined} days since 1970; nothing for what is no day
 */
export function dayNumber(text) {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (!day) return undefined;
  const number = Date.UTC(Number(year), Number(month) - 1, Number(day)) / DAY;
  return dayText(number) === text ? number : undefined;
}

/**
 * @param {number} number days since 1970
 * @returns {string}
 */
export function dayText(number) {
  return new Date(number * DAY).toISOString().slice(0, 10);
}

/**
 * @param {number} number
 * @returns {number} from 1, Monday, to 7, Sunday
 */
export function weekday(number) {
  // The first of January 1970 was a Thursday.
  return ((((number + 3) % 7) + 7) % 7) + 1;
}

/**
 * The day that a clock on the learner's wall shows.
 *
 * @param {Date} now
 * @returns {number}
 */
export function today(now) {
  return Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / DAY;
}

/**
 * English without a country puts the day first, as the compiled pages do.
 *
 * @param {string} language
 */
export function dayFirst(language) {
  return language === "en" ? "en-GB" : language;
}

/**
 * A day for people.
 *
 * @param {number} number
 * @param {string} language
 * @param {Intl.DateTimeFormatOptions} [options]
 */
export function dayName(number, language, options = { weekday: "long", day: "numeric", month: "long" }) {
  return new Intl.DateTimeFormat(dayFirst(language), { ...options, timeZone: "UTC" }).format(number * DAY);
}
