/**
 * Pods, and the Pod templates of workloads, → the checked form that `pod-security.js` looks at.
 *
 * Source: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/. Read is what decides about security;
 * fields are held against what Kubernetes knows, down to `securityContext`, because one that stands in the wrong place
 * protects nothing. Of the API server's other rules, those about these fields are here.
 */
import { fields, head, list, optional, refuseAt, textByText, texts } from "./manifest.js";

/** Kind → its API version and where its Pod is. @type {Record<string, [string, string[]]>} */
const WORKLOADS = {
  Pod: ["v1", []],
  ReplicationController: ["v1", ["spec", "template"]],
  Deployment: ["apps/v1", ["spec", "template"]],
  ReplicaSet: ["apps/v1", ["spec", "template"]],
  StatefulSet: ["apps/v1", ["spec", "template"]],
  DaemonSet: ["apps/v1", ["spec", "template"]],
  Job: ["batch/v1", ["spec", "template"]],
  CronJob: ["batch/v1", ["spec", "jobTemplate", "spec", "template"]],
};

export const KINDS = Object.keys(WORKLOADS);

const words = (/** @type {string} */ text) => text.split(/\s+/);

const POD = words(`activeDeadlineSeconds affinity automountServiceAccountToken containers dnsConfig dnsPolicy enableServiceLinks
  ephemeralContainers hostAliases hostIPC hostNetwork hostPID hostUsers hostname hostnameOverride imagePullSecrets initContainers
  nodeName nodeSelector os overhead preemptionPolicy priority priorityClassName readinessGates resourceClaims resources
  restartPolicy runtimeClassName schedulerName schedulingGates schedulingGroup securityContext serviceAccount serviceAccountName
  setHostnameAsFQDN shareProcessNamespace subdomain terminationGracePeriodSeconds tolerations topologySpreadConstraints
  volumes workloadRef`);

const CONTAINER = words(`args command env envFrom image imagePullPolicy lifecycle livenessProbe name ports readinessProbe
  resizePolicy resources restartPolicy restartPolicyRules securityContext startupProbe stdin stdinOnce targetContainerName
  terminationMessagePath terminationMessagePolicy tty volumeDevices volumeMounts workingDir`);

const BOTH = words("appArmorProfile runAsGroup runAsNonRoot runAsUser seLinuxOptions seccompProfile windowsOptions");
const POD_SECURITY = [...BOTH, ...words("fsGroup fsGroupChangePolicy seLinuxChangePolicy supplementalGroups supplementalGroupsPolicy sysctls")];
const CONTAINER_SECURITY = [...BOTH, ...words("allowPrivilegeEscalation capabilities privileged procMount readOnlyRootFilesystem")];

/**
 * What a `securityContext` says, of a Pod or a container; what only one of them may say is undefined in the other.
 *
 * @typedef {object} Security
 * @property {boolean} [runAsNonRoot]
 * @property {number} [runAsUser]
 * @property {string} [seccomp] type of the profile
 * @property {string} [appArmor]
 * @property {{type: string, user: string, role: string}} seLinux
 * @property {boolean} [hostProcess]
 * @property {boolean} [privileged]
 * @property {boolean} [allowPrivilegeEscalation]
 * @property {string} [procMount]
 * @property {string[]} add capabilities
 * @property {string[]} drop
 * @property {string[]} sysctls
 */

/** @typedef {{who: string, security: Security, hostPorts: number[], hosts: string[]}} Container hosts: paths of those set */

/**
 * @typedef {object} Pod
 * @property {string} text how a sentence names it
 * @property {Record<string, string>} annotations
 * @property {boolean} windows
 * @property {boolean} ownUsers whether it has a user namespace
 * @property {string[]} host namespaces of the host that it shares
 * @property {Security} security
 * @property {Container[]} containers of all three lists
 * @property {{name: string, types: string[]}[]} volumes
 */

/**
 * @param {Record<string, any>} object of one of `KINDS`
 * @returns {Pod}
 */
export function readPod(object) {
  const [apiVersion, path] = WORKLOADS[object.kind];
  const { name } = head(object, apiVersion, ["spec", "status"]);
  let template = object;
  for (const [i, step] of path.entries()) {
    if ((template[step] ?? null) === null) refuseAt(path.slice(0, i + 1).join("."))("is missing");
    template = fields(template[step], i === path.length - 1 ? ["metadata", "spec"] : Object.keys(Object(template[step])), path.slice(0, i + 1).join("."));
  }
  const at = [...path, "spec"].join(".");
  const spec = fields(template.spec ?? {}, POD, at);
  const { annotations } = Object(template.metadata);
  const host = ["hostNetwork", "hostPID", "hostIPC"].filter((field) => optional(spec[field], "boolean", `${at}.${field}`));
  const ownUsers = optional(spec.hostUsers, "boolean", `${at}.hostUsers`) === false;
  if (ownUsers && host.length > 0) refuseAt(`${at}.${host[0]}`)("cannot be true where `hostUsers` is false");
  if (list(spec.containers, `${at}.containers`).length === 0) refuseAt(`${at}.containers`)("must have at least one container");
  return {
    text: `${object.kind} \`${name}\``,
    annotations: textByText(annotations, [...path, "metadata.annotations"].join(".")),
    windows: optional(Object(spec.os).name, "string", `${at}.os.name`) === "windows",
    ownUsers,
    host,
    security: readSecurity(spec.securityContext, POD_SECURITY, `${at}.securityContext`),
    containers: ["initContainers", "containers", "ephemeralContainers"].flatMap((field) =>
      list(spec[field], `${at}.${field}`).map((one, i) => readContainer(one, `${at}.${field}[${i}]`)),
    ),
    volumes: list(spec.volumes, `${at}.volumes`).map((one, i) => readVolume(one, `${at}.volumes[${i}]`)),
  };
}

