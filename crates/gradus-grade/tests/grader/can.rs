//! RBAC, by the examples and sentences of <https://kubernetes.io/docs/reference/access-authn-authz/rbac/>.

use super::requests::request;
use serde_json::{Value, json};

/// Checks that each request is decided as said, and that expecting the opposite fails. A line ends in `allowed` or `denied`.
fn check(manifests: &str, lines: &str) {
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (asked, expect) = line.rsplit_once(' ').unwrap();
        let opposite = if expect == "allowed" { "denied" } else { "allowed" };
        assert_eq!(reasons(manifests, asked, expect), Vec::<String>::new(), "{line}\n{manifests}");
        assert_eq!(reasons(manifests, asked, opposite).len(), 1, "{line}\n{manifests}");
    }
}

fn reasons(manifests: &str, asked: &str, expect: &str) -> Vec<String> {
    let mut entry = request(asked, "as");
    entry["expect"] = json!(expect);
    super::reasons(&[("rbac.yaml", manifests)], json!({ "id": "can", "points": 1, "can": [entry] }))
}

fn role(kind: &str, place: &str, rules: &str) -> String {
    format!("---\napiVersion: rbac.authorization.k8s.io/v1\nkind: {kind}\nmetadata: {{{place}}}\nrules: {rules}\n")
}

fn binding(kind: &str, place: &str, role: &str, subject: &str) -> String {
    let (of, name) = role.split_once('/').unwrap();
    format!(
        "---\napiVersion: rbac.authorization.k8s.io/v1\nkind: {kind}\nmetadata: {{{place}}}\nroleRef: {{apiGroup: rbac.authorization.k8s.io, kind: {of}, name: {name}}}\nsubjects: [{{{subject}}}]\n"
    )
}

/// A ClusterRole bound to jane everywhere.
fn everywhere(rules: &str) -> String {
    role("ClusterRole", "name: r", rules)
        + &binding("ClusterRoleBinding", "name: b", "ClusterRole/r", "kind: User, name: jane")
}

const READ_PODS: &str = r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  namespace: default
  name: pod-reader
rules:
- apiGroups: [""] # "" indicates the core API group
  resources: ["pods"]
  verbs: ["get", "watch", "list"]
---
apiVersion: rbac.authorization.k8s.io/v1
# This role binding allows "jane" to read pods in the "default" namespace.
kind: RoleBinding
metadata:
  name: read-pods
  namespace: default
subjects:
- kind: User
  name: jane # "name" is case sensitive
  apiGroup: rbac.authorization.k8s.io
roleRef:
  kind: Role
  name: pod-reader
  apiGroup: rbac.authorization.k8s.io
"#;

#[test]
fn a_role_bound_in_its_namespace() {
    check(
        READ_PODS,
        "
        jane get pods in=default allowed
        jane list pods in=default allowed
        jane get pods name=web in=default allowed
        jane delete pods in=default denied
        jane get pods/log in=default denied
        jane get secrets in=default denied
        jane get pods in=other denied
        jane get pods denied
        Jane get pods in=default denied
        bob get pods in=default denied
        ",
    );
}

const SECRETS: &str = r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  # "namespace" omitted since ClusterRoles are not namespaced
  name: secret-reader
rules:
- apiGroups: [""]
  resources: ["secrets"]
  verbs: ["get", "watch", "list"]
---
apiVersion: rbac.authorization.k8s.io/v1
# This role binding allows "dave" to read secrets in the "development" namespace.
kind: RoleBinding
metadata:
  name: read-secrets
  namespace: development
subjects:
- kind: User
  name: dave
  apiGroup: rbac.authorization.k8s.io
roleRef:
  kind: ClusterRole
  name: secret-reader
  apiGroup: rbac.authorization.k8s.io
---
apiVersion: rbac.authorization.k8s.io/v1
# This cluster role binding allows anyone in the "manager" group to read secrets in any namespace.
kind: ClusterRoleBinding
metadata:
  name: read-secrets-global
subjects:
- kind: Group
  name: manager
  apiGroup: rbac.authorization.k8s.io
roleRef:
  kind: ClusterRole
  name: secret-reader
  apiGroup: rbac.authorization.k8s.io
"#;

#[test]
fn a_cluster_role_bound_here_and_everywhere() {
    check(
        SECRETS,
        "
        dave get secrets in=development allowed
        dave get secrets in=production denied
        dave list secrets denied
        ann[manager] get secrets in=production allowed
        ann[manager,other] list secrets allowed
        ann[managers] list secrets denied
        ann[manager] update secrets in=production denied
        manager get secrets in=production denied
        ",
    );
}

