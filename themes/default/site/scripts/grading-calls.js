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

/** @typedef {TaskRequest | BlanksRequest | ReadRequest} Request */

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
/** @typedef {{task: Verdict, blanks: BlankVerdict[], read: Refused | null}} Answers */

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
  const { match } = await import(`${grader}fill-in.js`);
  loaded?.();
  return request.blanks.map(({ how, accepted, rejected, given }) => match(how, accepted, rejected, given));
}
