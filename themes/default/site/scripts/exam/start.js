/**
 * The page before an exam: buttons that begin one, a code that draws one again, and the exams so far.
 */
import { element, required } from "../element.js";
import { dayFirst } from "../plan/days.js";
import { t, tCount } from "../texts.js";
import { KINDS, UNRELEASED, readCode } from "./pool.js";
import { percent, scored } from "./score.js";

/** @typedef {import("../progress.js").ExamRecord} ExamRecord */
/** @typedef {import("./pool.js").Kind} Kind */

/**
 * @param {HTMLElement} about
 * @param {(kind: Kind) => void} begin
 * @param {{varies: number, of: number, least: number, most: number}} tasks
 */
export function offer(about, begin, tasks) {
  for (const kind of KINDS) {
    const place = about.querySelector(`[data-start="${kind}"]`);
    if (!(place instanceof HTMLElement)) continue;
    place.replaceChildren(element("button", { type: "button", class: kind === "mock" ? "button" : "button-quiet", onclick: () => begin(kind) }, t(`exam.start.${kind}`)));
    place.hidden = false;
  }
  about.querySelector("[data-varies]")?.replaceChildren(t("exam.varies", tasks));
  const { least, most } = tasks;
  about.querySelector("[data-minutes]")?.replaceChildren(least === most ? tCount("exam.report.minutes", most) : t("exam.minutes-between", { least, most }));
}

/**
 * @param {HTMLElement} place
 * @param {Record<Kind, import("./pool.js").Pool>} pools
 * @param {{release: string, releases: string[]}} course
 * @param {(code: string, pool: any) => number | undefined} seedOf
 * @param {(kind: Kind, seed: number) => void} begin
 */
export function codeForm(place, pools, course, seedOf, begin) {
  const field = element("input", {
    id: "_code-field", name: "code", class: "exam-code", autocomplete: "off", autocapitalize: "characters", autocorrect: "off", spellcheck: "false",
    "aria-describedby": "_code-help _code-trouble", placeholder: t("exam.code.example"),
  });
  field.value = new URLSearchParams(location.search).get("code") ?? "";
  const trouble = element("p", { id: "_code-trouble", class: "exam-trouble", role: "status" });
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const code = field.value.trim();
    const read = readCode(code, pools, course, seedOf);
    if ("seed" in read) return begin(read.kind, read.seed);
    const here = course.release === UNRELEASED ? t("exam.code.unreleased") : t("exam.code.version", { version: course.release });
    trouble.replaceChildren(code === "" ? t("exam.code.empty") : t(`exam.code.${read.trouble}`, { version: read.version, here }));
    field.setAttribute("aria-invalid", "true");
    field.focus();
  };
  place.replaceChildren(element("h2", {}, t("exam.code.title")),
    element("p", { id: "_code-help" }, t("exam.code.help")),
    element("form", { class: "exam-code-form", onsubmit: submit },
      element("label", { for: "_code-field" }, t("exam.code.label")), field,
      element("button", { type: "submit", class: "button-quiet" }, t("exam.code.draw"))), trouble);
  place.hidden = false;
}

/**
 * @param {HTMLElement} about
 * @param {ExamRecord[]} exams
 * @param {import("./grade.js").Means["items"]} items
 * @param {import("./pool.js").Course} course
 */
export function past(about, exams, items, course) {
  const done = exams.filter(({ handedIn }) => handedIn !== undefined).sort((a, b) => b.began - a.began);
  if (done.length === 0) return;
  const day = new Intl.DateTimeFormat(dayFirst(document.documentElement.lang), { dateStyle: "medium", timeStyle: "short" });
  const rows = done.map((exam) => {
    const { all } = scored(exam, items, course.domains);
    return element("li", {},
      element("a", { href: `?report=${encodeURIComponent(exam.id)}` }, element("time", { datetime: new Date(exam.began).toISOString() }, day.format(exam.began))),
      element("span", {}, tCount(`exam.past.${exam.kind}`, exam.items.length)),
      element("span", { class: "number" }, exam.results ? t("exam.percent", { percent: percent(all) }) : t("exam.past.ungraded")));
  });
  const place = required(about, "#_past");
  place.replaceChildren(element("h2", {}, t("exam.past.title")), element("ul", { class: "exam-past" }, ...rows));
  place.hidden = false;
}
