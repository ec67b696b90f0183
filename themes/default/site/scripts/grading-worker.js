/**
 * The worker in which `grading.js` runs the grader.
 */
import { run } from "./grading-calls.js";

addEventListener("message", async ({ data: { grader, request } }) => {
  try {
    const answer = await run(grader, request, () => postMessage({ loaded: true }));
    postMessage({ answer });
  } catch (error) {
    postMessage({ failed: error instanceof Error ? error.message : String(error) });
  }
});
