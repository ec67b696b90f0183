/**
 * What a course's page says to somebody who comes back: where to go on, what is due, what the plan has for today, what is
 * weakest.
 */
import { backupOffer } from "./backup.js";
import { begin } from "./begun.js";
import { doneLessons } from "./done.js";
import { element, required } from "./element.js";
import { scored } from "./exam/score.js";
import { dayBegan, queue } from "./flashcards/queue.js";
import { faces, fetchItems, met, questionsOf } from "./items-file.js";
import { dayNumber, dayText, today } from "./plan/days.js";
import { behind, daysOf, inOrder, isTicked } from "./plan/kept.js";
import { changesSince, seenNow } from "./progress/changes.js";
import { readiness } from "./progress/readiness.js";
import { t, tCount } from "./texts.js";

/**
 * What is known of the course and of the learner.
 *
 * @typedef {object} Known
 * @property {import("./page-data.js").Course} about
 * @property {import("./progress.js").Progress} progress
 * @property {any[]} marks
 * @property {ReadonlyMap<string, import("./progress.js").ItemRecord>} records by key
 * @property {import("./progress.js").ExamRecord[]} exams
 * @property {import("./progress.js").ExamRecord} [running]
 */

/** @param {Known} known */
export async function welcome(known) {
  const { about, progress, marks, records, running } = known;
  const done = doneLessons(marks);
  const place = required(document, "#_today");
  const links = required(place, "dl");
  const { practice, flashcards, plan: planPage, progress: progressPage } = about.pages;
  const row = (/** @type {string} */ name, /** @type {(Node | string)[]} */ ...content) =>
    links.append(element("div", {}, element("dt", {}, t(`course.today.${name}`)), element("dd", {}, ...content)));
  const link = (/** @type {string} */ href, /** @type {string} */ text) => element("a", { href }, text);

  const now = new Date();
  if (running) row("exam", link(about.pages.exam, t(`course.today.exam-${running.ends > Date.now() ? "runs" : "over"}`)));

  const next = nextLesson(known, done);
  if (next) row("continue", element("a", { class: "button", href: next.href }, next.title), meta(tCount("course.today.lessons", about.lessons.length, { done: done.size })));
  else row("continue", t("course.today.all-read"));

  const found = await fetchItems();
  const items = found?.items ?? [];
  if (found) {
    const { counts } = queue(faces(items), records, { now: now.getTime(), today: dayBegan(now), newADay: mark(marks, "course")?.newADay });
    const due = counts.learning + counts.review;
    if (due > 0) row("cards", link(flashcards, tCount("course.today.due", due)), meta(tCount("course.today.fresh", counts.fresh)));
    else row("cards", link(flashcards, counts.fresh > 0 ? tCount("course.today.fresh", counts.fresh) : t("course.today.no-cards")));
  }

  planRow(row, link, planPage, today(now), known, done);

  const { weakest } = readiness(questionsOf(items).examined, about.domains, records, about.passMark);
  const domain = (/** @type {string} */ id) => link(`${practice}?domain=${id}`, about.domains.find((one) => one.id === id)?.title ?? "");
  if (weakest) row("weakest", domain(weakest.domain), meta(t("course.today.first-tries", { right: weakest.right, of: weakest.of })));
  else {
    // Too few first answers to tell; the last mock exam tells something.
    const last = lastMock(known.exams, items, about.domains);
    if (last) row("weakest", domain(last.id), meta(t("course.today.in-exam", { right: last.earned, of: last.of })));
  }

  if (found) await changesRow(row, link, progressPage, found, known);
  const offer = await backupOffer(progress, about.code, "weekly");
  if (offer) place.append(offer);
  for (const first of document.querySelectorAll("[data-first-visit]")) first.remove();
  place.hidden = false;
  begin(about.code);
}

/**
 * Where the last mock exam was weakest.
 *
 * @param {import("./progress.js").ExamRecord[]} exams
 * @param {import("./items-file.js").ListedItem[]} items
 * @param {{id: string}[]} domains
 */
