import assert from "node:assert/strict";
import { test } from "node:test";
import { calendar } from "../../themes/default/site/scripts/plan/calendar.js";
import { dayName, dayNumber, dayText, today, weekday } from "../../themes/default/site/scripts/plan/days.js";
import { daysOf, inOrder } from "../../themes/default/site/scripts/plan/kept.js";
import { schedule } from "../../themes/default/site/scripts/plan/schedule.js";

const lessons = (count, minutes = 60) => Array.from({ length: count }, (_, at) => ({ id: `l${at}`, minutes }));
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const wish = (more) => ({ start: "2026-11-23", exam: "2026-12-21", hours: 7, days: EVERY_DAY, ...more });

test("days are counted, not measured, so that no change of the clocks loses one", () => {
  assert.equal(dayText(dayNumber("2026-03-28") + 1), "2026-03-29");
  assert.equal(dayText(dayNumber("2026-10-25") + 1), "2026-10-26");
  assert.equal(dayText(dayNumber("2028-02-28") + 1), "2028-02-29");
  assert.equal(weekday(dayNumber("2026-11-23")), 1);
  assert.equal(weekday(dayNumber("1969-12-31")), 3);
  for (const text of ["2026-02-30", "2026-13-01", "soon", "", "2026-1-1"]) assert.equal(dayNumber(text), undefined, text);
  assert.equal(dayText(today(new Date(2026, 2, 29, 23, 59))), "2026-03-29");
  assert.equal(dayText(today(new Date(2026, 2, 29, 0, 1))), "2026-03-29");
  assert.equal(dayName(dayNumber("2026-11-23"), "en"), "Monday 23 November")
  assert.equal(dayName(dayNumber("2026-11-23"), "en-US"), "Monday, November 23");
});

test("with enough time every lesson has its day, in order, and the exam's eve is free for what was missed", () => {
  const { state, days, left, hours } = schedule(wish(), lessons(10), { questions: 120 });
  assert.equal(state, "planned");
  assert.deepEqual(left, []);
  assert.equal(hours, undefined);
  const read = days.flatMap(({ entries }) => entries).filter(({ what }) => what === "lesson");
  assert.deepEqual(read.map(({ lesson }) => lesson), lessons(10).map(({ id }) => id));
  assert.deepEqual(days.slice(-2).map(({ entries: [entry] }) => entry.what), ["mock", "review"]);
  assert.ok(days.every(({ date }) => date >= "2026-11-23" && date < "2026-12-21"));
  assert.deepEqual(days.map(({ date }) => date), days.map(({ date }) => date).toSorted());
});

test("no day has more than its share and a crumb, on the chosen days of the week alone", () => {
  const { days } = schedule(wish({ days: [1, 3, 6], hours: 6, exam: "2027-02-21" }), lessons(20, 115), { questions: 120 });
  for (const { date, entries } of days) {
    assert.ok([1, 3, 6].includes(weekday(dayNumber(date))), date);
    const minutes = entries.filter(({ what }) => what === "lesson").reduce((sum, entry) => sum + entry.minutes, 0);
    assert.ok(minutes <= 120 + 20, `${date}: ${minutes}`);
  }
});

test("a long lesson goes on the next day, and its parts say so", () => {
  const { days, left } = schedule(wish({ hours: 7 }), [{ id: "long", minutes: 150 }], { questions: 120 });
  const parts = days.flatMap(({ entries }) => entries).filter(({ lesson }) => lesson === "long");
  assert.deepEqual(parts.map(({ id, part, parts: of, minutes }) => [id, part, of, minutes]), [
    ["lesson-long-1", 1, 3, 60], ["lesson-long-2", 2, 3, 60], ["lesson-long-3", 3, 3, 30],
  ]);
  assert.deepEqual(left, []);
});

test("too little time says what found no room and what would do", () => {
  const plan = schedule(wish({ exam: "2026-11-30" }), lessons(20), { questions: 120 });
  assert.equal(plan.needed, 20 * 60);
  assert.equal(plan.room, 7 * 60);
  assert.equal(plan.left.length, 13);
  assert.equal(plan.hours, 19, "seven days of 163 minutes, and a crumb more on some");
  assert.ok(plan.days.every(({ entries }) => entries.every(({ what }) => what === "lesson")), "no day is kept back");
  assert.deepEqual(schedule(wish({ exam: "2026-11-30", hours: plan.hours }), lessons(20), { questions: 120 }).left, []);
});

test("a lesson that would not end before the exam is left out, and the time goes to what was missed", () => {
  const { days, left } = schedule(wish({ exam: "2026-11-26" }), [{ id: "a", minutes: 60 }, { id: "long", minutes: 300 }], { questions: 120 });
  assert.deepEqual(left, ["long"]);
  assert.deepEqual(days.map(({ entries: [{ what }] }) => what), ["lesson", "mock", "review"]);
});

