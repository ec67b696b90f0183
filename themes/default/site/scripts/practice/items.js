/**
 * Questions as the compiler wrote them into a page.
 */

/** @typedef {"single" | "multiple" | "ordering" | "fill-in" | "task"} Kind */

/**
 * @typedef {object} Item
 * @property {string} id of the article, for links
 * @property {string} key under which its results are kept
 * @property {Kind} kind
 * @property {string} domain
 * @property {string} lesson
 * @property {string} difficulty
 * @property {number} [minutes]
 * @property {number} [points] of a task, by its rubric
 * @property {boolean} [lab] for practice alone: no exam draws it
 */

/**
 * @typedef {object} Blank
 * @property {string} name
 * @property {"exact" | "command" | "yaml" | "regex"} how
 * @property {string[]} accepted the first is shown
 * @property {string[]} rejected
 */

/**
 * @typedef {object} QuestionData
 * @property {string[]} [texts] the words of the options or steps, which decide their order
 * @property {Blank[]} [blanks]
 * @property {{starter: Record<string, string>, solution: Record<string, string>}} [files] of a task
 * @property {Record<string, string | null>} [languages] of a task's files
 * @property {(Record<string, unknown> & {id: string, points: number, text: string})[]} [rubric]
 */

/**
 * @param {ParentNode} page
 * @returns {HTMLElement[]}
 */
export function articles(page) {
  return /** @type {HTMLElement[]} */ ([...page.querySelectorAll("article.question")]);
}

/**
 * @param {HTMLElement} article
 * @returns {Item}
 */
export function readItem(article) {
  const { key, kind, domain = "", lesson = "", difficulty = "", lab } = article.dataset;
  return { id: article.id, key: key ?? article.id, kind: /** @type {Kind} */ (kind), domain, lesson, difficulty, ...(lab && { lab: true }) };
}

/**
 * @param {HTMLElement} article
 * @returns {QuestionData}
 */
export function readData(article) {
  const source = article.querySelector("script.question-data")?.textContent;
  return source ? JSON.parse(source) : {};
}