#[test]
fn subresources() {
    let both = role("Role", "name: r", "[{apiGroups: [''], resources: [pods, pods/log], verbs: [get, list]}]")
        + &binding("RoleBinding", "name: b", "Role/r", "kind: User, name: jane");
    check(
        &both,
        "
        jane get pods in=default allowed
        jane get pods/log name=web in=default allowed
        jane get pods/exec name=web in=default denied
        ",
    );
    check(
        &everywhere("[{apiGroups: ['*'], resources: ['*/scale'], verbs: [update]}]"),
        "
        jane update deployments.apps/scale in=a allowed
        jane update deployments.apps in=a denied
        jane update deployments.apps/status in=a denied
        ",
    );
    check(
        &everywhere("[{apiGroups: [''], resources: ['*'], verbs: ['*']}]"),
        "
        jane create pods/exec in=a allowed
        jane delete nodes name=n allowed
        jane get deployments.apps in=a denied
        jane get /healthz/etcd denied
        ",
    );
}

#[test]
fn resource_names() {
    let rules = "[{apiGroups: [''], resources: [configmaps, pods/exec], resourceNames: [my-configmap], verbs: ['*']}]";
    check(
        &everywhere(rules),
        "
        jane update configmaps name=my-configmap in=a allowed
        jane get configmaps name=other in=a denied
        jane get configmaps in=a denied
        jane list configmaps in=a denied
        jane list configmaps name=my-configmap in=a allowed
        jane watch configmaps name=my-configmap in=a allowed
        jane create configmaps name=my-configmap in=a denied
        jane deletecollection configmaps name=my-configmap in=a denied
        jane create pods/exec name=my-configmap in=a allowed
        ",
    );
}

#[test]
fn groups_and_verbs() {
    check(
        &everywhere(
            "[{apiGroups: [batch, extensions], resources: [jobs], verbs: [get, list]}, {apiGroups: ['*'], resources: [deployments], verbs: [patch]}]",
        ),
        "
        jane list jobs.batch in=a allowed
        jane watch jobs.batch in=a denied
        jane patch deployments.apps in=a allowed
        jane patch crontabs.stable.example.com in=a denied
        ",
    );
}

#[test]
fn paths() {
    let rules = r#"[{nonResourceURLs: ["/metrics", "/debug/*"], verbs: ["get", "post"]}]"#;
    check(
        &everywhere(rules),
        "
        jane get /metrics allowed
        jane get /metrics/slis denied
        jane post /debug/pprof allowed
        jane delete /debug/pprof denied
        jane get /debug denied
        bob get /metrics denied
        ",
    );
    // A RoleBinding cannot grant a path, nor a resource of the cluster.
    let rules = "[{nonResourceURLs: [/metrics], verbs: [get]}, {apiGroups: [''], resources: [nodes, namespaces], verbs: [get, list]}]";
    let bound = role("ClusterRole", "name: r", rules)
        + &binding("RoleBinding", "name: b, namespace: a", "ClusterRole/r", "kind: User, name: jane");
    check(
        &bound,
        "
        jane get /metrics denied
        jane get nodes name=n denied
        jane get namespaces name=a in=a allowed
        jane get namespaces name=a allowed
        jane list namespaces denied
        jane get namespaces name=b in=b denied
        ",
    );
}

#[test]
fn subjects() {
    let to = |subject: &str| {
        role("ClusterRole", "name: r", "[{apiGroups: [''], resources: [pods], verbs: [get]}]")
            + &binding("RoleBinding", "name: b, namespace: app", "ClusterRole/r", subject)
    };
    check(
        &to("kind: ServiceAccount, name: default, namespace: kube-system"),
        "
        system:serviceaccount:kube-system:default get pods in=app allowed
        system:serviceaccount:kube-system:default get pods in=kube-system denied
        system:serviceaccount:app:default get pods in=app denied
        default get pods in=app denied
        ",
    );
    // In a RoleBinding, the namespace of a service account is the binding's unless it is named.
    check(&to("kind: ServiceAccount, name: ci"), "system:serviceaccount:app:ci get pods in=app allowed");
    check(
        &to("kind: User, name: 'system:serviceaccount:app:ci'"),
        "system:serviceaccount:app:ci get pods in=app allowed",
    );
    check(
        &to("kind: Group, name: 'system:serviceaccounts:qa'"),
        "
        system:serviceaccount:qa:any get pods in=app allowed
        system:serviceaccount:app:any get pods in=app denied
        ",
    );
    check(
        &to("kind: Group, name: 'system:serviceaccounts'"),
        "
        system:serviceaccount:qa:any get pods in=app allowed
        jane get pods in=app denied
        ",
    );
    check(
        &to("kind: Group, name: 'system:authenticated'"),
        "
        system:serviceaccount:qa:any get pods in=app allowed
        jane get pods in=app allowed
        system:anonymous get pods in=app denied
        ",
    );
    check(&to("kind: Group, name: 'system:unauthenticated'"), "system:anonymous get pods in=app allowed");
}

