/**
 * The plan's page: the day of the exam and hours a week become dated days, to tick off, print or put into a calendar.
 */
import { begin } from "./begun.js";
import { save } from "./backup.js";
import { doneLessons, lessonMark, markedDone, showDone } from "./done.js";
import { drawn } from "./drawn.js";
import { element, required } from "./element.js";
import { askToKeep } from "./keep.js";
import { course } from "./page-data.js";
import { calendar } from "./plan/calendar.js";
import { dayName, dayNumber, dayText, today } from "./plan/days.js";
import { behind, daysOf, endsLesson, isTicked } from "./plan/kept.js";
import { openProgress } from "./progress.js";
import { t, tCount } from "./texts.js";

/** @typedef {import("./plan/kept.js").Plan} Plan */
/** @typedef {import("./plan/schedule.js").Entry} Entry */

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];
const DEFAULT_DAYS = [1, 2, 3, 4, 6];
// The first of January 1970 was a Thursday, so day 4 was a Monday.
const MONDAY = 4;

const about = course();
const language = document.documentElement.lang;
const progress = await openProgress(about.uid);
const form = /** @type {HTMLFormElement} */ (required(document, "form#_dates"));
const place = required(document, "#_schedule");
const said = required(form, "output");
/** @type {Plan | undefined} */
let plan = await progress.marks.get("plan");
let done = doneLessons(await progress.marks.all());

fillForm();
form.hidden = false;
showDone(done);
draw();
drawn();

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const asked = new FormData(form);
  const wish = { exam: String(asked.get("exam")), start: dayText(today(new Date())), hours: Number(asked.get("hours")), days: asked.getAll("day").map(Number) };
  const made = daysOf({ ...wish, ticks: [], without: [...done] }, about);
  if (made.state !== "planned") {
    said.textContent = t(`plan.${made.state}`);
    return;
  }
  // What was ticked of a lesson's parts holds for the plan that had them.
  const without = [...done];
  await keep(() => ({ ...wish, ticks: [], without }));
  begin(about.code);
  said.textContent = progress.kept ? t("plan.made") : t("plan.not-kept");
  draw();
  required(place, "h2").focus();
  void askToKeep();
});

progress.heard(async ({ table, key, record }) => {
  if (table !== "marks") return;
  if (key === "plan") plan = record;
  else done = doneLessons(await progress.marks.all());
  showDone(done);
  draw();
});

function fillForm() {
  const days = required(form, "[data-days]");
  const chosen = plan?.days ?? DEFAULT_DAYS;
  for (const day of WEEKDAYS) {
    const box = element("input", { type: "checkbox", name: "day", value: day, checked: chosen.includes(day) });
    const name = dayName(MONDAY + day - 1, language, { weekday: "short" });
    days.append(element("label", {}, box, name));
  }
  const exam = /** @type {HTMLInputElement} */ (required(form, "input[name=exam]"));
  exam.min = dayText(today(new Date()) + 1);
  if (!plan) return;
  exam.value = plan.exam;
  /** @type {HTMLInputElement} */ (required(form, "input[name=hours]")).value = String(plan.hours);
}

/** @param {(kept: Plan | undefined) => Plan | undefined} make of what is kept, which another page may have changed */
async function keep(make) {
  plan = await progress.marks.change("plan", make).catch(() => {
    said.textContent = t("plan.not-kept");
    return make(plan);
  });
}

function draw() {
  place.hidden = plan === undefined;
  if (!plan) return;
  const now = today(new Date());
  const made = daysOf(plan, about);
  const days = made.state === "planned" ? made.days : [];
  const exam = dayNumber(plan.exam) ?? now;
  const late = behind(plan, days, done, now);
  const current = plan;
  if (exam < now) {
    place.replaceChildren(element("h2", { tabindex: "-1" }, t("plan.exam-was", { date: dayName(exam, language) })), ...afterwards());
    return;
  }
  const heading = element("h2", { tabindex: "-1" }, tCount("plan.until", exam - now, { date: dayName(exam, language, { weekday: "long", day: "numeric", month: "long", year: "numeric" }) }));
  place.replaceChildren(heading, ...notes(made, late), toolbar(days), list(days, now, current));
}

/** The exam is over: its days are of no use any more, and what comes next is the learner's to say. */
function afterwards() {
  const another = () => {
    const exam = /** @type {HTMLInputElement} */ (required(form, "input[name=exam]"));
    exam.value = "";
    exam.focus();
  };
  const button = (/** @type {string} */ text, /** @type {() => void} */ onclick) => element("button", { type: "button", class: "button-quiet", onclick }, t(text));
  return [
    element("p", {}, t("plan.how-it-went")),
    element("p", { class: "actions" }, button("plan.another", another), button("plan.passed", () => void forget("plan.well-done"))),
  ];
}

/** @param {string} text what is said of it */
async function forget(text) {
  await keep(() => undefined);
  said.textContent = t(text);
  draw();
}

/**
 * @param {ReturnType<typeof daysOf>} made
 * @param {Entry[]} late
 */
