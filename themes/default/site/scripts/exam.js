/**
 * The mock exam: draws one, runs it, grades it when it is handed in or its time is over, and reports.
 *
 * A page shows what it must: an exam that runs goes on, `?report=` shows one that is over, and else one can begin.
 */
import { backupOffer } from "./backup.js";
import { noteExam } from "./begun.js";
import { drawn } from "./drawn.js";
import { element, required } from "./element.js";
import { UNRELEASED, minutesBetween, poolsOf, unseenFirst, varying } from "./exam/pool.js";
import { codeForm, offer, past } from "./exam/start.js";
import { askToKeep } from "./keep.js";
import { listen } from "./keys.js";
import { course as courseOf, courseUid, graderFolder } from "./page-data.js";
import { withAttempt } from "./practice/attempts.js";
import { Unreachable, fetchBank } from "./practice/bank.js";
import { notice, waiting } from "./practice/question.js";
import { openProgress } from "./progress.js";
import { t } from "./texts.js";

/** @typedef {import("./progress.js").ExamRecord} ExamRecord */
/** @typedef {import("./exam/pool.js").Kind} Kind */
/** @typedef {import("./exam/run.js").Run} Run */

const MINUTE = 60_000;
/** Minutes of a task that names none. */
const TASK_MINUTES = 8;

const place = document.querySelector("#_exam");
if (place instanceof HTMLElement) {
  document.querySelector("#_from-file")?.remove();
  await start(place).catch(failed);
}

/**
 * The network did not bring what the exam needs. What was kept is there when the page is asked again.
 *
 * @param {unknown} error
 */
function failed(error) {
  const again = element("button", { type: "button", class: "button", onclick: () => location.reload() }, t("practice.unreachable.again"));
  show(notice(t("practice.unreachable.title"), t("practice.unreachable.text"), again));
  if (!(error instanceof Unreachable)) throw error;
}

/** @param {HTMLElement} content in the place of what the page says before an exam */
function show(content) {
  required(document, "#_about").hidden = true;
  const stage = required(document, "#_exam");
  stage.replaceChildren(content);
  drawn();
}

