/**
 * The report of an exam: whether it would have been enough, where points were lost, what to read next, and every question
 * with its answer.
 */
import { element } from "../element.js";
import { icon } from "../icons.js";
import { t, tCount } from "../texts.js";
import { judged } from "./grade.js";
import { navigator } from "./navigator.js";
import { fullCode } from "./pool.js";
import { needed, percent, scored, worth } from "./score.js";

/** @typedef {import("../progress.js").ExamRecord} ExamRecord */
/** @typedef {import("./score.js").Sum} Sum */

/** Lessons to read next: as many as one reads in an evening. */
const LESSONS = 5;
/** Lessons to begin with. */
const FIRST = 2;

/**
 * @param {ExamRecord} exam
 * @param {number} seed
 * @param {import("./grade.js").Means} means
 * @param {import("./pool.js").Course} course
 * @param {{keep: (change: import("./run.js").Change) => void, practice: string}} around
 * @returns {HTMLElement}
 */
export function report(exam, seed, means, course, { keep, practice }) {
  const summary = element("div", {});
  const looks = () => exam.items.map((key) => lookOf(worth(exam.results?.[key], means.items.get(key)?.kind ?? "single")));
  const stage = element("div", { class: "practice-stage" });
  const verdict = element("p", { class: "practice-verdict is-unjudged" });
  const numbers = navigator(exam.kind, exam.items.length, (at) => void show(at, true));
  let turn = 0;

  function sum() {
    summary.replaceChildren(...summaryOf(exam, means, course, practice));
  }

  /**
   * @param {number} at
   * @param {boolean} moves
   */
  async function show(at, moves) {
    const mine = ++turn;
    const key = exam.items[at];
    numbers.show(at, looks(), exam.items.map((flagged) => exam.flags.includes(flagged)));
    const graded = await judged(means, exam, seed, key, (result) => {
      const { right, points, possible, text } = result;
      const marked = { right, points, possible, answered: true };
      exam.results = { ...exam.results, [key]: marked };
      keep((kept) => ({ ...kept, results: { ...kept.results, [key]: marked } }));
      verdict.replaceChildren(text);
      sum();
      numbers.show(at, looks(), exam.items.map((flagged) => exam.flags.includes(flagged)));
    }).catch(() => undefined);
    if (mine !== turn) return;
    if (!graded) return stage.replaceChildren(element("p", {}, t("exam.report.gone")));
    const { article } = graded.shown;
    for (const area of article.querySelectorAll("textarea")) area.readOnly = true;
    verdict.replaceChildren(graded.result.answered ? (graded.text ?? "") : t("exam.report.unanswered"));
    article.querySelector(".question-title")?.after(verdict);
    stage.replaceChildren(article);
    if (!moves) return;
    article.scrollIntoView({ block: "start", behavior: "instant" });
    graded.shown.focus();
  }

  sum();
  void show(0, false);
  return element("section", { class: "practice exam-report", "aria-label": t("exam.report.label") }, summary,
    element("h2", {}, t("exam.report.questions")), numbers.node, stage);
}

/** @param {number} share */
function lookOf(share) {
  if (share === 1) return "right";
  return share === 0 ? "wrong" : "partly";
}

/**
 * @param {ExamRecord} exam
 * @param {import("./grade.js").Means} means
 * @param {import("./pool.js").Course} course
 * @param {string} practice
 */
