/**
 * Ends what `theme.js` began: a page's scripts have drawn its first view, and the room that was kept for it
 * (`scripting.css`) is let go.
 */
export function drawn() {
  delete document.documentElement.dataset.drawing;
}