const AGGREGATED: &str = r#"
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: monitoring
aggregationRule:
  clusterRoleSelectors:
  - matchLabels:
      rbac.example.com/aggregate-to-monitoring: "true"
rules: [{apiGroups: [""], resources: [secrets], verbs: [get]}] # overwritten by the control plane
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: monitoring-endpointslices
  labels:
    rbac.example.com/aggregate-to-monitoring: "true"
# When you create the "monitoring-endpointslices" ClusterRole,
# the rules below will be added to the "monitoring" ClusterRole.
rules:
- apiGroups: [""]
  resources: ["services", "pods"]
  verbs: ["get", "list", "watch"]
- apiGroups: ["discovery.k8s.io"]
  resources: ["endpointslices"]
  verbs: ["get", "list", "watch"]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: aggregate-cron-tabs-edit
  labels:
    # Add these permissions to the "admin" and "edit" default roles.
    rbac.authorization.k8s.io/aggregate-to-admin: "true"
    rbac.authorization.k8s.io/aggregate-to-edit: "true"
rules:
- apiGroups: ["stable.example.com"]
  resources: ["crontabs"]
  verbs: ["get", "list", "watch", "create", "update", "patch", "delete"]
---
kind: ClusterRole
apiVersion: rbac.authorization.k8s.io/v1
metadata:
  name: aggregate-cron-tabs-view
  labels:
    # Add these permissions to the "view" default role.
    rbac.authorization.k8s.io/aggregate-to-view: "true"
rules:
- apiGroups: ["stable.example.com"]
  resources: ["crontabs"]
  verbs: ["get", "list", "watch"]
"#;

#[test]
fn aggregated_cluster_roles() {
    let bound = |role: &str, user: &str| {
        binding(
            "ClusterRoleBinding",
            &format!("name: {user}"),
            &format!("ClusterRole/{role}"),
            &format!("kind: User, name: {user}"),
        )
    };
    let all = AGGREGATED.to_owned()
        + &bound("monitoring", "m")
        + &bound("view", "v")
        + &bound("edit", "e")
        + &bound("admin", "a");
    check(
        &all,
        "
        m list endpointslices.discovery.k8s.io in=x allowed
        m get pods allowed
        m get secrets in=x denied
        v get crontabs.stable.example.com in=x allowed
        v update crontabs.stable.example.com in=x denied
        e update crontabs.stable.example.com in=x allowed
        a delete crontabs.stable.example.com in=x allowed
        ",
    );
    // A role that selects itself, or two that select each other, end.
    let ring = "---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: ring, labels: {a: b}}\naggregationRule: {clusterRoleSelectors: [{matchLabels: {a: b}}]}\n";
    check(&(ring.to_owned() + &ring.replace("ring", "gnir") + &bound("ring", "m")), "m get pods denied");
}

#[test]
fn default_roles() {
    let bound = |role: &str| {
        binding("RoleBinding", "name: b, namespace: app", &format!("ClusterRole/{role}"), "kind: User, name: jane")
    };
    check(
        &bound("view"),
        "
        jane list pods in=app allowed
        jane get pods/log name=web in=app allowed
        jane get deployments.apps in=app allowed
        jane get secrets in=app denied
        jane get roles.rbac.authorization.k8s.io in=app denied
        jane update configmaps in=app denied
        jane list pods in=other denied
        ",
    );
    check(
        &bound("edit"),
        "
        jane get secrets in=app allowed
        jane create pods/exec name=web in=app allowed
        jane patch deployments.apps in=app allowed
        jane impersonate serviceaccounts name=ci in=app allowed
        jane create rolebindings.rbac.authorization.k8s.io in=app denied
        jane get roles.rbac.authorization.k8s.io in=app denied
        jane update resourcequotas in=app denied
        ",
    );
    check(
        &bound("admin"),
        "
        jane create rolebindings.rbac.authorization.k8s.io in=app allowed
        jane list pods in=app allowed
        jane update resourcequotas in=app denied
        jane update namespaces name=app in=app denied
        jane update endpoints in=app denied
        ",
    );
    check(
        &bound("cluster-admin"),
        "
        jane delete secrets in=app allowed
        jane delete crontabs.stable.example.com in=app allowed
        jane delete nodes name=n denied
        jane get /metrics denied
        ",
    );
    // What the answer defines replaces what the cluster has.
    check(&(bound("view") + &role("ClusterRole", "name: view", "[]")), "jane list pods in=app denied");
}

