/**
 * Asks the browser to keep what is stored. Browsers may throw out what they were not asked to keep.
 */

/** @returns {Promise<boolean | undefined>} whether it is kept for good; nothing where a browser cannot say */
export async function isPersistent() {
  return navigator.storage?.persisted?.().catch(() => undefined);
}

/**
 * To be called when a learner has done something that would be missed, such as marking a lesson: some browsers ask then.
 *
 * @returns {Promise<boolean | undefined>}
 */
export async function askToKeep() {
  if (await isPersistent()) return true;
  return navigator.storage?.persist?.().catch(() => undefined);
}