/** @param {HTMLElement} stage */
async function start(stage) {
  const course = courseOf();
  const release = course.release ?? UNRELEASED;
  const practice = stage.dataset.items?.replace("/items.json", ".html") ?? "";
  const [progress, bank, { draw, optionOrder, quotas, seedOf, SEEDS }] = await Promise.all([
    openProgress(courseUid()), fetchBank(stage.dataset.items ?? ""), import(`${graderFolder()}draw.js`),
  ]);
  const items = new Map(bank.items.map((item) => [item.key, item]));
  const means = { bank, items, optionOrder };
  const pools = poolsOf(bank.items, course);
  const exams = await progress.exams.all();
  /** @type {Run | undefined} */
  let run;

  const keep = (/** @type {string} */ id, /** @type {import("./exam/run.js").Change} */ change) => {
    progress.exams.change(id, (known) => known && change(known)).catch(() => run?.warn(t("exam.not-kept")));
  };
  // What was handed in on another page is over here too.
  const whileOpen = (/** @type {import("./exam/run.js").Change} */ change) => (/** @type {ExamRecord} */ known) =>
    known.handedIn === undefined ? change(known) : known;
  const minutesOf = (/** @type {string} */ key) => items.get(key)?.minutes ?? TASK_MINUTES;
  const seedIn = (/** @type {ExamRecord} */ exam) => seedOf(exam.code, pools[exam.kind]) ?? exam.seed;

  /**
   * @param {Kind} kind
   * @param {number} [wanted] a seed
   */
  async function begin(kind, wanted) {
    const met = new Set((await progress.all()).filter(({ attempts }) => (attempts?.length ?? 0) > 0).map(({ key }) => key));
    const random = () => crypto.getRandomValues(new Uint32Array(1))[0] % SEEDS;
    const { seed, drawn } = wanted === undefined
      ? unseenFirst(pools[kind], met, draw, random)
      : { seed: wanted, drawn: draw(wanted, pools[kind]) };
    const minutes = kind === "mock"
      ? course.mock.minutes
      : drawn.items.reduce((/** @type {number} */ sum, /** @type {string} */ key) => sum + minutesOf(key), 0);
    const began = Date.now();
    const exam = /** @type {ExamRecord} */ (/** @type {unknown} */ ({
      id: String(began), kind, code: drawn.code, seed, release, began, ends: began + minutes * MINUTE,
      items: drawn.items, seen: drawn.items.filter((/** @type {string} */ key) => met.has(key)), answers: {}, flags: [], at: 0,
    }));
    // What is asked is here before the clock runs: no network can take time from it.
    show(waiting(t("exam.preparing")));
    const asked = exam.items.map((key) => /** @type {import("./practice/items.js").Item} */ (items.get(key)));
    await Promise.all([import("./exam/run.js"), ...asked.map((item) => bank.article(item))]);
    await progress.exams.change(exam.id, () => exam);
    noteExam(course.code, [exam]);
    await goOn(exam);
  }

  /** @param {ExamRecord} exam */
  async function goOn(exam) {
    const { Run } = await import("./exam/run.js");
    run = new Run(exam, seedIn(exam), means, { keep: (change) => keep(exam.id, whileOpen(change)), handIn: (over, late) => void handIn(over, late).catch(failed) });
    if (!progress.kept) run.warn(t("exam.not-kept"));
    show(run.node);
    void run.go(exam.at, exam.began > Date.now() - MINUTE);
  }

  /**
   * @param {ExamRecord} exam as this page knows it, if nothing is kept
   * @param {boolean} late
   */
  async function handIn(exam, late) {
    const end = whileOpen((known) => ({ ...known, handedIn: late ? exam.ends : Date.now() }));
    const over = await progress.exams.change(exam.id, (known) => end(known ?? exam)).catch(() => undefined);
    run = undefined;
    noteExam(course.code, []);
    void askToKeep();
    history.replaceState(null, "", `${location.pathname}?report=${exam.id}`);
    await reportOn(over ?? end(exam));
  }

  /** @param {ExamRecord} exam */
  async function reportOn(exam) {
    if (!exam.results) {
      const done = element("progress", { max: exam.items.length, value: 0, "aria-label": t("exam.grading") });
      show(notice(t("exam.grading"), "", done));
      const { gradeExam } = await import("./exam/grade.js");
      const results = await gradeExam(means, exam, seedIn(exam), (count) => (done.value = count));
      exam = { ...exam, results };
      await record(exam, results);
      await progress.exams.change(exam.id, (known) => known && { ...known, results }).catch(() => undefined);
    }
    const { report } = await import("./exam/report.js");
    const { id } = exam;
    const shown = report(exam, seedIn(exam), means, course, { keep: (change) => keep(id, change), practice });
    const backup = await backupOffer(progress, course.code, "exam");
    if (backup) shown.firstElementChild?.after(backup);
    show(shown);
    shown.querySelector("h1")?.focus({ preventScroll: true });
    scrollTo({ top: 0, behavior: "instant" });
  }

  /**
   * What was asked is no longer unseen: an answer is an attempt, and what was left open is shown now.
   *
   * @param {ExamRecord} exam
   * @param {NonNullable<ExamRecord["results"]>} results
   */
  async function record(exam, results) {
    const at = exam.handedIn ?? exam.ends;
    for (const [key, { right = false, points, possible, answered }] of Object.entries(results)) {
      const attempt = { at, right, points, possible, ...(answered ? {} : { shown: /** @type {const} */ (true) }) };
      await progress.change(key, (known) => withAttempt(known, key, attempt)).catch(() => undefined);
    }
  }

  progress.heard(({ table, key, record: heard }) => {
    if (table !== "exams" || key !== run?.exam.id || !heard) return;
    if (heard.handedIn === undefined) run.heard(heard);
    // Graded there; this page would grade it again.
    else if (heard.results) location.replace(`${location.pathname}?report=${key}`);
  });

  const asked = new URLSearchParams(location.search).get("report");
  const over = exams.find(({ id, handedIn }) => id === asked && handedIn !== undefined);
  const running = exams.find(({ handedIn }) => handedIn === undefined);
  noteExam(course.code, exams);
  if (over) await reportOn(over);
  else if (running && running.ends <= Date.now()) await handIn(running, true);
  else if (running) await goOn(running);
  else {
    const about = required(document, "#_about");
    offer(about, (kind) => void begin(kind).catch(failed), {
      varies: varying(pools.tasks, quotas), of: pools.tasks.count, ...minutesBetween(pools.tasks, quotas, minutesOf),
    });
    codeForm(required(about, "#_code"), pools, { release, releases: (stage.dataset.releases ?? "").split(" ") }, seedOf, (kind, seed) => void begin(kind, seed).catch(failed));
    past(about, exams, items, course);
    drawn();
  }

  listen({
    enter: () => run && !run.asks && run.forward(),
    press: (key) => {
      if (!run || run.asks) return false;
      if (key === "n") void run.go(run.exam.at + 1);
      else if (key === "p") void run.go(run.exam.at - 1);
      else if (key === "m") run.flag();
      else return run.press(key);
      return true;
    },
  });
}
