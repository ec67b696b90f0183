/**
 * What the compiler wrote into the page for scripts: texts, the course, and where the grader's modules stand.
 */

/** @returns {Record<string, string>} interface texts by key */
export function pageTexts() {
  return read("_texts") ?? {};
}

/**
 * The course of the page; on pages that need no more, its identity alone.
 *
 * @typedef {object} Course
 * @property {string} uid progress is kept under it
 * @property {string} code
 * @property {string} title
 * @property {string | null} release
 * @property {number} passMark in per cent
 * @property {{questions: number, minutes: number}} mock
 * @property {{tasks: number, minutes: number}} exam of tasks, and the real one's minutes
 * @property {{id: string, title: string, weight: number}[]} domains
 * @property {{id: string, title: string, module: string, minutes: number, href: string}[]} lessons
 * @property {{number: number, theme: string, lessons: string[]}[]} weeks of the study plan, with ids of lessons
 * @property {string} items address of the list of items
 * @property {Record<"practice" | "exam" | "flashcards" | "plan" | "progress", string>} pages addresses
 */

/** @returns {Course} */
export function course() {
  const found = read("_course");
  if (!found) throw new Error("The page names no course.");
  return found;
}

/** The identity of the course that the page belongs to: progress is kept under it. */
export function courseUid() {
  return course().uid;
}

/** The folder of the grader's modules, with a slash at its end. */
export function graderFolder() {
  return new URL(`${document.body.dataset.assets ?? ""}grade/`, document.baseURI).href;
}

/** @param {string} id of a block of data */
function read(id) {
  const source = document.getElementById(id)?.textContent;
  return source ? JSON.parse(source) : undefined;
}
