/**
 * A task: an editor for each file of the answer, and a verdict criterion by criterion. What no test can judge the learner
 * marks: that earns points, but an answer is right as soon as everything passes that can be checked here.
 */
import { editor } from "../editor/files.js";
import { element, required, withCode } from "../element.js";
import { ask } from "../grading.js";
import { icon } from "../icons.js";
import { t, tCount } from "../texts.js";
import { offerCommands } from "./commands.js";
import { difference } from "./difference.js";

/** @typedef {import("../grading-calls.js").CriterionVerdict} CriterionVerdict */

/**
 * @param {import("./control.js").Context} context
 * @returns {import("./control.js").Control}
 */
export function task({ article, item, data, changed, revise }) {
  const starter = withAllFiles(data.files);
  const rubric = data.rubric ?? [];
  const own = editor(item.id, starter, changed);
  const before = article.querySelector(".starter") ?? required(article, ".rubric");
  before.before(own.node);
  // The editors hold what it shows.
  const shown = article.querySelector(".starter");
  if (shown instanceof HTMLElement) shown.hidden = true;
  for (const part of ["setup", "verify"]) {
    const section = article.querySelector(`details.${part} > .prose`);
    if (section instanceof HTMLElement) offerCommands(section, `${item.id}-${part}`);
  }

  /** @type {CriterionVerdict[]} */
  let verdicts = [];
  /** @type {Set<string>} criteria that the learner marked */
  const marked = new Set();

  /** @returns {import("./control.js").Result} */
  function result() {
    const possible = rubric.reduce((sum, { points }) => sum + points, 0);
    const points = rubric.reduce((sum, criterion) => sum + earned(criterion), 0);
    const open = rubric.filter(({ id }) => isManual(id) && !marked.has(id)).length;
    const checked = rubric.filter(({ id }) => !isManual(id));
    const failed = verdicts.some(({ status }) => status === "failed");
    return {
      right: checked.length > 0 ? !failed : open === 0,
      points,
      possible,
      text: sentence(open === 0 ? rubric : checked, open),
      open: failed,
      toMark: open > 0,
    };
  }

  /**
   * While criteria are open, the points are those that can be checked here.
   *
   * @param {{id: string, points: number}[]} criteria
   * @param {number} open
   */
  function sentence(criteria, open) {
    const points = criteria.reduce((sum, criterion) => sum + earned(criterion), 0);
    const possible = criteria.reduce((sum, criterion) => sum + criterion.points, 0);
    if (open === 0) return t("practice.verdict.points", { points, possible });
    const toMark = tCount("practice.verdict.to-mark", open);
    return possible === 0 ? toMark : `${t("practice.verdict.points-checked", { points, possible })} ${toMark}`;
  }

  /** The solution stands beside what the learner wrote, whole below. */
  async function compare() {
    const model = article.querySelector(".model-answer");
    if (!model || !data.files) return;
    const node = await difference(own.files(), data.files.solution);
    article.querySelector(".difference")?.remove();
    model.before(node);
    if (model.parentElement?.matches("details.whole")) return;
    const whole = element("details", { class: "whole" }, element("summary", {}, t("practice.difference.whole")));
    model.before(whole);
    whole.append(model);
  }

  /** @param {{id: string, points: number}} criterion */
  function earned({ id, points }) {
    return marked.has(id) ? points : (verdicts.find((verdict) => verdict.id === id)?.points ?? 0);
  }

  /** @param {string} id */
  function isManual(id) {
    return verdicts.find((verdict) => verdict.id === id)?.status === "manual";
  }

  /** @param {{id: string, points: number}} criterion */
  function mark(criterion) {
    return element("input", {
      type: "checkbox",
      onchange: (/** @type {Event & {currentTarget: HTMLInputElement}} */ { currentTarget }) => {
        if (currentTarget.checked) marked.add(criterion.id);
        else marked.delete(criterion.id);
        const sum = currentTarget.closest(".criterion-verdict")?.querySelector(".criterion-points");
        if (sum) sum.textContent = pointsOf(earned(criterion), criterion.points);
        revise(result());
      },
    });
  }

  return {
    given: () => (own.isUntouched() ? undefined : own.files()),
    restore: (given) => own.fill(/** @type {Record<string, string>} */ (given ?? {})),
    missing: () => (own.isUntouched() ? t("practice.missing.task") : undefined),
    check: async () => {
      clearVerdicts(article);
      own.node.setAttribute("aria-busy", "true");
      try {
        const verdict = await ask({ call: "task", files: own.files(), rubric });
        if (verdict.refused) {
          own.show(verdict.refused);
          return { unjudged: t("practice.verdict.refused", verdict.refused) };
        }
        verdicts = verdict.criteria;
        marked.clear();
        for (const [index, criterion] of rubric.entries()) {
          const row = rowOf(article, criterion.id, index);
          if (row) show(row, criterion, verdicts[index], mark);
        }
        await compare();
        required(article, ".rubric").scrollIntoView({ block: "nearest", behavior: "instant" });
        return result();
      } finally {
        own.node.removeAttribute("aria-busy");
      }
    },
    reveal: compare,
  };
}

/**
 * What a task starts from; a file that only the solution has starts empty.
 *
 * @param {import("./items.js").QuestionData["files"]} files
 * @returns {Record<string, string>}
 */
function withAllFiles(files) {
  const empty = Object.keys(files?.solution ?? {}).map((name) => [name, ""]);
  return { ...Object.fromEntries(empty), ...files?.starter };
}

/**
 * @param {HTMLElement} article
 * @param {string} id
 * @param {number} index
 */
function rowOf(article, id, index) {
  const rows = [...article.querySelectorAll(".rubric li")];
  return rows.find((row) => /** @type {HTMLElement} */ (row).dataset.criterion === id) ?? rows[index];
}

/** @param {HTMLElement} article */
function clearVerdicts(article) {
  for (const old of article.querySelectorAll(".criterion-verdict")) {
    old.closest("li")?.classList.remove("is-right", "is-wrong", "is-open");
    old.remove();
  }
}

/**
 * @param {Element} row
 * @param {{id: string, points: number}} criterion
 * @param {CriterionVerdict} verdict
 * @param {(criterion: {id: string, points: number}) => HTMLInputElement} mark
 */
function show(row, criterion, { status, points, reasons }, mark) {
  row.classList.add({ passed: "is-right", failed: "is-wrong", manual: "is-open" }[status]);
  const sum = element("span", { class: "criterion-points" }, pointsOf(points, criterion.points));
  const head =
    status === "manual"
      ? element("label", {}, mark(criterion), t("practice.criterion.manual"))
      : element("span", { class: "criterion-status" }, icon(status === "passed" ? "right" : "wrong"), t(`practice.criterion.${status}`));
  const why = reasons.map((reason) => element("li", {}, ...withCode(reason)));
  const list = why.length > 0 ? [element("ul", { class: "reasons" }, ...why)] : [];
  row.append(element("div", { class: "criterion-verdict" }, element("p", {}, head, " ", sum), ...list));
}

/**
 * @param {number} points
 * @param {number} possible
 */
function pointsOf(points, possible) {
  return t("practice.criterion.points", { points, possible });
}
