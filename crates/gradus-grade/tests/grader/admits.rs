//! The Pod Security Standards, control by control as on
//! <https://kubernetes.io/docs/concepts/security/pod-security-standards/>.

use serde_json::{Value, json};

/// Passes `restricted`.
const HARDENED: &str = "
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  securityContext:
    runAsNonRoot: true
    seccompProfile: {type: RuntimeDefault}
  containers:
  - name: web
    image: nginx
    securityContext:
      allowPrivilegeEscalation: false
      capabilities: {drop: [ALL]}
";

/// A Pod of its `spec` in flow style, with one container where `containers` is not given.
fn pod(spec: &str) -> String {
    let containers = if spec.contains(" containers:") || spec.starts_with("containers:") {
        ""
    } else {
        "containers: [{name: web, image: nginx}],"
    };
    format!("apiVersion: v1\nkind: Pod\nmetadata: {{name: p}}\nspec: {{{containers} {spec}}}\n")
}

/// A Pod whose only container has this `securityContext`.
fn container(security: &str) -> String {
    pod(&format!("containers: [{{name: web, securityContext: {{{security}}}}}]"))
}

/// The hardened Pod with one line changed, taken away or added.
fn hardened(old: &str, new: &str) -> String {
    assert!(HARDENED.contains(old), "{old}");
    HARDENED.replace(old, new)
}

fn reasons(manifest: &str, level: &str, expect: &str) -> Vec<String> {
    let criterion = json!({ "id": "x", "points": 1, "admits": [{ "level": level, "expect": expect }] });
    super::reasons(&[("pod.yaml", manifest)], criterion)
}

/// The strictest level that a Pod passes; each level is asked for in both ways.
fn strictest(manifest: &str) -> &'static str {
    let mut passed = "none";
    for level in ["privileged", "baseline", "restricted"] {
        let allowed = reasons(manifest, level, "allowed").is_empty();
        assert_ne!(allowed, reasons(manifest, level, "denied").is_empty(), "{level}\n{manifest}");
        if allowed {
            passed = level;
        }
    }
    passed
}

fn check(cases: &[(String, &str)]) {
    for (manifest, level) in cases {
        assert_eq!(strictest(manifest), *level, "{manifest}");
    }
}

#[test]
fn the_default_pod_is_baseline_and_a_hardened_one_restricted() {
    check(&[(pod(""), "baseline"), (HARDENED.to_owned(), "restricted")]);
}

#[test]
fn baseline() {
    check(&[
        // HostProcess
        (container("windowsOptions: {hostProcess: true}"), "privileged"),
        (container("windowsOptions: {hostProcess: false}"), "baseline"),
        (pod("securityContext: {windowsOptions: {hostProcess: true}}"), "privileged"),
        // Host namespaces
        (pod("hostNetwork: true"), "privileged"),
        (pod("hostPID: true"), "privileged"),
        (pod("hostIPC: true"), "privileged"),
        (pod("hostIPC: false, hostPID: null"), "baseline"),
        // Privileged containers
        (container("privileged: true"), "privileged"),
        (container("privileged: false"), "baseline"),
        // Capabilities
        (container("capabilities: {add: [CHOWN, NET_BIND_SERVICE, SYS_CHROOT]}"), "baseline"),
        (container("capabilities: {add: [NET_ADMIN]}"), "privileged"),
        (container("capabilities: {add: [CHOWN, NET_RAW]}"), "privileged"),
        // HostPath volumes
        (pod("volumes: [{name: v, hostPath: {path: /etc}}]"), "privileged"),
        (pod("volumes: [{name: v, nfs: {server: s, path: /}}]"), "baseline"),
        // Host ports
        (pod("containers: [{name: web, ports: [{containerPort: 80, hostPort: 80}]}]"), "privileged"),
        (pod("containers: [{name: web, ports: [{containerPort: 80, hostPort: 0}]}]"), "baseline"),
        // Host probes and lifecycle hooks
        (pod("containers: [{name: web, livenessProbe: {httpGet: {host: 10.0.0.1, port: 80}}}]"), "privileged"),
        (pod("containers: [{name: web, startupProbe: {tcpSocket: {host: localhost, port: 80}}}]"), "privileged"),
        (pod("containers: [{name: web, lifecycle: {preStop: {httpGet: {host: 10.0.0.1, port: 80}}}}]"), "privileged"),
        (pod("containers: [{name: web, readinessProbe: {httpGet: {host: '', port: 80}}}]"), "baseline"),
        // AppArmor
        (pod("securityContext: {appArmorProfile: {type: Unconfined}}"), "privileged"),
        (container("appArmorProfile: {type: Unconfined}"), "privileged"),
        (container("appArmorProfile: {type: Localhost, localhostProfile: deny-write}"), "baseline"),
        (apparmor("unconfined"), "privileged"),
        (apparmor("runtime/default"), "baseline"),
        (apparmor("localhost/deny-write"), "baseline"),
        // SELinux
        (container("seLinuxOptions: {type: spc_t}"), "privileged"),
        (container("seLinuxOptions: {type: container_init_t, level: 's0:c1,c2'}"), "baseline"),
        (pod("securityContext: {seLinuxOptions: {user: system_u}}"), "privileged"),
        (pod("securityContext: {seLinuxOptions: {role: system_r}}"), "privileged"),
        // /proc mount type
        (container("procMount: Unmasked"), "privileged"),
        (container("procMount: Default"), "baseline"),
        // Seccomp
        (container("seccompProfile: {type: Unconfined}"), "privileged"),
        (pod("securityContext: {seccompProfile: {type: Unconfined}}"), "privileged"),
        (pod("securityContext: {seccompProfile: {type: RuntimeDefault}}"), "baseline"),
        // Sysctls
        (
            pod(
                "securityContext: {sysctls: [{name: kernel.shm_rmid_forced, value: '1'}, {name: net.ipv4.tcp_rmem, value: '1'}]}",
            ),
            "baseline",
        ),
        (pod("securityContext: {sysctls: [{name: kernel.msgmax, value: '1'}]}"), "privileged"),
    ]);
}

