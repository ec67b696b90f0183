/**
 * What the compiler wrote into the page for scripts: texts, the course, and where the grader's modules stand.
 */

/** @returns {Record<string, string>} interface texts by key */
export function pageTexts() {
  return read("_texts") ?? {};
}

/** The identity of the course that the page belongs to: progress is kept under it. */
export function courseUid() {
  /** @type {{uid: string} | undefined} */
  const course = read("_course");
  if (!course) throw new Error("The page names no course.");
  return course.uid;
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
