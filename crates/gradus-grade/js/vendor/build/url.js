/**
 * As much of `URL` as `@cfworker/json-schema` needs to name the parts of a schema: `href`, and `hash` read and written,
 * references resolved as RFC 3986, section 5.2 says. It takes the place of the global in the bundle, because QuickJS has
 * none and because two engines shall resolve a `$ref` alike.
 */
export class URL {
  /**
   * @param {string} reference
   * @param {string} [base]
   */
  constructor(reference, base) {
    const [beforeHash, hash] = split(String(reference), "#");
    this.fragment = hash;
    if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(beforeHash)) {
      this.address = beforeHash;
    } else if (base === undefined) {
      throw new TypeError(`Invalid URL: ${reference}`);
    } else {
      this.address = resolve(beforeHash, split(base, "#")[0]);
    }
  }

  get hash() {
    return this.fragment === "" ? "" : `#${this.fragment}`;
  }

  set hash(hash) {
    this.fragment = hash.startsWith("#") ? hash.slice(1) : hash;
  }

  get href() {
    return this.address + this.hash;
  }
}

/** @param {string} reference @param {string} base */
function resolve(reference, base) {
  if (reference === "") return base;
  const [, scheme, authority, path] = /^([^:]*:)(\/\/[^/?]*)?([^?]*)/.exec(base);
  if (reference.startsWith("//")) return scheme + reference;
  const root = scheme + (authority ?? "");
  if (reference.startsWith("?")) return root + path + reference;
  const [beforeQuery, query] = split(reference, "?");
  const merged = reference.startsWith("/") ? beforeQuery : path.replace(/[^/]*$/, "") + beforeQuery;
  const kept = [];
  const steps = merged.split("/");
  for (const [i, step] of steps.entries()) {
    const last = i === steps.length - 1;
    if (step === "..") {
      if (kept.length > 1) kept.pop();
      if (last) kept.push("");
    } else if (step === ".") {
      if (last) kept.push("");
    } else {
      kept.push(step);
    }
  }
  return root + kept.join("/") + (query === "" ? "" : `?${query}`);
}

/** @param {string} text @param {string} mark @returns {[string, string]} */
function split(text, mark) {
  const at = text.indexOf(mark);
  return at === -1 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
