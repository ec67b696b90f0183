/**
 * Lessons that a learner has marked as done, wherever a page lists them.
 */
import { element } from "./element.js";
import { icon } from "./icons.js";
import { t } from "./texts.js";

/** @param {string} lesson id */
export function lessonMark(lesson) {
  return `lesson/${lesson}`;
}

/**
 * A lesson's mark, as `Table.change` takes it.
 *
 * @param {boolean} isDone
 */
export function markedDone(isDone) {
  return (/** @type {any} */ mark) => {
    const { done: _, ...rest } = mark ?? {};
    return { ...rest, ...(isDone && { done: Date.now() }) };
  };
}

/**
 * @param {{name: string, done?: number}[]} marks
 * @returns {Set<string>} ids of lessons
 */
export function doneLessons(marks) {
  const done = marks.filter((mark) => mark.name.startsWith("lesson/") && mark.done !== undefined);
  return new Set(done.map(({ name }) => name.slice("lesson/".length)));
}

/**
 * Puts a check mark beside each link to a lesson that is done, and takes it away from the others.
 *
 * @param {ReadonlySet<string>} done ids of lessons
 * @param {ParentNode} [page]
 */
export function showDone(done, page = document) {
  for (const link of page.querySelectorAll("a[data-lesson]")) {
    link.querySelector(".done-mark")?.remove();
    if (!done.has(link.getAttribute("data-lesson") ?? "")) continue;
    link.append(element("span", { class: "done-mark" }, icon("done"), element("span", { class: "visually-hidden" }, t("site.lesson-done"))));
  }
}
