/**
 * What the grader can be asked, for the page and for the worker.
 */

/**
 * @typedef {object} TaskRequest
 * @property {"task"} call
 * @property {Record<string, string>} files
 * @property {unknown} rubric
 */

/**
 * @typedef {object} BlanksRequest
 * @property {"blanks"} call
 * @property {{how: string, accepted: string[], rejected: string[], given: string}[]} blanks
 */

/**
 * Whether files can be read at all, before anybody asks what they are worth.
 *
 * @typedef {object} ReadRequest
 * @property {"read"} call
 * @property {Record<string, string>} files
 */

/**
 * What files say, without what they are worth.
 *
 * @typedef {object} DataRequest
 * @property {"data"} call
 * @property {Record<string, string>[]} answers files by name
 */

/** @typedef {TaskRequest | BlanksRequest | ReadRequest | DataRequest} Request */

/** @typedef {Record<string, unknown[] | null>} Data documents by file; nothing for one that is no YAML or cannot be read */

/** @typedef {{file: string, line: number, column: number, reason: string}} Refused */

/**
 * @typedef {object} CriterionVerdict
 * @property {string} id
 * @property {"passed" | "failed" | "manual"} status
 * @property {number} points
 * @property {string[]} reasons
 */

/**
 * @typedef {object} Verdict
 * @property {Refused} [refused]
 * @property {number} points
 * @property {number} possible
 * @property {CriterionVerdict[]} criteria
 */

/** @typedef {{right: boolean, which: {list: "accepted" | "rejected", index: number} | null}} BlankVerdict */
/** @typedef {{task: Verdict, blanks: BlankVerdict[], read: Refused | null, data: Data[]}} Answers */

/**
 * @param {string} grader the folder of the grader's modules
 * @param {Request} request
 * @param {() => void} [loaded] called when the modules are there
 * @returns {Promise<any>}
 */
export async function run(grader, request, loaded) {
  if (request.call === "task") {
    const { grade } = await import(`${grader}grade.js`);
    loaded?.();
    return grade({ files: request.files, rubric: request.rubric });
  }
  if (request.call === "read") {
    const { readAnswer } = await import(`${grader}answer.js`);
    loaded?.();
    try {
      readAnswer(request.files);
      return null;
    } catch (error) {
      const { name, file, line, column, reason } = /** @type {any} */ (error);
      if (name !== "Refusal") throw error;
      return { file, line, column, reason };
    }
  }
  if (request.call === "data") {
    const { readAnswer } = await import(`${grader}answer.js`);
    loaded?.();
    return request.answers.map((files) => Object.fromEntries(Object.entries(files).map(([file, text]) => [file, dataOf(readAnswer, file, text)])));
  }
  const { match } = await import(`${grader}fill-in.js`);
  loaded?.();
  return request.blanks.map(({ how, accepted, rejected, given }) => match(how, accepted, rejected, given));
}

/**
 * @param {(files: Record<string, string>) => {plain: boolean, value: unknown}[]} readAnswer
 * @param {string} file
 * @param {string} text
 */
function dataOf(readAnswer, file, text) {
  try {
    const documents = readAnswer({ [file]: text });
    return documents.some(({ plain }) => plain) ? null : documents.map(({ value }) => value);
  } catch (error) {
    if (/** @type {Error} */ (error).name !== "Refusal") throw error;
    return null;
  }
}
