//! Audit policies, by the example and sentences of <https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/> and
//! <https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/>.

use super::requests::request;
use serde_json::{Value, json};

const LEVELS: [&str; 4] = ["None", "Metadata", "Request", "RequestResponse"];

/// Checks that each request is logged as said, and that expecting any other level fails. A line ends in the level.
fn check(policy: &str, lines: &str) {
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (asked, right) = line.rsplit_once(' ').unwrap();
        for level in LEVELS {
            assert_eq!(reasons(policy, asked, level).is_empty(), level == right, "{line}, not {level}\n{policy}");
        }
    }
}

fn reasons(policy: &str, asked: &str, level: &str) -> Vec<String> {
    let mut entry = request(asked, "user");
    entry["level"] = json!(level);
    super::reasons(&[("policy.yaml", policy)], json!({ "id": "audit", "points": 1, "audit": [entry] }))
}

fn policy(rules: &str) -> String {
    format!("apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: {rules}\n")
}

const EXAMPLE: &str = r#"
apiVersion: audit.k8s.io/v1 # This is required.
kind: Policy
# Don't generate audit events for all requests in RequestReceived stage.
omitStages:
  - "RequestReceived"
rules:
  # Log pod changes at RequestResponse level
  - level: RequestResponse
    resources:
    - group: ""
      # Resource "pods" doesn't match requests to any subresource of pods,
      # which is consistent with the RBAC policy.
      resources: ["pods"]
  # Log "pods/log", "pods/status" at Metadata level
  - level: Metadata
    resources:
    - group: ""
      resources: ["pods/log", "pods/status"]

  # Don't log requests to a configmap called "controller-leader"
  - level: None
    resources:
    - group: ""
      resources: ["configmaps"]
      resourceNames: ["controller-leader"]

  # Don't log watch requests by the "system:kube-proxy" on endpoints or services
  - level: None
    users: ["system:kube-proxy"]
    verbs: ["watch"]
    resources:
    - group: "" # core API group
      resources: ["endpoints", "services"]

  # Don't log authenticated requests to certain non-resource URL paths.
  - level: None
    userGroups: ["system:authenticated"]
    nonResourceURLs:
    - "/api*" # Wildcard matching.
    - "/version"

  # Log the request body of configmap changes in kube-system.
  - level: Request
    resources:
    - group: "" # core API group
      resources: ["configmaps"]
    # This rule only applies to resources in the "kube-system" namespace.
    # The empty string "" can be used to select non-namespaced resources.
    namespaces: ["kube-system"]

  # Log configmap and secret changes in all other namespaces at the Metadata level.
  - level: Metadata
    resources:
    - group: "" # core API group
      resources: ["secrets", "configmaps"]

  # Log all other resources in core and extensions at the Request level.
  - level: Request
    resources:
    - group: "" # core API group
    - group: "extensions" # Version of group should NOT be included.

  # A catch-all rule to log all other requests at the Metadata level.
  - level: Metadata
    # Long-running requests like watches that fall under this rule will not
    # generate an audit event in RequestReceived.
    omitStages:
      - "RequestReceived"
"#;

#[test]
fn the_example_of_the_docs() {
    check(
        EXAMPLE,
        "
        jane delete pods name=web in=app RequestResponse
        jane get pods/log name=web in=app Metadata
        jane create pods/exec name=web in=app Request
        jane update configmaps name=controller-leader in=kube-system None
        jane update configmaps name=other in=kube-system Request
        jane update configmaps name=other in=app Metadata
        jane list configmaps Metadata
        system:kube-proxy watch endpoints None
        system:kube-proxy list endpoints Request
        jane watch endpoints Request
        jane get /api/v1 None
        jane get /version None
        jane get /healthz Metadata
        system:anonymous get /version Metadata
        jane get secrets name=s in=app Metadata
        jane list services in=app Request
        jane list nodes Request
        jane list deployments.apps in=app Metadata
        jane list widgets.extensions in=app Request
        ",
    );
}

#[test]
fn the_smallest_policies() {
    // "Log all requests at the Metadata level."
    check(&policy("[{level: Metadata}]"), "jane get secrets in=a Metadata\njane get /healthz Metadata");
    // What no rule matches is not logged.
    check(&policy("[{level: Request, verbs: [create]}]"), "jane create pods in=a Request\njane get pods in=a None");
}

#[test]
fn the_first_rule_that_matches_decides() {
    let two = "[{level: None, verbs: [get]}, {level: RequestResponse, resources: [{group: '', resources: [secrets]}]}]";
    check(&policy(two), "jane get secrets in=a None\njane delete secrets in=a RequestResponse");
}

#[test]
fn who_asks() {
    check(
        &policy(
            "[{level: None, users: [jane, 'system:serviceaccount:app:ci']}, {level: Request, userGroups: ['system:serviceaccounts:app', dev]}, {level: Metadata}]",
        ),
        "
        jane get pods in=a None
        system:serviceaccount:app:ci get pods in=a None
        system:serviceaccount:app:other get pods in=a Request
        system:serviceaccount:kube-system:ci get pods in=a Metadata
        bob[ops,dev] get pods in=a Request
        bob[ops] get pods in=a Metadata
        ",
    );
}

#[test]
fn resources() {
    let on = |resources: &str| policy(&format!("[{{level: Request, resources: [{resources}]}}]"));
    check(
        &on("{group: '', resources: ['*/log', 'services/*']}"),
        "
        jane get pods/log name=p in=a Request
        jane get pods in=a None
        jane get services/proxy name=s in=a Request
        jane get services in=a Request
        jane get pods/exec name=p in=a None
        ",
    );
    check(
        &on("{group: apps, resources: ['*']}"),
        "
        jane get deployments.apps in=a Request
        jane get deployments.apps/scale name=d in=a Request
        jane get pods in=a None
        ",
    );
    check(
        &on("{resources: [secrets, configmaps], resourceNames: [key]}"),
        "
        jane get secrets name=key in=a Request
        jane get configmaps name=key in=a Request
        jane get secrets name=other in=a None
        jane list secrets in=a None
        jane create secrets name=key in=a None
        ",
    );
}

