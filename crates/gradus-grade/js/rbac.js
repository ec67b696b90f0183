/**
 * Roles, ClusterRoles and their bindings → the checked forms that `can.js` evaluates.
 *
 * Sources: https://kubernetes.io/docs/reference/access-authn-authz/rbac/ and the API reference,
 * https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/.
 */
import { selector } from "./labels.js";
import { fields, head, list, refuseAt, texts } from "./manifest.js";

const GROUP = "rbac.authorization.k8s.io";

export const KINDS = ["Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"];

/**
 * @typedef {object} Rule
 * @property {string} of the role it stands in, as a sentence names it
 * @property {number} number from 1
 * @property {string[]} verbs
 * @property {string[]} groups
 * @property {string[]} resources
 * @property {string[]} names none: any
 * @property {string[]} urls
 */

/**
 * @typedef {object} Role
 * @property {"Role" | "ClusterRole"} kind
 * @property {string} name
 * @property {string | undefined} namespace
 * @property {Record<string, string>} labels
 * @property {Rule[]} rules
 * @property {import("./labels.js").Selector[] | undefined} aggregates what its rules come from, in place of its own
 */

/** @typedef {{kind: "User" | "Group" | "ServiceAccount", name: string, namespace: string | undefined}} Subject */

/**
 * @typedef {object} Binding
 * @property {"RoleBinding" | "ClusterRoleBinding"} kind
 * @property {string} name
 * @property {string | undefined} namespace
 * @property {{kind: string, name: string}} role
 * @property {Subject[]} subjects
 */

/**
 * @param {Record<string, any>} object
 * @returns {Role | Binding}
 */
export function rbacObject(object) {
  const { kind } = object;
  const isRole = kind === "Role" || kind === "ClusterRole";
  const namespaced = kind === "Role" || kind === "RoleBinding";
  const known = isRole ? ["rules", ...(namespaced ? [] : ["aggregationRule"])] : ["roleRef", "subjects"];
  const { name, namespace, labels } = head(object, `${GROUP}/v1`, known);
  if (/[/%]|^\.\.?$/.test(name)) refuseAt("metadata.name")("must not hold `/` or `%`, nor be `.` or `..`");
  if (!namespaced && namespace !== undefined) refuseAt("metadata.namespace")(`must be left out: a ${kind} belongs to no namespace`);
  const place = namespaced ? (namespace ?? "default") : undefined;
  if (!isRole) {
    return {
      kind,
      name,
      namespace: place,
      role: roleRef(object.roleRef, namespaced),
      subjects: list(object.subjects, "subjects").map((value, i) => subject(value, namespaced, `subjects[${i}]`)),
    };
  }
  const of = `the ${kind} \`${name}\``;
  return {
    kind,
    name,
    namespace: place,
    labels,
    rules: list(object.rules, "rules").map((value, i) => ({ of, number: i + 1, ...rule(value, namespaced, `rules[${i}]`) })),
    aggregates: aggregates(object.aggregationRule),
  };
}

/**
 * @param {unknown} value
 * @param {boolean} namespaced
 * @param {string} where
 */
function rule(value, namespaced, where) {
  const given = fields(value ?? {}, ["verbs", "apiGroups", "resources", "resourceNames", "nonResourceURLs"], where);
  const read = (/** @type {string} */ field) => texts(given[field], `${where}.${field}`);
  const [verbs, groups, resources] = ["verbs", "apiGroups", "resources"].map(read);
  const [names, urls] = ["resourceNames", "nonResourceURLs"].map(read);
  if (verbs.length === 0) refuseAt(`${where}.verbs`)("must have at least one verb");
  if (urls.length > 0) {
    if (namespaced) refuseAt(`${where}.nonResourceURLs`)("cannot stand in a Role, because such paths belong to no namespace; use a ClusterRole");
    if (groups.length + resources.length + names.length > 0) refuseAt(where)("has both resources and `nonResourceURLs`; make each its own rule");
  } else {
    if (groups.length === 0) refuseAt(`${where}.apiGroups`)('must have at least one API group; the core group is `""`');
    if (resources.length === 0) refuseAt(`${where}.resources`)("must have at least one resource");
  }
  return { verbs, groups, resources, names, urls };
}

/** @param {unknown} value */
function aggregates(value) {
  if ((value ?? null) === null) return undefined;
  const { clusterRoleSelectors } = fields(value, ["clusterRoleSelectors"], "aggregationRule");
  const where = "aggregationRule.clusterRoleSelectors";
  const selectors = list(clusterRoleSelectors, where);
  if (selectors.length === 0) refuseAt(where)("must have at least one selector");
  return selectors.map((one, i) => selector(one ?? {}, refuseAt(`${where}[${i}]`)));
}

/**
 * @param {unknown} value
 * @param {boolean} namespaced
 */
function roleRef(value, namespaced) {
  if ((value ?? null) === null) refuseAt("roleRef")("is missing");
  const { apiGroup, kind, name } = fields(value, ["apiGroup", "kind", "name"], "roleRef");
  if ((apiGroup || GROUP) !== GROUP) refuseAt("roleRef.apiGroup")(`must be \`${GROUP}\``);
  if (kind !== "ClusterRole" && !(namespaced && kind === "Role")) {
    refuseAt("roleRef.kind")(namespaced ? "must be `Role` or `ClusterRole`" : "must be `ClusterRole`: a Role belongs to one namespace");
  }
  if (typeof name !== "string" || name === "") refuseAt("roleRef.name")("is missing");
  return { kind, name };
}

/**
 * @param {unknown} value
 * @param {boolean} namespaced whether the binding is
 * @param {string} where
 * @returns {Subject}
 */
function subject(value, namespaced, where) {
  const { kind, name, namespace, apiGroup } = fields(value, ["kind", "name", "namespace", "apiGroup"], where);
  if (!["User", "Group", "ServiceAccount"].includes(kind)) refuseAt(`${where}.kind`)("must be `User`, `Group` or `ServiceAccount`");
  if (typeof name !== "string" || name === "") refuseAt(`${where}.name`)("is missing");
  const place = namespace || undefined;
  if (place !== undefined && typeof place !== "string") refuseAt(`${where}.namespace`)("must be text");
  if (kind === "ServiceAccount") {
    if (apiGroup) refuseAt(`${where}.apiGroup`)("must be left out: ServiceAccounts are of the core group");
    if (!/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(name)) refuseAt(`${where}.name`)("must be the name of a ServiceAccount, without its namespace");
    if (place === undefined && !namespaced) refuseAt(`${where}.namespace`)("is missing: which namespace is the ServiceAccount in?");
  } else if ((apiGroup || GROUP) !== GROUP) {
    refuseAt(`${where}.apiGroup`)(`must be \`${GROUP}\``);
  }
  return { kind, name, namespace: place };
}
