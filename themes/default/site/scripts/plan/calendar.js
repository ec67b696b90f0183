/**
 * A plan as a calendar file, RFC 5545. Pure.
 *
 * Each entry is an event of a whole day. Its UID follows from the course and the entry, so that a plan that was moved moves
 * the events of the one before.
 */
import { dayNumber, dayText } from "./days.js";

/** @typedef {{id: string, date: string, title: string, text?: string, url?: string}} Event */

/**
 * @param {string} course uid
 * @param {string} name of the calendar
 * @param {Event[]} events
 * @param {Date} now
 * @returns {string}
 */
export function calendar(course, name, events, now) {
  const stamp = now.toISOString().replace(/[-:]|\.\d+/g, "");
  const lines = events.flatMap(({ id, date, title, text, url }) => [
    "BEGIN:VEVENT",
    `UID:${escaped(`${course}-${id}`)}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${compact(date)}`,
    `DTEND;VALUE=DATE:${compact(dayText((dayNumber(date) ?? 0) + 1))}`,
    `SUMMARY:${escaped(title)}`,
    ...(text ? [`DESCRIPTION:${escaped(text)}`] : []),
    ...(url ? [`URL:${url}`] : []),
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ]);
  const whole = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Gradus//Study plan//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", `X-WR-CALNAME:${escaped(name)}`, ...lines, "END:VCALENDAR"];
  return whole.map((line) => `${folded(line)}\r\n`).join("");
}

/** @param {string} date */
function compact(date) {
  return date.replaceAll("-", "");
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[\\;,]/g, "\\$&").replace(/\r\n|\r|\n/g, "\\n");
}

/**
 * No line has more than 75 bytes; what goes on begins with a space.
 *
 * @param {string} line
 */
function folded(line) {
  const bytes = new TextEncoder();
  const pieces = [""];
  let room = 75;
  for (const letter of line) {
    const size = bytes.encode(letter).length;
    if (size > room) {
      pieces.push("");
      room = 74;
    }
    pieces[pieces.length - 1] += letter;
    room -= size;
  }
  return pieces.join("\r\n ");
}