function notes(made, late) {
  /** @type {HTMLElement[]} */
  const found = [];
  const note = (/** @type {string} */ text) => found.push(element("p", { class: "plan-note" }, text));
  if (made.state === "planned" && made.left.length > 0) {
    const hours = (/** @type {number} */ minutes) => new Intl.NumberFormat(language, { maximumFractionDigits: 0 }).format(minutes / 60);
    note(t("plan.too-little", { needed: hours(made.needed), room: hours(made.room) }));
    note(made.hours === undefined ? t("plan.later") : t("plan.would-do", { hours: new Intl.NumberFormat(language).format(made.hours) }));
    const titles = made.left.map((id) => lessonOf(id)?.title ?? id);
    note(t("plan.left", { lessons: new Intl.ListFormat(language).format(titles) }));
  }
  if (late.length > 0) {
    note(tCount("plan.behind", late.length));
    found.push(element("p", { class: "actions" }, element("button", { type: "button", class: "button-small", onclick: () => form.requestSubmit() }, t("plan.again"))));
  }
  return found;
}

/** @param {import("./plan/schedule.js").Day[]} days */
function toolbar(days) {
  const button = (/** @type {string} */ text, /** @type {() => void} */ onclick) => element("button", { type: "button", class: "button-small", onclick }, t(text));
  return element("p", { class: "actions plan-actions" },
    button("plan.calendar", () => saveCalendar(days)),
    button("plan.print", () => print()),
    button("plan.forget", () => void forget("plan.forgotten")));
}

/**
 * @param {import("./plan/schedule.js").Day[]} days
 * @param {number} now
 * @param {Plan} current
 */
function list(days, now, current) {
  const rows = days.map(({ date, entries }) => {
    const day = dayNumber(date) ?? now;
    const name = element("time", { datetime: date }, dayName(day, language, { weekday: "short", day: "numeric", month: "short" }));
    return element("li", { class: "plan-day", ...(day === now && { "aria-current": "date" }) },
      element("p", { class: "plan-date" }, name, ...(day === now ? [element("strong", {}, t("plan.today"))] : [])),
      element("ul", { class: "plan-entries" }, ...entries.map((entry) => item(entry, current))));
  });
  const exam = element("li", { class: "plan-day" },
    element("p", { class: "plan-date" }, element("time", { datetime: current.exam }, dayName(dayNumber(current.exam) ?? now, language, { weekday: "short", day: "numeric", month: "short" }))),
    element("p", { class: "plan-exam" }, t("plan.exam", { title: about.title })));
  return element("ol", { class: "plan-days" }, ...rows, exam);
}

/**
 * @param {Entry} entry
 * @param {Plan} current
 */
function item(entry, current) {
  const lesson = lessonOf(entry.lesson);
  const { exam, practice } = about.pages;
  const href = lesson?.href ?? (entry.what !== "review" ? exam : `${practice}?state=missed`);
  const box = element("input", { type: "checkbox", onchange: () => tick(entry, box.checked) });
  box.checked = isTicked(current, entry, done);
  box.setAttribute("aria-label", title(entry));
  return element("li", { class: box.checked ? "ticked" : "" }, element("label", {}, box),
    element("a", { href }, title(entry)),
    element("span", { class: "meta" }, tCount("plan.minutes", entry.minutes)));
}

/** @param {Entry} entry */
function title(entry) {
  const lesson = lessonOf(entry.lesson);
  if (!lesson) return t(`plan.${entry.what}`);
  return entry.parts && entry.parts > 1 ? t("plan.part", { title: lesson.title, part: entry.part ?? 1, parts: entry.parts }) : lesson.title;
}

/**
 * @param {Entry} entry
 * @param {boolean} on
 */
async function tick(entry, on) {
  if (!plan) return;
  await keep((kept) => kept && { ...kept, ticks: [...kept.ticks.filter((id) => id !== entry.id), ...(on ? [entry.id] : [])] });
  if (entry.lesson && (on ? endsLesson(entry) : done.has(entry.lesson))) {
    const name = lessonMark(entry.lesson);
    await progress.marks.change(name, markedDone(on)).catch(() => undefined);
    done = doneLessons(await progress.marks.all());
    showDone(done);
  }
  // The box keeps the focus; the rest of its row follows.
  for (const [at, row] of [...place.querySelectorAll(".plan-entries > li")].entries()) {
    const shown = allEntries()[at];
    const ticked = shown !== undefined && isTicked(plan, shown, done);
    row.classList.toggle("ticked", ticked);
    const box = row.querySelector("input");
    if (box) box.checked = ticked;
  }
}

function allEntries() {
  const made = plan && daysOf(plan, about);
  return made?.state === "planned" ? made.days.flatMap(({ entries }) => entries) : [];
}

/** @param {import("./plan/schedule.js").Day[]} days */
function saveCalendar(days) {
  if (!plan) return;
  const events = days.flatMap(({ date, entries }) => entries.map((entry) => {
    const lesson = lessonOf(entry.lesson);
    return {
      id: entry.id, date, title: `${about.code.toUpperCase()}: ${title(entry)}`, text: tCount("plan.minutes", entry.minutes),
      url: lesson && new URL(lesson.href, document.baseURI).href,
    };
  }));
  const exam = { id: "exam", date: plan.exam, title: t("plan.exam", { title: about.title }) };
  save(calendar(about.uid, about.title, [...events, exam], new Date()), "text/calendar", `${about.code}-plan.ics`);
}

/** @param {string | undefined} id */
function lessonOf(id) {
  return about.lessons.find((lesson) => lesson.id === id);
}
