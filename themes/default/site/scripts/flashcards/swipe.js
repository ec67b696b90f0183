/**
 * Swipes on a card by a finger: to the left it was not known, to the right it was. Nothing hangs on them: each has its button.
 */

/** In pixels; less is a tap or a slip. */
const FAR = 70;

/**
 * @param {HTMLElement} stage
 * @param {(way: "left" | "right") => void} swiped
 */
export function onSwipe(stage, swiped) {
  /** @type {{id: number, x: number, y: number} | undefined} */
  let start;
  stage.addEventListener("pointerdown", ({ pointerType, isPrimary, pointerId, clientX, clientY, target }) => {
    // Code that scrolls sideways is scrolled.
    const scrolls = target instanceof Element && [...ancestors(target, stage)].some((one) => one.scrollWidth > one.clientWidth + 1);
    start = pointerType === "touch" && isPrimary && !scrolls ? { id: pointerId, x: clientX, y: clientY } : undefined;
  });
  stage.addEventListener("pointercancel", () => (start = undefined));
  stage.addEventListener("pointerup", ({ pointerId, clientX, clientY }) => {
    if (start?.id !== pointerId) return;
    const [right, down] = [clientX - start.x, clientY - start.y];
    start = undefined;
    if (Math.abs(right) >= FAR && Math.abs(right) > 2 * Math.abs(down)) swiped(right < 0 ? "left" : "right");
  });
}

/**
 * @param {Element} from
 * @param {Element} to not included
 */
function* ancestors(from, to) {
  for (let one = /** @type {Element | null} */ (from); one && one !== to; one = one.parentElement) yield one;
}