#[test]
fn what_everybody_has_without_a_binding() {
    check(
        "",
        "
        jane get pods in=default denied
        jane get /healthz allowed
        jane get /api/v1 allowed
        jane get /metrics denied
        jane create selfsubjectaccessreviews.authorization.k8s.io allowed
        system:anonymous get /version allowed
        system:anonymous get /api/v1 denied
        root[system:masters] delete nodes name=n allowed
        root[system:masters] get /metrics allowed
        ",
    );
}

#[test]
fn objects_may_stand_in_a_list() {
    let list = "apiVersion: v1\nkind: List\nitems:\n- apiVersion: rbac.authorization.k8s.io/v1\n  kind: ClusterRoleBinding\n  metadata: {name: b}\n  roleRef: {kind: ClusterRole, name: cluster-admin}\n  subjects: [{kind: User, name: jane}]\n";
    check(list, "jane get secrets in=a allowed");
}

#[test]
fn reasons_say_which_object_decides() {
    let cases = [
        (
            READ_PODS.to_owned(),
            "jane get pods in=default",
            "denied",
            "`jane` must not be allowed to `get` `pods` in the namespace `default`, but the RoleBinding `read-pods` allows it with rule 1 of the Role `pod-reader`.",
        ),
        (
            READ_PODS.to_owned(),
            "jane delete pods name=web in=default",
            "allowed",
            "`jane` must be allowed to `delete` `pods` named `web` in the namespace `default`, but is not: the RoleBinding `read-pods` gives the Role `pod-reader`, but none of its rules matches.",
        ),
        (
            READ_PODS.to_owned(),
            "jane list pods",
            "allowed",
            "`jane` must be allowed to `list` `pods` across the cluster, but is not: the RoleBinding `read-pods` grants only in the namespace `default`.",
        ),
        (
            READ_PODS.to_owned(),
            "bob list deployments.apps/scale in=default",
            "allowed",
            "`bob` must be allowed to `list` `deployments.apps/scale` in the namespace `default`, but is not: no binding names this user or one of its groups.",
        ),
        (
            binding("RoleBinding", "name: b, namespace: a", "Role/r", "kind: User, name: jane")
                + &role("Role", "name: r, namespace: b", "[]"),
            "jane get pods in=a",
            "allowed",
            "`jane` must be allowed to `get` `pods` in the namespace `a`, but is not: the RoleBinding `b` refers to the Role `r`, which does not exist in the namespace `a`.",
        ),
        (
            String::new(),
            "root[system:masters] get /metrics",
            "denied",
            "`root` must not be allowed to `get` the path `/metrics`, but the group `system:masters` is allowed everything.",
        ),
    ];
    for (manifests, asked, expect, reason) in cases {
        assert_eq!(reasons(&manifests, asked, expect), [reason]);
    }
}

