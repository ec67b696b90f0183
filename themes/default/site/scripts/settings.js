/**
 * Small choices of a learner, kept in this browser. A browser that refuses storage forgets them, and nothing else.
 */

const PREFIX = "gradus.";

/**
 * @param {string} name
 * @returns {string | null}
 */
export function readSetting(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/**
 * @param {string} name
 * @param {string | null} value nothing forgets it
 */
export function writeSetting(name, value) {
  try {
    if (value === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, value);
  } catch {
    // Storage is full or blocked: the choice holds for this page.
  }
}
