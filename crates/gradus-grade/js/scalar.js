/**
 * What a plain (unquoted) scalar of YAML means, read twice: as YAML 1.2 with the core schema, and as YAML 1.1.
 *
 * Kubernetes reads manifests with a parser of the 1.1 family, editors and other tools often with one of 1.2. A scalar
 * on which the two differ is not graded: whatever the verdict, it would be wrong for someone.
 *
 * Sources: YAML 1.2.2, section 10.3.2 (core schema), https://yaml.org/spec/1.2.2/; the YAML 1.1 type repository,
 * https://yaml.org/type/ (bool, int, float, timestamp, merge, value). The float of 1.1 is taken as its implementations
 * have it, with digits after the point: by the letter of the page, an IP address would be a number.
 */

const NULL = /^(?:~|null|Null|NULL|)$/;
const BOOL = /^(?:true|True|TRUE|false|False|FALSE)$/;
const INFINITE = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

const INT_1_2 = /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/;
const FLOAT_1_2 = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

const TRUE_1_1 = /^(?:y|Y|yes|Yes|YES|on|On|ON)$/;
const FALSE_1_1 = /^(?:n|N|no|No|NO|off|Off|OFF)$/;
const INT_1_1 = /^([-+]?)(?:0b([01_]+)|0([0-7_]+)|(0|[1-9][0-9_]*)|0x([0-9a-fA-F_]+))$/;
const FLOAT_1_1 = /^[-+]?(?:[0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)(?:[eE][-+][0-9]+)?$/;
const SEXAGESIMAL_1_1 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;
const DATE_1_1 = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;
const TIME_1_1 =
  /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]*)?(?:[ \t]*(?:Z|[-+][0-9]{1,2}(?::[0-9]{2})?))?$/;

/**
 * The one meaning of a plain scalar, or the reason why it has none.
 *
 * @param {string} source
 * @returns {{value: null | boolean | number | string} | {reason: string}}
 */
export function plainScalar(source) {
  if (INFINITE.test(source)) return { reason: `\`${source}\` is a number that JSON, and so Kubernetes, cannot hold.` };
  const value = core(source);
  if (typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return { reason: `\`${source}\` is too large to be read exactly everywhere; put it in quotes.` };
  }
  const old = meaning11(source);
  const now = describe(value);
  if (old === now) return { value };
  return { reason: `\`${source}\` is ${old} in YAML 1.1 but ${now} in YAML 1.2; put it in quotes if text is meant, or write what both read alike.` };
}

/** @param {string} source */
function core(source) {
  if (NULL.test(source)) return null;
  if (BOOL.test(source)) return source[0] === "t" || source[0] === "T";
  // `Number` reads `0o` and `0x` as the core schema does, and a leading zero as decimal.
  if (INT_1_2.test(source) || FLOAT_1_2.test(source)) return Number(source);
  return source;
}

/** @param {string} source */
function meaning11(source) {
  if (NULL.test(source)) return describe(null);
  if (BOOL.test(source)) return describe(core(source));
  if (TRUE_1_1.test(source)) return describe(true);
  if (FALSE_1_1.test(source)) return describe(false);
  const int = INT_1_1.exec(source);
  if (int) {
    const [, sign, binary, octal, decimal, hexadecimal] = int.map((part) => part?.replaceAll("_", ""));
    const size = binary ? `0b${binary}` : octal ? `0o${octal}` : hexadecimal ? `0x${hexadecimal}` : (decimal ?? "0");
    return describe(sign === "-" ? -Number(size) : Number(size));
  }
  if (FLOAT_1_1.test(source)) return describe(Number(source.replaceAll("_", "")));
  if (SEXAGESIMAL_1_1.test(source)) return "a number to base 60";
  if (DATE_1_1.test(source) || TIME_1_1.test(source)) return "a point in time";
  if (source === "<<") return "a merge of mappings";
  if (source === "=") return "a default value";
  return describe(source);
}

/** @param {null | boolean | number | string} value */
function describe(value) {
  if (typeof value === "number") return `the number ${value === 0 ? 0 : value}`;
  return typeof value === "string" ? "text" : `\`${value}\``;
}
