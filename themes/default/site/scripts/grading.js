/**
 * Asks the grader, in a worker so that no answer can stop the page, and within a time.
 *
 * The grader's modules are the compiler's own. They are loaded with the first answer that needs them. A browser without module
 * workers runs them in the page, where a time cannot be kept.
 */
import { run } from "./grading-calls.js";
import { graderFolder } from "./page-data.js";

/** @typedef {import("./grading-calls.js").Request} Request */

const MILLISECONDS = 5000;

/** The grader did not finish in time. */
export class TooSlow extends Error {}

/** @type {Worker | undefined} */
let worker;
let inPage = false;

/** @type {Promise<unknown>} */
let before = Promise.resolve();

/**
 * One question at a time: each waits until the one before it is answered.
 *
 * @template {Request} R
 * @param {R} request
 * @returns {Promise<import("./grading-calls.js").Answers[R["call"]]>}
 * @throws {TooSlow}
 */
export function ask(request) {
  const answer = before.then(() => answered(request));
  before = answer.catch(() => undefined);
  return answer;
}

/**
 * @param {Request} request
 * @returns {Promise<any>}
 */
async function answered(request) {
  const grader = graderFolder();
  if (inPage) return run(grader, request);
  try {
    return await inWorker(grader, request);
  } catch (error) {
    if (!(error instanceof NoWorker)) throw error;
    inPage = true;
    return run(grader, request);
  }
}

class NoWorker extends Error {}

/**
 * @param {string} grader
 * @param {Request} request
 * @returns {Promise<any>}
 */
function inWorker(grader, request) {
  return new Promise((resolve, reject) => {
    try {
      worker ??= new Worker(new URL("./grading-worker.js", import.meta.url), { type: "module" });
    } catch {
      return reject(new NoWorker());
    }
    const asked = worker;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const giveUp = (/** @type {Error} */ error) => {
      clearTimeout(timer);
      asked.terminate();
      worker = undefined;
      reject(error);
    };
    let loaded = false;
    asked.onerror = (event) => {
      event.preventDefault();
      giveUp(loaded ? new Error(event.message) : new NoWorker());
    };
    asked.onmessage = ({ data }) => {
      if ("loaded" in data) {
        // The clock runs for the grading, not for the network.
        loaded = true;
        timer = setTimeout(() => giveUp(new TooSlow()), MILLISECONDS);
      } else if ("failed" in data) {
        giveUp(new Error(data.failed));
      } else {
        clearTimeout(timer);
        resolve(data.answer);
      }
    };
    asked.postMessage({ grader, request });
  });
}
