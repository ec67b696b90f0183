/**
 * Ends what `theme.js` began: a page's scripts have drawn its first view, and the room that was kept for it
 * (`scripting.css`) is let go, and with it what stood there already.
 */
export function drawn() {
  delete document.documentElement.dataset.drawing;
  document.querySelector(".preview")?.remove();
}
