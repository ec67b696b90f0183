/**
 * A request to the API server, as an author writes it in `can` and `audit`, → its attributes.
 *
 * A well-known resource in the singular or under a wrong group, or one of the cluster with a namespace, would be a test that
 * means nothing (`deployments` of the core group are denied to everyone), so the author is told. Resources that are not
 * known here pass.
 *
 * Sources: https://kubernetes.io/docs/reference/access-authn-authz/authorization/#review-your-request-attributes and
 * `kubectl api-resources`.
 */
import { RubricError, strings } from "./errors.js";

/**
 * @typedef {object} Request
 * @property {string} user
 * @property {string[]} groups
 * @property {string} verb
 * @property {string} group
 * @property {string} resource empty for a request to a path
 * @property {string} subresource empty: none
 * @property {string} name empty: none, or not known from the request
 * @property {string} namespace empty: the cluster, or all namespaces
 * @property {string} url empty for a request to a resource
 * @property {string} text how a sentence names it
 */

export const REQUEST = ["groups", "verb", "group", "resource", "subresource", "name", "namespace", "url"];

/** Group → resources of namespaces, resources of the cluster. @type {Record<string, [string, string]>} */
const RESOURCES = {
  "": [
    "bindings configmaps endpoints events limitranges persistentvolumeclaims pods podtemplates replicationcontrollers resourcequotas secrets serviceaccounts services",
    "componentstatuses namespaces nodes persistentvolumes",
  ],
  apps: ["controllerrevisions daemonsets deployments replicasets statefulsets", ""],
  autoscaling: ["horizontalpodautoscalers", ""],
  batch: ["cronjobs jobs", ""],
  policy: ["poddisruptionbudgets", ""],
  "networking.k8s.io": ["ingresses networkpolicies", "ingressclasses"],
  "rbac.authorization.k8s.io": ["rolebindings roles", "clusterrolebindings clusterroles"],
  "coordination.k8s.io": ["leases", ""],
  "discovery.k8s.io": ["endpointslices", ""],
  "storage.k8s.io": ["csistoragecapacities", "csidrivers csinodes storageclasses volumeattachments"],
  "certificates.k8s.io": ["", "certificatesigningrequests"],
  "admissionregistration.k8s.io": [
    "",
    "mutatingwebhookconfigurations validatingadmissionpolicies validatingadmissionpolicybindings validatingwebhookconfigurations",
  ],
  "apiextensions.k8s.io": ["", "customresourcedefinitions"],
  "node.k8s.io": ["", "runtimeclasses"],
  "scheduling.k8s.io": ["", "priorityclasses"],
};

/** In more groups than one. @type {Record<string, string[]>} */
const ALSO = { events: ["events.k8s.io"], pods: ["metrics.k8s.io"], nodes: ["metrics.k8s.io"] };

/**
 * @param {Record<string, any>} entry with the keys of `REQUEST`, known and no others
 * @param {string} user
 * @param {string} where what the entry is, to begin a sentence with
 * @returns {Request}
 */
export function request(entry, user, where) {
  const { groups = [], verb, group = "", resource = "", subresource = "", name = "", namespace = "", url = "" } = entry;
  for (const [key, value] of Object.entries({ verb, group, resource, subresource, name, namespace, url })) {
    if (typeof value !== "string") throw new RubricError(`${where} needs \`${key}\` as text.`);
  }
  if (user === "" || verb === "" || verb === "*") throw new RubricError(`${where} needs one user and one \`verb\`.`);
  if ((resource === "") === (url === "")) throw new RubricError(`${where} needs either a \`resource\` or a \`url\`.`);
  const extra = Object.entries({ group, subresource, name, namespace }).find(([, value]) => url !== "" && value !== "");
  if (extra) throw new RubricError(`${where} has a \`url\`, and so no \`${extra[0]}\`.`);
  if (url !== "" && !url.startsWith("/")) throw new RubricError(`The \`url\` \`${url}\` must begin with \`/\`.`);
  if (resource.includes("/")) throw new RubricError(`Write \`${resource}\` as a \`resource\` and a \`subresource\`.`);
  if (resource.includes("*")) throw new RubricError(`${where} asks for one \`resource\`, not for \`${resource}\`.`);
  if (url === "") checkResource(group, resource, namespace);
  const isNamespace = group === "" && resource === "namespaces" && verb !== "create";
  return {
    user,
    groups: [...strings(groups, `${where}: \`groups\``), ...impliedGroups(user)],
    verb,
    group,
    resource,
    subresource,
    // "You cannot restrict create or deletecollection requests by their resource name": they do not have it.
    name: verb === "deletecollection" || (verb === "create" && subresource === "") ? "" : name,
    // The API server takes the name of a namespace for its namespace too, so a RoleBinding inside can grant it.
    namespace: isNamespace && namespace === "" ? name : namespace,
    url,
    text: url === "" ? sentence(entry) : `\`${verb}\` the path \`${url}\``,
  };
}

/** @param {Record<string, any>} entry */
function sentence({ verb, group = "", resource, subresource = "", name = "", namespace = "" }) {
  const what = `${resource}${group === "" ? "" : `.${group}`}${subresource === "" ? "" : `/${subresource}`}`;
  const which = name === "" ? "" : ` named \`${name}\``;
  return `\`${verb}\` \`${what}\`${which} ${namespace === "" ? "across the cluster" : `in the namespace \`${namespace}\``}`;
}

/**
 * What authenticators add: https://kubernetes.io/docs/reference/access-authn-authz/authentication/.
 *
 * @param {string} user
 */
function impliedGroups(user) {
  if (user === "system:anonymous") return ["system:unauthenticated"];
  if (!user.startsWith("system:serviceaccount:")) return ["system:authenticated"];
  const parts = user.split(":");
  if (parts.length !== 4 || parts.includes("")) {
    throw new RubricError(`The service account \`${user}\` must be \`system:serviceaccount:NAMESPACE:NAME\`.`);
  }
  return ["system:serviceaccounts", `system:serviceaccounts:${parts[2]}`, "system:authenticated"];
}

/** @param {string} group @param {string} resource @param {string} namespace */
function checkResource(group, resource, namespace) {
  const groupsOf = (/** @type {string} */ name) => Object.entries(RESOURCES).filter(([, both]) => both.some((names) => names.split(" ").includes(name)));
  const known = groupsOf(resource);
  if (known.length === 0) {
    const kind = resource.toLowerCase();
    const plural = [kind, `${kind}s`, `${kind}es`, kind.replace(/y$/, "ies")].find((name) => groupsOf(name).length > 0);
    if (plural !== undefined) throw new RubricError(`\`${resource}\` is no resource; write \`${plural}\`.`);
    return;
  }
  const [right, [, ofCluster]] = known[0];
  if (group !== right && !ALSO[resource]?.includes(group)) {
    const say = right === "" ? "the core group; leave `group` out" : `the group \`${right}\``;
    throw new RubricError(`\`${resource}\` are of ${say}.`);
  }
  if (namespace !== "" && resource !== "namespaces" && ofCluster.split(" ").includes(resource)) {
    throw new RubricError(`\`${resource}\` belong to no namespace; leave \`namespace\` out.`);
  }
}
