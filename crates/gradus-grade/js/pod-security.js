/**
 * The Pod Security Standards: what a Pod has that a level forbids, in words like the API server's.
 *
 * Sources: https://kubernetes.io/docs/concepts/security/pod-security-standards/ as of Kubernetes 1.36, and for Pods with
 * `hostUsers: false` https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/#integration-with-pod-security-admission-checks.
 */

/** @typedef {import("./pod.js").Pod} Pod */
/** @typedef {import("./pod.js").Security} Security */
/** @typedef {(pod: Pod, level: string) => string[]} Control */

export const LEVELS = ["privileged", "baseline", "restricted"];

const CAPABILITIES = "AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT".split(" ");
const SE_LINUX_TYPES = ["", "container_t", "container_init_t", "container_kvm_t", "container_engine_t"];
const APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";
const VOLUMES = "configMap csi downwardAPI emptyDir ephemeral persistentVolumeClaim projected secret".split(" ");

const SYSCTLS = [
  "kernel.shm_rmid_forced",
  "net.ipv4.ip_local_port_range",
  "net.ipv4.ip_local_reserved_ports",
  "net.ipv4.ip_unprivileged_port_start",
  "net.ipv4.ping_group_range",
  "net.ipv4.tcp_fin_timeout",
  "net.ipv4.tcp_keepalive_intvl",
  "net.ipv4.tcp_keepalive_probes",
  "net.ipv4.tcp_keepalive_time",
  "net.ipv4.tcp_rmem",
  "net.ipv4.tcp_syncookies",
  "net.ipv4.tcp_wmem",
];

/**
 * @param {Pod} pod
 * @param {string} level
 * @returns {string[]} none if the Pod passes
 */
export function violations(pod, level) {
  const controls = { privileged: [], baseline: BASELINE, restricted: [...BASELINE, ...RESTRICTED] }[level] ?? [];
  // Some controls of `restricted` say again what `baseline` said.
  return [...new Set(controls.flatMap((control) => control(pod, level)))];
}

/** In the order of the page. @type {Control[]} */
const BASELINE = [
  // HostProcess
  (pod) => anywhere(pod, ({ hostProcess }) => (hostProcess ? ["securityContext.windowsOptions.hostProcess must not be true"] : [])),
  // Host namespaces
  ({ host }) => host.map((field) => `pod: ${field} must not be true`),
  // Privileged containers
  (pod) => containers(pod, ({ privileged }) => (privileged ? ["securityContext.privileged must not be true"] : [])),
  // Capabilities
  (pod) => containers(pod, ({ add }) => adds(add, CAPABILITIES)),
  // HostPath volumes
  ({ volumes }) => volumes.filter(({ types }) => types.includes("hostPath")).map(({ name }) => `volume "${name}": hostPath must not be used`),
  // Host ports
  (pod) => pod.containers.flatMap(({ who, hostPorts }) => hostPorts.filter((port) => port !== 0).map((port) => `${who}: hostPort ${port} must not be set`)),
  // Host probes and lifecycle hooks
  (pod) => pod.containers.flatMap(({ who, hosts }) => hosts.map((path) => `${who}: ${path} must not be set`)),
  // AppArmor
  (pod) => anywhere(pod, ({ appArmor }) => (appArmor === "Unconfined" ? ['securityContext.appArmorProfile.type must not be "Unconfined"'] : [])),
  ({ annotations }) =>
    Object.entries(annotations)
      .filter(([key, value]) => key.startsWith(APP_ARMOR) && value !== "" && value !== "runtime/default" && !value.startsWith("localhost/"))
      .map(([key, value]) => `pod: the annotation ${key} must not be "${value}"`),
  // SELinux
  (pod) =>
    anywhere(pod, ({ seLinux: { type, user, role } }) => [
      ...(SE_LINUX_TYPES.includes(type) ? [] : [`securityContext.seLinuxOptions.type must not be "${type}"`]),
      ...(user === "" ? [] : ["securityContext.seLinuxOptions.user must not be set"]),
      ...(role === "" ? [] : ["securityContext.seLinuxOptions.role must not be set"]),
    ]),
  // /proc mount type
  (pod, level) => {
    if (pod.ownUsers && !pod.windows && level === "baseline") return [];
    return containers(pod, ({ procMount }) => (["Default", undefined].includes(procMount) ? [] : [`securityContext.procMount must not be "${procMount}"`]));
  },
  // Seccomp
  (pod) => anywhere(pod, ({ seccomp }) => (seccomp === "Unconfined" ? ['securityContext.seccompProfile.type must not be "Unconfined"'] : [])),
  // Sysctls
  ({ security }) => security.sysctls.filter((name) => !SYSCTLS.includes(name)).map((name) => `pod: securityContext.sysctls must not set ${name}`),
];

/** @type {Control[]} */
const RESTRICTED = [
  // Volume types
  ({ volumes }) =>
    volumes
      .filter(({ types }) => !types.some((type) => VOLUMES.includes(type)))
      .map(({ name, types }) => `volume "${name}": ${types.join(", ")} must not be used; allowed are ${VOLUMES.join(", ")}`),
  // Privilege escalation
  (pod) => {
    if (pod.windows) return [];
    return containers(pod, ({ allowPrivilegeEscalation }) => (allowPrivilegeEscalation === false ? [] : ["securityContext.allowPrivilegeEscalation must be false"]));
  },
  // Running as non-root
  (pod) => {
    if (pod.ownUsers && !pod.windows) return [];
    const byPod = pod.security.runAsNonRoot;
    return [
      ...(byPod === false ? ["pod: securityContext.runAsNonRoot must not be false"] : []),
      ...containers(pod, ({ runAsNonRoot }) => {
        if (runAsNonRoot ?? byPod) return [];
        return [runAsNonRoot === false ? "securityContext.runAsNonRoot must not be false" : "securityContext.runAsNonRoot must be true, here or for the pod"];
      }),
    ];
  },
  // Running as non-root user
  (pod) => {
    if (pod.ownUsers && !pod.windows) return [];
    return anywhere(pod, ({ runAsUser }) => (runAsUser === 0 ? ["securityContext.runAsUser must not be 0"] : []));
  },
  // Seccomp
  (pod) => {
    if (pod.windows) return [];
    return containers(pod, ({ seccomp }) => {
      // What is `Unconfined` itself has been said by `baseline`.
      if (seccomp !== undefined || ["RuntimeDefault", "Localhost"].includes(pod.security.seccomp ?? "")) return [];
      return ['securityContext.seccompProfile.type must be "RuntimeDefault" or "Localhost", here or for the pod'];
    });
  },
  // Capabilities
  (pod) => {
    if (pod.windows) return [];
    return containers(pod, ({ add, drop }) => [
      ...(drop.includes("ALL") ? [] : ['securityContext.capabilities.drop must include "ALL"']),
      ...adds(add, ["NET_BIND_SERVICE"]),
    ]);
  },
];

/** @param {string[]} add @param {string[]} allowed */
function adds(add, allowed) {
  return add.filter((name) => !allowed.includes(name)).map((name) => `securityContext.capabilities.add must not include "${name}"`);
}

/** @param {Pod} pod @param {(security: Security) => string[]} control */
function containers(pod, control) {
  return pod.containers.flatMap(({ who, security }) => control(security).map((what) => `${who}: ${what}`));
}

/** @param {Pod} pod @param {(security: Security) => string[]} control */
function anywhere(pod, control) {
  return [...control(pod.security).map((what) => `pod: ${what}`), ...containers(pod, control)];
}
