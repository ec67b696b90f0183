/**
 * What a cluster has before an answer is applied: the default ClusterRoles that bindings refer to, and the default
 * bindings of every user.
 *
 * Source: https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings, with the rules that
 * `kubectl get clusterrole` shows, as of Kubernetes 1.34. Roles of components (`system:node` and the like) are not here, nor
 * the groups of optional APIs and the `extensions` group, which is gone.
 */

const READ = "get list watch";
const WRITE = "create delete deletecollection patch update";
const TO = "rbac.authorization.k8s.io/aggregate-to-";

/** Verbs, group, resources. */
const VIEW = [
  [READ, "", "configmaps endpoints persistentvolumeclaims persistentvolumeclaims/status pods replicationcontrollers replicationcontrollers/scale serviceaccounts services services/status"],
  [READ, "", "bindings events limitranges namespaces/status pods/log pods/status replicationcontrollers/status resourcequotas resourcequotas/status"],
  [READ, "", "namespaces"],
  [READ, "discovery.k8s.io", "endpointslices"],
  [READ, "apps", "controllerrevisions daemonsets daemonsets/status deployments deployments/scale deployments/status replicasets replicasets/scale replicasets/status statefulsets statefulsets/scale statefulsets/status"],
  [READ, "autoscaling", "horizontalpodautoscalers horizontalpodautoscalers/status"],
  [READ, "batch", "cronjobs cronjobs/status jobs jobs/status"],
  [READ, "policy", "poddisruptionbudgets poddisruptionbudgets/status"],
  [READ, "networking.k8s.io", "ingresses ingresses/status networkpolicies"],
];

const EDIT = [
  [READ, "", "pods/attach pods/exec pods/portforward pods/proxy secrets services/proxy"],
  ["impersonate", "", "serviceaccounts"],
  [WRITE, "", "pods pods/attach pods/exec pods/portforward pods/proxy"],
  ["create", "", "pods/eviction serviceaccounts/token"],
  [WRITE, "", "configmaps events persistentvolumeclaims replicationcontrollers replicationcontrollers/scale secrets serviceaccounts services services/proxy"],
  [WRITE, "apps", "daemonsets deployments deployments/rollback deployments/scale replicasets replicasets/scale statefulsets statefulsets/scale"],
  [WRITE, "autoscaling", "horizontalpodautoscalers"],
  [WRITE, "batch", "cronjobs jobs"],
  [WRITE, "policy", "poddisruptionbudgets"],
  [WRITE, "networking.k8s.io", "ingresses networkpolicies"],
  [`${READ} ${WRITE}`, "coordination.k8s.io", "leases"],
];

const ADMIN = [
  ["create", "authorization.k8s.io", "localsubjectaccessreviews"],
  [`${READ} ${WRITE}`, "rbac.authorization.k8s.io", "rolebindings roles"],
];

/** @returns {Record<string, unknown>[]} manifests */
export function defaultObjects() {
  return [
    role("cluster-admin", { rules: [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }, paths("*", "*")] }),
    role("admin", aggregate("admin")),
    role("edit", aggregate("edit"), "admin"),
    role("view", aggregate("view"), "edit"),
    role("system:aggregate-to-admin", { rules: rules(ADMIN) }, "admin"),
    role("system:aggregate-to-edit", { rules: rules(EDIT) }, "edit"),
    role("system:aggregate-to-view", { rules: rules(VIEW) }, "view"),
    role("system:basic-user", {
      rules: rules([
        ["create", "authorization.k8s.io", "selfsubjectaccessreviews selfsubjectrulesreviews"],
        ["create", "authentication.k8s.io", "selfsubjectreviews"],
      ]),
    }),
    role("system:discovery", { rules: [paths("get", "/api /api/* /apis /apis/* /healthz /livez /openapi /openapi/* /readyz /version /version/")] }),
    role("system:public-info-viewer", { rules: [paths("get", "/healthz /livez /readyz /version /version/")] }),
    binding("cluster-admin", "system:masters"),
    binding("system:basic-user", "system:authenticated"),
    binding("system:discovery", "system:authenticated"),
    binding("system:public-info-viewer", "system:authenticated", "system:unauthenticated"),
  ];
}

/** @param {string[][]} table */
function rules(table) {
  return table.map(([verbs, group, resources]) => ({ verbs: verbs.split(" "), apiGroups: [group], resources: resources.split(" ") }));
}

/** @param {string} verbs @param {string} urls */
function paths(verbs, urls) {
  return { verbs: verbs.split(" "), nonResourceURLs: urls.split(" ") };
}

/** @param {string} to */
function aggregate(to) {
  return { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { [TO + to]: "true" } }] } };
}

/**
 * @param {string} name
 * @param {Record<string, unknown>} content
 * @param {string} [to] the role that it is aggregated to
 */
function role(name, content, to) {
  const labels = { "kubernetes.io/bootstrapping": "rbac-defaults", ...(to === undefined ? {} : { [TO + to]: "true" }) };
  return { apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole", metadata: { name, labels }, ...content };
}

/** @param {string} name @param {string[]} groups */
function binding(name, ...groups) {
  return {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRoleBinding",
    metadata: { name },
    subjects: groups.map((group) => ({ kind: "Group", name: group })),
    roleRef: { kind: "ClusterRole", name },
  };
}
