/**
 * Why a value fails a JSON Schema, for people who have never seen one: each finding is a place and what is wrong there, with
 * what was found and what is expected. Where there are several ways, the one that the answer is nearest to speaks.
 *
 * Nothing is decided here. What a keyword without words of its own says is told by its place alone.
 */
import { isMapping } from "./errors.js";
import { listed, shown } from "./place.js";
import { beginning, expected, itemWith, typed, wantedItem } from "./schema-words.js";

/** @typedef {import("./place.js").Path} Path */
/** @typedef {Record<string, any>} Schema */
/** @typedef {{at: Path, says: string, missing?: boolean, or?: Finding[]}} Finding other ways stand in `or` */
/** @typedef {(part: unknown, value: unknown) => boolean} Holds */

/** Items of a list, and ways of an alternative, that are looked at. */
const MOST = 32;

/** Findings in one list after which no more are looked for: few are shown. */
const ENOUGH = 8;

/** More than anything that one object may lack. */
const FAR = 1000;

/** Fields by which an object says that it is the one that is meant. */
const IDENTITY = ["kind", "name", "rule", "metadata.name", "metadata.namespace", "mountPath", "hostPath.path"];

/**
 * @param {Schema} schema that the value fails
 * @param {unknown} value
 * @param {Holds} holds
 * @returns {Finding[]}
 */
export function findings(schema, value, holds) {
  return new Search(schema, holds).why(schema, value, []);
}

class Search {
  /** @param {Schema} whole @param {Holds} holds */
  constructor(whole, holds) {
    this.whole = whole;
    this.holds = holds;
  }

  /**
   * @param {Schema | boolean | undefined} schema
   * @param {unknown} value
   * @param {Path} at
   * @returns {Finding[]}
   */
  why(schema, value, at) {
    if (typeof schema === "boolean") return schema ? [] : [{ at, says: "must not be there" }];
    if (schema === undefined || this.holds(schema, value)) return [];
    const wrong = typed(schema.type, value);
    // A field without a value lacks what is in it.
    if (wrong && value === null) return this.absent(schema, at).map((one) => (one.at.length === at.length ? { ...one, says: one.says.replace("is missing", "is empty") } : one));
    if (wrong) return [{ at, says: wrong }];
    const found = [
      ...this.scalar(schema, value, at),
      ...(isMapping(value) ? this.fields(schema, value, at) : []),
      ...(Array.isArray(value) ? this.items(schema, value, at) : []),
      ...this.ways(schema, value, at),
    ];
    if (found.length === 0) return [{ at, says: "is not yet what is asked for" }];
    // Of a single value one thing is said.
    return isMapping(value) || Array.isArray(value) ? found : found.slice(0, 1);
  }

  /**
   * What is missing, down to the fields that must be there in it.
   *
   * @param {Schema | true | undefined} schema
   * @param {Path} at
   * @returns {Finding[]}
   */
  absent(schema, at) {
    const { required = [], properties = {} } = isMapping(schema) ? schema : {};
    const inner = required.flatMap((/** @type {string} */ name) => this.absent(own(properties, name), [...at, name]));
    if (inner.length > 0) return inner;
    const words = isMapping(schema) ? expected(schema) : "";
    return [{ at, says: words === "" ? "is missing" : `is missing; it must ${words}`, missing: true }];
  }

  /** @param {Schema} schema @param {unknown} value @param {Path} at @returns {Finding[]} */
  scalar(schema, value, at) {
    const found = [];
    for (const keyword of ["const", "enum", "pattern", "minLength", "maxLength", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]) {
      const one = { [keyword]: schema[keyword] };
      if (schema[keyword] === undefined || this.holds(one, value)) continue;
      const words = expected(one, value);
      found.push({ at, says: `is ${shown(value)}; ${words === "" ? "that is not yet what is asked for" : `it must ${words}`}` });
    }
    return found.slice(0, 1);
  }

