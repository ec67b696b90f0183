/**
 * The judge `reach`: connections that the NetworkPolicies of an answer must allow or deny.
 *
 * Source: https://kubernetes.io/docs/concepts/services-networking/network-policies/. A Pod is isolated in a direction
 * once a policy of its namespace selects it for that direction; then what any rule of any such policy allows is allowed,
 * and nothing else. A connection between two Pods needs the egress of its source and the ingress of its target.
 *
 * An `ipBlock` matches addresses. A Pod has one only if the rubric gives it: blocks "should be cluster-external IPs,
 * since Pod IPs are ephemeral and unpredictable", and network plugins differ on whether a block holds for Pods. Traffic
 * of a Pod with itself or its own node, which is always allowed, and rewritten addresses of Services are not modelled.
 *
 * `[{from: endpoint, to: endpoint, port: 1…65535, protocol?: TCP | UDP | SCTP, expect: allowed | denied}]`; an endpoint is
 * an address, or a Pod: `{namespace, labels?, namespaceLabels?, ports?: {name: number}, address?}`.
 */
import { contains, parseAddress } from "./address.js";
import { RubricError, isMapping, mapping } from "./errors.js";
import { readObjects } from "./manifest.js";
import { PROTOCOLS, isPort, networkPolicy } from "./network-policy.js";

/** @typedef {import("./network-policy.js").Policy} Policy */
/** @typedef {import("./network-policy.js").Rule} Rule */
/** @typedef {import("./network-policy.js").Peer} Peer */
/** @typedef {import("./labels.js").Labels} Labels */

/**
 * @typedef {object} Endpoint
 * @property {string} text how a sentence names it
 * @property {{family: 4 | 6, value: bigint} | undefined} address
 * @property {{namespace: string, namespaceLabels: Labels, labels: Labels, ports: Record<string, number> | undefined} | undefined} pod
 */

/** @typedef {{allowed: boolean, why: string} | {unknown: string}} Decision */

/**
 * @param {unknown} check
 * @param {import("./answer.js").AnswerDocument[]} documents
 * @returns {string[]}
 */
export function reach(check, documents) {
  if (!Array.isArray(check) || check.length === 0) throw new RubricError("`reach` must be a list of connections.");
  const connections = check.map(connection);
  const { objects: policies, problems } = readObjects(documents, ["NetworkPolicy"], networkPolicy);
  if (problems.length > 0) return problems;
  return connections.flatMap((one) => complaint(one, policies));
}

/** @param {unknown} value */
function connection(value) {
  const { from, to, port, protocol = "TCP", expect } = mapping(value, ["from", "to", "port", "protocol", "expect"], "A connection");
  const source = endpoint(from, "from");
  const target = endpoint(to, "to");
  if (!source.pod && !target.pod) throw new RubricError("A connection needs a Pod at one end at least: no policy holds between addresses.");
  if (!isPort(port)) throw new RubricError("The `port` of a connection must be a number from 1 to 65535.");
  if (!PROTOCOLS.includes(protocol)) throw new RubricError(`The \`protocol\` of a connection must be one of ${PROTOCOLS.join(", ")}.`);
  if (expect !== "allowed" && expect !== "denied") throw new RubricError("`expect` must be `allowed` or `denied`.");
  return { source, target, port, protocol, expect };
}

/**
 * @param {unknown} value
 * @param {string} side
 * @returns {Endpoint}
 */
function endpoint(value, side) {
  if (typeof value === "string") return { text: value, address: readAddress(value, side), pod: undefined };
  const { namespace, labels = {}, namespaceLabels = {}, ports, address } = mapping(
    value,
    ["namespace", "labels", "namespaceLabels", "ports", "address"],
    `\`${side}\``,
  );
  if (typeof namespace !== "string") throw new RubricError(`\`${side}\` needs a \`namespace\`, or is an address.`);
  for (const [name, given] of Object.entries({ labels, namespaceLabels })) {
    if (!isMapping(given) || Object.values(given).some((label) => typeof label !== "string")) {
      throw new RubricError(`\`${side}.${name}\` must be text by text.`);
    }
  }
  if (ports !== undefined && !(isMapping(ports) && Object.values(ports).every(isPort))) {
    throw new RubricError(`\`${side}.ports\` must be numbers by name.`);
  }
  const shown = Object.entries(labels).map(([key, label]) => `${key}=${label}`);
  return {
    text: `a Pod in \`${namespace}\`${shown.length > 0 ? ` (${shown.join(", ")})` : ""}`,
    address: address === undefined ? undefined : readAddress(address, `${side}.address`),
    // The control plane sets this label on every namespace.
    pod: { namespace, labels, namespaceLabels: { ...namespaceLabels, "kubernetes.io/metadata.name": namespace }, ports },
  };
}

/** @param {unknown} text @param {string} where */
function readAddress(text, where) {
  const address = typeof text === "string" ? parseAddress(text) : undefined;
  if (!address) throw new RubricError(`\`${where}\` is not an IP address: \`${text}\`.`);
  return address;
}