fn apparmor(profile: &str) -> String {
    pod("").replace(
        "name: p",
        &format!("name: p, annotations: {{container.apparmor.security.beta.kubernetes.io/web: {profile}}}"),
    )
}

#[test]
fn restricted() {
    let volume = |volume: &str| HARDENED.to_owned() + &format!("  volumes: [{{name: v, {volume}}}]\n");
    check(&[
        // Volume types
        (volume("emptyDir: {}"), "restricted"),
        (volume("secret: {secretName: s}"), "restricted"),
        (volume("projected: {sources: []}"), "restricted"),
        (volume("csi: {driver: d}"), "restricted"),
        (volume("nfs: {server: s, path: /}"), "baseline"),
        (volume("image: {reference: r}"), "baseline"),
        (volume("hostPath: {path: /etc}"), "privileged"),
        // Privilege escalation
        (hardened("allowPrivilegeEscalation: false", "allowPrivilegeEscalation: true"), "baseline"),
        (hardened("      allowPrivilegeEscalation: false\n", ""), "baseline"),
        // Running as non-root
        (hardened("    runAsNonRoot: true\n", ""), "baseline"),
        (hardened("runAsNonRoot: true", "runAsNonRoot: false"), "baseline"),
        (hardened("      allowPriv", "      runAsNonRoot: false\n      allowPriv"), "baseline"),
        (
            hardened("    runAsNonRoot: true\n", "")
                .replace("      allowPriv", "      runAsNonRoot: true\n      allowPriv"),
            "restricted",
        ),
        (
            hardened("runAsNonRoot: true", "runAsNonRoot: false")
                .replace("      allowPriv", "      runAsNonRoot: true\n      allowPriv"),
            "baseline",
        ),
        // Running as non-root user
        (hardened("    runAsNonRoot: true", "    runAsNonRoot: true\n    runAsUser: 0"), "baseline"),
        (hardened("      allowPriv", "      runAsUser: 0\n      allowPriv"), "baseline"),
        (hardened("      allowPriv", "      runAsUser: 10001\n      allowPriv"), "restricted"),
        // Seccomp
        (hardened("    seccompProfile: {type: RuntimeDefault}\n", ""), "baseline"),
        (hardened("type: RuntimeDefault", "type: Localhost, localhostProfile: p.json"), "restricted"),
        (
            hardened("    seccompProfile: {type: RuntimeDefault}\n", "")
                .replace("      allowPriv", "      seccompProfile: {type: RuntimeDefault}\n      allowPriv"),
            "restricted",
        ),
        (hardened("      allowPriv", "      seccompProfile: {type: Unconfined}\n      allowPriv"), "privileged"),
        // Capabilities
        (hardened("drop: [ALL]", "drop: [ALL], add: [NET_BIND_SERVICE]"), "restricted"),
        (hardened("drop: [ALL]", "drop: [ALL], add: [CHOWN]"), "baseline"),
        (hardened("drop: [ALL]", "drop: [NET_RAW]"), "baseline"),
        (hardened("drop: [ALL]", "drop: [all]"), "baseline"),
        (hardened("      capabilities: {drop: [ALL]}\n", ""), "baseline"),
    ]);
}

