/**
 * Text to the clipboard. Browsers keep their clipboard from pages without HTTPS, and copy a selection there all the same.
 *
 * @param {string} text
 * @returns {Promise<boolean>} whether it is there
 */
export async function toClipboard(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text).then(() => true, () => false);
  const held = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  // Seen by nobody, and where the page stands, so that nothing scrolls.
  field.className = "visually-hidden";
  field.readOnly = true;
  (held ?? document.body).after(field);
  field.focus({ preventScroll: true });
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (held instanceof HTMLElement) held.focus({ preventScroll: true });
  return done;
}
