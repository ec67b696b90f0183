/**
 * The judge `can`: what users and service accounts may do under the roles and bindings of an answer.
 *
 * Source: https://kubernetes.io/docs/reference/access-authn-authz/rbac/. Permissions only add up: a request is allowed once
 * a rule of a bound role matches it. A ClusterRoleBinding grants in all namespaces, to resources of the cluster and to
 * paths; a RoleBinding only in its own namespace, also where it refers to a ClusterRole. A binding to a role that does not
 * exist grants nothing. The default roles and bindings of `cluster-roles.js` hold too, unless the answer replaces them.
 *
 * RBAC alone is modelled: no other authorizer, and not the check that nobody grants more than they have.
 *
 * `[{as: user, groups?: [name], verb, group?, resource, subresource?, name?, namespace?, expect: allowed | denied}]`, or with
 * `url` in place of the resource. `as` is a name, or `system:serviceaccount:NAMESPACE:NAME`; without `namespace` the request
 * is for all namespaces or the cluster.
 */
import { defaultObjects } from "./cluster-roles.js";
import { RubricError, mapping } from "./errors.js";
import { readObjects } from "./manifest.js";
import { KINDS, rbacObject } from "./rbac.js";
import { REQUEST, request } from "./request.js";

/** @typedef {import("./rbac.js").Role} Role */
/** @typedef {import("./rbac.js").Rule} Rule */
/** @typedef {import("./rbac.js").Binding} Binding */
/** @typedef {import("./request.js").Request} Request */
/** @typedef {{roles: Role[], bindings: Binding[]}} Cluster */

/**
 * @param {unknown} check
 * @param {import("./answer.js").AnswerDocument[]} documents
 * @returns {string[]}
 */
export function can(check, documents) {
  if (!Array.isArray(check) || check.length === 0) throw new RubricError("`can` must be a list of requests.");
  const requests = check.map(expectation);
  const { objects, problems } = readObjects(documents, KINDS, rbacObject);
  const given = new Map(objects.map((object) => [key(object), object]));
  if (given.size < objects.length) {
    const twice = objects.find((object) => given.get(key(object)) !== object);
    problems.push(`The ${twice?.kind} \`${twice?.name}\` stands in the answer twice; the last one would replace the others.`);
  }
  if (problems.length > 0) return problems;
  const defaults = defaultObjects().map(rbacObject);
  const all = [...objects, ...defaults.filter((object) => !given.has(key(object)))];
  const cluster = {
    roles: all.flatMap((object) => ("rules" in object ? [object] : [])),
    bindings: all.flatMap((object) => ("subjects" in object ? [object] : [])),
  };
  return requests.flatMap((one) => complaint(one, cluster));
}

/** @param {Role | Binding} object */
function key({ kind, namespace, name }) {
  return JSON.stringify([kind, namespace, name]);
}

/** @param {unknown} value */
function expectation(value) {
  const { as, expect, ...entry } = mapping(value, ["as", ...REQUEST, "expect"], "A request of `can`");
  if (typeof as !== "string") throw new RubricError("A request of `can` needs `as`: a user's name.");
  if (expect !== "allowed" && expect !== "denied") throw new RubricError("`expect` must be `allowed` or `denied`.");
  return { attributes: request(entry, as, "A request of `can`"), expect };
}

/**
 * Why the request is not decided as expected, in a sentence for learners.
 *
 * @param {{attributes: Request, expect: string}} expectation
 * @param {Cluster} cluster
 * @returns {string[]}
 */