#[test]
fn what_the_api_server_refuses_fails() {
    let user = "kind: User, name: jane";
    let cases = [
        (
            role("Role", "name: r", "[{apiGroups: [''], resources: [pods]}]"),
            "`rules[0].verbs` must have at least one verb",
        ),
        (
            role("Role", "name: r", "[{resources: [pods], verbs: [get]}]"),
            "`rules[0].apiGroups` must have at least one API group",
        ),
        (
            role("Role", "name: r", "[{apiGroups: [''], verbs: [get]}]"),
            "`rules[0].resources` must have at least one resource",
        ),
        (role("Role", "name: r", "[{nonResourceURLs: [/healthz], verbs: [get]}]"), "cannot stand in a Role"),
        (
            role("ClusterRole", "name: r", "[{nonResourceURLs: [/x], resources: [pods], verbs: [get]}]"),
            "both resources and `nonResourceURLs`",
        ),
        (role("Role", "name: r", "[{apiGroups: [''], resource: [pods], verbs: [get]}]"), "unknown field `resource`"),
        (
            role("Role", "name: r", "[{apiGroups: '', resources: [pods], verbs: [get]}]"),
            "`rules[0].apiGroups` must be a list",
        ),
        (role("Role", "namespace: a", "[]"), "`metadata.name` is missing"),
        (role("ClusterRole", "name: r, namespace: a", "[]"), "a ClusterRole belongs to no namespace"),
        (
            role("Role", "name: r", "[]").replace("/v1", "/v1beta1"),
            "`apiVersion` must be `rbac.authorization.k8s.io/v1`",
        ),
        (
            role("Role", "name: r", "[]") + &role("Role", "name: r, namespace: default", "[]"),
            "The Role `r` stands in the answer twice",
        ),
        (role("ClusterRole", "name: r", "[]") + "aggregationRule: {}\n", "must have at least one selector"),
        (binding("ClusterRoleBinding", "name: b", "Role/r", user), "`roleRef.kind` must be `ClusterRole`"),
        (binding("RoleBinding", "name: b", "Group/r", user), "`roleRef.kind` must be `Role` or `ClusterRole`"),
        (
            binding("RoleBinding", "name: b", "Role/r", user)
                .replace("{apiGroup: rbac.authorization.k8s.io,", "{apiGroup: v1,"),
            "`roleRef.apiGroup` must be `rbac.authorization.k8s.io`",
        ),
        (
            "apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: b}\n".to_owned(),
            "The RoleBinding `b` is not valid: `roleRef` is missing.",
        ),
        (
            binding("ClusterRoleBinding", "name: b", "ClusterRole/r", "kind: ServiceAccount, name: ci"),
            "`subjects[0].namespace` is missing",
        ),
        (
            binding(
                "RoleBinding",
                "name: b",
                "Role/r",
                "kind: ServiceAccount, name: ci, apiGroup: rbac.authorization.k8s.io",
            ),
            "`subjects[0].apiGroup` must be left out",
        ),
        (
            binding("RoleBinding", "name: b", "Role/r", "kind: ServiceAccount, name: 'system:serviceaccount:a:ci'"),
            "without its namespace",
        ),
        (
            binding("RoleBinding", "name: b", "Role/r", "kind: User, name: jane, apiGroup: v1"),
            "`subjects[0].apiGroup` must be `rbac.authorization.k8s.io`",
        ),
        (binding("RoleBinding", "name: b", "Role/r", "kind: Pod, name: jane"), "`subjects[0].kind` must be"),
        (binding("RoleBinding", "name: b", "Role/r", "kind: User"), "`subjects[0].name` is missing"),
    ];
    for (manifests, expected) in cases {
        // What is not valid fails, also where nothing would be granted anyway.
        let reasons = reasons(&manifests, "jane get pods in=default", "denied");
        assert!(reasons.len() == 1 && reasons[0].contains(expected), "{reasons:?}\n{manifests}");
    }
}

#[test]
fn mistakes_of_authors() {
    let entry = |change: fn(&mut Value)| {
        let mut entry =
            json!({ "as": "jane", "verb": "get", "resource": "pods", "namespace": "a", "expect": "denied" });
        change(&mut entry);
        json!([{ "id": "x", "points": 1, "can": [entry] }])
    };
    let cases = [
        (json!([{ "id": "x", "points": 1, "can": [] }]), "list of requests"),
        (entry(|it| it["as"] = json!(null)), "needs `as`"),
        (entry(|it| it["as"] = json!("system:serviceaccount:ci")), "must be `system:serviceaccount:NAMESPACE:NAME`"),
        (entry(|it| it["user"] = json!("jane")), "unknown key `user`"),
        (entry(|it| it["expect"] = json!("no")), "`allowed` or `denied`"),
        (entry(|it| it["verb"] = json!("*")), "one user and one `verb`"),
        (entry(|it| it["url"] = json!("/x")), "either a `resource` or a `url`"),
        (entry(|it| it["resource"] = json!("pods/log")), "as a `resource` and a `subresource`"),
        (entry(|it| it["resource"] = json!("deployments")), "`deployments` are of the group `apps`"),
        (entry(|it| it["resource"] = json!("Deployment")), "`Deployment` is no resource; write `deployments`"),
        (entry(|it| it["resource"] = json!("networkpolicy")), "write `networkpolicies`"),
        (entry(|it| it["group"] = json!("v1")), "`pods` are of the core group"),
        (entry(|it| it["resource"] = json!("nodes")), "`nodes` belong to no namespace"),
        (entry(|it| it["groups"] = json!("dev")), "must be a list of strings"),
    ];
    for (rubric, expected) in cases {
        let message = super::mistake(&rubric);
        assert!(message.contains(expected), "{message}");
    }
}
