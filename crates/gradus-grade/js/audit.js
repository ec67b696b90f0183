/**
 * The judge `audit`: the levels at which an audit policy logs requests.
 *
 * Source: https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy. "The first matching rule sets the audit
 * level of the event"; a request that no rule matches is not logged. With a `stage`, the level is None where the policy or
 * the rule omits that stage.
 *
 * `[{user, groups?: [name], verb, group?, resource, subresource?, name?, namespace?, stage?, level: None | Metadata | Request |
 * RequestResponse}]`, or with `url` in place of the resource.
 */
import { LEVELS, STAGES, auditPolicy } from "./audit-policy.js";
import { RubricError, mapping } from "./errors.js";
import { readObjects } from "./manifest.js";
import { REQUEST, request } from "./request.js";

/** @typedef {import("./audit-policy.js").Policy} Policy */
/** @typedef {import("./audit-policy.js").Rule} Rule */
/** @typedef {import("./request.js").Request} Request */

/**
 * @param {unknown} check
 * @param {import("./answer.js").AnswerDocument[]} documents
 * @returns {string[]}
 */
export function audit(check, documents) {
  if (!Array.isArray(check) || check.length === 0) throw new RubricError("`audit` must be a list of requests.");
  const expectations = check.map(expectation);
  const { objects: policies, problems } = readObjects(documents, ["Policy"], auditPolicy);
  if (problems.length > 0) return problems;
  if (policies.length !== 1) return [`The answer has ${policies.length === 0 ? "no" : policies.length} documents of kind Policy; the API server reads exactly one.`];
  return expectations.flatMap((one) => complaint(one, policies[0]));
}

/** @param {unknown} value */
function expectation(value) {
  const { user, stage, level, ...entry } = mapping(value, ["user", ...REQUEST, "stage", "level"], "A request of `audit`");
  if (typeof user !== "string") throw new RubricError("A request of `audit` needs a `user`.");
  if (!LEVELS.includes(level)) throw new RubricError(`\`level\` must be one of ${LEVELS.join(", ")}.`);
  if (stage !== undefined && !STAGES.includes(stage)) throw new RubricError(`\`stage\` must be one of ${STAGES.join(", ")}.`);
  return { attributes: request(entry, user, "A request of `audit`"), stage, level };
}

/**
 * Why the request is not logged as expected, in a sentence for learners.
 *
 * @param {{attributes: Request, stage: string | undefined, level: string}} expectation
 * @param {Policy} policy
 * @returns {string[]}
 */
function complaint({ attributes, stage, level }, policy) {
  const rule = policy.rules.find((candidate) => matches(candidate, attributes));
  const omitted = stage !== undefined && [...policy.omitStages, ...(rule?.omitStages ?? [])].includes(stage);
  const found = omitted || !rule ? "None" : rule.level;
  if (found === level) return [];
  const what = `When \`${attributes.user}\` asks to ${attributes.text}${stage === undefined ? "" : `, at the stage ${stage}`}`;
  const why = omitted ? "that stage is omitted" : rule ? `the first rule that matches is rule ${rule.number}` : "no rule matches";
  return [`${what}, the level must be ${level}, but it is ${found}: ${why}.`];
}

/**
 * @param {Rule} rule
 * @param {Request} request
 */
function matches(rule, { user, groups, verb, namespace, url, ...resource }) {
  if (!anyOrOf(rule.users, user) || !anyOrOf(rule.verbs, verb)) return false;
  if (rule.groups.length > 0 && !rule.groups.some((group) => groups.includes(group))) return false;
  if (rule.urls.length > 0) {
    return url !== "" && rule.urls.some((path) => path === url || (path.endsWith("*") && url.startsWith(path.slice(0, -1))));
  }
  if (rule.namespaces.length + rule.resources.length === 0) return true;
  if (url !== "" || !anyOrOf(rule.namespaces, namespace)) return false;
  return rule.resources.length === 0 || rule.resources.some((given) => matchesResource(given, resource));
}

/**
 * `pods` stands for Pods alone, `pods/log` for their logs, a leading or trailing `*` for any resource or any subresource.
 * Of `pods/*` the reference says "all subresources of pods"; the API server takes it for Pods themselves too, and so do we.
 *
 * @param {Rule["resources"][number]} given
 * @param {{group: string, resource: string, subresource: string, name: string}} request
 */
function matchesResource({ group, resources, names }, request) {
  if (group !== request.group || !anyOrOf(names, request.name)) return false;
  const { resource, subresource } = request;
  const wanted = ["*", `${resource}/*`, ...(subresource === "" ? [resource] : [`${resource}/${subresource}`, `*/${subresource}`])];
  return resources.length === 0 || resources.some((one) => wanted.includes(one));
}

/** @param {string[]} given @param {string} wanted */
function anyOrOf(given, wanted) {
  return given.length === 0 || given.includes(wanted);
}