function complaint({ attributes, expect }, { roles, bindings }) {
  // The API server lets this group pass before it asks RBAC.
  if (attributes.groups.includes("system:masters")) {
    if (expect === "allowed") return [];
    return [`\`${attributes.user}\` must not be allowed to ${attributes.text}, but the group \`system:masters\` is allowed everything.`];
  }
  const mine = bindings.filter((binding) => holds(binding, attributes) && binding.subjects.some((subject) => isMeant(subject, binding, attributes)));
  /** @type {string[]} */
  const lacking = [];
  for (const binding of mine) {
    const by = `the ${binding.kind} \`${binding.name}\``;
    const role = roles.find(({ kind, name, namespace }) => kind === binding.role.kind && name === binding.role.name && (kind === "ClusterRole" || namespace === binding.namespace));
    if (!role) {
      lacking.push(`${by} refers to the ${binding.role.kind} \`${binding.role.name}\`, which does not exist${binding.role.kind === "Role" ? ` in the namespace \`${binding.namespace}\`` : ""}`);
      continue;
    }
    const rule = rulesOf(role, roles).find((candidate) => matches(candidate, attributes));
    if (rule) {
      if (expect === "allowed") return [];
      return [`\`${attributes.user}\` must not be allowed to ${attributes.text}, but ${by} allows it with rule ${rule.number} of ${rule.of}.`];
    }
    // What every user has anyway explains nothing.
    if (!/^system:(?:basic-user|discovery|public-info-viewer)$/.test(binding.name)) lacking.push(`${by} gives the ${role.kind} \`${role.name}\`, but none of its rules matches`);
  }
  if (expect === "denied") return [];
  const why = lacking.length > 0 ? lacking.join("; ") : elsewhere(bindings, attributes);
  return [`\`${attributes.user}\` must be allowed to ${attributes.text}, but is not: ${why}.`];
}

/**
 * Why no binding grants anything there.
 *
 * @param {Binding[]} bindings
 * @param {Request} attributes
 */
function elsewhere(bindings, attributes) {
  const other = bindings.find((binding) => !holds(binding, attributes) && binding.subjects.some((subject) => isMeant(subject, binding, attributes)));
  if (!other) return "no binding names this user or one of its groups";
  return `the ${other.kind} \`${other.name}\` grants only in the namespace \`${other.namespace}\``;
}

/**
 * Whether what a binding grants can be about the request at all.
 *
 * @param {Binding} binding
 * @param {Request} attributes
 */
function holds({ kind, namespace }, attributes) {
  return kind === "ClusterRoleBinding" || (attributes.url === "" && namespace === attributes.namespace);
}

/**
 * @param {import("./rbac.js").Subject} subject
 * @param {Binding} binding
 * @param {Request} attributes
 */
function isMeant({ kind, name, namespace }, binding, { user, groups }) {
  switch (kind) {
    case "User":
      return name === user;
    case "Group":
      return groups.includes(name);
    default:
      return user === `system:serviceaccount:${namespace ?? binding.namespace}:${name}`;
  }
}

/**
 * The rules of a role. Those of an aggregated ClusterRole are the rules of all it selects, in place of its own, which "the
 * control plane overwrites"; what it selects may itself be aggregated.
 *
 * @param {Role} role
 * @param {Role[]} roles
 * @returns {Rule[]}
 */
function rulesOf(role, roles) {
  const found = new Set([role]);
  for (const { aggregates } of found) {
    if (!aggregates) continue;
    for (const other of roles) {
      if (other.kind === "ClusterRole" && aggregates.some((selects) => selects(other.labels))) found.add(other);
    }
  }
  return [...found].flatMap(({ aggregates, rules }) => (aggregates ? [] : rules));
}

/**
 * @param {Rule} rule
 * @param {Request} request
 */
function matches(rule, { verb, group, resource, subresource, name, url }) {
  if (!oneOf(rule.verbs, verb)) return false;
  if (url !== "") return rule.urls.some((path) => path === url || (path.endsWith("*") && url.startsWith(path.replace(/\*+$/, ""))));
  const wanted = subresource === "" ? [resource] : [`${resource}/${subresource}`, `*/${subresource}`];
  return (
    oneOf(rule.groups, group) &&
    rule.resources.some((given) => given === "*" || wanted.includes(given)) &&
    (rule.names.length === 0 || rule.names.includes(name))
  );
}

/** @param {string[]} given @param {string} wanted */
function oneOf(given, wanted) {
  return given.includes("*") || given.includes(wanted);
}