/**
 * Why the connection is not as expected, in a sentence for learners.
 *
 * @param {ReturnType<typeof connection>} connection
 * @param {Policy[]} policies
 * @returns {string[]}
 */
function complaint({ source, target, port, protocol, expect }, policies) {
  const decisions = [
    ...(source.pod ? [decide("egress", source, target, { port, protocol, target }, policies)] : []),
    ...(target.pod ? [decide("ingress", target, source, { port, protocol, target }, policies)] : []),
  ];
  const what = `From ${source.text} to ${target.text}, port ${port} (${protocol})`;
  const unknown = decisions.flatMap((decision) => ("unknown" in decision ? [decision.unknown] : []));
  const known = decisions.flatMap((decision) => ("unknown" in decision ? [] : [decision]));
  const against = known.filter(({ allowed }) => !allowed);
  if (against.length === 0 && unknown.length > 0) return [`${what}: ${unknown.join(" ")}`];
  const allowed = against.length === 0;
  if (allowed === (expect === "allowed")) return [];
  const why = (allowed ? known : against).map((decision) => decision.why).join(" ");
  return [`${what}: this must be ${expect}, but it is ${allowed ? "allowed" : "denied"}. ${why}`];
}

/**
 * What the policies of one direction say at one end of a connection.
 *
 * @param {"ingress" | "egress"} direction
 * @param {Endpoint} here the Pod at this end
 * @param {Endpoint} there the other end
 * @param {{port: number, protocol: string, target: Endpoint}} traffic
 * @param {Policy[]} policies
 * @returns {Decision}
 */
function decide(direction, here, there, traffic, policies) {
  const pod = /** @type {NonNullable<Endpoint["pod"]>} */ (here.pod);
  const selecting = policies.filter((policy) => policy[direction] !== null && policy.namespace === pod.namespace && policy.pods(pod.labels));
  if (selecting.length === 0) return { allowed: true, why: `No policy selects ${here.text} for ${direction}, so nothing is blocked there.` };
  let unknown;
  for (const policy of selecting) {
    for (const [i, rule] of (policy[direction] ?? []).entries()) {
      if (rule.peers.length > 0 && !rule.peers.some((peer) => matchesPeer(peer, there, policy))) continue;
      const ports = matchesPorts(rule, traffic);
      if (ports === true) return { allowed: true, why: allowedBy(policy, direction, i, rule) };
      if (ports !== false) unknown = `the policy \`${policy.name}\` names the port \`${ports}\`, and which number that is cannot be known here; write the number.`;
    }
  }
  if (unknown !== undefined) return { unknown };
  const names = selecting.map(({ name }) => `\`${name}\``).join(" and ");
  const rules = selecting.some((policy) => (policy[direction] ?? []).length > 0) ? "no rule allows this connection" : "there is no rule that allows anything";
  return { allowed: false, why: `${here.text[0].toUpperCase()}${here.text.slice(1)} is isolated for ${direction} by ${names}, and ${rules}.` };
}

/** @param {Policy} policy @param {string} direction @param {number} i @param {Rule} rule */
function allowedBy(policy, direction, i, rule) {
  const side = direction === "ingress" ? "from" : "to";
  const open = rule.peers.length === 0 ? `, which has no \`${side}\` and so holds for every peer` : "";
  return `The policy \`${policy.name}\` allows it with ${direction} rule ${i + 1}${open}.`;
}

/**
 * @param {Peer} peer
 * @param {Endpoint} there
 * @param {Policy} policy
 */
function matchesPeer(peer, { address, pod }, policy) {
  if ("block" in peer) {
    return address !== undefined && contains(peer.block, address) && !peer.except.some((hole) => contains(hole, address));
  }
  if (!pod) return false;
  const namespace = peer.namespaces ? peer.namespaces(pod.namespaceLabels) : pod.namespace === policy.namespace;
  return namespace && (peer.pods ? peer.pods(pod.labels) : true);
}

/**
 * Whether the ports of a rule let the traffic through, or the name of the port on which that depends.
 *
 * @param {Rule} rule
 * @param {{port: number, protocol: string, target: Endpoint}} traffic
 * @returns {boolean | string}
 */
function matchesPorts(rule, { port, protocol, target }) {
  if (rule.ports.length === 0) return true;
  /** @type {boolean | string} */
  let result = false;
  for (const wanted of rule.ports) {
    if (wanted.protocol !== protocol) continue;
    if (wanted.name !== undefined) {
      // A name stands for a container's port of the Pod that is the target; an address has none.
      if (target.pod && !target.pod.ports) result = wanted.name;
      if (target.pod?.ports?.[wanted.name] === port) return true;
    } else if (wanted.first === undefined || (wanted.first <= port && port <= /** @type {number} */ (wanted.last))) {
      return true;
    }
  }
  return result;
}
