/**
 * Whether what a learner put into a blank is right: it matches an accepted form and no rejected one.
 *
 * `exact` folds white space; `command` compares as a shell and the program would read it; `yaml` compares data, where the
 * order of keys says nothing; `regex` must match the whole.
 */
import { canonicalCommand } from "./command.js";
import { Refusal, RubricError } from "./errors.js";
import { pattern } from "./pattern.js";
import { documents } from "./yaml.js";

const MAX_GIVEN = 4096;

/** @typedef {"exact" | "command" | "yaml" | "regex"} MatchKind */

/**
 * Each gives the test of one form. A form that cannot be read is the author's mistake, what is given never an error.
 *
 * @type {Record<MatchKind, (form: string) => (given: string) => boolean>}
 */
const KINDS = {
  exact: sameAs((text) => text.split(/\s+/).filter(Boolean).join(" "), "text"),
  command: sameAs(canonicalCommand, "a command: a quote is not closed"),
  yaml: sameAs(canonicalYaml, "YAML that can be compared"),
  regex: (form) => {
    pattern(form);
    const whole = new RegExp(`^(?:${form})$`, "u");
    return (given) => whole.test(given);
  },
};

/**
 * @param {MatchKind} how
 * @param {string[]} accepted
 * @param {string[]} rejected
 * @param {string} given
 * @returns {{right: boolean, which: {list: "accepted" | "rejected", index: number} | null}} which form decided
 * @throws {RubricError}
 */
export function match(how, accepted, rejected, given) {
  if (!Object.hasOwn(KINDS, how)) throw new RubricError(`\`match\` must be one of ${Object.keys(KINDS).join(", ")}.`);
  const trimmed = given.trim();
  const [good, bad] = [accepted, rejected].map((forms) => forms.map((form) => KINDS[how](form.trim())));
  if (trimmed.length > MAX_GIVEN) return { right: false, which: null };
  const refusedBy = bad.findIndex((matches) => matches(trimmed));
  if (refusedBy !== -1) return { right: false, which: { list: "rejected", index: refusedBy } };
  const acceptedBy = good.findIndex((matches) => matches(trimmed));
  return acceptedBy === -1 ? { right: false, which: null } : { right: true, which: { list: "accepted", index: acceptedBy } };
}

/**
 * @param {(text: string) => string | undefined} canonical
 * @param {string} what a form must be
 */
function sameAs(canonical, what) {
  return (/** @type {string} */ form) => {
    const wanted = canonical(form);
    if (wanted === undefined) throw new RubricError(`\`${form}\` is not ${what}.`);
    return (/** @type {string} */ given) => canonical(given) === wanted;
  };
}

/** @param {string} text */
function canonicalYaml(text) {
  try {
    return JSON.stringify(documents(text).map(sorted));
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/**
 * @param {unknown} value
 * @returns {unknown} with mappings as sorted lists of pairs
 */
function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return { pairs: pairs.map(([key, item]) => [key, sorted(item)]) };
}