  /** @param {Schema} schema @param {Record<string, unknown>} value @param {Path} at @returns {Finding[]} */
  fields(schema, value, at) {
    const { required = [], properties = {}, patternProperties = {}, additionalProperties, propertyNames, dependentRequired = {}, dependentSchemas = {} } = schema;
    const names = Object.keys(value);
    const has = (/** @type {string} */ name) => Object.hasOwn(value, name);
    const needed = [...required, ...Object.entries(dependentRequired).flatMap(([name, others]) => (has(name) ? others : []))];
    const found = [...new Set(needed)].filter((name) => !has(name)).flatMap((name) => this.absent(own(properties, name), [...at, name]));
    for (const name of names) {
      const patterns = Object.keys(patternProperties).filter((pattern) => new RegExp(pattern, "u").test(name));
      const known = [...(Object.hasOwn(properties, name) ? [properties[name]] : []), ...patterns.map((pattern) => patternProperties[pattern])];
      for (const part of known.length > 0 ? known : [additionalProperties]) found.push(...this.why(part, value[name], [...at, name]));
      if (propertyNames !== undefined && !this.holds(propertyNames, name)) found.push({ at: [...at, name], says: "must not have this name" });
      if (Object.hasOwn(dependentSchemas, name)) found.push(...this.why(dependentSchemas[name], value, at));
    }
    const count = (/** @type {number} */ number) => `${number} field${number === 1 ? "" : "s"}`;
    if (names.length > schema.maxProperties) found.push({ at, says: `has ${count(names.length)} (${listed(names.map((name) => `\`${name}\``), "and")}); it must have at most ${schema.maxProperties}` });
    if (names.length < schema.minProperties) found.push({ at, says: `has ${count(names.length)}; it must have at least ${schema.minProperties}` });
    return found;
  }

  /** @param {Schema} schema @param {unknown[]} value @param {Path} at @returns {Finding[]} */
  items(schema, value, at) {
    const { prefixItems = [], items, minItems, maxItems, uniqueItems } = schema;
    /** @type {Finding[]} */
    const found = [];
    for (const [index, item] of value.entries()) {
      if (found.length >= ENOUGH) break;
      found.push(...this.why(index < prefixItems.length ? prefixItems[index] : items, item, [...at, index]));
    }
    const count = value.length === 0 ? "is empty" : `has ${value.length} item${value.length === 1 ? "" : "s"}`;
    if (value.length < minItems) found.push({ at, says: `${count}; it must have at least ${minItems}` });
    if (value.length > maxItems) found.push({ at, says: `${count}; it must ${maxItems === 0 ? "be empty" : `have at most ${maxItems}`}` });
    if (uniqueItems) {
      const met = new Set();
      const twice = value.find((item) => met.size === met.add(JSON.stringify(item)).size);
      if (twice !== undefined) found.push({ at, says: `has ${shown(twice)} twice` });
    }
    if (schema.contains !== undefined) found.push(...this.contains(schema, value, at));
    return found;
  }

  /** @param {Schema} schema @param {unknown[]} value @param {Path} at @returns {Finding[]} */
  contains({ contains: wanted, minContains = 1, maxContains = Infinity }, value, at) {
    const right = value.filter((item) => this.holds(wanted, item));
    if (right.length > maxContains) {
      return [{ at, says: `has ${right.length} items of one kind, ${listed(right.slice(0, MOST).map(shown), "and")}; ${maxContains === 1 ? "only one" : `at most ${maxContains}`} may be there` }];
    }
    if (right.length >= minContains) return [];
    if (minContains > 1) return [{ at, says: `has ${right.length} item${right.length === 1 ? "" : "s"} ${itemWith(wanted)}; it must have at least ${minContains}` }];
    return this.nearest(wanted, value, at) ?? [{ at, says: `has no ${wantedItem(wanted)}` }];
  }

  /**
   * Why the item fails that comes nearest to the wanted one; nothing if none is like it.
   *
   * @param {Schema} wanted
   * @param {unknown[]} value
   * @param {Path} at
   * @returns {Finding[] | undefined}
   */
  nearest(wanted, value, at) {
    const begins = beginning(wanted);
    const tried = value.slice(0, MOST).flatMap((item, index) => {
      if (typeof item === "string") return begins !== "" && item.startsWith(begins) ? [{ item, found: this.why(wanted, item, [...at, index]) }] : [];
      if (!isMapping(item) && !Array.isArray(item)) return [];
      const found = this.why(wanted, item, [...at, index]);
      const fields = found.map((one) => one.at.slice(at.length + 1).join("."));
      return fields.some((field) => IDENTITY.includes(field) || field === "") ? [] : [{ item, found }];
    });
    const best = tried.sort((a, b) => a.found.length - b.found.length)[0];
    // Among several of which none has a thing that is asked for, none is meant.
    if (!best || (value.length > 1 && isMapping(best.item) && !this.resembles(wanted, best.item))) return undefined;
    if (typeof best.item !== "string") return best.found;
    const words = expected(wanted, best.item);
    return [{ at, says: `has the item ${shown(best.item)}; ${words === "" ? "that is not yet what is asked for" : `it must ${words}`}` }];
  }

  /** @param {Schema} wanted @param {Record<string, unknown>} item */
  resembles({ properties = {} }, item) {
    return Object.entries(properties).some(([name, part]) => Object.hasOwn(item, name) && (this.holds(part, item[name]) || isMapping(item[name])));
  }

  /** @param {Schema} schema @param {unknown} value @param {Path} at @returns {Finding[]} */
  ways(schema, value, at) {
    const referred = typeof schema.$ref === "string" ? this.why(this.referred(schema.$ref), value, at) : [];
    const found = [...referred, ...(schema.allOf ?? []).flatMap((/** @type {Schema} */ part) => this.why(part, value, at))];
    for (const all of [schema.anyOf, schema.oneOf]) {
      const tried = (all ?? []).slice(0, MOST).map((/** @type {Schema} */ part) => this.why(part, value, at));
      if (tried.length > 0 && tried.every((/** @type {Finding[]} */ one) => one.length > 0)) found.push(...either(tried));
    }
    if (schema.if !== undefined) found.push(...this.why(this.holds(schema.if, value) ? schema.then : schema.else, value, at));
    if (schema.not !== undefined && this.holds(schema.not, value)) found.push(...this.unwanted(schema.not, value, at));
    return found;
  }

  /** @param {string} reference such as `#/$defs/name` @returns {Schema | undefined} */
  referred(reference) {
    const steps = reference.split("/").slice(1).map((step) => decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~"));
    return steps.reduce((/** @type {any} */ part, step) => own(part, step), this.whole);
  }

  /** @param {Schema | true} not @param {unknown} value @param {Path} at @returns {Finding[]} */
  unwanted(not, value, at) {
    const { required = [], contains } = isMapping(not) ? not : {};
    if (required.length === 1 && isMapping(value)) return [{ at: [...at, required[0]], says: "must not be there like this" }];
    if (contains !== undefined && Array.isArray(value)) {
      return value.flatMap((item, index) => (this.holds(contains, item) ? [{ at: [...at, index], says: `must not be there like this: ${shown(item)}` }] : []));
    }
    return [{ at, says: isMapping(value) || Array.isArray(value) ? "must not be like this" : `must not be ${shown(value)}: a part of it is against what is asked for` }];
  }
}

/**
 * @param {unknown} map
 * @param {string} name
 */
function own(map, name) {
  return typeof map === "object" && map !== null && Object.hasOwn(map, name) ? /** @type {any} */ (map)[name] : undefined;
}

/**
 * The way that lacks least; where several lack as much, the first thing that each lacks. A way that is about another object
 * than the one at hand comes last, and one that was begun before one that was not.
 *
 * @param {Finding[][]} tried
 * @returns {Finding[]}
 */
function either(tried) {
  const other = (/** @type {Finding} */ { at, missing }) => !missing && IDENTITY.includes(String(at.at(-1)));
  const weight = (/** @type {Finding[]} */ found) => found.length + (found.some(other) ? FAR : 0) - (found.every(({ missing }) => missing) ? 0 : 0.5);
  const least = Math.min(...tried.map(weight));
  const [first, ...others] = tried.filter((found) => weight(found) === least);
  const [one, ...more] = first;
  const or = others.map(([other]) => other).filter(({ at, says }) => says !== one.says || at.join() !== one.at.join());
  return or.length === 0 ? first : [{ ...one, or }, ...(first.length > 1 ? [] : more)];
}
