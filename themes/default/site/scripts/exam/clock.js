/**
 * The time that is left. It follows the clock on the wall, not the ticks of a page that may have slept.
 */
import { element } from "../element.js";
import { t, tCount } from "../texts.js";

const TICK = 500;
/** Minutes before the end at which assistive technology says so. */
const SAID = [10, 5, 1];

/**
 * @param {number} ends
 * @param {{say: (text: string) => void, over: () => void}} tell
 * @returns {{node: HTMLElement, stop: () => void}}
 */
export function clock(ends, { say, over }) {
  const shown = element("span", { class: "exam-left" });
  const node = element("p", { class: "exam-clock", role: "timer", "aria-label": t("exam.time-left") }, shown);
  let before = Infinity;
  const tick = () => {
    const left = ends - Date.now();
    shown.textContent = spell(left);
    node.classList.toggle("is-late", left < SAID[SAID.length - 2] * 60_000);
    const passed = SAID.find((minutes) => left <= minutes * 60_000 && before > minutes * 60_000);
    if (passed !== undefined && before !== Infinity) say(tCount("exam.minutes-left", passed));
    before = left;
    if (left > 0) return;
    clearInterval(timer);
    over();
  };
  const timer = setInterval(tick, TICK);
  queueMicrotask(tick);
  return { node, stop: () => clearInterval(timer) };
}

/**
 * @param {number} milliseconds
 * @returns {string} `59:07`, or `1:59:07` from an hour on
 */
export function spell(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}
