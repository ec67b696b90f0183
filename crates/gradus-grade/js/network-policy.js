/**
 * A NetworkPolicy of an answer → the checked form that `reach.js` evaluates, or what the API server would refuse in it.
 *
 * Sources: https://kubernetes.io/docs/concepts/services-networking/network-policies/ and
 * https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/. A `null` list item counts as an
 * empty one, because that is what the API server makes of it: `ingress:` followed by a lone `-` is one empty rule, which
 * allows everything.
 */
import { parseBlock } from "./address.js";
import { selector } from "./labels.js";
import { fields, head, list, refuseAt } from "./manifest.js";

/** @typedef {import("./labels.js").Selector} Selector */
/** @typedef {import("./address.js").Block} Block */
/** @typedef {{block: Block, except: Block[]} | {namespaces: Selector | null, pods: Selector | null}} Peer */
/** @typedef {{protocol: string, name?: string, first?: number, last?: number}} Port no number and no name: every port */
/** @typedef {{peers: Peer[], ports: Port[]}} Rule no peers or no ports: any */

/**
 * @typedef {object} Policy
 * @property {string} name
 * @property {string} namespace
 * @property {Selector} pods the Pods it selects in its namespace
 * @property {Rule[] | null} ingress the rules, or null where it does not isolate that direction
 * @property {Rule[] | null} egress
 */

export const PROTOCOLS = ["TCP", "UDP", "SCTP"];

/**
 * @param {Record<string, any>} object of kind NetworkPolicy
 * @returns {Policy}
 */
export function networkPolicy(object) {
  const { name, namespace = "default" } = head(object, "networking.k8s.io/v1", ["spec", "status"]);
  const spec = fields(object.spec ?? {}, ["podSelector", "policyTypes", "ingress", "egress"], "spec");
  const types = policyTypes(spec);
  const ingress = list(spec.ingress, "spec.ingress").map((rule, i) => readRule(rule, "from", `spec.ingress[${i}]`));
  const egress = list(spec.egress, "spec.egress").map((rule, i) => readRule(rule, "to", `spec.egress[${i}]`));
  return {
    name,
    namespace,
    pods: selector(spec.podSelector ?? {}, refuseAt("spec.podSelector")),
    ingress: types.includes("Ingress") ? ingress : null,
    egress: types.includes("Egress") ? egress : null,
  };
}

/**
 * Without types, a policy is for ingress, and for egress too if it has an egress rule.
 *
 * @param {Record<string, any>} spec
 * @returns {string[]}
 */
function policyTypes(spec) {
  const types = list(spec.policyTypes, "spec.policyTypes");
  for (const type of types) {
    if (type !== "Ingress" && type !== "Egress") refuseAt("spec.policyTypes")("may hold only `Ingress` and `Egress`");
  }
  if (types.length > 0) return types;
  return list(spec.egress, "spec.egress").length > 0 ? ["Ingress", "Egress"] : ["Ingress"];
}

/**
 * @param {unknown} value
 * @param {"from" | "to"} side
 * @param {string} where
 * @returns {Rule}
 */
function readRule(value, side, where) {
  const rule = fields(value ?? {}, [side, "ports"], where);
  return {
    peers: list(rule[side], `${where}.${side}`).map((peer, i) => readPeer(peer, `${where}.${side}[${i}]`)),
    ports: list(rule.ports, `${where}.ports`).map((port, i) => readPort(port, `${where}.ports[${i}]`)),
  };
}

/**
 * @param {unknown} value
 * @param {string} where
 * @returns {Peer}
 */
function readPeer(value, where) {
  const peer = fields(value ?? {}, ["ipBlock", "namespaceSelector", "podSelector"], where);
  const { ipBlock, namespaceSelector, podSelector } = peer;
  const bySelector = (namespaceSelector ?? podSelector ?? null) !== null;
  if ((ipBlock ?? null) === null) {
    if (!bySelector) refuseAt(where)("names no peer; for every peer leave the list out");
    const read = (/** @type {unknown} */ given, /** @type {string} */ field) =>
      (given ?? null) === null ? null : selector(given, refuseAt(`${where}.${field}`));
    return { namespaces: read(namespaceSelector, "namespaceSelector"), pods: read(podSelector, "podSelector") };
  }
  if (bySelector) refuseAt(where)("has an `ipBlock` beside a selector; one peer is one or the other");
  const { cidr, except } = fields(ipBlock, ["cidr", "except"], `${where}.ipBlock`);
  const block = readBlock(cidr, `${where}.ipBlock.cidr`);
  return {
    block,
    except: list(except, `${where}.ipBlock.except`).map((text, i) => {
      const place = `${where}.ipBlock.except[${i}]`;
      const hole = readBlock(text, place);
      if (!strictlyInside(hole, block)) refuseAt(place)(`must lie inside \`${cidr}\` and be smaller`);
      return hole;
    }),
  };
}

/** @param {Block} hole @param {Block} block */
function strictlyInside(hole, block) {
  if (hole.family !== block.family || hole.prefix <= block.prefix) return false;
  const free = BigInt((block.family === 4 ? 32 : 128) - block.prefix);
  return hole.first >> free === block.first >> free;
}

/** @param {unknown} text @param {string} where */
function readBlock(text, where) {
  const block = typeof text === "string" ? parseBlock(text) : undefined;
  return block ?? refuseAt(where)("must be a block such as `10.0.0.0/8`");
}

/**
 * @param {unknown} value
 * @param {string} where
 * @returns {Port}
 */
function readPort(value, where) {
  const { port, protocol = null, endPort } = fields(value ?? {}, ["port", "protocol", "endPort"], where);
  if (protocol !== null && !PROTOCOLS.includes(protocol)) refuseAt(`${where}.protocol`)(`must be one of ${PROTOCOLS.join(", ")}`);
  const result = { protocol: protocol ?? "TCP" };
  const ranged = (endPort ?? null) !== null;
  if ((port ?? null) === null) return ranged ? refuseAt(`${where}.endPort`)("needs a `port`") : result;
  if (typeof port === "string") {
    if (!/^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*$/.test(port)) refuseAt(`${where}.port`)("must be a number, or a port's name");
    return ranged ? refuseAt(`${where}.endPort`)("cannot stand beside a named port") : { ...result, name: port };
  }
  if (!isPort(port)) refuseAt(`${where}.port`)("must be from 1 to 65535");
  if (ranged && !(isPort(endPort) && endPort >= port)) refuseAt(`${where}.endPort`)("must be a number not below `port`");
  return { ...result, first: port, last: ranged ? endPort : port };
}

/** @param {unknown} port */
export function isPort(port) {
  return Number.isInteger(port) && /** @type {number} */ (port) >= 1 && /** @type {number} */ (port) <= 65535;
}