#[test]
fn namespaces_and_paths() {
    check(
        &policy("[{level: Request, namespaces: ['', kube-system]}, {level: Metadata, nonResourceURLs: ['*']}]"),
        "
        jane list nodes Request
        jane get pods in=kube-system Request
        jane get pods in=app None
        jane get namespaces name=kube-system Request
        jane get namespaces name=app None
        jane get /healthz Metadata
        ",
    );
    check(
        &policy("[{level: Request, nonResourceURLs: [/healthz*, /version]}]"),
        "
        jane get /healthz Request
        jane get /healthz/etcd Request
        jane get /version Request
        jane get /version/ None
        jane get pods in=a None
        ",
    );
}

#[test]
fn omitted_stages() {
    check(
        EXAMPLE,
        "
        jane delete pods name=web in=app stage=RequestReceived None
        jane delete pods name=web in=app stage=ResponseComplete RequestResponse
        jane watch deployments.apps in=app stage=ResponseStarted Metadata
        ",
    );
    check(
        &policy("[{level: Metadata, verbs: [get], omitStages: [RequestReceived, Panic]}, {level: Request}]"),
        "
        jane get pods in=a stage=RequestReceived None
        jane get pods in=a stage=Panic None
        jane list pods in=a stage=RequestReceived Request
        ",
    );
}

#[test]
fn reasons_say_which_rule_decides() {
    let cases = [
        (
            "jane get secrets name=s in=app",
            "When `jane` asks to `get` `secrets` named `s` in the namespace `app`, the level must be None, but it is Metadata: the first rule that matches is rule 7.",
        ),
        (
            "jane get /healthz stage=RequestReceived",
            "When `jane` asks to `get` the path `/healthz`, at the stage RequestReceived, the level must be Request, but it is None: that stage is omitted.",
        ),
    ];
    for ((asked, reason), level) in cases.into_iter().zip(["None", "Request"]) {
        assert_eq!(reasons(EXAMPLE, asked, level), [reason]);
    }
    let none = "When `jane` asks to `list` `pods` across the cluster, the level must be Metadata, but it is None: no rule matches.";
    assert_eq!(reasons(&policy("[{level: Request, users: [bob]}]"), "jane list pods", "Metadata"), [none]);
}

#[test]
fn what_the_api_server_does_not_start_with_fails() {
    let cases = [
        (String::new(), "The answer has no documents of kind Policy"),
        (format!("{EXAMPLE}---\n{EXAMPLE}"), "The answer has 2 documents of kind Policy"),
        (policy("[{level: None}]").replace("/v1", "/v1beta1"), "`apiVersion` must be `audit.k8s.io/v1`"),
        (policy("[]"), "`rules` must have at least one rule"),
        (policy("[{verbs: [get]}]"), "`rules[0].level` must be one of"),
        (policy("[{level: None}, {level: metadata}]"), "`rules[1].level` must be one of"),
        (policy("[{level: None, resource: [pods]}]"), "`rules[0]` has an unknown field `resource`"),
        (policy("[{level: None, resources: [pods]}]"), "`rules[0].resources[0]` must be a mapping"),
        (policy("[{level: None, resources: [{group: apps/v1}]}]"), "without a version"),
        (
            policy("[{level: None, resources: [{resourceNames: [a]}]}]"),
            "`rules[0].resources[0].resourceNames` needs at least one resource",
        ),
        (policy("[{level: None, resources: [{group: ''}], nonResourceURLs: [/healthz]}]"), "cannot stand beside"),
        (policy("[{level: None, namespaces: [a], nonResourceURLs: [/healthz]}]"), "cannot stand beside"),
        (policy("[{level: None, nonResourceURLs: [healthz]}]"), "must begin with `/`"),
        (policy("[{level: None, nonResourceURLs: ['/*/log']}]"), "only at its end"),
        (policy("[{level: None, omitStages: [Received]}]"), "`rules[0].omitStages` may hold only"),
        (policy("[{level: None}]") + "omitStages: [Request]\n", "`omitStages` may hold only"),
        (policy("[{level: None, verbs: get}]"), "`rules[0].verbs` must be a list"),
    ];
    for (policy, expected) in cases {
        let reasons = reasons(&policy, "jane get pods in=a", "None");
        assert!(reasons.len() == 1 && reasons[0].contains(expected), "{reasons:?}\n{policy}");
    }
}

#[test]
fn mistakes_of_authors() {
    let entry = |change: fn(&mut Value)| {
        let mut entry = json!({ "user": "jane", "verb": "get", "resource": "pods", "level": "None" });
        change(&mut entry);
        json!([entry])
    };
    let cases = [
        (json!([]), "list of requests"),
        (entry(|it| it["user"] = json!(7)), "needs a `user`"),
        (entry(|it| it["as"] = json!("jane")), "unknown key `as`"),
        (entry(|it| it["level"] = json!("none")), "`level` must be one of None, Metadata"),
        (entry(|it| it["stage"] = json!("Received")), "`stage` must be one of RequestReceived"),
        (entry(|it| it["resource"] = json!("")), "either a `resource` or a `url`"),
        (entry(|it| it["resource"] = json!("deployments")), "`deployments` are of the group `apps`"),
    ];
    for (check, expected) in cases {
        let message = super::mistake(&json!([{ "id": "x", "points": 1, "audit": check }]));
        assert!(message.contains(expected), "{message}");
    }
}
