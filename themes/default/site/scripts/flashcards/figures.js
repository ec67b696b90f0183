/**
 * The statistics below the cards, the choice of new cards a day, and the cards that were set aside.
 */
import { dayFirst } from "../plan/days.js";
import { element } from "../element.js";
import { t, tCount } from "../texts.js";
import { AHEAD_DAYS, BACK_DAYS, FEWEST } from "./statistics.js";

/** @typedef {import("./deck.js").Face} Face */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {object} actions
 * @param {() => {figures: ReturnType<typeof import("./statistics.js").statistics>, aside: Face[], newADay: number, now: number}} actions.read
 * @param {(count: number) => void} actions.limit
 * @param {(face: Face) => void} actions.bring
 * @returns {HTMLElement}
 */
export function figures({ read, limit, bring }) {
  const body = element("div", { class: "figures" });
  const node = element("details", { class: "keys statistics" }, element("summary", {}, t("flashcards.statistics")), body);
  const draw = () => {
    const { figures: found, aside, newADay, now } = read();
    const input = element("input", {
      type: "number", min: 0, max: 999, value: newADay, inputmode: "numeric",
      onchange: (/** @type {{currentTarget: HTMLInputElement}} */ { currentTarget }) => {
        if (currentTarget.checkValidity() && currentTarget.value !== "") limit(currentTarget.valueAsNumber);
      },
    });
    body.replaceChildren(
      element("label", { class: "new-a-day" }, t("flashcards.new-a-day"), input),
      element("p", {}, t("flashcards.reviewed", { today: found.reviewed.today, lately: found.reviewed.lately, days: BACK_DAYS })),
      element("p", {}, retention(found.retention)),
      element("h2", {}, t("flashcards.forecast", { days: AHEAD_DAYS })),
      forecast(found.due, now),
      ...(aside.length > 0 ? [element("h2", {}, t("flashcards.aside")), element("ul", { class: "aside-cards" }, ...aside.map(row))] : []));
  };
  const row = (/** @type {Face} */ face) => element("li", {},
    element("span", {}, face.article.querySelector(".card-front")?.textContent?.trim() ?? face.id),
    element("button", {
      type: "button", class: "button-small",
      onclick: () => {
        bring(face);
        draw();
        node.querySelector("summary")?.focus();
      },
    }, t("flashcards.bring")));
  node.addEventListener("toggle", () => node.open && draw());
  return node;
}

/** @param {{kept: number, of: number} | undefined} found */
function retention(found) {
  if (!found) return t("flashcards.retention.few", { fewest: FEWEST });
  const share = Math.round((found.kept / found.of) * 100);
  return t("flashcards.retention", { share, of: found.of, days: BACK_DAYS });
}

/**
 * @param {number[]} due by day
 * @param {number} now
 */
function forecast(due, now) {
  const most = Math.max(1, ...due);
  const name = new Intl.DateTimeFormat(dayFirst(document.documentElement.lang), { weekday: "short", day: "numeric", month: "short" });
  const rows = due.map((count, at) => {
    const day = new Date(now);
    day.setDate(day.getDate() + at);
    return element("li", {}, element("span", {}, at === 0 ? t("flashcards.today") : name.format(day)), bar(count / most), element("span", { class: "count" }, tCount("flashcards.cards", count)));
  });
  return element("ul", { class: "forecast" }, ...rows);
}

/** @param {number} share */
function bar(share) {
  const svg = document.createElementNS(SVG, "svg");
  const drawn = { class: "bar", viewBox: "0 0 100 4", preserveAspectRatio: "none", "aria-hidden": "true" };
  for (const [name, value] of Object.entries(drawn)) svg.setAttribute(name, value);
  const rect = document.createElementNS(SVG, "rect");
  for (const [name, value] of Object.entries({ width: Math.round(share * 100), height: 4 })) rect.setAttribute(name, String(value));
  svg.append(rect);
  return svg;
}
