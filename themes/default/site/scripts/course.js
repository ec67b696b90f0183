/**
 * A course's page for somebody who comes back: where to go on, what is due, what the plan has for today, what is weakest.
 *
 * A first visit sees the page as it was built.
 */
import { backupOffer } from "./backup.js";
import { begin, noteExam } from "./begun.js";
import { doneLessons, showDone } from "./done.js";
import { drawn } from "./drawn.js";
import { element, required } from "./element.js";
import { dayBegan, queue } from "./flashcards/queue.js";
import { faces, fetchItems, met, questionsOf } from "./items-file.js";
import { course } from "./page-data.js";
import { dayNumber, dayText, today } from "./plan/days.js";
import { behind, daysOf, inOrder, isTicked } from "./plan/kept.js";
import { openProgress } from "./progress.js";
import { changesSince, seenNow } from "./progress/changes.js";
import { readiness } from "./progress/readiness.js";
import { t, tCount } from "./texts.js";

const about = course();
const progress = await openProgress(about.uid);
const [marks, exams, records] = await Promise.all([
  progress.marks.all(),
  progress.exams.all(),
  progress.all().then((all) => new Map(all.map((record) => [record.key, record]))),
]);
const done = doneLessons(marks);
showDone(done);
const place = required(document, "#_today");
const running = exams.find(({ handedIn }) => handedIn === undefined);
noteExam(about.code, exams);
if (marks.length > 0 || records.size > 0 || running) await welcome();
// What was begun in this browser may have been deleted since.
else delete document.documentElement.dataset.begun;
drawn();

async function welcome() {
  const links = required(place, "dl");
  const { practice, flashcards, plan: planPage, progress: progressPage } = about.pages;
  const row = (/** @type {string} */ name, /** @type {(Node | string)[]} */ ...content) =>
    links.append(element("div", {}, element("dt", {}, t(`course.today.${name}`)), element("dd", {}, ...content)));
  const link = (/** @type {string} */ href, /** @type {string} */ text) => element("a", { href }, text);

  const now = new Date();
  if (running) row("exam", link(about.pages.exam, t(`course.today.exam-${running.ends > Date.now() ? "runs" : "over"}`)));

  const next = nextLesson();
  if (next) row("continue", element("a", { class: "button", href: next.href }, next.title), meta(tCount("course.today.lessons", about.lessons.length, { done: done.size })));
  else row("continue", t("course.today.all-read"));

  const found = await fetchItems();
  const items = found?.items ?? [];
  if (found) {
    const { counts } = queue(faces(items), records, { now: now.getTime(), today: dayBegan(now), newADay: mark("course")?.newADay });
    const due = counts.learning + counts.review;
    if (due > 0) row("cards", link(flashcards, tCount("course.today.due", due)), meta(tCount("course.today.fresh", counts.fresh)));
    else row("cards", link(flashcards, counts.fresh > 0 ? tCount("course.today.fresh", counts.fresh) : t("course.today.no-cards")));
  }

  planRow(row, link, planPage, today(now));

  const { weakest } = readiness(questionsOf(items).examined, about.domains, records, about.passMark);
  if (weakest) {
    const title = about.domains.find(({ id }) => id === weakest.domain)?.title ?? "";
    row("weakest", link(`${practice}?domain=${weakest.domain}`, title), meta(t("course.today.first-tries", { right: weakest.right, of: weakest.of })));
  }

  if (found) await changesRow(row, link, progressPage, found);
  const offer = await backupOffer(progress, about.code, "weekly");
  if (offer) place.append(offer);
  for (const first of document.querySelectorAll("[data-first-visit]")) first.remove();
  place.hidden = false;
  begin(about.code);
}

/** The lesson that was opened last; once it is done, the plan's next, or the first after it in the course. */
function nextLesson() {
  const opened = marks.filter((one) => one.opened !== undefined).sort((a, b) => b.opened - a.opened);
  const last = about.lessons.findIndex(({ id }) => `lesson/${id}` === opened[0]?.name);
  const plan = mark("plan");
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
 */
function planRow(row, link, page, day) {
  const plan = mark("plan");
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
 */
async function changesRow(row, link, page, { release, items }) {
  const { seen } = mark("course") ?? {};
  const changes = changesSince(seen, items, met(records.values()));
  if (changes) {
    const count = changes.fresh.length + changes.changed.length + changes.gone;
    row("changes", link(`${page}#_changes`, tCount("course.today.changed", count)));
  } else if (!seen || seen.release !== release) {
    await progress.marks.change("course", (known) => ({ ...known, seen: seenNow(items, release, Date.now()) })).catch(() => undefined);
  }
}

/** @param {string} name */
function mark(name) {
  return marks.find((one) => one.name === name);
}

/** @param {string} text */
function meta(text) {
  return element("span", { class: "meta" }, text);
}
