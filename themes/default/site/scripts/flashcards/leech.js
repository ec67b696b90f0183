/**
 * Cards that do not stick. One that was forgotten often is set aside: it takes time from the others, and most often it has to
 * be read up or asked otherwise. Pure.
 */

/** So many lapses set a card aside, as in Anki; one that was brought back, after half as many again. */
export const LAPSES = 8;

/**
 * @param {number} before lapses before a review
 * @param {number} after and after it
 */
export function isLeech(before, after) {
  return after > before && after >= LAPSES && (after - LAPSES) % (LAPSES / 2) === 0;
}