#[test]
fn every_container_counts() {
    for list in ["initContainers", "ephemeralContainers"] {
        let with = |rest: &str| HARDENED.to_owned() + &format!("  {list}: [{{name: other{rest}}}]\n");
        check(&[
            (with(""), "baseline"),
            (with(", securityContext: {privileged: true}"), "privileged"),
            (with(", securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}"), "restricted"),
        ]);
    }
}

#[test]
fn windows_and_user_namespaces() {
    let windows = pod("os: {name: windows}, securityContext: {runAsNonRoot: true}");
    check(&[
        // Privilege escalation, seccomp and capabilities are "only required if `.spec.os.name` is not `windows`".
        (windows.clone(), "restricted"),
        (windows.replace("name: windows", "name: linux"), "baseline"),
        (windows.replace("runAsNonRoot: true", ""), "baseline"),
        // With a user namespace, root is not root on the host.
        (
            hardened("    runAsNonRoot: true\n", "    runAsUser: 0\n").replace("spec:", "spec:\n  hostUsers: false"),
            "restricted",
        ),
        (
            hardened("    runAsNonRoot: true\n", "    runAsUser: 0\n").replace("spec:", "spec:\n  hostUsers: true"),
            "baseline",
        ),
        (
            hardened("      allowPriv", "      procMount: Unmasked\n      allowPriv")
                .replace("spec:", "spec:\n  hostUsers: false"),
            "baseline",
        ),
        (hardened("      allowPriv", "      procMount: Unmasked\n      allowPriv"), "privileged"),
    ]);
}

#[test]
fn templates_of_workloads() {
    let template = HARDENED.split_once("spec:").unwrap().1;
    let inside = |depth: usize| template.replace('\n', &format!("\n{}", " ".repeat(depth)));
    for kind in ["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job"] {
        let version = if kind == "Job" { "batch/v1" } else { "apps/v1" };
        let workload = format!(
            "apiVersion: {version}\nkind: {kind}\nmetadata: {{name: w}}\nspec:\n  template:\n    metadata: {{labels: {{app: w}}}}\n    spec:{}\n",
            inside(4)
        );
        check(&[(workload.clone(), "restricted"), (workload.replace("[ALL]", "[]"), "baseline")]);
    }
    let job = format!(
        "apiVersion: batch/v1\nkind: CronJob\nmetadata: {{name: w}}\nspec:\n  schedule: '* * * * *'\n  jobTemplate:\n    spec:\n      template:\n        spec:{}\n",
        inside(8)
    );
    check(&[
        (job.clone(), "restricted"),
        (job.replace("- name: web\n", "- name: web\n            ports: [{hostPort: 80}]\n"), "privileged"),
    ]);
}

#[test]
fn what_is_judged() {
    let two = format!("{HARDENED}---\n{}---\napiVersion: v1\nkind: Namespace\nmetadata: {{name: other}}\n", pod(""));
    let judge = |select: Option<Value>| {
        let mut criterion =
            json!({ "id": "x", "points": 1, "admits": [{ "level": "restricted", "expect": "allowed" }] });
        if let Some(select) = select {
            criterion["select"] = select;
        }
        super::reasons(&[("pod.yaml", &two)], criterion)
    };
    assert!(judge(Some(json!({ "name": "web" }))).is_empty());
    assert_eq!(judge(Some(json!({ "name": "p" }))).len(), 4);
    // Without `select`, all of them must pass.
    assert_eq!(judge(None).len(), 4);
    let none = "A Namespace is no Pod and has no Pod template; expected is one of Pod, ReplicationController, Deployment, ReplicaSet, StatefulSet, DaemonSet, Job, CronJob.";
    assert_eq!(judge(Some(json!({ "kind": "Namespace" }))), [none]);
    assert!(reasons("", "privileged", "allowed")[0].starts_with("This is no Pod"));
}