/**
 * @param {unknown} value
 * @param {string} where
 * @returns {Container}
 */
function readContainer(value, where) {
  const container = fields(value, CONTAINER, where);
  const name = optional(container.name, "string", `${where}.name`) || refuseAt(`${where}.name`)("is missing");
  return {
    who: `container "${name}"`,
    security: readSecurity(container.securityContext, CONTAINER_SECURITY, `${where}.securityContext`),
    hostPorts: list(container.ports, `${where}.ports`).flatMap((port, i) => optional(Object(port).hostPort, "number", `${where}.ports[${i}].hostPort`) ?? []),
    hosts: handlers(container).filter(({ handler }) => handler.host).map(({ path }) => path),
  };
}

/**
 * What probes and hooks connect to.
 *
 * @param {Record<string, any>} container
 */
function handlers(container) {
  const all = ["livenessProbe", "readinessProbe", "startupProbe"].map((field) => ({ path: field, value: container[field] }));
  for (const hook of ["postStart", "preStop"]) all.push({ path: `lifecycle.${hook}`, value: Object(container.lifecycle)[hook] });
  return all.flatMap(({ path, value }) => ["httpGet", "tcpSocket"].map((kind) => ({ path: `${path}.${kind}.host`, handler: Object(Object(value)[kind]) })));
}

/** @param {unknown} value @param {string} where */
function readVolume(value, where) {
  const { name, ...sources } = fields(value, Object.keys(Object(value)), where);
  if (typeof name !== "string" || name === "") refuseAt(`${where}.name`)("is missing");
  // A lone `emptyDir:` is null, and so none.
  const types = Object.keys(sources).filter((type) => sources[type] !== null);
  if (types.length !== 1) refuseAt(where)(types.length === 0 ? "has no type; an empty one is written `{}`" : "has several types; a volume has one");
  return { name, types };
}

/**
 * @param {unknown} value
 * @param {string[]} known
 * @param {string} where
 * @returns {Security}
 */
function readSecurity(value, known, where) {
  const given = fields(value ?? {}, known, where);
  const inside = (/** @type {string} */ field, /** @type {string[]} */ names) => fields(given[field] ?? {}, names, `${where}.${field}`);
  const { add, drop } = inside("capabilities", ["add", "drop"]);
  const seLinux = inside("seLinuxOptions", ["level", "role", "type", "user"]);
  const seLinuxText = (/** @type {string} */ field) => optional(seLinux[field], "string", `${where}.seLinuxOptions.${field}`) ?? "";
  const windows = inside("windowsOptions", ["gmsaCredentialSpec", "gmsaCredentialSpecName", "hostProcess", "runAsUserName"]);
  const security = {
    runAsNonRoot: optional(given.runAsNonRoot, "boolean", `${where}.runAsNonRoot`),
    runAsUser: optional(given.runAsUser, "number", `${where}.runAsUser`),
    seccomp: profile(given.seccompProfile, `${where}.seccompProfile`),
    appArmor: profile(given.appArmorProfile, `${where}.appArmorProfile`),
    seLinux: { type: seLinuxText("type"), user: seLinuxText("user"), role: seLinuxText("role") },
    hostProcess: optional(windows.hostProcess, "boolean", `${where}.windowsOptions.hostProcess`),
    privileged: optional(given.privileged, "boolean", `${where}.privileged`),
    allowPrivilegeEscalation: optional(given.allowPrivilegeEscalation, "boolean", `${where}.allowPrivilegeEscalation`),
    procMount: optional(given.procMount, "string", `${where}.procMount`),
    add: texts(add, `${where}.capabilities.add`),
    drop: texts(drop, `${where}.capabilities.drop`),
    sysctls: list(given.sysctls, `${where}.sysctls`).map((one, i) => {
      return optional(Object(one).name, "string", `${where}.sysctls[${i}].name`) ?? refuseAt(`${where}.sysctls[${i}].name`)("is missing");
    }),
  };
  optional(given.readOnlyRootFilesystem, "boolean", `${where}.readOnlyRootFilesystem`);
  if (security.allowPrivilegeEscalation === false && security.privileged) {
    refuseAt(`${where}.allowPrivilegeEscalation`)("cannot be false where `privileged` is true");
  }
  if (security.allowPrivilegeEscalation === false && security.add.some((name) => name === "CAP_SYS_ADMIN" || name === "SYS_ADMIN")) {
    refuseAt(`${where}.allowPrivilegeEscalation`)("cannot be false where the capability `SYS_ADMIN` is added");
  }
  return security;
}

/**
 * The type of a profile, of seccomp or AppArmor.
 *
 * @param {unknown} value
 * @param {string} where
 */
function profile(value, where) {
  if ((value ?? null) === null) return undefined;
  const { type, localhostProfile } = fields(value, ["type", "localhostProfile"], where);
  if (!["RuntimeDefault", "Localhost", "Unconfined"].includes(type)) refuseAt(`${where}.type`)("must be `RuntimeDefault`, `Localhost` or `Unconfined`");
  if ((type === "Localhost") !== Boolean(optional(localhostProfile, "string", `${where}.localhostProfile`))) {
    refuseAt(`${where}.localhostProfile`)(type === "Localhost" ? "is missing: which profile of the node?" : "may be set only with the type `Localhost`");
  }
  return /** @type {string} */ (type);
}
