/**
 * The judge `admits`: whether Pods, and the Pod templates of workloads, pass a level of the Pod Security Standards.
 *
 * It judges the document selected or, without `select`, each Pod and workload of the answer, of which there must be one. A
 * workload is judged as the Pods made from it would be. What else may refuse or change a Pod is not modelled.
 *
 * `[{level: privileged | baseline | restricted, expect: allowed | denied}]`
 */
import { RubricError, isMapping, mapping } from "./errors.js";
import { readObjects } from "./manifest.js";
import { LEVELS, violations } from "./pod-security.js";
import { KINDS, readPod } from "./pod.js";

// A Pod may break a rule in each of many containers.
const MAX_REASONS = 10;

/**
 * @param {unknown} check
 * @param {import("./answer.js").AnswerDocument[]} documents
 * @param {boolean} selected
 * @returns {string[]}
 */
export function admits(check, documents, selected) {
  if (!Array.isArray(check) || check.length === 0) throw new RubricError("`admits` must be a list of levels.");
  const expectations = check.map(expectation);
  const { objects: pods, problems } = readObjects(documents, KINDS, readPod);
  if (problems.length > 0) return problems;
  if (pods.length === 0) {
    const kind = selected && isMapping(documents[0].value) ? documents[0].value.kind : undefined;
    return [`${typeof kind === "string" ? `A ${kind} is` : "This is"} no Pod and has no Pod template; expected is one of ${KINDS.join(", ")}.`];
  }
  return expectations.flatMap(({ level, expect }) => pods.flatMap((pod) => complaints(pod, level, expect))).slice(0, MAX_REASONS);
}

/** @param {unknown} value */
function expectation(value) {
  const { level, expect } = mapping(value, ["level", "expect"], "An entry of `admits`");
  if (!LEVELS.includes(level)) throw new RubricError(`\`level\` must be one of ${LEVELS.join(", ")}.`);
  if (expect !== "allowed" && expect !== "denied") throw new RubricError("`expect` must be `allowed` or `denied`.");
  return { level, expect };
}

/** @param {import("./pod.js").Pod} pod @param {string} level @param {string} expect */
function complaints(pod, level, expect) {
  const found = violations(pod, level);
  if (expect === "denied") return found.length > 0 ? [] : [`The ${pod.text} must not pass \`${level}\`, but it does.`];
  return found.map((what) => `The ${pod.text} violates \`${level}\`: ${what}.`);
}