#[test]
fn reasons_name_the_container_and_the_field() {
    let manifest = pod(
        "hostPID: true, volumes: [{name: v, hostPath: {path: /}}], containers: [{name: web, ports: [{hostPort: 80}]}]",
    );
    assert_eq!(
        reasons(&manifest, "restricted", "allowed"),
        [
            "The Pod `p` violates `restricted`: pod: hostPID must not be true.",
            "The Pod `p` violates `restricted`: volume \"v\": hostPath must not be used.",
            "The Pod `p` violates `restricted`: container \"web\": hostPort 80 must not be set.",
            "The Pod `p` violates `restricted`: volume \"v\": hostPath must not be used; allowed are configMap, csi, downwardAPI, emptyDir, ephemeral, persistentVolumeClaim, projected, secret.",
            "The Pod `p` violates `restricted`: container \"web\": securityContext.allowPrivilegeEscalation must be false.",
            "The Pod `p` violates `restricted`: container \"web\": securityContext.runAsNonRoot must be true, here or for the pod.",
            "The Pod `p` violates `restricted`: container \"web\": securityContext.seccompProfile.type must be \"RuntimeDefault\" or \"Localhost\", here or for the pod.",
            "The Pod `p` violates `restricted`: container \"web\": securityContext.capabilities.drop must include \"ALL\".",
        ]
    );
    assert_eq!(reasons(HARDENED, "baseline", "denied"), ["The Pod `web` must not pass `baseline`, but it does."]);
}

#[test]
fn what_the_api_server_refuses_fails() {
    let cases = [
        (
            pod("securityContext: {capabilities: {drop: [ALL]}}"),
            "`spec.securityContext` has an unknown field `capabilities`",
        ),
        (pod("runAsNonRoot: true"), "`spec` has an unknown field `runAsNonRoot`"),
        (container("runAsNonroot: true"), "`spec.containers[0].securityContext` has an unknown field `runAsNonroot`"),
        (container("privileged: 'false'"), "`spec.containers[0].securityContext.privileged` must be true or false"),
        (container("runAsUser: '0'"), "`spec.containers[0].securityContext.runAsUser` must be a number"),
        (
            container("capabilities: {drop: ALL}"),
            "`spec.containers[0].securityContext.capabilities.drop` must be a list",
        ),
        (container("seccompProfile: {type: runtime/default}"), "must be `RuntimeDefault`, `Localhost` or `Unconfined`"),
        (
            container("seccompProfile: {type: Localhost}"),
            "`spec.containers[0].securityContext.seccompProfile.localhostProfile` is missing",
        ),
        (container("appArmorProfile: {type: RuntimeDefault, localhostProfile: p}"), "only with the type `Localhost`"),
        (container("privileged: true, allowPrivilegeEscalation: false"), "cannot be false where `privileged` is true"),
        (
            container("capabilities: {add: [SYS_ADMIN]}, allowPrivilegeEscalation: false"),
            "where the capability `SYS_ADMIN` is added",
        ),
        (pod("hostUsers: false, hostPID: true"), "`spec.hostPID` cannot be true where `hostUsers` is false"),
        (pod("volumes: [{name: v, emptyDir: null}]"), "`spec.volumes[0]` has no type"),
        (pod("volumes: [{name: v, emptyDir: {}, secret: {}}]"), "`spec.volumes[0]` has several types"),
        (pod("containers: []"), "`spec.containers` must have at least one container"),
        (pod("containers: [{image: nginx}]"), "`spec.containers[0].name` is missing"),
        (pod("").replace("v1", "v2"), "The Pod `p` is not valid: `apiVersion` must be `v1`."),
        (
            "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d}\nspec: {replicas: 1}\n".to_owned(),
            "`spec.template` is missing",
        ),
    ];
    for (manifest, expected) in cases {
        for expect in ["allowed", "denied"] {
            let reasons = reasons(&manifest, "privileged", expect);
            assert!(reasons.len() == 1 && reasons[0].contains(expected), "{reasons:?}\n{manifest}");
        }
    }
}

#[test]
fn mistakes_of_authors() {
    let cases = [
        (json!([]), "list of levels"),
        (
            json!([{ "level": "strict", "expect": "allowed" }]),
            "`level` must be one of privileged, baseline, restricted",
        ),
        (json!([{ "level": "baseline" }]), "`allowed` or `denied`"),
        (json!([{ "level": "baseline", "expect": "denied", "pod": "x" }]), "unknown key `pod`"),
    ];
    for (check, expected) in cases {
        let message = super::mistake(&json!([{ "id": "x", "points": 1, "admits": check }]));
        assert!(message.contains(expected), "{message}");
    }
}