test("in any plan each lesson is whole or left, days keep their share, and the hours that would do do", () => {
  let state = 7;
  const chance = (least, most) => least + ((state = (state * 48271) % 2147483647) % (most - least + 1));
  for (let n = 0; n < 300; n += 1) {
    const all = Array.from({ length: chance(0, 25) }, (_, at) => ({ id: `l${at}`, minutes: chance(1, 200) }));
    const days = EVERY_DAY.filter(() => chance(0, 2) > 0);
    const asked = wish({ exam: dayText(dayNumber("2026-11-23") + chance(1, 90)), hours: chance(1, 30) / 2, days });
    const plan = schedule(asked, all, { questions: 120 });
    if (plan.state !== "planned") continue;
    const entries = plan.days.flatMap(({ entries: of }) => of);
    for (const { id, minutes } of all) {
      const placed = entries.filter(({ lesson }) => lesson === id).reduce((sum, entry) => sum + entry.minutes, 0);
      assert.ok(plan.left.includes(id) ? placed === 0 : Math.abs(placed - minutes) <= 3, `${id}: ${placed} of ${minutes}`);
    }
    const share = Math.min(480, (asked.hours * 60) / days.length) + 21;
    for (const { date, entries: of } of plan.days) {
      const minutes = of.filter(({ what }) => what === "lesson").reduce((sum, entry) => sum + entry.minutes, 0);
      assert.ok(minutes <= share, `${date}: ${minutes} of ${share}`);
    }
    assert.equal(new Set(entries.map(({ id }) => id)).size, entries.length, "ids are unique");
    if (plan.hours !== undefined) assert.deepEqual(schedule({ ...asked, hours: plan.hours }, all, { questions: 120 }).left, []);
  }
});

test("a past day, the same day, no day and no time make no plan", () => {
  assert.deepEqual(schedule(wish({ exam: "2026-11-22" }), lessons(2), { questions: 120 }), { state: "past" });
  assert.deepEqual(schedule(wish({ exam: "2026-11-23" }), lessons(2), { questions: 120 }), { state: "past" });
  assert.deepEqual(schedule(wish({ exam: "" }), lessons(2), { questions: 120 }), { state: "no-day" });
  assert.deepEqual(schedule(wish({ days: [] }), lessons(2), { questions: 120 }), { state: "no-days" });
  assert.deepEqual(schedule(wish({ exam: "2026-11-24", days: [3] }), lessons(2), { questions: 120 }), { state: "no-days" });
  assert.deepEqual(schedule(wish({ hours: 0 }), lessons(2), { questions: 120 }), { state: "no-days" });
});

test("a plan after every lesson is done is for mocks and what was missed", () => {
  const { days, left } = schedule(wish({ exam: "2026-11-27" }), [], { questions: 120 });
  assert.deepEqual(days.map(({ entries: [{ what }] }) => what), ["review", "review", "mock", "review"]);
  assert.deepEqual(left, []);
  const ids = days.flatMap(({ entries }) => entries.map(({ id }) => id));
  assert.equal(new Set(ids).size, ids.length);
});

test("a day across a change of the clocks is planned like any other", () => {
  const { days } = schedule(wish({ start: "2027-03-27", exam: "2027-03-31" }), lessons(3), { questions: 120 });
  assert.deepEqual(days.map(({ date }) => date), ["2027-03-27", "2027-03-28", "2027-03-29", "2027-03-30"]);
});

test("a calendar has lines of 75 bytes, CRLF, and text that is no syntax", () => {
  const title = "Lies, damned; lies\\ and\nstatistics — größer als fünfundsiebzig Bytes und noch ein wenig länger";
  const text = calendar("uid-1", "CKS", [{ id: "lesson-a-1", date: "2026-12-31", title, url: "https://example.org/a" }], new Date(Date.UTC(2026, 10, 23, 9, 8, 7)));
  assert.ok(text.endsWith("END:VCALENDAR\r\n"));
  assert.ok(!/[^\r]\n/.test(text));
  for (const line of text.split("\r\n")) assert.ok(Buffer.byteLength(line) <= 75, line);
  const unfolded = text.replaceAll("\r\n ", "");
  assert.match(unfolded, /SUMMARY:Lies\\, damned\\; lies\\\\ and\\nstatistics — größer/);
  assert.match(unfolded, /UID:uid-1-lesson-a-1\r\nDTSTAMP:20261123T090807Z\r\nDTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n/);
});

test("lessons come as the course's own weeks have them, and what no week names comes last", () => {
  const course = { lessons: lessons(5), weeks: [{ lessons: ["l3", "l1"] }, { lessons: ["l0"] }], mock: { minutes: 60 }, exam: { tasks: 0, minutes: 120 } };
  assert.deepEqual(inOrder(course).map(({ id }) => id), ["l3", "l1", "l0", "l2", "l4"]);
  const { days } = daysOf({ ...wish(), ticks: [], without: ["l1"] }, course);
  const read = days.flatMap(({ entries }) => entries).filter(({ lesson }) => lesson);
  assert.deepEqual(read.map(({ lesson }) => lesson), ["l3", "l0", "l2", "l4"]);
  assert.ok(!days.some(({ entries }) => entries.some(({ what }) => what === "tasks")), "a course without an exam of tasks has none");
});

test("a course with an exam of tasks has it as the last mock exam, and every other one before", () => {
  const { days } = schedule(wish({ exam: "2026-12-05" }), [], { questions: 60, tasks: 120 });
  const mocks = days.flatMap(({ entries }) => entries).filter(({ what }) => what !== "review");
  assert.deepEqual(mocks.map(({ what, minutes }) => [what, minutes]), [["mock", 60], ["tasks", 120], ["mock", 60], ["tasks", 120]]);
});
