/**
 * An audit policy → the checked form that `audit.js` evaluates, or what keeps the API server from starting with it.
 *
 * Sources: https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#audit-policy and
 * https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/#audit-k8s-io-v1-Policy. Unknown fields are refused,
 * although the API server would only warn: a misspelt `resources` makes a rule for everything.
 */
import { fields, list, optional, refuseAt, texts } from "./manifest.js";

export const LEVELS = ["None", "Metadata", "Request", "RequestResponse"];
export const STAGES = ["RequestReceived", "ResponseStarted", "ResponseComplete", "Panic"];

/**
 * @typedef {object} Rule of every list: empty, any
 * @property {number} number from 1
 * @property {string} level
 * @property {string[]} users
 * @property {string[]} groups
 * @property {string[]} verbs
 * @property {{group: string, resources: string[], names: string[]}[]} resources
 * @property {string[]} namespaces
 * @property {string[]} urls
 * @property {string[]} omitStages
 */

/** @typedef {{rules: Rule[], omitStages: string[]}} Policy */

/**
 * @param {Record<string, any>} object of kind Policy
 * @returns {Policy}
 */
export function auditPolicy(object) {
  if (object.apiVersion !== "audit.k8s.io/v1") refuseAt("apiVersion")("must be `audit.k8s.io/v1`");
  // The file is no object of the cluster, and needs no name.
  fields(object, ["apiVersion", "kind", "metadata", "omitManagedFields", "omitStages", "rules"], "Policy");
  optional(object.omitManagedFields, "boolean", "omitManagedFields");
  const rules = list(object.rules, "rules").map((value, i) => rule(value, i, `rules[${i}]`));
  if (rules.length === 0) refuseAt("rules")("must have at least one rule");
  return { rules, omitStages: stages(object.omitStages, "omitStages") };
}

/**
 * @param {unknown} value
 * @param {number} i
 * @param {string} where
 * @returns {Rule}
 */
function rule(value, i, where) {
  const known = ["level", "users", "userGroups", "verbs", "resources", "namespaces", "nonResourceURLs", "omitStages", "omitManagedFields"];
  const given = fields(value ?? {}, known, where);
  const read = (/** @type {string} */ field) => texts(given[field], `${where}.${field}`);
  if (!LEVELS.includes(given.level)) refuseAt(`${where}.level`)(`must be one of ${LEVELS.join(", ")}`);
  optional(given.omitManagedFields, "boolean", `${where}.omitManagedFields`);
  const resources = list(given.resources, `${where}.resources`).map((one, at) => groupResources(one, `${where}.resources[${at}]`));
  const [namespaces, urls] = [read("namespaces"), read("nonResourceURLs")];
  if (urls.length > 0 && resources.length + namespaces.length > 0) {
    refuseAt(`${where}.nonResourceURLs`)("cannot stand beside `resources` or `namespaces`; make each its own rule");
  }
  for (const [at, url] of urls.entries()) {
    if (url === "*") continue;
    if (!url.startsWith("/")) refuseAt(`${where}.nonResourceURLs[${at}]`)("must begin with `/`");
    if (url.slice(0, -1).includes("*")) refuseAt(`${where}.nonResourceURLs[${at}]`)("may have `*` only at its end");
  }
  return {
    number: i + 1,
    level: given.level,
    users: read("users"),
    groups: read("userGroups"),
    verbs: read("verbs"),
    resources,
    namespaces,
    urls,
    omitStages: stages(given.omitStages, `${where}.omitStages`),
  };
}

/** @param {unknown} value @param {string} where */
function groupResources(value, where) {
  const given = fields(value ?? {}, ["group", "resources", "resourceNames"], where);
  const group = optional(given.group, "string", `${where}.group`) ?? "";
  if (group !== "" && !/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(group)) {
    refuseAt(`${where}.group`)("must be the name of a group, without a version");
  }
  const [resources, names] = [texts(given.resources, `${where}.resources`), texts(given.resourceNames, `${where}.resourceNames`)];
  if (names.length > 0 && resources.length === 0) refuseAt(`${where}.resourceNames`)("needs at least one resource");
  return { group, resources, names };
}

/** @param {unknown} value @param {string} where */
function stages(value, where) {
  const given = texts(value, where);
  if (given.some((stage) => !STAGES.includes(stage))) refuseAt(where)(`may hold only ${STAGES.join(", ")}`);
  return given;
}
