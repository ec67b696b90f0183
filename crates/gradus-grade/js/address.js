/**
 * IPv4 and IPv6 addresses and CIDR blocks, as text → as numbers that can be compared.
 *
 * Sources: RFC 4291, section 2.2 (IPv6 text), RFC 4632 (CIDR). As in Kubernetes, the decimal parts of IPv4 have no
 * leading zeros, because they have been read as octal.
 */

/**
 * @typedef {object} Block
 * @property {4 | 6} family
 * @property {bigint} first its first address
 * @property {number} prefix how many bits are fixed
 */

/**
 * @param {string} text
 * @returns {{family: 4 | 6, value: bigint} | undefined}
 */
export function parseAddress(text) {
  const short = parseIpv4(text);
  if (short !== undefined) return { family: 4, value: short };
  const long = parseIpv6(text);
  return long === undefined ? undefined : { family: 6, value: long };
}

/**
 * @param {string} text such as `10.0.0.0/8`; bits after the prefix are ignored
 * @returns {Block | undefined}
 */
export function parseBlock(text) {
  const parts = /^([^/]+)\/(0|[1-9][0-9]{0,2})$/.exec(text);
  const address = parts && parseAddress(parts[1]);
  if (!address) return undefined;
  const prefix = Number(parts[2]);
  if (prefix > width(address.family)) return undefined;
  const free = BigInt(width(address.family) - prefix);
  return { family: address.family, first: (address.value >> free) << free, prefix };
}

/**
 * @param {Block} block
 * @param {{family: 4 | 6, value: bigint}} address
 */
export function contains({ family, first, prefix }, address) {
  if (family !== address.family) return false;
  const free = BigInt(width(family) - prefix);
  return first >> free === address.value >> free;
}

/** @param {4 | 6} family */
function width(family) {
  return family === 4 ? 32 : 128;
}

/** @param {string} text */
function parseIpv4(text) {
  const parts = text.split(".");
  if (parts.length !== 4) return undefined;
  let value = 0n;
  for (const part of parts) {
    if (!/^(?:0|[1-9][0-9]{0,2})$/.test(part) || Number(part) > 255) return undefined;
    value = (value << 8n) | BigInt(part);
  }
  return value;
}

/** @param {string} text */
function parseIpv6(text) {
  const sides = text.split("::");
  if (sides.length > 2) return undefined;
  const groups = sides.map((side) => (side === "" ? [] : side.split(":")));
  // The last 32 bits may be written as IPv4.
  const last = groups[groups.length - 1];
  const tail = last.length > 0 && last[last.length - 1].includes(".") ? parseIpv4(last[last.length - 1]) : undefined;
  if (tail !== undefined) last.splice(-1, 1, (tail >> 16n).toString(16), (tail & 0xffffn).toString(16));
  const missing = 8 - groups.flat().length;
  if (sides.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const all = sides.length === 1 ? groups[0] : [...groups[0], ...Array(missing).fill("0"), ...groups[1]];
  let value = 0n;
  for (const group of all) {
    if (!/^[0-9a-fA-F]{1,4}$/.test(group)) return undefined;
    value = (value << 16n) | BigInt(`0x${group}`);
  }
  return value;
}