function lastMock(exams, items, domains) {
  const last = exams.filter(({ kind, results }) => kind === "mock" && results).sort((a, b) => b.began - a.began)[0];
  const byKey = new Map(items.map((item) => [item.key, /** @type {import("./practice/items.js").Item} */ (/** @type {unknown} */ (item))]));
  return last && scored(last, byKey, domains).weakest;
}

/**
 * The lesson that was opened last; once it is done, the plan's next, or the first after it in the course.
 *
 * @param {Known} known
 * @param {ReadonlySet<string>} done
 */
function nextLesson({ about, marks }, done) {
  const opened = marks.filter((one) => one.opened !== undefined).sort((a, b) => b.opened - a.opened);
  const last = about.lessons.findIndex(({ id }) => `lesson/${id}` === opened[0]?.name);
  const plan = mark(marks, "plan");
  const hasPlan = plan && (dayNumber(plan.exam) ?? 0) >= today(new Date());
  if (hasPlan && (last < 0 || done.has(about.lessons[last].id))) return inOrder(about).find(({ id }) => !done.has(id));
  const order = [...about.lessons.slice(Math.max(0, last)), ...about.lessons.slice(0, Math.max(0, last))];
  return order.find(({ id }) => !done.has(id));
}

/**
 * @param {(name: string, ...content: (Node | string)[]) => void} row
 * @param {(href: string, text: string) => Node} link
 * @param {string} page
 * @param {number} day
 * @param {Known} known
 * @param {ReadonlySet<string>} done
 */
function planRow(row, link, page, day, { about, marks }, done) {
  const plan = mark(marks, "plan");
  if (!plan) return row("plan", link(page, t("course.today.no-plan")));
  const left = (dayNumber(plan.exam) ?? 0) - day;
  if (left < 0) return row("plan", link(page, t("course.today.exam-past")));
  const until = meta(left === 0 ? t("course.today.exam-today") : tCount("course.today.exam-in", left));
  const made = daysOf(plan, about);
  const days = made.state === "planned" ? made.days : [];
  const late = behind(plan, days, done, day);
  if (late.length > 0) return row("plan", link(page, tCount("course.today.behind", late.length)), until);
  const planned = days.find(({ date }) => date === dayText(day))?.entries ?? [];
  const entries = planned.filter((entry) => !isTicked(plan, entry, done));
  const [entry] = entries;
  if (!entry) return row("plan", link(page, t(planned.length > 0 ? "course.today.plan-done" : "course.today.free")), until);
  const lesson = about.lessons.find(({ id }) => id === entry.lesson);
  const what = lesson ? link(lesson.href, lesson.title) : link(entry.what !== "review" ? about.pages.exam : `${about.pages.practice}?state=missed`, t(`course.today.${entry.what}`));
  row("plan", what, ...(entries.length > 1 ? [meta(tCount("course.today.more", entries.length - 1))] : []), until);
}

/**
 * @param {(name: string, ...content: (Node | string)[]) => void} row
 * @param {(href: string, text: string) => Node} link
 * @param {string} page
 * @param {{release: string | null, items: import("./items-file.js").ListedItem[]}} found
 * @param {Known} known
 */
async function changesRow(row, link, page, { release, items }, { progress, marks, records }) {
  const { seen } = mark(marks, "course") ?? {};
  const changes = changesSince(seen, items, met(records.values()));
  if (changes) {
    const count = changes.fresh.length + changes.changed.length + changes.gone;
    row("changes", link(`${page}#_changes`, tCount("course.today.changed", count)));
  } else if (!seen || seen.release !== release) {
    await progress.marks.change("course", (known) => ({ ...known, seen: seenNow(items, release, Date.now()) })).catch(() => undefined);
  }
}

/**
 * @param {any[]} marks
 * @param {string} name
 */
function mark(marks, name) {
  return marks.find((one) => one.name === name);
}

/** @param {string} text */
function meta(text) {
  return element("span", { class: "meta" }, text);
}