function summaryOf(exam, means, course, practice) {
  const { all, domains, fresh, seen, lessons, weakest } = scored(exam, means.items, course.domains);
  const share = percent(all);
  const passed = share >= course.passMark;
  const titles = new Map(course.domains.map(({ id, title }) => [id, title]));
  const minutes = Math.round(((exam.handedIn ?? exam.ends) - exam.began) / 60_000);
  const taught = new Map(course.lessons.map((lesson) => [lesson.id, lesson]));
  const fact = (/** @type {string} */ name, /** @type {string} */ text) => element("div", {}, element("dt", {}, name), element("dd", {}, text));
  const split = (/** @type {Sum} */ sum) => (sum.of === 0 ? t("exam.report.none") : t(`exam.report.sum.${exam.kind}`, { earned: shown(sum.earned), of: sum.of, percent: percent(sum) }));

  const head = [
    element("h1", { tabindex: "-1" }, t(`exam.report.title.${exam.kind}`)),
    ...(exam.handedIn === exam.ends ? [element("p", { class: "note" }, t("exam.report.late"))] : []),
    element("p", { class: `exam-verdict ${passed ? "is-right" : "is-wrong"}` }, icon(passed ? "right" : "wrong"),
      element("strong", {}, t("exam.percent", { percent: share })),
      element("span", {}, t(`exam.report.earned.${exam.kind}`, { earned: shown(all.earned), of: all.of })),
      element("span", {}, t(`exam.report.${passed ? "passed" : "failed"}.${exam.kind}`, { mark: course.passMark, needed: needed(all.of, course.passMark) }))),
    ...(weakest ? [weakestOf(weakest, titles.get(weakest.id) ?? weakest.id, exam.kind, taught)] : []),
    element("p", { class: "note" }, t(exam.kind === "mock" ? "exam.report.hands-on" : "exam.report.tasks")),
    element("dl", { class: "exam-facts" },
      fact(t("exam.report.fresh"), split(fresh)),
      fact(t("exam.report.seen"), split(seen)),
      fact(t("exam.report.time"), tCount("exam.report.minutes", minutes)),
      fact(t("exam.report.code"), fullCode(exam.code, exam.release))),
  ];
  const rows = domains.map((sum) => element("tr", {},
    element("th", { scope: "row" }, titles.get(sum.id) ?? sum.id),
    element("td", {}, bar(sum, course.passMark)),
    element("td", { class: "number" }, t("exam.report.of", { earned: shown(sum.earned), of: sum.of })),
    element("td", { class: "number" }, t("exam.percent", { percent: percent(sum) }))));
  const byDomain = [
    element("h2", {}, t("exam.report.domains")),
    element("table", { class: "exam-domains" }, element("caption", {}, t("exam.report.mark", { mark: course.passMark })),
      element("thead", {}, element("tr", {}, ...["domain", "share", exam.kind === "mock" ? "items" : "points", "percent"].map((name) => element("th", { scope: "col" }, t(`exam.report.column.${name}`))))),
      element("tbody", {}, ...rows)),
  ];
  const next = lessons.slice(0, LESSONS).flatMap(({ id, lost, of }) => {
    const lesson = taught.get(id);
    if (!lesson) return [];
    const practise = new URL(`${practice}?lesson=${id}&state=missed`, document.baseURI).href;
    return [element("li", {}, element("a", { href: lesson.href }, lesson.title),
      element("span", { class: "meta" }, t(`exam.report.lost.${exam.kind}`, { lost: shown(lost), of }), " "),
      element("a", { class: "meta", href: practise }, t("exam.report.practise")))];
  });
  const reading = next.length === 0 ? [] : [element("h2", {}, t("exam.report.next")), element("ol", { class: "exam-next" }, ...next)];
  const again = element("p", { class: "practice-actions" }, element("a", { class: "button-quiet", href: location.pathname }, t("exam.report.again")));
  return [...head, ...byDomain, ...reading, again];
}

/**
 * The domain to begin with, and what to read of it first.
 *
 * @param {import("./score.js").Weakest} weakest
 * @param {string} title
 * @param {ExamRecord["kind"]} kind
 * @param {ReadonlyMap<string, {title: string, href: string}>} taught lessons by id
 */
function weakestOf(weakest, title, kind, taught) {
  const lessons = weakest.lessons.flatMap(({ id }) => taught.get(id) ?? []).slice(0, FIRST);
  return element("p", { class: "exam-weakest" }, element("strong", {}, t("exam.report.weakest", { title })), " ",
    t("exam.report.weakest.sum", { sum: t(`exam.report.sum.${kind}`, { earned: shown(weakest.earned), of: weakest.of, percent: percent(weakest) }) }),
    ...(lessons.length === 0 ? [] : [" ", t("exam.report.weakest.read"), " "]),
    ...lessons.flatMap(({ href, title: text }, index) => [...(index === 0 ? [] : [", "]), element("a", { href }, text)]));
}

/** @param {number} earned */
function shown(earned) {
  return Number.isInteger(earned) ? String(earned) : earned.toFixed(1);
}

/**
 * A bar with the pass mark in it; the number stands beside it.
 *
 * @param {Sum} sum
 * @param {number} mark
 */
function bar(sum, mark) {
  const draw = (/** @type {string} */ name, /** @type {Record<string, string>} */ attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };
  const share = percent(sum);
  const svg = draw("svg", { class: `exam-bar ${share >= mark ? "is-right" : "is-wrong"}`, viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true" });
  svg.append(draw("rect", { class: "ground", width: "100", height: "8" }), draw("rect", { class: "share", width: String(share), height: "8" }),
    draw("rect", { class: "mark", x: String(mark - 0.5), width: "1", height: "8" }));
  return svg;
}
